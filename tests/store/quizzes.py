"""Small published sets, and attempts at them, to write store tests with."""

from datetime import datetime, timedelta
from fractions import Fraction

from quizapp.model.attempts import Attempt, StoredResult
from quizapp.model.people import Person
from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.quizzes import Carried, Certainty, Drawing, DrawnQuestion
from quizapp.store.database import Connection
from quizapp.store.taking import attempts, drawings
from tests.store.stories import AT, MODULE

SET = f"questions/{MODULE}/listening.md"
ASSESSMENT = f"questions/{MODULE}/assessment.md"
TALK, SAFE, LATE = "listening#talk", "listening#safe", "listening#late"
DRAWING = Drawing(
    (
        DrawnQuestion(TALK, (2, 0, 1), ("talk-directly",)),
        DrawnQuestion(SAFE, (0, 1), ("safe", "talk-directly")),
        DrawnQuestion(LATE, (), ("late",)),
    )
)
ANSWERS = (
    Answer(chosen=(1,), certainty=Certainty.NOT_SURE),
    Answer(chosen=(0, 2), certainty=Certainty.FAIRLY_SURE),
    Answer(text="Zwei “Worte” 🧡", matched=1, certainty=Certainty.SURE),
)
HALF = StoredResult(
    1,
    2,
    False,
    (("late", 1, 1, "met"), ("talk-directly", 1, 2, "partly"), ("safe", 0, 1, "missed"), ("P1", 1, 1, "met")),
)
WHOLE = StoredResult(1, 1, True, (("late", 1, 1, "met"), ("talk-directly", 1, 1, "met"), ("safe", 1, 1, "met")))


def carrying(earlier: Attempt) -> Drawing:
    """A drawing that asks two questions and carries a point from an earlier attempt."""
    return Drawing(DRAWING.questions[:2], (Carried("late", Fraction(1), earlier.id),))


def begin(
    connection: Connection,
    person: Person,
    version: str,
    public_id: str = "q1",
    number: int = 1,
    *,
    path: str = SET,
    drawing: Drawing = DRAWING,
    practice: bool = False,
    at: datetime = AT,
) -> Attempt:
    """Begin an attempt at the set."""
    return attempts.begin(
        connection,
        public_id=public_id,
        person=person.id,
        path=path,
        version=version,
        scorer=1,
        seed=7,
        at=at,
        number=number,
        practice=practice,
        drawing=drawing,
    )


def answer(number: int, drawing: Drawing = DRAWING, given: Answer | None = None) -> Step:
    """The answer to a question of the drawing."""
    return Step(number, StepKind.ANSWER, drawing.questions[number].question, None, AT, given or ANSWERS[number])


def finish(connection: Connection, attempt: Attempt, result: StoredResult = WHOLE, at: datetime | None = None) -> None:
    """Answer everything that is asked, and finish."""
    drawing = drawings.of(connection, [attempt.id])[attempt.id]
    for number in range(len(drawing.questions)):
        attempts.append(connection, attempt.id, answer(number, drawing))
    attempts.finish(connection, attempt.id, ending="", at=at or attempt.started + timedelta(hours=1), result=result)
