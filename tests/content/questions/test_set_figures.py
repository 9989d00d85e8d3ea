"""The figures of a set by hand: kinds, points, draws, minutes, and what guessing is worth."""

from dataclasses import replace
from fractions import Fraction

from quizapp.content.lengths import minutes_of_set
from quizapp.content.questions.figures import figures_of_set
from quizapp.model.questions import Draw, QuestionKind, QuestionSet
from quizapp.model.set_figures import PointAsked
from tests.content.form_files import question_set
from tests.engine.sets import briefing, one, ordering, reflection, short, true_false

EMPTY = replace(question_set("q", "*A | B | C"), questions=(), learning_points=("a", "b"))


def of(*questions, draw: Draw | None = None) -> QuestionSet:
    return replace(EMPTY, questions=questions, draw=draw)


def test_questions_are_counted_by_kind_and_reflections_apart() -> None:
    found = figures_of_set(of(one("p"), one("q"), true_false("r"), reflection("s")), None)
    assert (found.questions, found.reflections) == (3, 1)
    assert found.kinds == ((QuestionKind.ONE, 2), (QuestionKind.TRUE_FALSE, 1))
    assert (found.least, found.most, found.is_drawn) == (3, 3, False)


def test_each_point_says_how_many_questions_it_has_and_how_many_draws_they_last() -> None:
    found = figures_of_set(of(one("p"), one("q", "a b"), one("r"), one("s"), one("t"), draw=Draw(2, 2)), None)
    assert found.points == (PointAsked("a", 5, 2), PointAsked("b", 1, 2))
    assert [point.draws for point in found.points] == [2, 0]
    assert PointAsked("a", 5, 0).draws is None


def test_how_many_are_asked_goes_by_the_group() -> None:
    catalogue = briefing(a="everyone", b="health")
    found = figures_of_set(of(one("p"), one("q"), one("r", "b"), draw=Draw(1, 1)), catalogue)
    assert (found.least, found.most, found.is_drawn) == (1, 2, True)


def test_an_answer_at_random_is_worth_the_mean_of_all_answers() -> None:
    # One of x~..: (1 + ½) / 4. True or false: ½. Three things in order: 2 neighbours in 1 order, 1 in 2, 0 in 3: 1/3.
    # Nobody guesses a word.
    questions = (one("p"), true_false("q"), ordering("r"), short("s"))
    by_hand = Fraction(3, 8) + Fraction(1, 2) + Fraction(1, 3) + 0
    assert figures_of_set(of(*questions), None).by_chance == by_hand / 4


def test_minutes_are_those_that_the_check_goes_by() -> None:
    quiz = of(one("p"), one("q"))
    found = figures_of_set(quiz, None)
    assert (found.minutes, found.takes) == (quiz.minutes, minutes_of_set(quiz, None))


def test_a_set_without_questions_has_figures_of_nothing() -> None:
    found = figures_of_set(of(), None)
    assert (found.questions, found.kinds, found.by_chance, found.most) == (0, (), 0, 0)
