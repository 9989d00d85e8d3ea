"""Whether a person may take a question set (again), and if not, what opens a further attempt (FORMAT §4, Retake)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from quizapp.engine.drawing import pass_mark
from quizapp.model.questions import QuestionSet
from quizapp.model.quizzes import PastSet, Retake, RetakeWord, Trains

A_DAY = timedelta(hours=24)
"""After so long a further attempt opens where no live scenario trains what is missing."""


def retake(quiz: QuestionSet, past: Sequence[PastSet], training: Sequence[Trains], now: datetime) -> Retake:
    """Where a person stands with a set now. `past` are the finished attempts that count, oldest first.

    `training` are the scenarios of the module. Once the attempts are used up there may be any number of further ones,
    each after a scenario that trains a missing point was finished later than the attempt before it. One that is retired
    is no way to go, and opens one as before for whoever finished it.
    """
    left = max(0, quiz.attempts - len(past))
    if any(attempt.passed for attempt in past):
        return Retake(RetakeWord.PASSED, left)
    if not past:
        return Retake(RetakeWord.FIRST, left)
    missing = _missing(quiz, past)
    trainers = [scenario for scenario in training if scenario.points & set(missing)]
    ways = tuple(scenario.scenario for scenario in trainers if scenario.is_offered)
    if left:
        return Retake(RetakeWord.AGAIN, left, missing, ways)
    last = past[-1].finished
    opens_at = None if ways else last + A_DAY
    has_trained = any(scenario.finished is not None and scenario.finished > last for scenario in trainers)
    if has_trained or (opens_at is not None and now >= opens_at):
        return Retake(RetakeWord.FURTHER, left, missing, ways)
    return Retake(RetakeWord.USED_UP, left, missing, ways, opens_at)


def _missing(quiz: QuestionSet, past: Sequence[PastSet]) -> tuple[str, ...]:
    """The points of the last attempt that no attempt has shown, and so are not carried, and that are still tested."""
    shown = {point for attempt in past for point, earned in attempt.points if earned >= pass_mark(quiz)}
    return tuple(point for point, _ in past[-1].points if point in quiz.learning_points and point not in shown)
