"""Small question sets for tests, built by hand, with a briefing for them."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

from quizapp.engine.asking import best_answer
from quizapp.model.briefing import Briefing, Point, PointKind
from quizapp.model.diagnostics import Span
from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.prose import Prose
from quizapp.model.questions import Credit, Option, Question, QuestionKind, QuestionSet, Row
from quizapp.model.quizzes import Drawing, PastSet
from quizapp.model.score import Score

HERE = Span("questions/m/s.md", 1)
DAWN = datetime(2026, 1, 1, tzinfo=UTC)
CREDITS = {"x": Credit.RIGHT, "~": Credit.ACCEPTABLE, ".": Credit.WRONG}


def words(text: str) -> Prose:
    return Prose("slot", text, HERE)


def question(anchor: str, kind: QuestionKind, points: str = "a", credits: str = "", **parts) -> Question:
    """A question; credits as "x~." for options that are right, acceptable and wrong."""
    return Question(
        module="m",
        set="s",
        anchor=anchor,
        title=anchor.capitalize(),
        kind=kind,
        points=tuple(points.split()),
        stem=words("Which?"),
        span=HERE,
        options=tuple(Option(words(f"{n}"), CREDITS[c], HERE, words("Because.")) for n, c in enumerate(credits)),
        **parts,
    )


def one(anchor: str, points: str = "a", credits: str = "x~..") -> Question:
    return question(anchor, QuestionKind.ONE, points, credits)


def several(anchor: str, points: str = "a", credits: str = "xx.") -> Question:
    return question(anchor, QuestionKind.SEVERAL, points, credits)


def true_false(anchor: str, points: str = "a", credits: str = "x.") -> Question:
    return question(anchor, QuestionKind.TRUE_FALSE, points, credits)


def ordering(anchor: str, points: str = "a", number: int = 3) -> Question:
    return question(anchor, QuestionKind.ORDER, points, things=tuple(words(f"Thing {n}") for n in range(number)))


def match(anchor: str, points: str = "a", number: int = 3) -> Question:
    rows = tuple(Row(words(f"Left {n}"), words(f"Right {n}"), HERE) for n in range(number))
    return question(anchor, QuestionKind.MATCH, points, headings=(words("Left"), words("Right")), rows=rows)


def short(anchor: str, points: str = "a", accepted: str = "lead | dsl") -> Question:
    return question(anchor, QuestionKind.SHORT, points, accepted=tuple(accepted.split(" | ")))


def reflection(anchor: str, points: str = "a") -> Question:
    return question(anchor, QuestionKind.REFLECTION, points, prompt=words("Think."))


def quiz(*questions: Question, points: str = "a b", practices: str = "", **settings) -> QuestionSet:
    """A set of these questions, testing these space-separated ids."""
    return QuestionSet(
        module="m",
        id="s",
        title="S",
        span=HERE,
        introduction=words("Now."),
        minutes=5,
        questions=questions,
        learning_points=tuple(points.split()),
        practices=tuple(practices.split()),
        **settings,
    )


def briefing(**groups: str) -> Briefing:
    """A briefing with these learning points, each for its space-separated groups."""
    points = tuple(
        Point(point, PointKind.LEARNING, "Theme", point, HERE, groups=tuple(named.split()))
        for point, named in groups.items()
    )
    return Briefing("m", "M", "src", "pub", "2023", "england", "", (), 1, 1, points, HERE)


def any_question(chance: Random, anchor: str, ids: list[str], most: int = 3) -> Question:
    """A small scored question made by chance, on some of these ids."""
    points = " ".join(chance.sample(ids, chance.randint(1, min(len(ids), most))))
    kind = chance.randrange(6)
    if kind == 0:
        return one(anchor, points, chance.choice(["x.", ".x~", "~x.."]))
    if kind == 1:
        return several(anchor, points, chance.choice(["xx", "x.x", "xxx"]))
    if kind == 2:
        return true_false(anchor, points, chance.choice(["x.", ".x"]))
    if kind == 3:
        return ordering(anchor, points, chance.randint(2, 3))
    return match(anchor, points, chance.randint(2, 3)) if kind == 4 else short(anchor, points)


AB = briefing(a="everyone", b="everyone")


def answers(drawing: Drawing, *given: Answer) -> tuple[Step, ...]:
    """The steps of somebody who gave these answers to the questions drawn, in order."""
    return tuple(
        Step(number, StepKind.ANSWER, drawn.question, None, None, answer)
        for number, (drawn, answer) in enumerate(zip(drawing.questions, given, strict=True))
    )


def best_answers(quiz: QuestionSet, drawing: Drawing) -> tuple[Step, ...]:
    """The steps of somebody who answered everything as well as can be."""
    asked = [quiz.question(drawn.question) for drawn in drawing.questions]
    return answers(drawing, *(best_answer(question) for question in asked if question is not None))


def went(number: int, passed: bool = False, hours: float = 0, **points: Fraction | int) -> PastSet:
    """A finished attempt, so many hours after dawn, with these values of its points."""
    values = tuple((point, Fraction(value)) for point, value in points.items())
    return PastSet(100 + number, number, DAWN + timedelta(hours=hours), passed, values)


def past_of(score: Score, number: int, finished: datetime) -> PastSet:
    """A graded attempt as the store tells of it: learning points that have a value."""
    points = tuple((result.point, result.value) for result in score.points if result.value is not None)
    return PastSet(100 + number, number, finished, score.passed, points)
