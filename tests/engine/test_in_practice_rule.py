"""When somebody is asked what they do differently."""

from datetime import date

import pytest

from quizapp.engine.in_practice import asked_about


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2026, 3, 3), False),
        (date(2026, 5, 31), False),  # 89 days
        (date(2026, 6, 1), True),  # 90 days
        (date(2027, 3, 3), True),  # 365 days
        (date(2027, 3, 4), False),
        (date(2026, 3, 2), False),  # a clock that went back
    ],
)
def test_people_are_asked_from_three_months_until_a_year_after_they_completed(today: date, asked: bool) -> None:
    first, last = asked_about(today)
    assert (first <= date(2026, 3, 3) <= last) is asked
