"""Every attempt of a version with its walk (no time of any step) and its result: for whoever looks through them all.

Version by version, so that whoever replays them needs one compiled version at a time, however many there are.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Run, StoredResult
from quizapp.model.play import Step
from quizapp.store.tables import answer, attempt, result_point, thing
from quizapp.store.tables import result as result_table
from quizapp.store.tables import step as step_table
from quizapp.store.taking import drawings
from quizapp.store.taking.rows import ATTEMPT_COLUMNS, OF_STEP, UNTIMED_STEP_COLUMNS, attempt_of, step_of

_VERSIONS = select(attempt.c.version).distinct().order_by(attempt.c.version)
_BARE = ATTEMPT_COLUMNS[:-1]  # without the question whether anything waits unsent, which costs a look for each
_ATTEMPTS = (
    select(*_BARE, sa.false())
    .select_from(attempt.join(thing, thing.c.id == attempt.c.thing))
    .where(attempt.c.version == bindparam("of_version"), attempt.c.id > bindparam("after"))
    .order_by(attempt.c.id)
    .limit(bindparam("most"))
)
_SOME: sa.BindParameter[int] = bindparam("some", expanding=True)
_STEPS = (
    select(step_table.c.attempt, *UNTIMED_STEP_COLUMNS)
    .select_from(step_table.outerjoin(answer, OF_STEP))
    .where(step_table.c.attempt.in_(_SOME))
    .order_by(step_table.c.attempt, step_table.c.number)
)
_RESULTS = select(
    result_table.c.id,
    result_table.c.attempt,
    result_table.c.num,
    result_table.c.den,
    result_table.c.passed,
    result_table.c.critical,
).where(result_table.c.attempt.in_(_SOME), result_table.c.current)
_POINTS = (
    select(
        result_point.c.result,
        result_point.c.point,
        result_point.c.num,
        result_point.c.den,
        result_point.c.word,
    )
    .where(result_point.c.result.in_(_SOME))
    .order_by(result_point.c.result, result_point.c.ordinal)
)


def versions(connection: Connection) -> tuple[str, ...]:
    """The versions that any attempt is pinned to, sorted."""
    return tuple(connection.execute(_VERSIONS).scalars())


def of_version(connection: Connection, version: str, after_id: int, limit: int) -> tuple[Run, ...]:
    """The next `limit` attempts of anybody at this version after this id, by id; empty at the end."""
    found = connection.execute(_ATTEMPTS, {"of_version": version, "after": after_id, "most": limit}).all()
    if not found:
        return ()
    taken: dict[int, tuple[Step, ...]] = {
        attempt_id: tuple([step_of(row[1:]) for row in rows])
        for attempt_id, rows in groupby(
            map(tuple, connection.execute(_STEPS, {"some": [row[0] for row in found]})), key=itemgetter(0)
        )
    }
    return drawings.whole(connection, [Run(attempt_of(row), taken.get(row[0], ())) for row in found])


def results(connection: Connection, attempt_ids: Sequence[int]) -> dict[int, StoredResult]:
    """What `attempts.results` gives, for many at a time: what a result has once is not read again with each point."""
    found = connection.execute(_RESULTS, {"some": attempt_ids}).all() if attempt_ids else ()
    if not found:
        return {}
    points = {
        result_id: tuple([tuple(row[1:]) for row in rows])
        for result_id, rows in groupby(
            map(tuple, connection.execute(_POINTS, {"some": [row[0] for row in found]})), key=itemgetter(0)
        )
    }
    return {
        attempt_id: StoredResult(num, den, passed, points.get(result_id, ()), critical)
        for result_id, attempt_id, num, den, passed, critical in found
    }
