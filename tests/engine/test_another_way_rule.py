"""Another way counts from the end of its day in the organisation's time, or from its recording if that is earlier."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from quizapp.engine.another_way import counts_from
from quizapp.model.days import day_of

LONDON = ZoneInfo("Europe/London")
JUNE = date(2026, 6, 10)


def at(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_recorded_on_a_later_day_it_counts_from_the_end_of_its_day():
    assert counts_from(JUNE, at(12, 9), LONDON) == datetime(2026, 6, 10, 22, 59, 59, 999999, tzinfo=UTC)


def test_recorded_on_its_day_it_counts_from_the_recording():
    for recorded in (at(10, 8), at(10, 14), at(10, 22, 59), at(9, 23)):
        assert counts_from(JUNE, recorded, LONDON) == recorded


def test_the_recordings_day_is_the_organisations_and_not_utcs():
    recorded = at(10, 23, 20)  # twenty past midnight on 11 June
    assert counts_from(JUNE, recorded, LONDON) == datetime(2026, 6, 10, 22, 59, 59, 999999, tzinfo=UTC)
    assert counts_from(JUNE, recorded, ZoneInfo("UTC")) == recorded


def test_a_day_to_come_never_counts_from_a_time_to_come():
    for on in (date(2026, 6, 11), date.max):
        assert counts_from(on, at(10, 9), LONDON) == at(10, 9)


@pytest.mark.parametrize("month", [3, 10])
def test_where_the_clock_is_changed_it_counts_on_its_own_day(month: int):
    for day in range(24, 31):
        on = date(2026, month, day)
        for recorded in (at(31, 12, month=month), at(day, 12, month=month)):
            assert day_of(counts_from(on, recorded, LONDON), LONDON) == on
