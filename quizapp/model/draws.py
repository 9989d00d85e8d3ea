"""The rule of a draw (FORMAT §4): what can be drawn, for whom, how many questions a point needs, and which are taken.

The engine draws by it, and what is said to authors of a set's length and of too few questions goes by it, too.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.model.briefing import Briefing
from quizapp.model.groups import is_for
from quizapp.model.people import Group
from quizapp.model.questions import Question, QuestionSet, points_tested_by


@dataclass(frozen=True, slots=True)
class Lacking:
    """A learning point that fewer questions carry than the draw asks for."""

    point: str
    needed: int
    there: int


def drawable(quiz: QuestionSet) -> tuple[Question, ...]:
    """The questions that a draw can take: a reflection is never drawn."""
    return tuple(question for question in quiz.questions if question.is_scored)


def needed(quiz: QuestionSet, points: Iterable[str]) -> dict[str, int]:
    """How many drawn questions each of these points is to be carried by; nothing for a set without `draw`."""
    if quiz.draw is None:
        return {}
    critical = set(quiz.critical)
    return {point: quiz.draw.critical if point in critical else quiz.draw.each for point in points}


def drawn_points(quiz: QuestionSet, briefing: Briefing | None, group: Group | None) -> tuple[str, ...]:
    """The learning points that are drawn for a person of this group, in the briefing's order.

    Those that some question tests and that are for them. A point that is in no briefing is for everyone.
    """
    tested = set(points_tested_by(quiz.questions))
    known = {point.id: point for point in briefing.points} if briefing else {}
    return tuple(
        point
        for point in quiz.learning_points
        if point in tested and (point not in known or is_for(known[point], group))
    )


def taken(quiz: QuestionSet, points: Iterable[str], pool: Sequence[Question]) -> tuple[Question, ...]:
    """The questions that are drawn from a pool in this order: point by point, until enough of them carry the point.

    A question drawn for one point counts for every other that it names. Where there are too few, all are taken.
    """
    carrying: dict[str, list[Question]] = {}
    for question in pool:
        for point in dict.fromkeys(question.points):
            carrying.setdefault(point, []).append(question)
    drawn: dict[str, Question] = {}
    carried: Counter[str] = Counter()  # how many drawn questions carry each point
    for point, number in needed(quiz, points).items():
        for question in carrying.get(point, ()):
            if carried[point] >= number:
                break
            if question.id not in drawn:
                drawn[question.id] = question
                carried.update(set(question.points))
    return tuple(drawn.values())


def lacking(quiz: QuestionSet) -> tuple[Lacking, ...]:
    """The learning points with too few questions for the draw, in the briefing's order; none without a draw."""
    there = Counter(point for question in drawable(quiz) for point in dict.fromkeys(question.points))
    asked = needed(quiz, quiz.learning_points)
    return tuple(Lacking(point, number, there[point]) for point, number in asked.items() if there[point] < number)
