"""Taking a question set or a story in a test's browser, with the best answer to whatever is asked."""

from sqlalchemy import text

from quizapp.engine import asking, moves
from quizapp.model.attempts import Run
from quizapp.model.questions import Question
from quizapp.model.scenario import Choice, Passage
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.taking import attempts
from quizapp.web.carrying import fields_of
from tests.services.quiz_files import MODULE, SCENARIO, SET
from tests.web.browser import Browser, Page

Fields = dict[str, list[str]]


def start_address(name: str) -> str:
    """The start page of a set of the small module, or of its scenario."""
    return f"/training/{MODULE}/{name}" if name == SCENARIO else f"/questions/{MODULE}/{name}"


def begin(browser: Browser, name: str) -> str:
    """The address of the attempt that the start page's button leads to."""
    start = start_address(name)
    return browser.send(browser.get(start), f"{start}/start").headers["Location"]


def run_of(connection: Connection, attempt: str) -> Run:
    """What is stored of the attempt at this address."""
    named = {"public": attempt.rsplit("/", 1)[1]}
    number = connection.execute(text("SELECT id FROM attempt WHERE public_id = :public"), named).scalar_one()
    run = attempts.by_id(connection, number)
    assert run is not None
    return run


def waiting(site: Site, attempt: str) -> tuple[Question, tuple[int, ...]] | None:
    """The question that waits in the attempt at this address, with the order in which it is shown, if one does."""
    with site.database.read() as connection:
        run = run_of(connection, attempt)
        if run.drawing is not None:
            left = run.drawing.questions[len(run.steps) :]
            quiz = site.quiz(run.attempt.version, connection)
            return (quiz.questions[left[0].question], left[0].order) if left else None
        playable = site.playable(run.attempt.version, connection)
        question = moves.waiting(playable.story, moves.replay(playable.story, run.steps)[-1])
        return (question, asking.shown_order(question, run.attempt.seed, False)) if question else None


def ways_on(site: Site, attempt: str) -> tuple[tuple[Choice, Passage], ...]:
    """The choices of the passage where an open story stands, each with where it leads."""
    with site.database.read() as connection:
        run = run_of(connection, attempt)
        playable = site.playable(run.attempt.version, connection)
        passages = playable.story.passages
        here = passages[moves.replay(playable.story, run.steps)[-1].passage]
        return tuple((choice, passages[choice.target]) for choice in here.choices)


def best(question: Question, order: tuple[int, ...]) -> Fields:
    """The fields of a form with the best answer to a question shown in this order."""
    found: Fields = {}
    for name, value in fields_of(asking.given_of(question, asking.best_answer(question), order)):
        found.setdefault(name, []).append(value)
    return found


def fields_for(site: Site, attempt: str, page: Page, choice: str = "0") -> Fields:
    """The best answer to the page that is open, or this choice; a reflection is left empty."""
    asked = waiting(site, attempt)
    if asked is not None:
        return best(*asked) | ({"certainty": ["sure"]} if page.all("input", name="certainty") else {})
    return {"choice": [choice]} if page.all("input", name="choice") else {}


def step(site: Site, browser: Browser, attempt: str, choice: str = "0") -> bool:
    """Answer what is open now; False where nothing is."""
    here = browser.client.get(attempt).headers["Location"]
    if here.endswith("/result"):
        return False
    page = browser.get(here)
    if not any(form["action"] == here for form in page.forms):
        return False
    browser.post(here, page.form(here) | fields_for(site, attempt, page, choice))
    return True


def take(site: Site, browser: Browser, name: str, choice: str = "0") -> str:
    """The address of an attempt that is taken to its end."""
    attempt = begin(browser, name)
    while step(site, browser, attempt, choice):
        pass
    return attempt


def complete(site: Site, browser: Browser) -> str:
    """The address of the certificate, after the story and the set that the small module's completion asks for."""
    take(site, browser, SCENARIO)
    take(site, browser, SET)
    links = [a["href"] or "" for a in browser.get(f"/modules/{MODULE}").all("a")]
    (found,) = {link for link in links if link.startswith("/certificates/")}
    return found
