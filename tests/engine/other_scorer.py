"""A further scoring rule, as a later release will have one: stricter in everything that it says.

An answer or a mark is worth all or nothing, a point as much as the least of its marks, and every learning point is
critical.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from quizapp.engine import asking, grading, scorers, scoring
from quizapp.engine.scorers import Scorer
from quizapp.engine.story import Story
from quizapp.model.play import Answer, Step
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.quizzes import Drawing
from quizapp.model.scenario import Word
from quizapp.model.score import CriticalFailure, PointResult, Score

BEFORE = scorers.CURRENT
NUMBER = max(scorers.SCORERS) + 1


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put this rule beside the others, and let new attempts pin it."""
    rule = Scorer(_score, _grade, _value, scoring.word_of)
    monkeypatch.setitem(scorers.SCORERS, NUMBER, rule)
    monkeypatch.setattr(scorers, "CURRENT", NUMBER)


def _score(story: Story, steps: Sequence[Step]) -> Score:
    return _strict(scoring.score(story, steps))


def _grade(quiz: QuestionSet, drawing: Drawing, steps: Sequence[Step]) -> Score:
    return _strict(grading.grade(quiz, drawing, steps))


def _value(question: Question, answer: Answer) -> Fraction | None:
    worth = asking.value(question, answer)
    return None if worth is None else _whole(worth)


def _strict(score: Score) -> Score:
    points = tuple(map(_strict_point, score.points))
    total = sum((point.value or Fraction(0) for point in points), Fraction(0))
    failures = tuple(CriticalFailure(point.point, point.word) for point in points if point.word is not Word.MET)
    return replace(
        score,
        value=total / len(points) if points else Fraction(1),
        passed=not failures,
        points=points,
        practices=tuple(map(_strict_point, score.practices)),
        critical_failures=failures,
    )


def _strict_point(point: PointResult) -> PointResult:
    values = [_whole(mark.value) for mark in point.marks]
    value = min(values) if values else None if point.value is None else _whole(point.value)
    marks = tuple(
        replace(mark, value=_whole(mark.value), word=scoring.word_of(_whole(mark.value))) for mark in point.marks
    )
    return replace(point, value=value, word=scoring.word_of(value), marks=marks)


def _whole(value: Fraction) -> Fraction:
    return Fraction(int(value))
