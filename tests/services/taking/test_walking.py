"""Where somebody stands is found by the last steps alone, and is always what a replay of all steps says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from quizapp.content.codec import encode
from quizapp.content.compile import COMPILER, compile_scenario, version_id
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.attempts import AttemptState, Run
from quizapp.model.pages import Answered, AnswerWord, PassagePage
from quizapp.model.people import Person
from quizapp.model.play import Answer, Given, NotPossible, Reply, Step
from quizapp.model.published import SourceFile
from quizapp.model.quiz_pages import QuestionPage
from quizapp.model.things import thing_at
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.accounts import digest
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.people import accounts
from quizapp.store.published import publications, versions
from quizapp.store.taking import visits
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH, changed, quiz_files
from tests.services.taking import run_of

TOKEN = "a token"
CHANGES = (
    ("pass: 70", "pass: 70\ncounters: calm 2 from 0 to 3"),
    ("look up.\n", "look up.\n\n> Only if: visited #the-corridor\n>\n> Again.\n\n> Only if: calm < 2\n>\n> A bell.\n"),
    ("thirty of them](#ending-waiting)", "thirty of them](#the-corridor)\n    - calm: -1"),
    ("come to you](#ending-waiting)", "come to you](#registration)\n    - calm: +1"),
    ("## The corridor", "- [Go home](#ending-waiting)\n    - talk-directly: missed\n    - Why: No.\n\n## The corridor"),
)
STEPS = 12
HOME = 2  # the choice at the registration that ends the story


def going_round() -> tuple[SourceFile, ...]:
    """The small module, with a story in which one can go round for ever, and is asked two questions each time."""
    (text,) = (file.content.decode() for file in changed(SCENARIO_PATH, *CHANGES[0]) if file.path == SCENARIO_PATH)
    for old, new in CHANGES[1:]:
        assert old in text
        text = text.replace(old, new)
    files = changed(SCENARIO_PATH, *CHANGES[0])
    return tuple(SourceFile(f.path, text.encode()) if f.path == SCENARIO_PATH else f for f in files)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def worker(site: Site, clock: Clock) -> Callable[[], Site]:
    """Another process that serves the same site."""
    return lambda: Site(Settings(secret_key="k" * 40), site.database, site.inserts, "<p>Support</p>", clock)


@pytest.fixture
def attempt(site: Site, alice: Person) -> str:
    """Alice's, who is signed in, at the story in which one can go round. Nobody checked that, which would take long."""
    drawn = drawn_files(going_round(), SCENARIO_PATH)
    version, (compiled, _) = version_id(drawn, 1), compile_scenario(drawn)
    assert compiled is not None
    with site.database.write() as connection:
        how = {"thing": thing_at(SCENARIO_PATH), "files": drawn, "format": 1, "origin": "cli", "by": None}
        versions.put_version(connection, version=version, at=site.now(), **how)
        versions.save_compiled(connection, version, COMPILER, *encode(compiled))
        publications.make_live(connection, path=SCENARIO_PATH, version=version, by=None, at=site.now(), why="")
        accounts.open_session(connection, digest(TOKEN), alice.id, site.now() + timedelta(hours=10))
    begun = learning.start(site, alice, MODULE, SCENARIO)
    assert begun is not None
    return begun


def page_of(site: Site, attempt: str, number: int) -> PassagePage | QuestionPage:
    _, page = learning.passage_for(site, TOKEN, attempt, number)
    assert page is not None
    return page


def send(site: Site, attempt: str, number: int, reply: Reply) -> Answered:
    _, came = learning.answer_for(site, TOKEN, attempt, number, reply)
    assert came is not None
    return came


def any_reply(page: PassagePage | QuestionPage, chance: Random) -> Reply:
    """An answer to what is asked here, which ends nothing."""
    if isinstance(page, QuestionPage):
        return Given(positions=(chance.randrange(2),))
    return 1 if page.passage_title == "The corridor" else chance.randrange(2)


def go(site: Site, attempt: str, steps: int, chance: Random, first: int = 0) -> None:
    """Read and answer so many steps."""
    for number in range(first, first + steps):
        assert send(site, attempt, number, any_reply(page_of(site, attempt, number), chance)).word is AnswerWord.STORED


def test_workers_in_turn_say_at_each_step_what_one_says_that_remembers_nothing(
    site: Site, alice: Person, clock: Clock, worker: Callable[[], Site], attempt: str
):
    chance, workers, bare = Random(5), (site, worker()), worker()
    for number in range(STEPS):
        clock.later(seconds=chance.randrange(3))
        for at in (number, chance.randrange(number + 1), number + 3):
            bare.walks.clear()
            assert page_of(chance.choice(workers), attempt, at) == page_of(bare, attempt, at)
        reply = any_reply(page_of(bare, attempt, number), chance)
        assert send(chance.choice(workers), attempt, number, reply) == Answered(AnswerWord.STORED, number + 1)
        assert send(chance.choice(workers), attempt, number, reply) == Answered(AnswerWord.ALREADY, number + 1)
        with pytest.raises(NotPossible):
            send(chance.choice(workers), attempt, number + 2, reply)
    number = STEPS
    while page_of(site, attempt, number).passage_title != "Registration":
        send(chance.choice(workers), attempt, number, any_reply(page_of(site, attempt, number), chance))
        number += 1
    assert send(site, attempt, number, HOME).word is AnswerWord.STORED
    assert run_of(site, alice, attempt).attempt.ending == "ending-waiting" and not check_invariants(site)
    bare.walks.clear()
    assert page_of(site, attempt, number + 1) == page_of(bare, attempt, number + 1)


def test_however_many_steps_were_taken_only_the_last_are_loaded(
    site: Site, attempt: str, monkeypatch: pytest.MonkeyPatch
):
    loaded: list[int] = []
    for name in ("load", "lock"):
        read = getattr(visits, name)

        def counted(*asked: object, read: Callable[..., tuple[object, Run]] = read) -> tuple[object, Run]:
            person, run = read(*asked)
            loaded.append(len(run.steps))
            return person, run

        monkeypatch.setattr(visits, name, counted)
    go(site, attempt, STEPS, Random(1))
    assert len(loaded) >= 2 * STEPS and max(loaded) == 2


def later(step: Step | None) -> Step:
    assert step is not None and step.at is not None
    return replace(step, at=step.at + timedelta(microseconds=1))


WRONG = {
    "another time": lambda known: replace(known, last=later(known.last)),
    "another choice": lambda known: replace(known, last=replace(known.last, choice=7)),
    "another answer": lambda known: replace(known, last=replace(known.last, answer=Answer((1, 2)))),
    "more steps than there are": lambda known: replace(
        known, count=known.count + 1, last=replace(known.last, number=known.count)
    ),
    "many more": lambda known: replace(known, count=100, last=replace(known.last, number=99)),
    "fewer, of others": lambda known: replace(known, count=2, last=replace(later(known.last), number=1)),
    "another version": lambda known: replace(known, version="another"),
}


def test_what_is_remembered_of_other_steps_lets_nothing_in(site: Site, alice: Person, attempt: str):
    chance = Random(2)
    go(site, attempt, 3, chance)
    for steps in range(3, 7):
        right = page_of(site, attempt, steps)
        known = site.walks.get(attempt)
        assert known is not None and known.count == steps
        forbidden = [(steps, 9), (steps, None if isinstance(right, PassagePage) else 0), (steps + 1, 0)]
        for wrong in WRONG.values():
            bad = replace(wrong(known), place=replace(known.place, passage="ending-waiting", asked=0))
            for at in (steps, 100):
                site.walks.put(attempt, bad)
                assert page_of(site, attempt, at) == right
            for number, reply in forbidden:
                site.walks.put(attempt, bad)
                with pytest.raises(NotPossible):
                    send(site, attempt, number, reply)
            site.walks.put(attempt, bad)
        assert len(run_of(site, alice, attempt).steps) == steps
        assert send(site, attempt, steps, any_reply(right, chance)).word is AnswerWord.STORED


def test_an_attempt_that_went_back_to_an_older_copy_is_replayed(site: Site, clock: Clock, alice: Person, attempt: str):
    go(site, attempt, 6, Random(4))
    page_of(site, attempt, 6)
    older = site.walks.get(attempt)
    assert older is not None
    site.walks.put(attempt, replace(older, count=9, last=replace(later(older.last), number=8)))
    clock.later(hours=-1)  # and the clock went back: the next step is no earlier than the last one that is there
    reply = any_reply(page_of(site, attempt, 9), Random(1))
    site.walks.put(attempt, replace(older, count=6, last=later(older.last)))
    assert send(site, attempt, 6, reply).word is AnswerWord.STORED
    steps = run_of(site, alice, attempt).steps
    assert steps[6].at is not None and steps[5].at is not None and steps[6].at >= steps[5].at
    assert not check_invariants(site)


def test_nothing_is_finished_by_what_was_remembered_alone(site: Site, alice: Person, attempt: str):
    chance, number = Random(6), 0
    while number < 5 or page_of(site, attempt, number).passage_title != "Registration":
        go(site, attempt, 1, chance, number)
        number += 1
    known = site.walks.get(attempt)
    assert known is not None and known.count == number
    site.walks.put(attempt, replace(known, place=replace(known.place, counters=(0,), visited=frozenset())))
    with pytest.raises(NotPossible):
        send(site, attempt, number, HOME)
    run = run_of(site, alice, attempt)
    assert (len(run.steps), run.attempt.state) == (number, AttemptState.OPEN)
    assert send(site, attempt, number, HOME).word is AnswerWord.STORED  # it was forgotten, and so is replayed
    assert not check_invariants(site)
