"""What people are reminded of: the days by which something that is required of them is to be done."""

from collections.abc import Mapping, Sequence
from functools import partial

from quizapp.model.reminders import DayDue
from quizapp.model.requirements import ModuleStanding, Status
from quizapp.services.records.reminding import Reminder, remind
from quizapp.services.site import standings
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.records import standings as kept

TO_DO = frozenset({Status.ASSIGNED, Status.IN_PROGRESS, Status.OVERDUE})
TO_RENEW = frozenset({Status.UP_TO_DATE, Status.EXPIRING, Status.EXPIRED})


def remind_of_required(site: Site, *, dry_run: bool = False) -> tuple[Reminder, ...]:
    """Let the reminders of today wait, of all that is required; those that were written, or would be (`dry_run`).

    It may be asked again and again (`records.reminding`). Call it where no connection is held.
    """
    standings.refresh_due(site)
    return remind(site, partial(_days_due, site), dry_run=dry_run)


def _days_due(site: Site, connection: Connection, people: Sequence[int]) -> Mapping[int, Sequence[DayDue]]:
    today = site.today()
    found: dict[int, list[DayDue]] = {}
    for (person, _), standing in kept.of_people(connection, people).items():
        one = day_due(standing, standing.status(today))
        if one is not None:
            found.setdefault(person, []).append(one)
    return found


def day_due(standing: ModuleStanding, status: Status) -> DayDue | None:
    """The day that counts for somebody who stands so; None where there is nothing to do, or no day to do it by."""
    if status in TO_DO and standing.due_on is not None:
        return DayDue(standing.module, standing.due_on)
    if status in TO_RENEW and standing.expires_on is not None:
        return DayDue(standing.module, standing.expires_on, renews=True)
    return None
