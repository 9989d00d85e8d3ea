"""The answers that chance chooses among: how many, how likely right, and the same ones again."""

import gc
import tracemalloc
from fractions import Fraction

import pytest

from quizapp.engine import answers
from quizapp.engine.answers import every_answer
from quizapp.engine.asking import best_answer, is_answer, value
from quizapp.model.cache import Cache
from quizapp.model.kinds.guessing import MOST_ANSWERS
from quizapp.model.play import Answer
from tests.engine.sets import match, one, ordering, reflection, several, short, true_false


@pytest.mark.parametrize(
    ("asked", "number", "mean"),
    [
        (one("q", credits="x~.."), 4, Fraction(3, 8)),  # (1 + 1/2) / 4
        (true_false("q"), 2, Fraction(1, 2)),
        # Right ones A and B, wrong one C: A 1/2, B 1/2, C 0, AB 1, AC 0, BC 0, ABC 1/2; of 7 they come to 5/2.
        (several("q", credits="xx."), 7, Fraction(5, 14)),
        (ordering("q", number=3), 6, Fraction(1, 3)),  # 1 with both pairs, 2 with one, 3 with none
        (match("q", number=3), 6, Fraction(1, 3)),  # 1 with three rows, 3 with one, 2 with none
        (short("q"), 4, Fraction(1, 4)),
    ],
)
def test_every_way_to_answer_is_as_likely_as_another(asked, number, mean):
    every = every_answer(asked)
    values = [value(asked, answer) for answer in every]
    assert len(every) == number
    assert sum(values) / len(values) == mean
    assert best_answer(asked) in every


@pytest.mark.parametrize(
    "asked",
    [
        ordering("q", number=5),
        match("q", number=5),
        ordering("q", number=6),
        ordering("q", number=9),
        match("q", number=8),
        several("q", credits="xx....."),
        several("q", credits="xxxxxxx"),
    ],
)
def test_where_there_are_many_so_many_stand_for_all(asked):
    every = every_answer(asked)
    values = [value(asked, answer) for answer in every]
    assert len(every) == len(set(every)) == MOST_ANSWERS
    assert all(is_answer(asked, answer) for answer in every)
    assert best_answer(asked) in every
    assert min(values) == (Fraction(1, 7) if asked == several("q", credits="xxxxxxx") else 0)
    answers._known.clear()
    assert every_answer(asked) == every


def test_a_question_with_six_options_still_has_every_subset():
    assert len(every_answer(several("q", credits="xxx..."))) == 63


def test_a_reflection_has_one_empty_answer_and_a_question_without_options_none():
    assert every_answer(reflection("q")) == (Answer(),)
    assert every_answer(one("q", credits="")) == ()


def test_the_answers_that_are_remembered_stay_within_their_bytes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(answers, "_known", Cache(200_000, answers.answers_bytes))
    tracemalloc.start()
    try:
        for number in range(100):
            assert len(every_answer(several(f"q{number}", credits="xxx......"))) == MOST_ANSWERS
        gc.collect()
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 50_000 < answers._known.bytes <= 200_000
    assert used < 400_000  # all of them would be two megabytes
    again = several("q99", credits="xxx......")
    assert every_answer(again) is every_answer(again)
