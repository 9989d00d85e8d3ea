"""What a run of a set has beside its steps: what was drawn and carried at its start.

A story has neither, and nothing is asked for it here: that keeps its pages at one query.
"""

import sys
from collections.abc import Sequence
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Attempt, Run
from quizapp.model.cache import Cache
from quizapp.model.quizzes import Carried, Drawing, DrawnQuestion
from quizapp.store.tables import carried, drawn

_OF: sa.BindParameter[int] = bindparam("of", expanding=True)
_DRAWN = (
    select(drawn.c.attempt, drawn.c.question, drawn.c.option_order, drawn.c.points)
    .where(drawn.c.attempt.in_(_OF))
    .order_by(drawn.c.attempt, drawn.c.ordinal)
)
_CARRIED = (
    select(carried.c.attempt, carried.c.point, carried.c.num, carried.c.den, carried.c.from_attempt)
    .where(carried.c.attempt.in_(_OF))
    .order_by(carried.c.attempt, carried.c.ordinal)
)
_ADD_DRAWN, _ADD_CARRIED = drawn.insert(), carried.insert()
MOST_KEPT = 4 << 20  # bytes; a set of twelve questions takes about 5 kB


class KeptDrawings:
    """The drawings of a site's attempts as a process has them ready: read once, and then kept, within bounds.

    What was drawn never changes, and neither does whose it is: a public id is random, and none is given twice.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._kept: Cache[str, Drawing] = Cache(most, drawing_bytes)

    def of(self, connection: Connection, attempt: Attempt) -> Drawing | None:
        """What was drawn and carried for this attempt, which has begun; None for a story. At most two queries."""
        if not attempt.thing.is_set:
            return None
        known = self._kept.get(attempt.public_id)
        return known or self._kept.add(attempt.public_id, of(connection, [attempt.id])[attempt.id])

    @property
    def bytes(self) -> int:
        """What they take, about."""
        return self._kept.bytes


def drawing_bytes(public_id: str, drawing: Drawing) -> int:
    """About what a drawing takes with its key: objects of some 60 bytes, and their texts, which it shares with none."""
    asked = sum(
        64 + sum(map(sys.getsizeof, (one.question, one.order, one.points))) + sum(map(sys.getsizeof, one.points))
        for one in drawing.questions
    )
    points = sum(240 + sys.getsizeof(one.point) for one in drawing.carried)  # a Fraction has two numbers of its own
    return 240 + sys.getsizeof(public_id) + asked + points + 8 * (len(drawing.questions) + len(drawing.carried))


def whole(connection: Connection, runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs with their drawings where they are of a set: two queries at most, however many they are."""
    drawings = of(connection, [run.attempt.id for run in runs if run.attempt.thing.is_set])
    if not drawings:
        return tuple(runs)
    return tuple(Run(run.attempt, run.steps, drawings.get(run.attempt.id)) for run in runs)


def of(connection: Connection, attempts: Sequence[int]) -> dict[int, Drawing]:
    """What was drawn and carried at the start of each of these attempts, by its id; empty where that is nothing."""
    if not attempts:
        return {}
    questions: dict[int, list[DrawnQuestion]] = {attempt: [] for attempt in attempts}
    points: dict[int, list[Carried]] = {attempt: [] for attempt in attempts}
    for row in connection.execute(_DRAWN, {"of": attempts}):
        questions[row.attempt].append(DrawnQuestion(row.question, row.option_order, row.points))
    for one in connection.execute(_CARRIED, {"of": attempts}):
        points[one.attempt].append(Carried(one.point, Fraction(one.num, one.den), one.from_attempt))
    return {attempt: Drawing(tuple(questions[attempt]), tuple(points[attempt])) for attempt in attempts}


def add(connection: Connection, attempt_id: int, drawing: Drawing) -> None:
    """Store what is drawn and carried for an attempt, before its first step."""
    if drawing.questions:
        connection.execute(
            _ADD_DRAWN,
            [
                {
                    "attempt": attempt_id,
                    "ordinal": n,
                    "question": asked.question,
                    "option_order": asked.order,
                    "points": asked.points,
                }
                for n, asked in enumerate(drawing.questions)
            ],
        )
    if drawing.carried:
        connection.execute(
            _ADD_CARRIED,
            [
                {
                    "attempt": attempt_id,
                    "ordinal": n,
                    "point": one.point,
                    "num": one.value.numerator,
                    "den": one.value.denominator,
                    "from_attempt": one.attempt,
                }
                for n, one in enumerate(drawing.carried)
            ],
        )
