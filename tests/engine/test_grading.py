"""The score of an attempt at a set, worked out by hand, and what was known and how surely."""

from dataclasses import replace
from fractions import Fraction

import pytest

from quizapp.engine.drawing import draw
from quizapp.engine.grading import certainties, grade
from quizapp.model.play import Answer, NotPossible, StepKind
from quizapp.model.questions import Draw
from quizapp.model.quizzes import Certainty, Drawing, Knowing
from quizapp.model.scenario import Word
from quizapp.model.score import CountedMark, CriticalFailure, PointResult
from tests.engine.sets import AB, answers, best_answers, one, ordering, quiz, reflection, several, went

H, T = Fraction(1, 2), Fraction(1, 3)
NOBODY = frozenset()


def mixed(**settings):
    return quiz(
        one("q1", "a x"),
        several("q2", "a b", credits="xxx."),
        ordering("q3", "b", number=4),
        reflection("q4", "b"),
        practices="x y",
        **settings,
    )


def test_a_score_by_hand():
    every = mixed()
    drawing = draw(every, AB, None, (), NOBODY, 7)
    steps = answers(drawing, Answer((1,)), Answer((0, 1, 3)), Answer((1, 2, 3, 0)), Answer())
    score = grade(every, drawing, steps)
    # q1: acceptable 1/2. q2: (2 - 1) / 3 = 1/3. q3: 12 23 of 3 pairs = 2/3.
    # a = (1/2 + 1/3) / 2 = 5/12; b = (1/3 + 2/3) / 2 = 1/2; score = (5/12 + 6/12) / 2 = 11/24.
    assert [(p.point, p.value, p.word) for p in score.points] == [
        ("a", Fraction(5, 12), Word.PARTLY),
        ("b", H, Word.PARTLY),
    ]
    assert (score.value, score.percent, score.passed) == (Fraction(11, 24), 45, False)
    assert score.points[1].marks == (
        CountedMark(1, "s#q2", None, Word.PARTLY, T),
        CountedMark(2, "s#q3", None, Word.PARTLY, 2 * T),
    )
    # Of the practices only x was asked for, in q1.
    assert [(p.point, p.value) for p in score.practices] == [("x", H)]


def test_best_answers_come_to_one():
    every = mixed(critical=("a", "b"))
    drawing = draw(every, AB, None, (), NOBODY, 7)
    score = grade(every, drawing, best_answers(every, drawing))
    assert (score.value, score.passed, score.critical_failures) == (1, True, ())
    assert [p.word for p in (*score.points, *score.practices)] == [Word.MET] * 3


def test_a_carried_value_counts_in_the_score_and_is_not_marked_again():
    every = quiz(one("q1"), one("q2", "a b"), one("q3", "b"))
    drawing = draw(every, AB, None, (went(1, a=Fraction(4, 5), b=0),), NOBODY, 7)
    score = grade(every, drawing, answers(drawing, Answer((2,)), Answer((0,))))
    assert score.points[0] == PointResult("a", Fraction(4, 5), Word.PARTLY, (), 101)
    # b = (0 + 1) / 2; score = (4/5 + 1/2) / 2 = 13/20.
    assert (score.points[1].value, score.points[1].carried_from, score.value) == (H, None, Fraction(13, 20))


def test_the_pass_mark_is_compared_unrounded():
    for passes, mark in ((True, 66), (False, 67)):
        every = quiz(one("q1"), one("q2"), one("q3"), points="a", pass_percent=mark)
        drawing = draw(every, AB, None, (), NOBODY, 7)
        score = grade(every, drawing, answers(drawing, Answer((0,)), Answer((0,)), Answer((3,))))
        assert (score.value, score.percent, score.passed) == (2 * T, 66, passes)


def test_a_critical_point_must_reach_the_pass_mark_by_itself():
    every = quiz(one("q1"), one("q2"), one("q3", "b"), pass_percent=70, critical=("a",))
    drawing = draw(every, AB, None, (), NOBODY, 7)
    score = grade(every, drawing, answers(drawing, Answer((0,)), Answer((3,)), Answer((0,))))
    # a = 1/2, b = 1: the score of 3/4 would do, and a does not.
    assert (score.value, score.passed) == (Fraction(3, 4), False)
    assert score.critical_failures == (CriticalFailure("a", Word.PARTLY),)
    without = replace(every, critical=("b",))
    assert grade(without, drawing, answers(drawing, Answer((0,)), Answer((3,)), Answer((0,)))).passed


def test_a_critical_point_that_is_not_for_this_person_keeps_nobody_from_passing():
    pool = quiz(one("q1"), draw=Draw(1, 1), critical=("b",))
    drawing = draw(pool, AB, None, (), NOBODY, 7)
    assert grade(pool, drawing, best_answers(pool, drawing)).passed


def test_where_nothing_is_tested_everybody_passes():
    score = grade(quiz(), Drawing(), ())
    assert (score.value, score.passed, score.points) == (1, True, ())


def test_an_attempt_under_way_counts_what_is_not_answered_as_nothing():
    every = quiz(one("q1"), one("q2", "b"))
    drawing = draw(every, AB, None, (), NOBODY, 7)
    score = grade(every, drawing, best_answers(every, drawing)[:1])
    assert (score.value, [p.word for p in score.points]) == (H, [Word.MET, Word.NOT_REACHED])


def test_steps_that_answer_something_else_have_no_score():
    every = quiz(one("q1"), one("q2", "b"))
    drawing = draw(every, AB, None, (), NOBODY, 7)
    first, second = best_answers(every, drawing)
    for wrong in (
        (second,),
        (first, first),
        (first, second, replace(second, number=2)),
        (replace(first, kind=StepKind.CHOICE),),
        (replace(first, answer=None),),
        (replace(first, answer=Answer((9,))),),
    ):
        with pytest.raises(NotPossible):
            grade(every, drawing, wrong)
    with pytest.raises(NotPossible):
        grade(quiz(one("q9")), drawing, (first,))


def test_certainty_changes_no_score_and_what_is_worth_talking_about_comes_first():
    every = quiz(*(one(f"q{n}") for n in range(5)), reflection("q5"), points="a", certainty=True)
    drawing = draw(every, AB, None, (), NOBODY, 7)
    given = [
        Answer((0,), certainty=Certainty.FAIRLY_SURE),  # knew it
        Answer((3,), certainty=Certainty.SURE),  # worth talking about
        Answer((0,), certainty=Certainty.SURE),  # knew it
        Answer((1,), certainty=Certainty.SURE),  # acceptable is not right: worth talking about
        Answer((2,), certainty=Certainty.NOT_SURE),  # unsure
        Answer(),
    ]
    steps = answers(drawing, *given)
    assert certainties(every, steps) == (
        (Knowing.TALK, (1, 3)),
        (Knowing.KNEW, (0, 2)),
        (Knowing.UNSURE, (4,)),
    )
    plain = answers(drawing, *(replace(answer, certainty=None) for answer in given))
    assert certainties(every, plain) == ()
    assert grade(every, drawing, steps) == grade(every, drawing, plain)
