"""What each kind's answers are worth, every value by hand, and which answer is best."""

from fractions import Fraction
from itertools import permutations

import pytest

from quizapp.engine.asking import best_answer, value
from quizapp.model.play import Answer
from quizapp.model.questions import QuestionKind
from tests.engine.sets import match, one, ordering, question, reflection, several, short, true_false

H, T = Fraction(1, 2), Fraction(1, 3)


def test_one_answer_is_worth_one_a_half_or_nothing():
    asked = one("q", credits=".x~.")
    assert [value(asked, Answer((n,))) for n in range(4)] == [0, 1, H, 0]


def test_true_or_false_is_worth_one_or_nothing():
    assert [value(true_false("q", credits="x."), Answer((n,))) for n in range(2)] == [1, 0]
    assert [value(true_false("q", credits=".x"), Answer((n,))) for n in range(2)] == [0, 1]


@pytest.mark.parametrize(
    ("chosen", "worth"),
    [
        ((0, 1, 2), 1),  # three right of three
        ((0, 1), 2 * T),  # two of three
        ((2,), T),
        ((0, 1, 2, 3), 2 * T),  # (3 - 1) / 3
        ((0, 1, 3), T),  # (2 - 1) / 3
        ((0, 3), 0),  # (1 - 1) / 3
        ((0, 1, 2, 3, 4), T),  # (3 - 2) / 3: to tick everything is not worth much
        ((3, 4), 0),  # -2 / 3, at least 0
    ],
)
def test_several_answers_are_right_ones_less_wrong_ones_of_all_right_ones(chosen, worth):
    assert value(several("q", credits="xxx.."), Answer(chosen)) == worth


@pytest.mark.parametrize(
    ("chosen", "worth"),
    [
        ((0, 1, 2, 3), 1),  # 01 12 23
        ((3, 2, 1, 0), 0),
        ((1, 2, 3, 0), 2 * T),  # 12 23: one thing too late costs one pair
        ((0, 2, 1, 3), 0),  # 02 21 13
        ((2, 3, 0, 1), 2 * T),  # 23 01
        ((0, 1, 3, 2), T),  # 01
        ((1, 0, 2, 3), T),  # 23
    ],
)
def test_an_order_is_worth_its_share_of_right_neighbours(chosen, worth):
    assert value(ordering("q", number=4), Answer(chosen)) == worth


@pytest.mark.parametrize(
    ("chosen", "worth"),
    [((0, 1, 2), 1), ((0, 2, 1), T), ((1, 2, 0), 0), ((0, 0, 0), T), ((0, 1, 1), 2 * T), ((2, 2, 0), 0)],
)
def test_a_match_is_worth_its_share_of_right_rows(chosen, worth):
    assert value(match("q"), Answer(chosen)) == worth


def test_a_short_answer_is_worth_one_if_it_is_accepted_and_a_reflection_nothing_ever():
    assert value(short("q"), Answer(text="DSL", matched=1)) == 1
    assert value(short("q"), Answer(text="headteacher")) == 0
    assert value(reflection("q"), Answer()) is None


def test_one_thing_to_order_and_no_row_to_match_are_right():
    assert value(ordering("q", number=1), Answer((0,))) == 1
    assert value(match("q", number=0), Answer()) == 1


def test_the_best_answer_is_the_right_one():
    assert best_answer(one("q", credits=".~x")) == Answer((2,))
    assert best_answer(several("q", credits=".x.x")) == Answer((1, 3))
    assert best_answer(ordering("q")) == best_answer(match("q")) == Answer((0, 1, 2))
    assert best_answer(short("q")) == Answer(text="lead", matched=0)
    assert best_answer(reflection("q")) == Answer()


def test_a_question_without_a_right_answer_has_a_best_one_all_the_same():
    assert best_answer(one("q", credits=".~.")) == Answer((1,))
    assert best_answer(several("q", credits="..")) == Answer((0,))
    assert value(several("q", credits=".."), Answer((0, 1))) == 0
    asked = question("q", QuestionKind.SHORT)
    assert value(asked, best_answer(asked)) == 0


def test_every_order_and_match_of_three_by_counting():
    # Of the 6 orders of three things 1 has both pairs right, 2 have one, 3 none; of the 6 matches 1 has all three rows
    # right, 3 have one, 2 none.
    orders = [value(ordering("q"), Answer(p)) for p in permutations(range(3))]
    assert (orders.count(1), orders.count(H), orders.count(0)) == (1, 2, 3)
    matches = [value(match("q"), Answer(p)) for p in permutations(range(3))]
    assert (matches.count(1), matches.count(T), matches.count(0)) == (1, 3, 2)
