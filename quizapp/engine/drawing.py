"""What an attempt at a question set asks of a person, and what it carries from earlier attempts (FORMAT §4, Draw)."""

from collections.abc import Sequence
from fractions import Fraction

from quizapp.engine.asking import hashed, shown_order
from quizapp.model.briefing import Briefing
from quizapp.model.draws import drawable, drawn_points, taken
from quizapp.model.people import Group
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.quizzes import Carried, Drawing, DrawnQuestion, PastSet


def draw(
    quiz: QuestionSet,
    briefing: Briefing,
    group: Group | None,
    past: Sequence[PastSet],
    seen: frozenset[str],
    seed: int,
    practice: bool = False,
) -> Drawing:
    """What the next attempt asks, in order, and what it carries. The same arguments, the same drawing.

    `past` are the finished attempts that count, oldest first; `seen` the ids of questions that this person was asked
    before, here or elsewhere in the module. Questions are asked in the order in which they were drawn: point by point
    with `draw`, else as written. Practice carries nothing, whatever went before.
    """
    before = () if practice else tuple(past)
    tested = tested_points(quiz, briefing, group)
    carried = tuple(c for point in tested if (c := _carried(quiz, point, before)) is not None)
    carried_points = {c.point for c in carried}
    open_points = tuple(point for point in tested if point not in carried_points)
    if quiz.draw is not None:
        pool = sorted(drawable(quiz), key=lambda question: (question.id in seen, hashed(seed, question.id)))
        questions = list(taken(quiz, open_points, pool))
    elif before:
        questions = [q for q in drawable(quiz) if set(q.points) & set(open_points)]
    else:
        questions = list(quiz.questions)
    return Drawing(tuple(_asked(quiz, question, open_points, seed) for question in questions), carried)


def tested_points(quiz: QuestionSet, briefing: Briefing, group: Group | None) -> tuple[str, ...]:
    """The learning points that count for this person, in the briefing's order (FORMAT §5.4).

    With `draw`, those of the set that are for everyone or for the person's group; without, all that the set tests.
    """
    return quiz.learning_points if quiz.draw is None else drawn_points(quiz, briefing, group)


def pass_mark(quiz: QuestionSet) -> Fraction:
    """The value from which a learning point is shown, and the score from which a set is passed."""
    return Fraction(quiz.pass_percent, 100)


def _carried(quiz: QuestionSet, point: str, past: Sequence[PastSet]) -> Carried | None:
    """The point as the first attempt showed it whose value reaches the pass mark of this version; None without one."""
    for attempt in past:
        earned = dict(attempt.points).get(point)
        if earned is not None and earned >= pass_mark(quiz):
            return Carried(point, earned, attempt.attempt)
    return None


def _asked(quiz: QuestionSet, question: Question, open_points: Sequence[str], seed: int) -> DrawnQuestion:
    points = tuple(point for point in dict.fromkeys(question.points) if question.is_scored and point in open_points)
    return DrawnQuestion(question.id, shown_order(question, seed, quiz.shuffle), points)
