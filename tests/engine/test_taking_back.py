"""What becomes of a completion when a record that it rested on is taken back."""

from datetime import UTC, datetime

from quizapp.engine.completion import evidence
from quizapp.engine.taking_back import STAYS, TakingBack, is_told, outcome, still_missed
from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import Completion, CompletionSource, Done, HowItEnded, Recorded, TakenBack
from quizapp.model.things import question_set, scenario

ONE = CompletionCondition(ConditionKind.SCENARIOS, 1)
TWO = CompletionCondition(ConditionKind.SCENARIOS, 2)
SET = CompletionCondition(ConditionKind.SET, target="listening")
RECORD = 7


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 12, tzinfo=UTC)


OTHERWISE = Done(scenario("m", "a"), at(3), otherwise=RECORD)
PLAYED = Done(scenario("m", "b"), at(5), attempt=1)
QUIZ = Done(question_set("m", "listening"), at(4), attempt=2)


def test_a_completion_that_did_not_rest_on_it_stays() -> None:
    assert outcome([ONE, SET], [PLAYED, QUIZ], RECORD, [PLAYED, QUIZ]) == STAYS
    assert outcome([ONE, SET], [PLAYED, QUIZ], RECORD, []) == STAYS, "what is asked today ends nothing by itself"


def test_a_completion_that_needed_it_ends_and_nothing_takes_its_place() -> None:
    for left in ([QUIZ], []):
        ends = outcome([ONE, SET], [OTHERWISE, QUIZ], RECORD, left)
        assert ends == TakingBack(ends=True) and not ends.is_earned_anew


def test_what_is_left_earns_another_of_a_later_day() -> None:
    earned = evidence([ONE, SET], [OTHERWISE, QUIZ, PLAYED])
    assert earned == (OTHERWISE, QUIZ) and earned[-1].at == at(4)
    anew = outcome([ONE, SET], earned, RECORD, [QUIZ, PLAYED])
    assert anew.ends and anew.is_earned_anew
    assert anew.evidence == (QUIZ, PLAYED) and anew.evidence[-1].at == at(5)


def test_the_same_part_played_later_stands_in_for_it() -> None:
    again = Done(OTHERWISE.thing, at(20), attempt=9)
    assert outcome([ONE, SET], [OTHERWISE, QUIZ], RECORD, [QUIZ, again]).evidence == (QUIZ, again)


def test_it_is_held_to_what_the_module_asks_for_today() -> None:
    assert outcome([TWO, SET], [OTHERWISE, QUIZ], RECORD, [QUIZ, PLAYED]) == TakingBack(ends=True)
    assert outcome([SET], [OTHERWISE, QUIZ], RECORD, [QUIZ]).evidence == (QUIZ,)
    assert outcome([], [OTHERWISE, QUIZ], RECORD, [QUIZ, PLAYED]) == TakingBack(ends=True), (
        "nothing of it is live any more"
    )


def record_of(name: str, day: int) -> Recorded:
    by = TakenBack(at(day), "Robin", "somebody else")
    return Recorded(day, f"r{day}", scenario("m", name), at(day).date(), at(day), "Robin", by)


def test_a_person_misses_what_was_taken_back_last_of_each_part_until_it_is_done() -> None:
    first, other, again = record_of("a", 3), record_of("b", 4), record_of("a", 6)
    assert still_missed([first, other, again], []) == (other, again)
    assert still_missed([first, other, again], [again.thing]) == (other,)
    assert still_missed([], [again.thing]) == ()


def test_the_end_of_a_completion_is_told_until_another_is_earned_afterwards() -> None:
    def made(day: int) -> Completion:
        return Completion(1, 1, "m", at(day).date(), "sha", CompletionSource.EARNED, at(day))

    ended = HowItEnded(at(7), "somebody else", 2)
    assert is_told(ended, None) and is_told(ended, made(7)) and not is_told(ended, made(8))
