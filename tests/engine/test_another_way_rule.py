"""Another way: from when it counts, in the organisation's time, and on which days somebody can have done it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quizapp.engine.another_way import counts_from, day_problem
from quizapp.model.days import day_of
from quizapp.model.problems import Code, Problem

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


TODAY, BEFORE, DAY = date(2026, 11, 23), timedelta(days=-1), timedelta(days=1)


def test_a_day_is_there_and_is_today_at_the_latest():
    assert day_problem("on", None, TODAY) == Problem("on", Code.NO_DAY)
    assert day_problem("on", TODAY + DAY, TODAY) == Problem("on", Code.TO_COME)
    assert day_problem("on", TODAY, TODAY) is None
    assert day_problem("on", date(26, 11, 20), TODAY, live_from=JUNE) == Problem("on", Code.NOT_LIVE, day=JUNE)


@pytest.mark.parametrize(("known", "code"), [("live_from", Code.NOT_LIVE), ("joined_on", Code.NOT_JOINED)])
def test_nothing_is_done_before_it_is_there_or_by_somebody_who_is_not(known: str, code: Code):
    first = {known: JUNE}
    assert day_problem("on", JUNE + BEFORE, TODAY, **first) == Problem("on", code, day=JUNE)
    assert day_problem("on", JUNE, TODAY, **first) is None


def test_of_two_days_the_later_is_named_so_that_what_is_mended_is_mended_once():
    later = JUNE + DAY
    for on in (JUNE + BEFORE, JUNE):
        joined = day_problem("on", on, TODAY, live_from=JUNE, joined_on=later)
        assert joined == Problem("on", Code.NOT_JOINED, day=later)
        live = day_problem("on", on, TODAY, live_from=later, joined_on=JUNE)
        assert live == Problem("on", Code.NOT_LIVE, day=later)
    assert day_problem("on", later, TODAY, live_from=JUNE, joined_on=later) is None


def test_whoever_joined_in_the_future_has_done_nothing_yet():
    assert day_problem("on", TODAY, TODAY, joined_on=TODAY + DAY) == Problem("on", Code.NOT_JOINED, day=TODAY + DAY)


def test_nothing_is_done_after_it_was_retired_and_that_is_named_of_a_day_to_come_too():
    for on in (JUNE + DAY, TODAY, TODAY + DAY):
        assert day_problem("on", on, TODAY, live_until=JUNE) == Problem("on", Code.RETIRED, day=JUNE)
    for on in (JUNE, JUNE + BEFORE):
        assert day_problem("on", on, TODAY, live_until=JUNE) is None
    assert day_problem("on", JUNE + BEFORE, TODAY, live_from=JUNE, live_until=JUNE) == (
        Problem("on", Code.NOT_LIVE, day=JUNE)
    )
