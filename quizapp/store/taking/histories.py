"""Many attempts at once: all that a person did, or that anybody did, in a number of queries that does not grow."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Run, Standpoint
from quizapp.store.tables import attempt, thing
from quizapp.store.tables import result as result_table
from quizapp.store.tables import step as step_table
from quizapp.store.taking import drawings
from quizapp.store.taking.rows import ATTEMPT_COLUMNS, RUNS, attempt_of, bare_run

# Steps have no gaps, so the last one's number says how many there are, and no step is counted one by one.
_LAST_STEP = (
    select(sa.func.max(step_table.c.number))
    .where(step_table.c.attempt == attempt.c.id)
    .correlate(attempt)
    .scalar_subquery()
)
_STANDPOINTS = (
    select(*ATTEMPT_COLUMNS, _LAST_STEP.label("last"), result_table.c.passed)
    .select_from(
        attempt.join(thing, thing.c.id == attempt.c.thing).outerjoin(
            result_table, sa.and_(result_table.c.attempt == attempt.c.id, result_table.c.current)
        )
    )
    .where(attempt.c.person == bindparam("owner"))
    .order_by(attempt.c.id)
)
_TIMES = (
    select(attempt.c.id, attempt.c.started, step_table.c.at)
    .select_from(attempt.outerjoin(step_table, step_table.c.attempt == attempt.c.id))
    .where(attempt.c.id.in_(bindparam("some", expanding=True)))
    .order_by(attempt.c.id, step_table.c.number)
)
AT_ONCE = 1_000  # attempts whose times are read in one query: a database takes only so many parameters


def of_person(connection: Connection, person: int) -> tuple[Standpoint, ...]:
    """Where each of a person's attempts stands, in the order in which they were begun."""
    return tuple(
        Standpoint(
            attempt=attempt_of(row),
            steps=row.last + 1 if row.last is not None else 0,
            passed=row.passed,
        )
        for row in connection.execute(_STANDPOINTS, {"owner": person})
    )


def runs(connection: Connection, after_id: int, limit: int) -> tuple[Run, ...]:
    """The next `limit` attempts of anybody after this id, with their steps, by id; empty at the end."""
    page = select(attempt.c.id).where(attempt.c.id > after_id).order_by(attempt.c.id).limit(limit)
    found = RUNS.where(attempt.c.id.in_(page)).order_by(attempt.c.id, step_table.c.number)
    return _whole(connection, connection.execute(found).all())


def runs_of(connection: Connection, person: int) -> tuple[Run, ...]:
    """All attempts of a person with their steps, in the order in which they were begun."""
    found = RUNS.where(attempt.c.person == person).order_by(attempt.c.id, step_table.c.number)
    return _whole(connection, connection.execute(found).all())


def count(connection: Connection) -> int:
    """How many attempts there are, open ones too."""
    return connection.execute(sa.select(sa.func.count()).select_from(attempt)).scalar_one()


def times(connection: Connection, wanted: Sequence[int]) -> dict[int, tuple[datetime, ...]]:
    """When each of these attempts was begun and each of its steps was taken, in order, by the attempt's id."""
    found: dict[int, list[datetime]] = {}
    for first in range(0, len(wanted), AT_ONCE):
        for row in connection.execute(_TIMES, {"some": wanted[first : first + AT_ONCE]}):
            mine = found.setdefault(row.id, [row.started])
            if row.at is not None:
                mine.append(row.at)
    return {attempt_id: tuple(mine) for attempt_id, mine in found.items()}


def scorer_outside(connection: Connection, known: Collection[int]) -> int | None:
    """The number of a scorer that some attempt is pinned to and that is none of these; None where there is none."""
    found = select(attempt.c.scorer).where(attempt.c.scorer.not_in(known)).limit(1)
    return connection.execute(found).scalar_one_or_none()


def _whole(connection: Connection, rows: Sequence[Sequence[Any]]) -> tuple[Run, ...]:
    """The runs out of rows that begin with RUN_COLUMNS, those of one attempt together."""
    bare = [bare_run(tuple(of_one)) for _, of_one in groupby(rows, key=lambda row: row[0])]
    return drawings.whole(connection, bare)
