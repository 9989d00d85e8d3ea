"""Whether a set may be taken now: each state by hand."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from quizapp.engine.retakes import retake
from quizapp.model.quizzes import Retake, RetakeWord, Trains
from tests.engine.sets import DAWN, one, quiz, went

H = Fraction(1, 2)
SET = quiz(one("q1"), one("q2", "b"), attempts=2)
FAILED = (went(1, hours=1, a=H, b=0), went(2, hours=2, a=1, b=H))


def hours(number):
    return DAWN + timedelta(hours=number)


def trains(scenario, points, finished=None):
    return Trains(scenario, frozenset(points), None if finished is None else hours(finished))


def test_a_set_that_was_never_taken_can_be():
    assert retake(SET, (), (trains("s", "a"),), DAWN) == Retake(RetakeWord.FIRST, 2)


def test_after_a_pass_there_is_only_practice():
    past = (went(1, a=0, b=0), went(2, passed=True, a=1, b=1))
    assert retake(SET, past, (), DAWN) == Retake(RetakeWord.PASSED, 0)
    assert not retake(SET, past[1:], (), DAWN).can_start
    # Even if a corrected version asks for more.
    assert retake(quiz(one("q1"), pass_percent=100), (went(1, passed=True, a=H),), (), DAWN).word is RetakeWord.PASSED


def test_while_attempts_are_left_one_may_try_again_at_once():
    stands = retake(SET, FAILED[:1], (trains("s", "b"), trains("t", "z")), hours(1))
    assert stands == Retake(RetakeWord.AGAIN, 1, ("a", "b"), ("s",))
    assert stands.can_start


def test_used_up_attempts_name_the_scenarios_that_train_what_is_missing():
    training = (trains("s", "ab"), trains("t", "a"), trains("u", "b"))
    stands = retake(SET, FAILED, training, hours(100))
    assert stands == Retake(RetakeWord.USED_UP, 0, ("b",), ("s", "u"))
    assert not stands.can_start


def test_finishing_a_training_scenario_later_opens_a_further_attempt():
    for finished, word in ((1, RetakeWord.USED_UP), (2, RetakeWord.USED_UP), (3, RetakeWord.FURTHER)):
        assert retake(SET, FAILED, (trains("u", "b", finished),), hours(4)).word is word
    # One that trains only what is shown already opens nothing.
    assert retake(SET, FAILED, (trains("t", "a", 3), trains("u", "b")), hours(99)).word is RetakeWord.USED_UP


def test_each_further_attempt_needs_a_finish_of_its_own():
    third = (*FAILED, went(3, hours=5, a=1, b=0))
    assert retake(SET, third, (trains("u", "b", 3),), hours(6)).word is RetakeWord.USED_UP
    assert retake(SET, third, (trains("u", "b", 6),), hours(7)) == Retake(RetakeWord.FURTHER, 0, ("b",), ("u",))


def test_where_no_scenario_trains_it_a_day_opens_a_further_attempt():
    training = (trains("t", "a", 3),)
    before = retake(SET, FAILED, training, hours(26) - timedelta(microseconds=1))
    assert before == Retake(RetakeWord.USED_UP, 0, ("b",), (), hours(26))
    assert retake(SET, FAILED, training, hours(26)) == Retake(RetakeWord.FURTHER, 0, ("b",))
    assert retake(SET, FAILED, (), hours(26)).can_start


def test_what_an_earlier_attempt_showed_is_not_missing():
    # By the mark of this version, a was shown by the first attempt, and it is carried from there.
    past = (went(1, a=Fraction(4, 5), b=0), went(2, a=H, b=0))
    assert retake(SET, past, (), DAWN).missing == ("b",)


def test_what_the_set_tests_no_longer_is_not_missing():
    assert retake(SET, (went(1, a=0, z=0),), (), DAWN).missing == ("a",)


def test_nothing_missing_after_a_lower_pass_mark_still_opens_after_a_day():
    past = (went(1, hours=1, a=H, b=H), went(2, hours=2, a=H, b=H))
    lower = quiz(one("q1"), one("q2", "b"), attempts=2, pass_percent=50)
    assert retake(lower, past, (trains("s", "ab", 3),), hours(3)).opens_at == hours(26)


def test_what_is_retired_is_no_way_to_go_and_opens_one_for_whoever_finished_it():
    live, gone = trains("u", "b"), replace(trains("v", "b", 3), is_offered=False)
    assert retake(SET, FAILED, (live, gone), hours(4)) == Retake(RetakeWord.FURTHER, 0, ("b",), ("u",))
    assert retake(SET, FAILED, (gone,), hours(4)) == Retake(RetakeWord.FURTHER, 0, ("b",), ())
    before = replace(gone, finished=hours(1))
    assert retake(SET, FAILED, (live, before), hours(99)) == Retake(RetakeWord.USED_UP, 0, ("b",), ("u",))
    stands = retake(SET, FAILED, (before,), hours(4))
    assert (stands.word, stands.opens_at) == (RetakeWord.USED_UP, hours(26)), "no way is left: a day is enough"
