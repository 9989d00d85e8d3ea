"""One local day: around midnight, both changes of the clock, and midnights that are missing or come twice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quizapp.model.days import day_of, last_moment, zone_named

LONDON = ZoneInfo("Europe/London")
MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-10T22:59:59+00:00", "2026-06-10"),
        ("2026-06-10T23:00:00+00:00", "2026-06-11"),  # midnight of a summer day is an hour before UTC's
        ("2026-06-10T23:20:00+00:00", "2026-06-11"),
        ("2026-01-10T23:20:00+00:00", "2026-01-10"),
        ("2026-03-28T23:59:59+00:00", "2026-03-28"),  # the clock goes forward in the night to Sunday 29 March
        ("2026-03-29T00:30:00+00:00", "2026-03-29"),
        ("2026-03-29T22:59:59+00:00", "2026-03-29"),
        ("2026-03-29T23:00:00+00:00", "2026-03-30"),
        ("2026-10-24T22:59:59+00:00", "2026-10-24"),  # and back in the night to Sunday 25 October
        ("2026-10-24T23:00:00+00:00", "2026-10-25"),
        ("2026-10-25T23:30:00+00:00", "2026-10-25"),
        ("2026-10-26T00:00:00+00:00", "2026-10-26"),
        ("2026-06-11T09:00:00+10:00", "2026-06-11"),  # a moment from elsewhere: 23:00 in UTC
    ],
)
def test_the_day_is_that_of_the_organisations_clock(moment: str, day: str):
    assert day_of(datetime.fromisoformat(moment), LONDON).isoformat() == day


@pytest.mark.parametrize(
    ("zone", "day", "ends"),
    [
        ("Europe/London", "2026-06-10", "2026-06-10T22:59:59.999999"),
        ("Europe/London", "2026-01-10", "2026-01-10T23:59:59.999999"),
        ("Europe/London", "2026-03-28", "2026-03-28T23:59:59.999999"),
        ("Europe/London", "2026-03-29", "2026-03-29T22:59:59.999999"),  # 23 hours long
        ("Europe/London", "2026-10-24", "2026-10-24T22:59:59.999999"),
        ("Europe/London", "2026-10-25", "2026-10-25T23:59:59.999999"),  # 25 hours long
        (
            "Asia/Beirut",
            "2026-03-28",
            "2026-03-28T21:59:59.999999",
        ),  # the next day begins at 01:00: there is no midnight
        ("America/Havana", "2026-10-31", "2026-11-01T03:59:59.999999"),  # the next day's first hour comes twice
        ("Pacific/Auckland", "2026-01-10", "2026-01-10T10:59:59.999999"),
    ],
)
def test_a_day_ends_a_microsecond_before_the_next_begins(zone: str, day: str, ends: str):
    where, on = zone_named(zone), date.fromisoformat(day)
    last = last_moment(on, where)
    assert last == datetime.fromisoformat(ends).replace(tzinfo=UTC)
    assert day_of(last, where) == on
    assert day_of(last + MICROSECOND, where) == on + timedelta(days=1)


def test_a_time_without_a_zone_was_on_no_day():
    with pytest.raises(ValueError, match="without a zone"):
        day_of(datetime(2026, 6, 10, 23, 20), LONDON)


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Londn", "../etc/passwd", "/etc/localtime", "a\0b", "é" * 300])
def test_a_zone_that_there_is_not_is_refused(name: str):
    with pytest.raises(ValueError, match="no time zone"):
        zone_named(name)
