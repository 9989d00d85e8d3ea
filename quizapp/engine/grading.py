"""The score of an attempt at a question set by scorer 1 (FORMAT §5): what was answered, and what was carried.

`scorers` picks this rule by its number. It stays as it is: attempts are pinned to it.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from quizapp.engine.asking import knowing, value
from quizapp.engine.drawing import pass_mark
from quizapp.engine.scoring import result_of, word_of, worth_in_score
from quizapp.model.play import Answer, NotPossible, Step, StepKind
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.quizzes import Drawing, Knowing
from quizapp.model.score import CountedMark, CriticalFailure, PointResult, Score


def grade(quiz: QuestionSet, drawing: Drawing, steps: Sequence[Step]) -> Score:
    """What these steps showed of the points that were drawn or carried: a pure function of its arguments.

    Points are in the order of the set's learning points; where there are none, the score is 1. Practices are those
    that the questions asked name. Raises NotPossible where a step does not answer the question drawn for it.
    """
    marks, practised = _marks(quiz, drawing, steps)
    carried = {c.point: c for c in drawing.carried}
    marked = {point for drawn in drawing.questions for point in drawn.points}
    points = tuple(
        PointResult(point, carried[point].value, word_of(carried[point].value), (), carried[point].attempt)
        if point in carried
        else result_of(point, marks)
        for point in quiz.learning_points
        if point in carried or point in marked
    )
    asked = {point for drawn in drawing.questions for point in _question(quiz, drawn.question).points}
    practices = tuple(result_of(practice, practised) for practice in quiz.practices if practice in asked)
    total = sum((worth_in_score(result.value) for result in points), Fraction(0))
    whole = total / len(points) if points else Fraction(1)
    failures = tuple(
        CriticalFailure(result.point, result.word)
        for result in points
        if result.point in quiz.critical and worth_in_score(result.value) < pass_mark(quiz)
    )
    passed = whole >= pass_mark(quiz) and not failures
    return Score(whole, quiz.pass_percent, passed, points, practices, failures)


def certainties(
    quiz: QuestionSet, steps: Sequence[Step], worth: Callable[[Question, Answer], Fraction | None] = value
) -> tuple[tuple[Knowing, tuple[int, ...]], ...]:
    """What was known and how surely (FORMAT §5.6), each with the numbers of its steps; those without one left out.

    `worth` is what an answer is worth by the scorer of the attempt.
    """
    found: dict[Knowing, list[int]] = {known: [] for known in Knowing}
    for step in steps:
        answer = _answer(step)
        known = knowing(worth(_question(quiz, step.passage), answer), answer.certainty)
        if known is not None:
            found[known].append(step.number)
    return tuple((known, tuple(numbers)) for known, numbers in found.items() if numbers)


def _marks(
    quiz: QuestionSet, drawing: Drawing, steps: Sequence[Step]
) -> tuple[dict[str, list[CountedMark]], dict[str, list[CountedMark]]]:
    """The marks of learning points, and those of practices, in the order of the answers."""
    marks: dict[str, list[CountedMark]] = {}
    practised: dict[str, list[CountedMark]] = {}
    if len(steps) > len(drawing.questions):
        raise NotPossible("there are more answers than questions")
    for number, (step, drawn) in enumerate(zip(steps, drawing.questions, strict=False)):
        if step.number != number or step.passage != drawn.question:
            raise NotPossible(f"step {step.number} at `{step.passage}` does not follow on")
        question = _question(quiz, drawn.question)
        worth = value(question, _answer(step))
        if worth is None:
            continue
        mark = CountedMark(step.number, question.id, None, word_of(worth), worth)
        for point in drawn.points:
            marks.setdefault(point, []).append(mark)
        for point in dict.fromkeys(question.points):
            if point in quiz.practices:
                practised.setdefault(point, []).append(mark)
    return marks, practised


def _question(quiz: QuestionSet, question_id: str) -> Question:
    question = quiz.question(question_id)
    if question is None:
        raise NotPossible(f"there is no question `{question_id}` in this set")
    return question


def _answer(step: Step) -> Answer:
    if step.kind is not StepKind.ANSWER or step.answer is None:
        raise NotPossible(f"step {step.number} is no answer")
    return step.answer
