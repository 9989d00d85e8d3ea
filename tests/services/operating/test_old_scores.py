"""A scoring rule changes: what was finished stays as it was on every page, and only new attempts go by the new rule."""

from collections.abc import Callable
from typing import Any

import pytest

from quizapp.engine import scorers
from quizapp.engine.results import stored
from quizapp.model.debrief_pages import CriticalShown
from quizapp.model.people import Person
from quizapp.model.scenario import Word
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.operating.readiness import ensure_ready
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, modules, picturing, results, set_pages
from quizapp.services.taking.debriefing import debrief
from quizapp.services.taking.looking_back import map_page
from quizapp.services.taking.story_start import start_page
from quizapp.store.taking import attempts, histories
from tests.clock import Clock
from tests.databases import Files
from tests.engine import other_scorer
from tests.services.quiz_files import DRAWING_SET, MODULE, OTHER_SET, SCENARIO, SET, quiz_files
from tests.services.taking import begin, feedback_told, give, plant, play, rows, run_of, take

PARTLY_WAY = (0, "right", "wrong", 1)
HALF_RIGHT = ("a-first-conversation", "who-does-what", "who-is-told")


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def live_through(site: Site, person: Person, clock: Clock) -> None:
    """Stories and sets, passed and not, carried, practised; and one of each that is left open."""
    play(site, person, *PARTLY_WAY)
    for wrong in (HALF_RIGHT, ("a-first-conversation",)):
        clock.later(hours=1)
        take(site, person, SET, wrong=wrong)
    take(site, person, OTHER_SET)
    take(site, person, OTHER_SET, wrong=("*",), practice=True)
    take(site, person, DRAWING_SET, wrong=("*",))
    clock.later(hours=1)
    play(site, person, 0, "wrong")
    give(site, person, begin(site, person, DRAWING_SET), False)


def pages(site: Site, person: Person) -> dict[str, Any]:
    """Everything that the person can see of what they did."""
    found: dict[str, Any] = {
        "picture": picturing.picture(site, person, MODULE),
        "module": modules.module_page(site, person, MODULE),
        "mine": modules.my_modules(site, person),
        "story": start_page(site, person, MODULE, SCENARIO),
        **{name: set_pages.start_page(site, person, MODULE, name) for name in (SET, OTHER_SET, DRAWING_SET)},
    }
    with site.database.read() as connection:
        mine = [one.attempt.public_id for one in histories.of_person(connection, person.id)]
    for attempt in mine:
        found[f"{attempt} debrief"] = debrief(site, person, attempt)
        found[f"{attempt} map"] = map_page(site, person, attempt)
        found[f"{attempt} result"] = set_pages.result(site, person, attempt)
        for step in run_of(site, person, attempt).steps:
            found[f"{attempt} {step.number}"] = learning.passage_page(site, person, attempt, step.number)
            found[f"{attempt} {step.number} told"] = feedback_told(site, person, attempt, step.number)
    return found


def test_every_old_page_and_every_invariant_stays_as_it_was_under_another_scorer(
    site: Site, alice: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    live_through(site, alice, clock)
    before, stored_before = pages(site, alice), rows(site, "SELECT * FROM result_point ORDER BY result, ordinal")
    assert check_invariants(site) == ()
    assert sum("debrief" in name and page is not None for name, page in before.items()) == 1
    assert sum("result" in name and page is not None for name, page in before.items()) == 5
    other_scorer.install(monkeypatch)
    after = pages(site, alice)
    assert {name: page for name, page in after.items() if page != before[name]} == {}
    assert check_invariants(site) == ()
    assert rows(site, "SELECT * FROM result_point ORDER BY result, ordinal") == stored_before


def test_what_was_open_is_finished_by_its_own_scorer_and_what_begins_now_by_the_new_one(
    site: Site, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
):
    story, quiz = play(site, alice, 0, "right"), begin(site, alice, SET)
    other_scorer.install(monkeypatch)
    play(site, alice, "wrong", 1, attempt=story)
    for number in range(7):
        give(site, alice, quiz, number not in (0, 3))
    new_story = play(site, bob, *PARTLY_WAY)
    new_quiz = begin(site, bob, SET)
    for number in range(7):
        give(site, bob, new_quiz, number not in (0, 3))
    old, new = (_percents(site, alice, story, quiz), _percents(site, bob, new_story, new_quiz))
    # By the first rule: talk-directly (1 + 1 + 1/2) / 3 …; by the second each of its points has a mark below 1.
    assert old[0] > new[0] == 0 and old[1] > new[1]
    assert rows(site, "SELECT DISTINCT person, scorer FROM attempt ORDER BY scorer") == [
        (alice.id, other_scorer.BEFORE),
        (bob.id, other_scorer.NUMBER),
    ]
    for person, attempt in ((alice, story), (alice, quiz), (bob, new_story), (bob, new_quiz)):
        with site.database.read() as connection:
            run = attempts.load(connection, attempt, person.id)
            assert run is not None
            kept = attempts.result(connection, run.attempt.id)
            assert kept == stored(results.earned(site, connection, run))
    assert check_invariants(site) == ()


def _percents(site: Site, person: Person, story: str, quiz: str) -> tuple[int, int]:
    told, result = debrief(site, person, story), set_pages.result(site, person, quiz)
    assert told is not None and result is not None
    return told.percent, result.percent


def test_pages_of_finished_attempts_show_the_stored_figures_and_doctor_finds_that_they_are_others(
    site: Site, alice: Person
):
    story, quiz = play(site, alice, *PARTLY_WAY), take(site, alice, SET)
    reasons = '[["safe-to-talk", "missed"]]'
    plant(site, f"UPDATE result SET num = 1, den = 8, passed = false, critical = '{reasons}'")
    plant(site, "UPDATE result_point SET num = 1, den = 5, word = 'partly' WHERE point = 'talk-directly'")
    plant(site, "UPDATE result_point SET num = 0, den = 1, word = 'missed' WHERE point = 'safe-to-talk'")
    assert _percents(site, alice, story, quiz) == (12, 12)
    told, result = debrief(site, alice, story), set_pages.result(site, alice, quiz)
    assert told is not None and result is not None and not told.passed and not result.passed
    assert [p.word for p in told.points if p.id == "talk-directly"] == ["partly"]
    assert [(p.word, p.percent, p.shown) for p in result.points if p.id == "talk-directly"] == [("partly", 20, False)]
    reason = CriticalShown("Make a place where children can talk.", Word.MISSED)
    assert (told.critical, result.critical) == ((reason,), (reason,))
    assert [(found.invariant, found.text.split(": ")[1]) for found in check_invariants(site)] == [
        (4, "its stored result is not what its steps score")
    ] * 2


def test_doctor_names_attempts_whose_scorer_this_release_does_not_have(
    site: Site, alice: Person, join: Callable[..., Person]
):
    play(site, alice, *PARTLY_WAY)
    take(site, join("Cat"), OTHER_SET)
    assert check_invariants(site) == ()
    plant(site, "UPDATE attempt SET scorer = 9")
    assert [found.text.partition(": ")[2] for found in check_invariants(site)] == [
        "scorer 9 is not known to this release"
    ] * 2
    assert scorers.CURRENT != 9


def test_a_release_that_lacks_the_scorer_of_some_attempt_is_not_served(site: Site, alice: Person):
    play(site, alice, 0, "right")
    assert ensure_ready(site) == ""
    plant(site, "UPDATE attempt SET scorer = 9")
    assert ensure_ready(site) == "some attempts are scored by rule 9, which this release does not have: run a newer one"
