"""The table of FORMAT §7: how far over chance a rule and the learner may be, by the number of items."""

from fractions import Fraction

import pytest

from quizapp.content.form.thresholds import threshold_for, told
from quizapp.model.form import Tell, TellFigure


@pytest.mark.parametrize(
    ("items", "is_file", "rule", "learner"),
    [
        (9, True, None, None),
        (10, True, 30, None),
        (19, True, 30, None),
        (19, False, None, None),
        (20, True, 20, 35),
        (39, False, 20, 35),
        (40, False, 15, 25),
        (149, False, 15, 25),
        (150, False, 10, 25),
        (150, True, 10, 25),
    ],
)
def test_the_table_by_the_number_of_items(items: int, is_file: bool, rule: int | None, learner: int | None):
    held = threshold_for(items, is_file)
    percent = [
        None if held is None or share is None else share * 100 for share in (held and held.rule, held and held.learner)
    ]
    assert percent == [rule, learner]


@pytest.mark.parametrize(
    ("tell", "tried", "over", "is_told"),
    [
        (Tell.FIRST, 10, 3, True),
        (Tell.FIRST, 10, Fraction(29, 10), False),
        (Tell.LEARNER, 10, 7, False),
        (Tell.FIRST, 20, 4, True),
        (Tell.LEARNER, 20, 6, False),
        (Tell.LEARNER, 20, 7, True),
        (Tell.LEARNER, 40, 10, True),
        (Tell.FIRST, 200, 19, False),
        (Tell.FIRST, 200, 20, True),
    ],
)
def test_what_is_as_far_over_chance_as_the_table_says_is_told(tell: Tell, tried: int, over: Fraction, is_told: bool):
    chance = Fraction(tried, 4)
    assert bool(told([TellFigure(tell, chance + over, chance, tried)], is_file=True)) == is_told
