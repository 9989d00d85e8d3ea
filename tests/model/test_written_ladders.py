"""What an administrator writes of reminders is read, or refused; what cannot be read any more is as it comes."""

from datetime import date

import pytest

from quizapp.model.reminders import DEFAULT_LADDER, days_written, ladder_written, steps_written


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("30, 7", (30, 7)),
        (" 7,30 ,7", (30, 7)),
        ("None", ()),
        ("", None),
        ("7,", None),
        ("0", None),
        ("366", None),
        ("-3", None),
        ("٣", None),
        ("1.5", None),
        ("1,2,3,4,5,6,7", None),
        ("9" * 5000, None),
    ],
)
def test_steps_are_numbers_of_days(text: str, steps: tuple[int, ...] | None):
    assert steps_written(text) == steps


def test_quiet_days_are_days_written_as_people_write_them():
    assert days_written("25/12/2026, 2027-01-01 ,") == {date(2026, 12, 25), date(2027, 1, 1)}
    assert days_written("") == frozenset()
    assert days_written("25/12/26") is None and days_written("Christmas") is None
    assert days_written(",".join(["25/12/2026"] * 101)) is None


def test_the_ladder_is_as_written_and_otherwise_as_it_comes():
    assert ladder_written("", "", "") == DEFAULT_LADDER == ladder_written("soon", "later", "Christmas")
    ladder = ladder_written("10", "none", "25/12/2026")
    assert ladder.steps == (-10, 0) and ladder.quiet_days == {date(2026, 12, 25)}
    assert DEFAULT_LADDER.steps == (-30, -7, 0, 7, 21)
