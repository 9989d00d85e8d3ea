"""What a person did with question sets before: what a draw, a retake and a set's start page are worked out from."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Attempt, AttemptState
from quizapp.model.days import CountsFrom
from quizapp.model.quizzes import PastSet
from quizapp.model.things import ThingKind
from quizapp.store.columns import Moment
from quizapp.store.tables import answer, attempt, drawn, otherwise, otherwise_current, result, result_point, thing
from quizapp.store.taking import drawings
from quizapp.store.taking.rows import ATTEMPT_COLUMNS, attempt_of

_OF_THING = sa.and_(attempt.c.person == bindparam("owner"), thing.c.path == bindparam("path"))
_PAST = (
    select(
        attempt.c.id,
        attempt.c.number,
        attempt.c.finished,
        result.c.passed,
        result_point.c.point,
        result_point.c.num,
        result_point.c.den,
    )
    .select_from(
        attempt.join(thing, thing.c.id == attempt.c.thing)
        .join(result, sa.and_(result.c.attempt == attempt.c.id, result.c.current))
        .outerjoin(result_point, result_point.c.result == result.c.id)
    )
    .where(_OF_THING, attempt.c.state == AttemptState.FINISHED, sa.not_(attempt.c.practice))
    .order_by(attempt.c.number, result_point.c.ordinal)
)
_OF_PATH = (
    select(*ATTEMPT_COLUMNS)
    .join_from(attempt, thing, thing.c.id == attempt.c.thing)
    .where(_OF_THING)
    .order_by(attempt.c.number)
)
_OWN = (
    select(attempt.c.id)
    .join_from(attempt, thing, thing.c.id == attempt.c.thing)
    .where(attempt.c.person == bindparam("owner"), thing.c.module == bindparam("module"))
)
_SEEN = sa.union(
    select(drawn.c.question).where(drawn.c.attempt.in_(_OWN)),
    select(answer.c.question).where(answer.c.attempt.in_(_OWN)),
)
_LAST_FINISHED = (
    select(thing.c.path, sa.func.max(attempt.c.finished, type_=Moment).label("last"))
    .join_from(attempt, thing, thing.c.id == attempt.c.thing)
    .where(
        attempt.c.person == bindparam("owner"),
        attempt.c.state == AttemptState.FINISHED,
        thing.c.module == bindparam("module"),
        thing.c.kind == ThingKind.SCENARIO,
    )
    .group_by(thing.c.path)
)

_OTHERWISE = (
    select(thing.c.path, otherwise.c.on_date, otherwise.c.at)
    .join_from(otherwise, thing, thing.c.id == otherwise.c.thing)
    .join(otherwise_current, otherwise_current.c.otherwise == otherwise.c.id)
    .where(
        otherwise.c.person == bindparam("owner"),
        thing.c.module == bindparam("module"),
        thing.c.kind == ThingKind.SCENARIO,
    )
)


def past(connection: Connection, person: int, path: str) -> tuple[PastSet, ...]:
    """The person's finished attempts at a set, without practice, oldest first.

    `points` are the learning points that were asked or carried, with the value that the attempt came to, in the
    score's order; practices are in none.
    """
    rows = connection.execute(_PAST, {"owner": person, "path": path}).all()
    found = {row.id: row for row in rows}
    drawn_by_attempt = drawings.of(connection, list(found))
    tested = {
        id: {point for asked in drawing.questions for point in asked.points} | {kept.point for kept in drawing.carried}
        for id, drawing in drawn_by_attempt.items()
    }
    points: dict[int, list[tuple[str, Fraction]]] = {id: [] for id in found}
    for row in rows:
        if row.num is not None and row.point in tested[row.id]:
            points[row.id].append((row.point, Fraction(row.num, row.den)))
    return tuple(PastSet(row.id, row.number, row.finished, row.passed, tuple(points[row.id])) for row in found.values())


def of_path(connection: Connection, person: int, path: str) -> tuple[Attempt, ...]:
    """All the person's attempts at a set, open ones and practice too, oldest first."""
    rows = connection.execute(_OF_PATH, {"owner": person, "path": path})
    return tuple(attempt_of(row) for row in rows)


def seen(connection: Connection, person: int, module: str) -> frozenset[str]:
    """The ids of this module's questions that were drawn for the person, or that they answered in a scenario."""
    return frozenset(connection.execute(_SEEN, {"owner": person, "module": module}).scalars())


def last_finished(connection: Connection, person: int, module: str, counts_from: CountsFrom) -> Mapping[str, datetime]:
    """When the person last finished each scenario of the module, by its path; those never finished are left out.

    `counts_from` gives when one done another way was finished, of its day and its recording.
    """
    key = {"owner": person, "module": module}
    found = {row.path: row.last for row in connection.execute(_LAST_FINISHED, key)}
    for row in connection.execute(_OTHERWISE, key):
        at = counts_from(row.on_date, row.at)
        found[row.path] = max(at, found.get(row.path, at))
    return found
