"""The score of a path by scorer 1 (FORMAT §5, rules 1 to 5), in exact fractions, compared unrounded.

`scorers` picks this rule by its number. It stays as it is: attempts are pinned to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from quizapp.engine import asking
from quizapp.engine.story import Story
from quizapp.model.play import NotPossible, Step, StepKind
from quizapp.model.scenario import Word
from quizapp.model.score import CountedMark, CriticalFailure, PointResult, Score


def score(story: Story, steps: Sequence[Step]) -> Score:
    """What these steps showed of everything that the scenario tests: a pure function of its two arguments.

    Steps are as `moves.replay` accepts them; for a step at no passage or choice of the story it raises NotPossible.
    """
    scenario = story.scenario
    marks = counted_marks(story, steps)
    points = tuple(result_of(point, marks) for point in scenario.learning_points)
    practices = tuple(result_of(practice, marks) for practice in scenario.practices)
    value = _mean([worth_in_score(result.value) for result in points]) if points else Fraction(1)
    failures = tuple(f for point in dict.fromkeys(scenario.critical) if (f := _failure(point, marks)) is not None)
    passed = value >= Fraction(scenario.pass_percent, 100) and not failures
    return Score(value, scenario.pass_percent, passed, points, practices, failures)


def counted_marks(story: Story, steps: Sequence[Step]) -> dict[str, list[CountedMark]]:
    """The marks that count, by id, in the order in which they were earned: those of each decision's first answer."""
    marks: dict[str, list[CountedMark]] = {}
    answered: set[str] = set()  # anchors of passages, and ids of questions, which have a # in them
    for step in steps:
        for point, mark in _marks(story, step, answered):
            marks.setdefault(point, []).append(mark)
        answered.add(step.passage)
    return marks


def _marks(story: Story, step: Step, answered: set[str]) -> Iterator[tuple[str, CountedMark]]:
    """The marks that this step earns after these decisions were answered."""
    if step.kind is StepKind.ANSWER:
        question = story.questions.get(step.passage)
        if question is None or step.answer is None:
            raise NotPossible(f"there is no question `{step.passage}` in this story")
        worth = asking.value(question, step.answer)
        if worth is not None and step.passage not in answered:
            for point in dict.fromkeys(question.points):
                yield point, CountedMark(step.number, question.id, None, word_of(worth), worth)
        return
    passage = story.passages.get(step.passage)
    if passage is None:
        raise NotPossible(f"there is no passage `{step.passage}` in this story")
    if step.choice is None or step.passage in answered or not passage.is_decision:
        return
    if not 0 <= step.choice < len(passage.choices):
        raise NotPossible("there is no such choice")
    for mark in passage.choices[step.choice].marks:
        yield mark.point, CountedMark(step.number, step.passage, step.choice, mark.word, mark.worth)


def is_reached(marks: Sequence[CountedMark]) -> bool:
    """Whether a path reached a point: it earned at least one mark of it (FORMAT §5.3)."""
    return len(marks) > 0


def worth_in_score(value: Fraction | None) -> Fraction:
    """What a point adds to the sum of values: a point that was not reached (None) adds 0 (FORMAT §5.4)."""
    return Fraction(0) if value is None else value


def word_of(value: Fraction | None) -> Word:
    """A value's word: met at 1, missed at 0, partly between, not reached without a mark (FORMAT §5.3)."""
    if value is None:
        return Word.NOT_REACHED
    if value == 1:
        return Word.MET
    return Word.MISSED if value == 0 else Word.PARTLY


def result_of(point: str, marks: Mapping[str, Sequence[CountedMark]]) -> PointResult:
    """What these marks, by id, come to for one point or practice: the mean of its own (FORMAT §5.3)."""
    earned = tuple(marks.get(point, ()))
    value = _mean([mark.value for mark in earned]) if is_reached(earned) else None
    return PointResult(point, value, word_of(value), earned)


def _mean(values: Sequence[Fraction]) -> Fraction:
    """The exact mean: over one denominator, because adding fractions one by one is slow."""
    if len(values) == 1:
        return values[0]
    unit = lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (unit // value.denominator) for value in values), unit * len(values))


def _failure(point: str, marks: dict[str, list[CountedMark]]) -> CriticalFailure | None:
    """Why a critical id is not met: its last counted mark decides, and having none is not met (FORMAT §5.5)."""
    earned = marks.get(point, [])
    last = earned[-1].word if is_reached(earned) else Word.NOT_REACHED
    return None if last is Word.MET else CriticalFailure(point, last)
