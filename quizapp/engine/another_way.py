"""Which days a part may be done on in another way, and from when it counts: the same wherever a day is typed."""

from datetime import date, datetime, tzinfo

from quizapp.model.days import day_of, last_moment
from quizapp.model.problems import Code, Problem


def counts_from(on: date, recorded: datetime, zone: tzinfo) -> datetime:
    """The end of that day in the organisation's time zone, or the moment of recording if that is earlier.

    Only the day is known, and it is sure to be done by its end; a time after the recording would be one to come.
    `recorded` is aware and in UTC, and so is what is given back.
    """
    if on >= day_of(recorded, zone):
        return recorded
    return last_moment(on, zone)


def day_problem(
    field: str,
    on: date | None,
    today: date,
    *,
    live_from: date | None = None,
    live_until: date | None = None,
    joined_on: date | None = None,
) -> Problem | None:
    """What is wrong with the day on which somebody says that a part was done; None for a day that it can be.

    It is a day (None is none), not still to come, no later than the part was retired, and no earlier than it was first
    published or the person joined, where these are known. Of the last two the later is named, with its day, and the
    retirement before today: whoever mends it mends both.
    """
    if on is None:
        return Problem(field, Code.NO_DAY)
    if live_until is not None and on > live_until:
        return Problem(field, Code.RETIRED, day=live_until)
    if on > today:
        return Problem(field, Code.TO_COME)
    if joined_on is not None and on < joined_on and (live_from is None or live_from <= joined_on):
        return Problem(field, Code.NOT_JOINED, day=joined_on)
    if live_from is not None and on < live_from:
        return Problem(field, Code.NOT_LIVE, day=live_from)
    return None
