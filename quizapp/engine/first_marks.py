"""The first mark of each learning point in an attempt: what figures of teams count (FORMAT §5.8)."""

from collections.abc import Sequence

from quizapp.engine.asking import knowing
from quizapp.model.first_marks import NO_ONE_CHOICE, FirstMark
from quizapp.model.play import Step
from quizapp.model.quizzes import Knowing
from quizapp.model.scenario import Word
from quizapp.model.score import CountedMark, Score


def first_marks(score: Score, steps: Sequence[Step]) -> tuple[FirstMark, ...]:
    """For each learning point of the score its first mark, sorted by the point; practices are not counted.

    Later marks come after an explanation, and what was carried was marked in another attempt: neither counts. `steps`
    are those that earned the score, from number 0 on.
    """
    found = (
        _first_of(result.point, result.marks[0] if result.marks else None, steps)
        for result in score.points
        if result.carried_from is None
    )
    return tuple(sorted(found, key=lambda mark: mark.point))


def _first_of(point: str, mark: CountedMark | None, steps: Sequence[Step]) -> FirstMark:
    if mark is None:
        return FirstMark(point, Word.NOT_REACHED)
    answer = steps[mark.step].answer
    if answer is None:
        return FirstMark(point, mark.word, mark.passage, NO_ONE_CHOICE if mark.choice is None else mark.choice)
    choice = answer.chosen[0] if len(answer.chosen) == 1 else NO_ONE_CHOICE
    is_sure_wrong = knowing(mark.value, answer.certainty) is Knowing.TALK
    return FirstMark(point, mark.word, mark.passage, choice, is_sure_wrong)
