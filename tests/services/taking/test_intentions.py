"""One thing to do after a story: kept, changed, shown again from its day, and nobody else's."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from quizapp.model.people import Person
from quizapp.model.problems import Code
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.site import Site
from quizapp.services.taking import intentions, learning
from tests.clock import Clock
from tests.services.example_site import MODULE, SCENARIO
from tests.services.taking import rows

WORDS = "Ask “how are you, really?” & wait.\nÜber all. 🙂"


def begin(site: Site, person: Person) -> str:
    attempt = learning.start(site, person, MODULE, SCENARIO)
    assert attempt is not None
    return attempt


def finish(site: Site, person: Person) -> str:
    attempt = begin(site, person)
    for number in range(2):
        learning.answer(site, person, attempt, number, 1)
    return attempt


def due(site: Site, person: Person) -> list[str]:
    return [one.text for one in intentions.due(site, person)]


def test_it_is_kept_to_the_letter_changed_and_taken_away_with_empty_fields(site: Site, alice: Person):
    attempt, today = finish(site, alice), site.today()
    assert intentions.keep(site, alice, attempt, f"  {WORDS} ", None, typed_day=False) == ()
    kept = intentions.of_attempt(site, alice, attempt)
    assert kept is not None and (kept.text, kept.on, kept.is_done) == (WORDS, None, False)
    assert intentions.keep(site, alice, attempt, "Another", today, typed_day=True) == ()
    kept = intentions.of_attempt(site, alice, attempt)
    assert kept is not None and (kept.text, kept.on) == ("Another", today)
    assert check_invariants(site) == ()
    assert intentions.keep(site, alice, attempt, " ", None, typed_day=False) == ()
    assert rows(site, "SELECT * FROM intention") == []


def test_it_comes_back_from_its_day_on_until_it_is_done(site: Site, alice: Person, clock: Clock):
    attempt = finish(site, alice)
    day = site.today() + timedelta(days=2)
    assert intentions.keep(site, alice, attempt, WORDS, day, typed_day=True) == ()
    assert due(site, alice) == []
    clock.later(days=2)
    assert due(site, alice) == [WORDS]
    clock.later(days=30)
    assert due(site, alice) == [WORDS]
    assert intentions.keep(site, alice, attempt, "Shorter", day, typed_day=True) == (), (
        "its day may stay when it is over"
    )
    for _ in range(2):
        assert intentions.over(site, alice, attempt, is_done=True)
        assert due(site, alice) == []
    kept = intentions.of_attempt(site, alice, attempt)
    assert kept is not None and kept.is_done and kept.text == "Shorter"
    assert intentions.over(site, alice, attempt, is_done=False)
    assert rows(site, "SELECT * FROM intention") == []


@pytest.mark.parametrize(
    ("words", "days", "codes"),
    [
        ("", 1, [("will", Code.MISSING)]),
        ("x" * 1001, 1, [("will", Code.TOO_LONG)]),
        ("x", -1, [("on", Code.GONE_BY)]),
        ("x", 400, [("on", Code.TOO_FAR)]),
        ("x", None, [("on", Code.NO_DAY)]),
        (" ", None, [("will", Code.MISSING), ("on", Code.NO_DAY)]),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_there_stays(
    site: Site, alice: Person, words: str, days: int | None, codes: list[tuple[str, Code]]
):
    attempt, today = finish(site, alice), site.today()
    assert intentions.keep(site, alice, attempt, WORDS, today, typed_day=True) == ()
    on: date | None = None if days is None else today + timedelta(days=days)
    problems = intentions.keep(site, alice, attempt, words, on, typed_day=True)
    assert problems is not None and [(p.field, p.code) for p in problems] == codes
    kept = intentions.of_attempt(site, alice, attempt)
    assert kept is not None and (kept.text, kept.on) == (WORDS, today)


def test_it_is_nobody_elses_and_only_after_a_finished_story(site: Site, alice: Person, bob: Person):
    attempt = begin(site, alice)
    assert intentions.keep(site, alice, attempt, WORDS, None, typed_day=False) is None
    assert not intentions.over(site, alice, attempt, is_done=True)
    attempt = finish(site, alice)
    assert intentions.keep(site, alice, attempt, WORDS, site.today(), typed_day=True) == ()
    assert intentions.of_attempt(site, bob, attempt) is None
    assert intentions.keep(site, bob, attempt, "mine", None, typed_day=False) is None
    assert not intentions.over(site, bob, attempt, is_done=False)
    assert (due(site, alice), due(site, bob)) == ([WORDS], [])


def test_the_doctor_sees_one_that_is_kept_before_the_story_is_over(site: Site, alice: Person):
    begin(site, alice)
    with site.database.write() as connection:
        connection.execute(text("INSERT INTO intention (attempt, text) SELECT max(id), 'x' FROM attempt"))
    (found,) = check_invariants(site)
    assert "something is meant to be done after it" in found.text
