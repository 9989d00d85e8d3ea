"""Taking a question set as a person does: right, wrong, or as the test says."""

import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from quizapp.engine import asking
from quizapp.engine.answers import every_answer
from quizapp.model.attempts import Run
from quizapp.model.pages import Answered
from quizapp.model.people import Person
from quizapp.model.play import Answer, Given
from quizapp.model.questions import Question
from quizapp.model.quiz_pages import FeedbackPage
from quizapp.model.quizzes import Certainty, DrawnQuestion
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, modules, set_pages, sets
from quizapp.store.taking import attempts
from tests.services.quiz_files import MODULE, SCENARIO, SET

# First day, with its two questions: the best way through, and the one that goes on with the names.
BEST_WAY = (0, "right", "right", 0)
WORST_WAY = (1,)


def run_of(site: Site, person: Person, attempt: str) -> Run:
    with site.database.read() as connection:
        run = attempts.load(connection, attempt, person.id)
    assert run is not None
    return run


def feedback_told(site: Site, person: Person, attempt: str, number: int) -> FeedbackPage | None:
    """What the person reads about their answer to this step, once they are signed in."""
    with site.database.write() as connection:
        token = accounts.open_session(site, connection, person, site.now())
    found, page = learning.feedback_for(site, token, attempt, number)
    assert found == person
    return page


def begin(site: Site, person: Person, name: str = SET, *, practice: bool = False, module: str = MODULE) -> str:
    attempt = set_pages.start(site, person, module, name, practice)
    assert attempt is not None
    return attempt


def drawn(site: Site, person: Person, attempt: str) -> tuple[DrawnQuestion, ...]:
    drawing = run_of(site, person, attempt).drawing
    assert drawing is not None
    return drawing.questions


def asked(site: Site, person: Person, attempt: str) -> list[str]:
    """The ids of the questions that were drawn, in order."""
    return [one.question for one in drawn(site, person, attempt)]


def wrong_answer(question: Question) -> Answer:
    """An answer that is worth nothing."""
    return min(every_answer(question), key=lambda answer: asking.value(question, answer) or 0)


def form(question: Question, answer: Answer, order: tuple[int, ...], certainty: Certainty | None = None) -> Given:
    """What the form of a question shown in this order sends for this answer."""
    return replace(asking.given_of(question, answer, order), certainty=certainty.value if certainty else "")


def give(
    site: Site,
    person: Person,
    attempt: str,
    answer: Answer | bool,
    certainty: Certainty = Certainty.SURE,
    number: int | None = None,
) -> Answered | None:
    """Answer the question of this step (None: the next one) of a set: so, or right, or wrong."""
    run = run_of(site, person, attempt)
    at = len(run.steps) if number is None else number
    with site.database.read() as connection:
        quiz = site.quiz(run.attempt.version, connection)
    one = sets.drawn(run)[at]
    question = quiz.questions[one.question]
    if isinstance(answer, bool):
        answer = asking.best_answer(question) if answer or not question.is_scored else wrong_answer(question)
    sure = certainty if quiz.compiled.set.asks_certainty(question) else None
    return learning.answer(site, person, attempt, at, form(question, answer, one.order, sure))


def take(
    site: Site,
    person: Person,
    name: str = SET,
    *,
    wrong: Collection[str] = (),
    practice: bool = False,
    module: str = MODULE,
) -> str:
    """A whole attempt at a set, everything right but the questions with these anchors; `*` for all."""
    attempt = begin(site, person, name, practice=practice, module=module)
    for one in drawn(site, person, attempt):
        give(site, person, attempt, "*" not in wrong and one.question.partition("#")[2] not in wrong)
    return attempt


def play(site: Site, person: Person, *ways: int | str | Answer | None, attempt: str | None = None) -> str:
    """The small story: choices by position as shown, "right" and "wrong" for its questions, or an answer."""
    at = attempt or learning.start(site, person, MODULE, SCENARIO)
    assert at is not None
    for way in ways:
        run = run_of(site, person, at)
        with site.database.read() as connection:
            story = site.playable(run.attempt.version, connection).story
        if isinstance(way, str | Answer):
            page = learning.passage_page(site, person, at, None)
            assert page is not None
            question = next(q for q in story.questions.values() if q.title == page.question.title)
            if isinstance(way, str):
                way = asking.best_answer(question) if way == "right" else wrong_answer(question)
            order = asking.shown_order(question, run.attempt.seed, False)
            learning.answer(site, person, at, len(run.steps), form(question, way, order))
        else:
            learning.answer(site, person, at, len(run.steps), way)
    return at


def at_once(threads: int, act: Callable[[int], Any]) -> list[Any]:
    """What each thread got, all let go at one barrier; an exception in any of them is raised here."""
    barrier = threading.Barrier(threads)

    def one(index: int) -> Any:
        barrier.wait(30)
        return act(index)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


def rows(site: Site, query: str) -> list[tuple[Any, ...]]:
    """The rows that a query finds, as they are stored."""
    with site.database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def plant(site: Site, statement: str) -> None:
    """Do what no code may: change what is stored for good, to see that the doctor finds it."""
    with site.database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        else:
            found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in found.scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(statement)


def certificate_of(site: Site, person: Person, module: str = MODULE) -> str:
    """The code of this person's certificate."""
    page = modules.module_page(site, person, module)
    assert page is not None
    return page.certificate


def recorded_another_way(site: Site) -> list[tuple[Any, ...]]:
    """Whose part of which path was ever recorded as done another way."""
    return rows(site, "SELECT o.person, t.path FROM otherwise o JOIN thing t ON t.id = o.thing ORDER BY 1, 2")
