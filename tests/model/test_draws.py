"""The rule of a draw: for whom, how many, which, and what is lacking."""

from quizapp.model.draws import Lacking, drawable, drawn_points, lacking, needed, taken
from quizapp.model.people import Group
from quizapp.model.questions import Draw, points_tested_by
from tests.engine.sets import AB, briefing, one, quiz, reflection

EACH = Draw(1, 2)


def test_a_reflection_is_never_drawn_and_tests_nothing():
    asked = quiz(reflection("q1", "c"), one("q2", "b a"), one("q3", "a"))
    assert [question.anchor for question in drawable(asked)] == ["q2", "q3"]
    assert points_tested_by(asked.questions) == ("b", "a")


def test_a_critical_point_needs_what_the_draw_says_for_critical_ones():
    assert needed(quiz(draw=EACH, critical=("b",)), "ab") == {"a": 1, "b": 2}
    assert needed(quiz(draw=Draw(3, 3)), "ab") == {"a": 3, "b": 3}
    assert needed(quiz(critical=("b",)), "ab") == {}


def test_points_are_drawn_in_their_order_for_whom_they_are_and_where_something_tests_them():
    asked = quiz(one("q1", "c a"), one("q2", "b"), reflection("q3", "d"), points="a b c d", draw=EACH)
    for_some = briefing(a="everyone", b="health", c="education health", d="everyone")
    assert drawn_points(asked, for_some, None) == ("a",)
    assert drawn_points(asked, for_some, Group.EDUCATION) == ("a", "c")
    assert drawn_points(asked, for_some, Group.HEALTH) == ("a", "b", "c")


def test_without_a_briefing_every_point_is_for_everyone():
    asked = quiz(one("q1", "b"), one("q2", "a"), draw=EACH)
    assert drawn_points(asked, None, None) == drawn_points(asked, briefing(), Group.POLICE) == ("a", "b")


def test_questions_are_taken_from_the_front_point_by_point_until_enough_carry_it():
    b1, both, a1, b2, b3 = one("b1", "b"), one("both", "b a"), one("a1"), one("b2", "b"), one("b3", "b")
    asked = quiz(draw=EACH, critical=("b",))
    assert taken(asked, "ab", (b1, both, a1, b2, b3)) == (both, b1)
    assert taken(asked, "ab", (a1, b1, b2, b3, both)) == (a1, b1, b2)
    assert taken(asked, "a", (b1, a1, both)) == (a1,)
    assert taken(asked, "ab", (a1,)) == (a1,)
    assert taken(quiz(), "ab", (a1, b1)) == ()


def test_a_point_lacks_questions_where_fewer_carry_it_than_the_draw_asks():
    asked = quiz(one("q1", "a b"), one("q2", "a"), reflection("q3", "b"), draw=EACH, critical=("b",))
    assert lacking(asked) == (Lacking("b", 2, 1),)
    assert drawn_points(asked, AB, None) == ("a", "b")
    assert lacking(quiz(one("q1"), points="a b", draw=EACH)) == (Lacking("b", 1, 0),)
    assert lacking(quiz(one("q1"), points="a b")) == ()
