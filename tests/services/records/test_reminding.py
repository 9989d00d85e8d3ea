"""Whose letters wait on which day: their own, one a day or one a week, and their manager's; and never twice."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import pytest

from quizapp.model.letters import LetterKind, LetterState, Rung
from quizapp.model.people import Person, Role
from quizapp.model.reminders import Deadline
from quizapp.services.records.reminding import Reminder, remind
from quizapp.services.site import organisation_settings, people
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.people import outbox, reminded
from tests.clock import Clock
from tests.services.example_site import MODULE

DUE = date(2026, 12, 9)  # a Wednesday; the clock says Monday 23 November
Deadlines = dict[int, tuple[Deadline, ...]]


@pytest.fixture
def mona(join: Callable[..., Person]) -> Person:
    return join("Mona", manages=("Team A",))


@pytest.fixture
def deadlines(alice: Person, bob: Person) -> Deadlines:
    return {alice.id: (Deadline(MODULE, DUE),), bob.id: (Deadline(MODULE, DUE), Deadline("other", DUE, renews=True))}


def of(deadlines: Deadlines) -> Callable[[Connection, Sequence[int]], Mapping[int, Sequence[Deadline]]]:
    return lambda _, ids: {person: deadlines[person] for person in ids if person in deadlines}


def told(found: Sequence[Reminder]) -> list[tuple[str, LetterKind, int]]:
    return [(one.name, one.kind, len(one.lines)) for one in found]


def waiting(site: Site) -> int:
    with site.database.read() as connection:
        return outbox.counts(connection)[LetterState.WAITING]


def test_each_gets_one_letter_of_all_that_is_due_and_none_the_same_day_again(
    site: Site, deadlines: Deadlines, mona: Person
):
    first = remind(site, of(deadlines))
    assert told(first) == [
        ("Alice", LetterKind.REMINDER, 1),
        ("Bob", LetterKind.REMINDER, 2),
        ("Mona", LetterKind.TEAM, 2),
    ]
    assert [(line.rung, line.people) for line in first[2].lines] == [(Rung.BEFORE, 2), (Rung.EXPIRING, 1)]
    assert remind(site, of(deadlines)) == () and waiting(site) == 3


def test_a_dry_run_says_the_same_and_writes_nothing(site: Site, deadlines: Deadlines, mona: Person):
    said = remind(site, of(deadlines), dry_run=True)
    assert waiting(site) == 0 and said == remind(site, of(deadlines))


def test_day_by_day_each_step_is_said_once_and_managers_hear_once_a_week(
    site: Site, deadlines: Deadlines, mona: Person, clock: Clock
):
    found: list[tuple[date, str]] = []
    for _ in range(40):
        found += [(site.today(), one.name) for one in remind(site, of(deadlines))]
        clock.later(days=1)
    monday = date(2026, 11, 23)
    days = [monday, date(2026, 12, 2), DUE, DUE + timedelta(days=7), DUE + timedelta(days=21)]
    for name in ("Alice", "Bob"):
        assert [day for day, who in found if who == name] == days
    assert [day for day, who in found if who == "Mona"] == [monday + timedelta(days=7 * n) for n in range(6)]


def test_who_would_rather_has_one_letter_a_week(site: Site, deadlines: Deadlines, alice: Person, clock: Clock):
    with site.database.write() as connection:
        reminded.choose(connection, alice.id, weekly=True, at=site.now())
    clock.later(days=9)  # Wednesday, a week before it is due
    assert told(remind(site, of(deadlines))) == [("Bob", LetterKind.REMINDER, 2)]
    clock.later(days=5)
    assert told(remind(site, of(deadlines))) == [("Alice", LetterKind.DIGEST, 1)]
    with site.database.write() as connection:
        reminded.choose(connection, alice.id, weekly=False, at=site.now())
    clock.later(days=2)
    assert ("Alice", LetterKind.REMINDER, 1) in told(remind(site, of(deadlines)))


def test_nobody_is_reminded_who_left_or_on_a_day_that_the_organisation_keeps_quiet(
    site: Site, deadlines: Deadlines, join: Callable[..., Person], clock: Clock
):
    vera = join("Vera", Role.ADMINISTRATOR)
    given = {"remind-before": "16, 3", "remind-after": "none", "quiet-days": "23/11/2026"}
    assert organisation_settings.change(site, vera, "reminders", "", given) == ()
    assert site.organisation.ladder.steps == (-16, -3, 0)
    assert remind(site, of(deadlines)) == ()
    assert not people.leave(site, "bob@example.org").problems
    clock.later(days=1)
    assert told(remind(site, of(deadlines))) == [("Alice", LetterKind.REMINDER, 1)]
