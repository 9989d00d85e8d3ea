"""Who is reminded of what on which day: worked by hand, and what holds on any days at all."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine.reminders import is_letter_day, is_quiet, lines_today, team_lines, week_of
from quizapp.model.letters import DueLine, Rung
from quizapp.model.reminders import DEFAULT_LADDER, Deadline, Ladder

DUE = date(2026, 12, 9)  # a Wednesday
CHRISTMAS = frozenset((*(date(2026, 12, day) for day in (25, 28, 29, 30, 31)), date(2027, 1, 1)))
DEADLINE = Deadline("cmh", DUE)
RENEWAL = Deadline("cmh", DUE, renews=True)


def told(deadline: Deadline, first: date, last: date, ladder: Ladder = DEFAULT_LADDER, weekly: bool = False):
    """The days between these on which somebody is told of it, with what is said, where each day's letter is sent."""
    sent: frozenset[DueLine] = frozenset()
    found = []
    for n in range((last - first).days + 1):
        today = first + timedelta(days=n)
        lines = lines_today([deadline], sent, today, ladder, weekly=weekly)
        found += [(today, line.rung) for line in lines]
        sent |= frozenset(lines)
    return found


def test_each_step_of_the_ladder_is_said_once_and_on_a_working_day():
    assert told(DEADLINE, date(2026, 10, 1), date(2027, 3, 1)) == [
        (date(2026, 11, 9), Rung.BEFORE),  # 30 days before
        (date(2026, 12, 2), Rung.BEFORE),  # 7 days before
        (DUE, Rung.TODAY),
        (date(2026, 12, 16), Rung.AFTER),  # 7 days after
        (date(2026, 12, 30), Rung.AFTER),  # 21 days after
    ]


@pytest.mark.parametrize(
    ("due", "days"),
    [
        # On a Saturday: 30 days before is a Thursday; 7 before a Saturday and so said on Monday, as the day itself is.
        (
            date(2026, 12, 12),
            [(12, Rung.BEFORE), (37, Rung.BEFORE), (44, Rung.AFTER), (51, Rung.AFTER), (65, Rung.AFTER)],
        ),
        # The step after 21 days, 30 December, is quiet, and so are all days until Monday 4 January.
        (DUE, [(9, Rung.BEFORE), (32, Rung.BEFORE), (39, Rung.TODAY), (46, Rung.AFTER), (65, Rung.AFTER)]),
    ],
    ids=["saturday", "christmas"],
)
def test_what_falls_on_a_quiet_day_is_said_on_the_next_that_is_none(due: date, days: list[tuple[int, Rung]]):
    ladder = Ladder(quiet_days=CHRISTMAS)
    began = date(2026, 10, 31)
    said = told(Deadline("cmh", due), began, date(2027, 2, 1), ladder)
    assert said == [(began + timedelta(days=n), rung) for n, rung in days]


def test_a_renewal_is_spoken_of_as_one():
    said = told(RENEWAL, date(2026, 12, 1), date(2026, 12, 20))
    assert said == [
        (date(2026, 12, 1), Rung.EXPIRING),  # the step of 30 days before, which nobody was told of in November
        (date(2026, 12, 2), Rung.EXPIRING),
        (DUE, Rung.EXPIRING),
        (date(2026, 12, 16), Rung.EXPIRED),
    ]


def test_of_steps_that_were_missed_only_the_last_is_said():
    assert told(DEADLINE, date(2027, 6, 1), date(2027, 6, 30)) == [(date(2027, 6, 1), Rung.AFTER)]
    assert told(DEADLINE, date(2026, 12, 7), date(2026, 12, 8)) == [(date(2026, 12, 7), Rung.BEFORE)]


def test_another_ladder_tells_nobody_again_what_a_later_step_has_told():
    sent = frozenset({DueLine("cmh", DUE, Rung.BEFORE, step=-7)})
    assert lines_today([DEADLINE], sent, date(2026, 12, 3), Ladder(before=(10,)), weekly=False) == ()
    assert lines_today([DEADLINE], sent, date(2026, 12, 4), Ladder(before=(5,)), weekly=False) != ()


def test_a_day_that_was_moved_is_another_reason():
    sent = frozenset({DueLine("cmh", DUE, Rung.BEFORE, step=-7)})
    moved = Deadline("cmh", DUE + timedelta(days=1))
    (line,) = lines_today([moved], sent, date(2026, 12, 3), DEFAULT_LADDER)
    assert (line.on, line.step) == (moved.on, -7)


def test_all_that_somebody_is_told_on_a_day_is_one_list_by_the_day_that_counts():
    other = Deadline("other", DUE - timedelta(days=5))
    lines = lines_today([DEADLINE, other, DEADLINE], frozenset(), date(2026, 12, 2), DEFAULT_LADDER)
    assert [line.module for line in lines] == ["other", "cmh"]


def test_a_weekly_letter_comes_on_the_first_day_of_the_week_that_is_not_quiet():
    ladder = Ladder(quiet_days=frozenset({date(2026, 12, 7)}))
    assert told(DEADLINE, date(2026, 11, 2), date(2026, 12, 20), ladder, weekly=True) == [
        (date(2026, 11, 9), Rung.BEFORE),
        (date(2026, 12, 8), Rung.BEFORE),  # of the step on Wednesday 2 December; Monday the 7th is quiet
        (date(2026, 12, 14), Rung.AFTER),  # of the day itself
    ]
    every = Ladder(quiet_weekdays=frozenset(range(7)))
    assert not any(is_letter_day(DUE + timedelta(days=n), every) for n in range(7))


def test_a_week_has_one_name_over_the_turn_of_the_year():
    assert week_of(date(2026, 12, 28)) == week_of(date(2027, 1, 3)) == "2026-W53" != week_of(date(2027, 1, 4))


def test_a_manager_is_told_how_many_and_the_first_day_and_nobodys_name():
    monday = date(2026, 12, 7)
    deadlines = [
        *[DEADLINE] * 3,
        Deadline("cmh", monday),
        Deadline("cmh", date(2026, 11, 1)),
        Deadline("cmh", date(2026, 11, 9)),
        RENEWAL,
        Deadline("other", date(2027, 1, 7)),  # in 31 days
    ]
    assert team_lines(deadlines, monday, DEFAULT_LADDER) == (
        DueLine("cmh", date(2026, 11, 1), Rung.AFTER, 2),
        DueLine("cmh", monday, Rung.BEFORE, 4),
        DueLine("cmh", DUE, Rung.EXPIRING, 1),
    )
    assert team_lines(deadlines, date(2026, 12, 8), DEFAULT_LADDER) == ()


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
LADDERS = st.builds(
    Ladder,
    before=st.lists(st.integers(1, 60), max_size=3).map(tuple),
    on_the_day=st.booleans(),
    after=st.lists(st.integers(1, 60), max_size=3).map(tuple),
    quiet_weekdays=st.frozensets(st.integers(0, 6), max_size=4),
    quiet_days=st.frozensets(DAYS, max_size=9),
)


@given(LADDERS, DAYS, st.booleans(), st.booleans())
def test_whatever_the_ladder_nobody_is_told_twice_of_one_step_nor_on_a_quiet_day(
    ladder: Ladder, on: date, renews: bool, weekly: bool
):
    said = told(Deadline("cmh", on, renews), on - timedelta(days=90), on + timedelta(days=90), ladder, weekly)
    assert len(said) <= len(ladder.steps)
    assert not any(is_quiet(day, ladder) for day, _ in said)
    assert max(Counter(day for day, _ in said).values(), default=0) <= 1
    if weekly:
        assert max(Counter(week_of(day) for day, _ in said).values(), default=0) <= 1
