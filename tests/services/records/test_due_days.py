"""People are reminded of what is required of them, by the day that counts, as long as it is to be done."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from quizapp.model.letters import LetterKind
from quizapp.model.people import Person, Role
from quizapp.model.reminders import DayDue
from quizapp.model.requirements import ModuleStanding, Phase, Status
from quizapp.services.records.due_days import day_due, remind_of_required
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import MODULE, quiz_files
from tests.services.requiring import required
from tests.services.taking import BEST_WAY, play, take

DAY = date(2026, 11, 23)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.mark.parametrize(
    ("status", "due"),
    [
        (Status.ASSIGNED, DayDue(MODULE, DAY)),
        (Status.IN_PROGRESS, DayDue(MODULE, DAY)),
        (Status.OVERDUE, DayDue(MODULE, DAY)),
        (Status.UP_TO_DATE, DayDue(MODULE, DAY + timedelta(days=365), renews=True)),
        (Status.EXPIRING, DayDue(MODULE, DAY + timedelta(days=365), renews=True)),
        (Status.EXPIRED, DayDue(MODULE, DAY + timedelta(days=365), renews=True)),
        (Status.EXEMPT, None),
        (Status.NOT_REQUIRED, None),
    ],
)
def test_the_day_that_counts_is_the_one_of_the_status(status: Status, due: DayDue | None) -> None:
    phases = (Phase(DAY, status),)
    standing = ModuleStanding(1, MODULE, None, phases, due_on=DAY, expires_on=DAY + timedelta(days=365))
    assert day_due(standing, status) == due
    assert day_due(ModuleStanding(1, MODULE, None, phases), status) is None


def test_who_has_done_it_is_reminded_no_more(
    site: Site, alice: Person, bob: Person, join: Callable[..., Person], clock: Clock
) -> None:
    ada = join("Ada", Role.ADMINISTRATOR, team="Office")
    required(site, ada, exempt="Ada@example.org", module=MODULE)
    clock.later(days=7)  # a Monday, and a week before the day that counts
    assert [(one.name, one.kind) for one in remind_of_required(site, dry_run=True)] == [
        ("Alice", LetterKind.REMINDER),
        ("Bob", LetterKind.REMINDER),
    ]
    play(site, alice, *BEST_WAY)
    take(site, alice)
    (left,) = remind_of_required(site)
    assert left.name == "Bob" and left.lines[0].on == site.today() + timedelta(days=7)
    assert remind_of_required(site) == ()
