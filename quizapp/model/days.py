"""The organisation's day of a moment, and days as people write them.

Times are stored in UTC; which day it was is asked here and nowhere else.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Europe/London"
EARLIEST_YEAR = 1900
"""Nobody means a day before it: a year like 26 or 0026 is 2026, half typed."""

CountsFrom = Callable[[date, datetime], datetime]
"""From when something counts that was done on a day and recorded at a moment: `engine.another_way` has the rule."""


def zone_named(name: str) -> ZoneInfo:
    """The time zone of this name, as the IANA database has it; ValueError where it has none."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:  # KeyError: not found; the others: a folder, or no name at all
        raise ValueError(f"there is no time zone {name!r}") from error


def local(moment: datetime, zone: tzinfo) -> datetime:
    """The moment as clocks in the zone showed it. `moment` is aware; ValueError where it is not."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone was on no day")
    return moment.astimezone(zone)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day that it was in the zone at that moment. `moment` is aware; ValueError where it is not."""
    return local(moment, zone).date()


def last_moment(day: date, zone: tzinfo) -> datetime:
    """The last microsecond of the day in the zone, in UTC, also where the clock is changed that day.

    OverflowError for the last day that there is.
    """
    # Of a midnight that the clock shows twice the first begins the day; one that it leaves out is when it was left out.
    following = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return following.astimezone(UTC) - timedelta(microseconds=1)


def written_day(text: str) -> date | None:
    """A day as a command's option, a browser's date field or a person writes it: 2026-11-23 or 23/11/2026.

    None if it is no day, or its year is not written in full.
    """
    text = text.strip()
    with suppress(ValueError):
        if "/" in text:
            parts = [part.strip() for part in text.split("/")]
            if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
                return None
            day, month, year = map(int, parts)
            found = date(year, month, day)
        else:
            found = date.fromisoformat(text)
        return found if found.year >= EARLIEST_YEAR else None
    return None
