"""Attempts, their steps and results. The hot path: lock, load the steps, append, commit (DESIGN §4)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Attempt, AttemptState, Run, StoredResult, StoredScore
from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.quizzes import Drawing
from quizapp.store.columns import Moment
from quizapp.store.direct import Direct
from quizapp.store.refusals import Refused, is_repeat, refused
from quizapp.store.tables import answer, attempt, result_point, thing
from quizapp.store.tables import result as result_table
from quizapp.store.tables import step as step_table
from quizapp.store.taking import drawings
from quizapp.store.taking.rows import ATTEMPT_COLUMNS, OF_STEP, RUNS, STEP_COLUMNS, attempt_of, run_of, step_of

__all__ = ["Refused", "StepTaken"]


class StepTaken(Exception):
    """There is a step of this number in the attempt already. The transaction can only be rolled back."""


_FIND = (
    select(*ATTEMPT_COLUMNS)
    .join_from(attempt, thing, thing.c.id == attempt.c.thing)
    .where(attempt.c.public_id == bindparam("public"), attempt.c.person == bindparam("owner"))
)
_LOCK = _FIND.with_for_update(of=attempt)
_LOAD = RUNS.where(attempt.c.public_id == bindparam("public"), attempt.c.person == bindparam("owner")).order_by(
    step_table.c.number
)
_BY_ID = RUNS.where(attempt.c.id == bindparam("of")).order_by(step_table.c.number)
_STEPS = Direct(
    select(*STEP_COLUMNS)
    .select_from(step_table.outerjoin(answer, OF_STEP))
    .where(step_table.c.attempt == bindparam("of"), step_table.c.number >= bindparam("first"))
    .order_by(step_table.c.number)
)
_APPEND = Direct(step_table.insert(), step_table.c.keys())
_ADD_ANSWER = Direct(answer.insert(), answer.c.keys())
_OPEN = (
    select(*ATTEMPT_COLUMNS)
    .join_from(attempt, thing, thing.c.id == attempt.c.thing)
    .where(
        attempt.c.person == bindparam("owner"), thing.c.path == bindparam("path"), attempt.c.state == AttemptState.OPEN
    )
)
_LAST_NUMBER = (
    select(thing.c.id, sa.func.coalesce(sa.func.max(attempt.c.number), 0))
    .select_from(
        thing.outerjoin(attempt, sa.and_(attempt.c.thing == thing.c.id, attempt.c.person == bindparam("owner")))
    )
    .where(thing.c.path == bindparam("path"))
    .group_by(thing.c.id)
)
_FINISH = (
    attempt.update()
    .where(attempt.c.id == bindparam("of"), attempt.c.state == AttemptState.OPEN)
    .values(state=AttemptState.FINISHED, finished=bindparam("at", type_=Moment), ending=bindparam("at_ending"))
)
_ADD = attempt.insert().returning(attempt.c.id)
_ADD_RESULT = result_table.insert().returning(result_table.c.id)
_FIRST = sa.text(
    "INSERT INTO first_attempt (person, thing, attempt) SELECT person, thing, id FROM attempt"
    " WHERE id = :of AND NOT practice ON CONFLICT (person, thing) DO NOTHING"
)
_SCORES = select(result_table.c.attempt, result_table.c.num, result_table.c.den, result_table.c.passed).where(
    result_table.c.attempt.in_(bindparam("of", expanding=True)), result_table.c.current
)
_RESULTS = (
    select(
        result_table.c.attempt,
        result_table.c.num,
        result_table.c.den,
        result_table.c.passed,
        result_table.c.critical,
        result_point.c.point,
        result_point.c.num.label("point_num"),
        result_point.c.den.label("point_den"),
        result_point.c.word,
    )
    .select_from(result_table.outerjoin(result_point, result_point.c.result == result_table.c.id))
    .where(result_table.c.attempt.in_(bindparam("of", expanding=True)), result_table.c.current)
    .order_by(result_table.c.attempt, result_point.c.ordinal)
)
_TRIES = 5


def start(
    connection: Connection,
    *,
    public_id: str,
    person: int,
    path: str,
    version: str,
    scorer: int,
    seed: int,
    at: datetime,
) -> Attempt:
    """The person's open attempt at this path, or else a new one, whose `public_id` is then the one given.

    However many start at once, there is one: a partial unique index holds it, and who loses reads the winner's.
    Raises Refused where the path is not known or the version is not one of it.
    """
    key = {"owner": person, "path": path}
    for _ in range(_TRIES):
        row = connection.execute(_OPEN, key).one_or_none()
        if row is not None:
            return attempt_of(row)
        place = connection.execute(_LAST_NUMBER, key).one_or_none()
        if place is None:
            raise Refused("nothing was published at this path")
        thing_id, last = place
        added = {"public_id": public_id, "person": person, "thing": thing_id, "version": version, "scorer": scorer}
        added |= {"number": last + 1, "seed": seed, "state": AttemptState.OPEN, "started": at}
        try:
            with connection.begin_nested():
                connection.execute(attempt.insert(), added)
        except sa.exc.IntegrityError as error:
            if not is_repeat(error):
                raise refused(error) from error
    row = connection.execute(_OPEN, key).one_or_none()
    if row is None:
        raise Refused("the attempt could not be numbered, or its public id is taken")
    return attempt_of(row)


def begin(
    connection: Connection,
    *,
    public_id: str,
    person: int,
    path: str,
    version: str,
    scorer: int,
    seed: int,
    at: datetime,
    number: int,
    practice: bool,
    drawing: Drawing,
) -> Attempt:
    """A new attempt at a set, with what is drawn and carried for it, under exactly this number.

    What is drawn comes from the attempts before, so nothing else may begin in between. Raises Refused where the number
    is not the next one, an attempt is open, the path is not known, or the version is not one of it; after that the
    transaction can only be rolled back.
    """
    place = connection.execute(_LAST_NUMBER, {"owner": person, "path": path}).one_or_none()
    if place is None:
        raise Refused("nothing was published at this path")
    thing_id, last = place
    if number != last + 1:
        raise Refused(f"attempt {number} is not the next one")
    row = {"public_id": public_id, "person": person, "thing": thing_id, "version": version, "scorer": scorer}
    row |= {"number": number, "seed": seed, "state": AttemptState.OPEN, "started": at, "practice": practice}
    try:
        attempt_id = connection.execute(_ADD, row).scalar_one()
        drawings.add(connection, attempt_id, drawing)
    except sa.exc.IntegrityError as error:
        raise refused(error) from error
    begun = find(connection, public_id, person)
    if begun is None:
        raise AssertionError("an attempt that was just begun is not there")
    return begun


def lock(connection: Connection, public_id: str, person: int) -> Attempt | None:
    """The attempt, locked until the transaction ends; None unless it is this person's. Load its run after this."""
    return _one(connection, _LOCK, public_id, person)


def find(connection: Connection, public_id: str, person: int) -> Attempt | None:
    """The attempt; None unless it is this person's."""
    return _one(connection, _FIND, public_id, person)


def load(connection: Connection, public_id: str, person: int) -> Run | None:
    """The attempt and its steps; None unless it is this person's. One query, and two more for the drawing of a set."""
    rows = connection.execute(_LOAD, {"public": public_id, "owner": person}).all()
    return run_of(connection, rows) if rows else None


def by_id(connection: Connection, attempt_id: int) -> Run | None:
    """The run of an attempt, whosever it is: for what the store itself refers to, and never for an id that was sent."""
    rows = connection.execute(_BY_ID, {"of": attempt_id}).all()
    return run_of(connection, rows) if rows else None


def steps(connection: Connection, attempt_id: int, first: int = 0) -> tuple[Step, ...]:
    """The attempt's steps in order (from this number on), with their answers, as they are now."""
    return tuple(map(step_of, _STEPS.rows(connection, {"of": attempt_id, "first": first})))


def append(connection: Connection, attempt_id: int, step: Step) -> None:
    """Store the next step. Raises StepTaken where its number is taken, and Refused where it is none of the next.

    Refused: the attempt is finished, the step before this one is missing, or there is no such attempt. After either
    the transaction can only be rolled back. The step's time must be there, and an answer if it is one (ValueError).
    """
    if step.at is None:
        raise ValueError("a step is stored with its time")
    if (step.kind is StepKind.ANSWER) is not (step.answer is not None):
        raise ValueError("a step has an answer if it is one")
    row = {"attempt": attempt_id, "number": step.number, "kind": step.kind, "place": step.passage}
    try:
        _APPEND.rows(connection, {**row, "choice": step.choice, "at": step.at})
        if step.answer is not None:
            _add_answer(connection, attempt_id, step, step.answer)
    except sa.exc.IntegrityError as error:
        if is_repeat(error):
            raise StepTaken(f"step {step.number} is there already") from error
        raise refused(error) from error


def finish(connection: Connection, attempt_id: int, *, ending: str, at: datetime, result: StoredResult) -> None:
    """Finish an open attempt with its result, for good. Raises Refused where it is not open.

    It becomes the person's first attempt at this scenario or set if they had finished none before; practice does not.
    """
    done = connection.execute(_FINISH, {"of": attempt_id, "at": at, "at_ending": ending})
    if done.rowcount != 1:
        raise Refused("the attempt is not open")
    row = {
        "attempt": attempt_id,
        "num": result.num,
        "den": result.den,
        "passed": result.passed,
        "at": at,
        "critical": result.critical,
    }
    result_id = connection.execute(_ADD_RESULT, row).scalar_one()
    if result.points:
        connection.execute(
            result_point.insert(),
            [
                {"result": result_id, "ordinal": n, "point": point, "num": num, "den": den, "word": word}
                for n, (point, num, den, word) in enumerate(result.points)
            ],
        )
    connection.execute(_FIRST, {"of": attempt_id})


def result(connection: Connection, attempt_id: int) -> StoredResult | None:
    """The attempt's result, its points in the order in which they were given; None while it is open."""
    return results(connection, [attempt_id]).get(attempt_id)


def results(connection: Connection, attempt_ids: Sequence[int]) -> dict[int, StoredResult]:
    """The results of these attempts by id, in one query; those that are open are left out."""
    if not attempt_ids:
        return {}
    found = {}
    for attempt_id, of_one in groupby(connection.execute(_RESULTS, {"of": attempt_ids}), key=lambda row: row.attempt):
        rows = tuple(of_one)
        points = tuple((r.point, r.point_num, r.point_den, r.word) for r in rows if r.point is not None)
        first = rows[0]
        found[attempt_id] = StoredResult(first.num, first.den, first.passed, points, first.critical)
    return found


def scores(connection: Connection, attempt_ids: Sequence[int]) -> dict[int, StoredScore]:
    """The scores of these attempts by id, without what they are made of; those that are open are left out."""
    rows = connection.execute(_SCORES, {"of": attempt_ids}) if attempt_ids else ()
    return {row.attempt: StoredScore(row.num, row.den, row.passed) for row in rows}


def _add_answer(connection: Connection, attempt_id: int, step: Step, given: Answer) -> None:
    row = {"attempt": attempt_id, "number": step.number, "question": step.passage, "chosen": given.chosen}
    row |= {"text": given.text or None, "matched": given.matched, "certainty": given.certainty}
    _ADD_ANSWER.rows(connection, row)


def _one(connection: Connection, query: sa.Select[*tuple[Any, ...]], public_id: str, person: int) -> Attempt | None:
    row = connection.execute(query, {"public": public_id, "owner": person}).one_or_none()
    return attempt_of(row) if row is not None else None
