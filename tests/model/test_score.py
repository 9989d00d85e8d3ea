"""A score as pages show it."""

from fractions import Fraction

import pytest

from quizapp.model.attempts import StoredResult
from quizapp.model.score import Score, whole_percent


@pytest.mark.parametrize(
    ("num", "den", "percent"), [(0, 1, 0), (1, 1, 100), (2, 3, 66), (199, 200, 99), (29, 54, 53), (7, 10, 70)]
)
def test_a_score_is_shown_in_whole_per_cent_rounded_down_stored_or_not(num: int, den: int, percent: int) -> None:
    value = Fraction(num, den)
    assert whole_percent(value) == percent
    assert Score(value, 70, False, (), ()).percent == percent
    assert StoredResult(num, den, False, ()).percent == percent
