"""States of sets and modules, made through the services, for the browser's tests: people, answers, whole sets."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from playwright.sync_api import Page

from quizapp.engine import asking, moves
from quizapp.engine.answers import every_answer
from quizapp.model.attempts import Run
from quizapp.model.kinds import rules_of
from quizapp.model.people import Group, Person, Role
from quizapp.model.play import Answer, Given, Reply
from quizapp.model.questions import Question, QuestionKind
from quizapp.model.quizzes import Certainty
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, set_pages
from quizapp.store.taking import attempts
from quizapp.web import create_app

Well = Callable[[Question], bool]  # which questions are answered well; the others poorly


def always(_: Question) -> bool:
    return True


def never(_: Question) -> bool:
    return False


def join(
    site: Site, name: str, *roles: Role, group: Group | None = Group.SOCIAL_CARE, manages: tuple[str, ...] = ()
) -> Person:
    """Somebody new, with an address of their own and no history."""
    held = frozenset({Role.STAFF, *roles})
    email = f"{name.lower()}-{secrets.token_hex(4)}@example.org"
    with site.database.write() as connection:
        return accounts.place_person(connection, date(2026, 1, 5), name, email, held, "Team Q", group, manages)


def let_in(page: Page, site: Site, person: Person) -> None:
    """Sign this person in by their session's cookie: the demo's door is for one person of each role."""
    with site.database.write() as connection:
        token = accounts.open_session(site, connection, person, site.now())
    app = create_app(site)
    with app.test_request_context():
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # our own interface
        value = serializer.dumps({"sid": token})
    page.goto("/support")
    page.context.add_cookies([{"name": "quizapp", "value": value, "url": page.url}])


def newcomer(page: Page, site: Site, name: str = "Robin", *roles: Role) -> Person:
    """Somebody new, signed in."""
    person = join(site, name, *roles)
    let_in(page, site, person)
    return person


def worst(question: Question) -> Answer:
    """An answer that is worth least."""
    return min(every_answer(question), key=lambda answer: asking.value(question, answer) or 0)


def waiting(site: Site, person: Person, attempt: str) -> tuple[int, Question, tuple[int, ...]]:
    """The number of the step to be taken in a set, its question, and the order in which that is shown."""
    with site.database.read() as connection:
        run = _run(attempts.load(connection, attempt, person.id))
        number = len(run.steps)
        assert run.drawing is not None
        drawn = run.drawing.questions[number]
        return number, site.quiz(run.attempt.version, connection).questions[drawn.question], drawn.order


def _run(run: Run | None) -> Run:
    assert run is not None
    return run


def given(question: Question, order: tuple[int, ...], well: bool = True) -> Given:
    """What to fill in for the best answer, or for a poor one; fairly sure, or sure of what is not right."""
    answer = asking.best_answer(question) if well else worst(question)
    if question.is_scored:
        answer = replace(answer, certainty=Certainty.FAIRLY_SURE if well else Certainty.SURE)
    filled = asking.given_of(question, answer, order)
    return replace(filled, text="A thought of mine.") if rules_of(question).is_private else filled


def begin_set(site: Site, person: Person, module: str, name: str, practice: bool = False) -> str:
    """The public id of an open attempt."""
    attempt = set_pages.start(site, person, module, name, practice)
    assert attempt is not None
    return attempt


def answer_until(site: Site, person: Person, attempt: str, kind: QuestionKind, well: Well = always) -> int:
    """Answer an attempt's questions up to the first of this kind; its number."""
    while True:
        number, question, order = waiting(site, person, attempt)
        if question.kind is kind:
            return number
        assert learning.answer(site, person, attempt, number, given(question, order, well(question)))


def take_set(site: Site, person: Person, module: str, name: str, well: Well = always, practice: bool = False) -> str:
    """A whole attempt at a set, answered well or poorly; its public id."""
    attempt = begin_set(site, person, module, name, practice)
    while set_pages.result(site, person, attempt) is None:
        number, question, order = waiting(site, person, attempt)
        assert learning.answer(site, person, attempt, number, given(question, order, well(question)))
    return attempt


def best_reply(site: Site, person: Person, attempt: str) -> Reply:
    """What a scenario's next step is best answered with; LookupError at its ending."""
    with site.database.read() as connection:
        run = _run(attempts.load(connection, attempt, person.id))
        story = site.playable(run.attempt.version, connection).story
    place = moves.replay(story, run.steps)[-1]
    if moves.at_ending(story, place):
        raise LookupError("the story has ended")
    question = moves.waiting(story, place)
    if question is not None:
        return replace(given(question, asking.shown_order(question, run.attempt.seed, False)), certainty="")
    offered = moves.offered(story, place)
    return offered.index(story.passages[place.passage].best_choices[0]) if offered else None


def play_scenario(site: Site, person: Person, module: str, name: str) -> str:
    """A whole attempt at a scenario, by best choices and answers; its public id."""
    attempt = learning.start(site, person, module, name)
    assert attempt is not None
    number = 0
    while True:
        try:
            reply = best_reply(site, person, attempt)
        except LookupError:
            return attempt
        assert learning.answer(site, person, attempt, number, reply)
        number += 1
