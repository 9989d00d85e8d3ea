"""A score to what is stored, and back to what pages show: the figures of the one, the answers of the other."""

from dataclasses import replace
from fractions import Fraction

from quizapp.engine.results import is_of, shown, stored
from quizapp.model.attempts import StoredResult
from quizapp.model.scenario import Word
from quizapp.model.score import CountedMark, CriticalFailure, PointResult, Score

H = Fraction(1, 2)
MARK = CountedMark(0, "p", 0, Word.MET, Fraction(1))
EARNED = Score(
    Fraction(3, 4),
    70,
    True,
    (PointResult("talk", Fraction(1), Word.MET, (MARK,)), PointResult("safe", H, Word.PARTLY, (), 7)),
    (PointResult("tell", None, Word.NOT_REACHED),),
)
KEPT_BACK = replace(EARNED, passed=False, critical_failures=(CriticalFailure("tell", Word.NOT_REACHED),))


def test_what_is_stored_is_shown_as_it_was_earned():
    kept = stored(EARNED)
    assert (kept.num, kept.den, kept.passed) == (3, 4, True)
    assert kept.points == (("talk", 1, 1, "met"), ("safe", 1, 2, "partly"), ("tell", None, None, "not reached"))
    assert shown(kept, EARNED) == EARNED


def test_figures_words_and_order_are_the_stored_ones_and_marks_are_those_of_the_steps():
    kept = StoredResult(
        1, 3, False, (("safe", 0, 1, "missed"), ("talk", 1, 3, "partly"), ("old", 1, 1, "met"), ("tell", 1, 1, "met"))
    )
    page = shown(kept, EARNED)
    assert (page.value, page.percent, page.passed, page.pass_percent) == (Fraction(1, 3), 33, False, 70)
    assert page.points == (
        PointResult("safe", Fraction(0), Word.MISSED, (), 7),
        PointResult("talk", Fraction(1, 3), Word.PARTLY, (MARK,)),
        PointResult("old", Fraction(1), Word.MET),
    )
    assert page.practices == (PointResult("tell", Fraction(1), Word.MET),)
    assert replace(page, value=EARNED.value, passed=True, points=EARNED.points, practices=EARNED.practices) == EARNED


def test_why_a_pass_was_kept_back_is_what_was_stored_whatever_the_steps_say_now():
    kept = stored(KEPT_BACK)
    assert kept.critical == (("tell", "not reached"),)
    assert shown(kept, EARNED).critical_failures == KEPT_BACK.critical_failures
    assert shown(stored(EARNED), KEPT_BACK).critical_failures == ()
    assert is_of(kept, KEPT_BACK) and not is_of(kept, replace(KEPT_BACK, critical_failures=()))


def test_a_result_of_before_that_was_stored_has_its_reasons_from_the_steps():
    kept = replace(stored(KEPT_BACK), critical=None)
    assert shown(kept, KEPT_BACK).critical_failures == KEPT_BACK.critical_failures
    assert is_of(kept, KEPT_BACK) and not is_of(replace(kept, num=1), KEPT_BACK)
