"""What an attempt at a set asks and carries: every rule of a draw by hand."""

from fractions import Fraction
from hashlib import sha256

import pytest

from quizapp.engine.asking import shown_order
from quizapp.engine.drawing import draw
from quizapp.engine.drawing import tested_points as points_for
from quizapp.model.people import Group
from quizapp.model.questions import Draw
from quizapp.model.quizzes import Carried, DrawnQuestion
from tests.engine.sets import AB, briefing, one, ordering, quiz, reflection, true_false, went

NOBODY = frozenset()
ONE_EACH = Draw(1, 1)


def by_hash(seed, *anchors):
    """These questions' ids, lowest SHA-256 of seed and id first."""
    return sorted((f"s#{anchor}" for anchor in anchors), key=lambda name: sha256(f"{seed}:{name}".encode()).hexdigest())


def asked(drawing):
    return [drawn.question for drawn in drawing.questions]


def test_without_draw_everything_is_asked_in_file_order():
    every = quiz(one("q2", "b"), reflection("q1"), one("q3", "a b"))
    drawing = draw(every, AB, None, (), NOBODY, 7)
    assert drawing.questions == (
        DrawnQuestion("s#q2", (0, 1, 2, 3), ("b",)),
        DrawnQuestion("s#q1", (), ()),
        DrawnQuestion("s#q3", (0, 1, 2, 3), ("a", "b")),
    )
    assert drawing.carried == ()


def test_a_retake_without_draw_asks_only_scored_questions_that_carry_an_open_point():
    every = quiz(one("q1"), one("q2", "b"), reflection("q3", "b"), one("q4", "a b"), one("q5", "x"), practices="x")
    drawing = draw(every, AB, None, (went(1, a=1, b=Fraction(1, 2)),), NOBODY, 7)
    assert [(d.question, d.points) for d in drawing.questions] == [("s#q2", ("b",)), ("s#q4", ("b",))]
    assert drawing.carried == (Carried("a", Fraction(1), 101),)


def test_a_draw_takes_the_questions_with_the_lowest_hash():
    pool = quiz(*(one(f"q{n}") for n in range(6)), points="a", draw=Draw(2, 2))
    for seed in range(20):
        first, second, *_ = by_hash(seed, *(f"q{n}" for n in range(6)))
        assert asked(draw(pool, AB, None, (), NOBODY, seed)) == [first, second]


def test_a_draw_goes_point_by_point_in_the_briefing_s_order():
    pool = quiz(one("b1", "b"), one("a1"), one("b2", "b"), one("a2"), draw=ONE_EACH)
    for seed in range(10):
        drawing = draw(pool, AB, None, (), NOBODY, seed)
        assert asked(drawing) == [by_hash(seed, "a1", "a2")[0], by_hash(seed, "b1", "b2")[0]]
        assert [drawn.points for drawn in drawing.questions] == [("a",), ("b",)]


def test_a_question_drawn_for_one_point_counts_for_another():
    pool = quiz(one("both", "b a"), one("b1", "b"), one("b2", "b"), draw=ONE_EACH)
    drawing = draw(pool, AB, None, (), NOBODY, 7)
    assert [(d.question, d.points) for d in drawing.questions] == [("s#both", ("b", "a"))]
    two = quiz(one("both", "b a"), one("b1", "b"), one("b2", "b"), draw=Draw(2, 2))
    assert asked(draw(two, AB, None, (), NOBODY, 7)) == ["s#both", by_hash(7, "b1", "b2")[0]]


def test_critical_points_draw_more():
    pool = quiz(
        *(one(f"a{n}") for n in range(4)), *(one(f"b{n}", "b") for n in range(4)), draw=Draw(1, 2), critical=("b",)
    )
    assert asked(draw(pool, AB, None, (), NOBODY, 7)) == [
        by_hash(7, "a0", "a1", "a2", "a3")[0],
        *by_hash(7, "b0", "b1", "b2", "b3")[:2],
    ]


def test_where_there_are_too_few_all_are_drawn():
    pool = quiz(one("q1"), reflection("q2"), one("q3", "b"), draw=Draw(3, 3))
    assert asked(draw(pool, AB, None, (), NOBODY, 7)) == ["s#q1", "s#q3"]


def test_unseen_questions_are_drawn_first():
    pool = quiz(*(one(f"q{n}") for n in range(4)), points="a", draw=Draw(2, 2))
    for seed in range(20):
        order = by_hash(seed, "q0", "q1", "q2", "q3")
        unseen = order[3]
        drawing = draw(pool, AB, None, (), frozenset(order) - {unseen} | {"other#q9"}, seed)
        assert asked(drawing) == [unseen, order[0]]


def test_only_points_for_the_person_s_group_are_drawn_and_marked():
    for_some = briefing(a="everyone", b="health police", c="education")
    pool = quiz(one("q1", "a b c"), one("q2", "b"), one("q3", "c"), points="a b c", draw=ONE_EACH)
    for group, points in ((None, ("a",)), (Group.HEALTH, ("a", "b")), (Group.EDUCATION, ("a", "c"))):
        assert points_for(pool, for_some, group) == points
        drawing = draw(pool, for_some, group, (), NOBODY, 7)
        assert [(d.question, d.points) for d in drawing.questions] == [("s#q1", points)]


def test_without_draw_everybody_is_asked_everything():
    for_some = briefing(a="everyone", b="health")
    every = quiz(one("q1"), one("q2", "b"))
    assert points_for(every, for_some, None) == ("a", "b")
    assert asked(draw(every, for_some, None, (), NOBODY, 7)) == ["s#q1", "s#q2"]


def test_a_draw_for_nobody_in_this_group_asks_nothing():
    pool = quiz(one("q1", "b"), points="b", draw=ONE_EACH)
    assert draw(pool, briefing(b="health"), Group.POLICE, (), NOBODY, 7).questions == ()


def test_a_point_that_only_a_reflection_names_is_not_drawn():
    pool = quiz(one("q1"), reflection("q2", "b"), draw=ONE_EACH)
    assert points_for(pool, AB, None) == ("a",)


def test_a_point_is_carried_from_the_first_attempt_that_showed_it():
    pool = quiz(one("a1"), one("b1", "b"), one("b2", "b a"), draw=Draw(2, 2), pass_percent=80)
    past = (
        went(1, a=Fraction(79, 100), b=0),
        went(2, a=Fraction(4, 5), b=0),
        went(3, a=1, b=Fraction(1, 2)),
    )
    drawing = draw(pool, AB, None, past, NOBODY, 7)
    assert drawing.carried == (Carried("a", Fraction(4, 5), 102),)
    # b2 carries both, and marks only what is open.
    assert [(d.question, d.points) for d in drawing.questions] == [(q, ("b",)) for q in by_hash(7, "b1", "b2")]


def test_the_pass_mark_of_this_version_decides_what_is_carried():
    past = (went(1, a=Fraction(7, 10), b=0),)
    at = {
        mark: draw(quiz(one("a1"), one("b1", "b"), pass_percent=mark), AB, None, past, NOBODY, 7) for mark in (70, 71)
    }
    assert [c.point for c in at[70].carried] == ["a"]
    assert at[71].carried == ()


def test_a_carried_point_of_another_group_is_left_out():
    pool = quiz(one("a1"), one("b1", "b"), draw=ONE_EACH)
    drawing = draw(pool, briefing(a="everyone", b="health"), Group.POLICE, (went(1, a=0, b=1),), NOBODY, 7)
    assert (asked(drawing), drawing.carried) == (["s#a1"], ())


def test_practice_is_a_fresh_draw_that_carries_nothing():
    past = (went(1, a=1, b=0), went(2, passed=True, a=1, b=1))
    pool = quiz(one("a1"), one("b1", "b"), reflection("r1"), draw=ONE_EACH)
    assert draw(pool, AB, None, past, NOBODY, 7, practice=True) == draw(pool, AB, None, (), NOBODY, 7)
    every = quiz(one("a1"), reflection("r1"), one("b1", "b"))
    assert asked(draw(every, AB, None, past, NOBODY, 7, practice=True)) == ["s#a1", "s#r1", "s#b1"]


@pytest.mark.parametrize("shuffle", [False, True])
def test_the_order_shown_is_drawn_with_the_question(shuffle):
    every = quiz(one("q1"), ordering("q2"), true_false("q3"), points="a", shuffle=shuffle)
    drawing = draw(every, AB, None, (), NOBODY, 7)
    assert [d.order for d in drawing.questions] == [shown_order(q, 7, shuffle) for q in every.questions]
