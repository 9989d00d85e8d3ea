"""Whom a change of what is required touches, and how: each person's standing before it and after."""

from quizapp.model.requirement_pages import Effect
from quizapp.model.requirements import ModuleStanding, Status

_FREE = (Status.NOT_REQUIRED, Status.EXEMPT)
_DONE = (Status.UP_TO_DATE, Status.EXPIRING)
_LATE = (Status.OVERDUE, Status.EXPIRED)


def effect(before: ModuleStanding, after: ModuleStanding) -> Effect | None:
    """What the change comes to for somebody, of standings as of one day; None where it leaves all as it was.

    Of several things that it does the gravest is told: that it reads as late, then that it begins or ends.
    """
    was, will_be = before.phases[0].status, after.phases[0].status
    if will_be in _LATE and was not in _LATE:
        return Effect.LATE
    if was in _FREE and will_be in _DONE:
        return Effect.COMPLETED
    if (was in _FREE) != (will_be in _FREE):
        return Effect.ENDS if will_be in _FREE else Effect.BEGINS
    if was in _LATE and will_be not in _LATE:
        return Effect.IN_TIME
    days = ((one.due_on, one.renew_from, one.expires_on) for one in (before, after))
    return Effect.OTHER_DAY if next(days) != next(days) else None
