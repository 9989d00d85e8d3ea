"""The one thing that somebody means to do after a story: their own, as reflections are, in no list and no export."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Attempt
from quizapp.model.debrief_pages import Intention
from quizapp.store.tables import attempt, intention, thing
from quizapp.store.taking.rows import ATTEMPT_COLUMNS, attempt_of

_COLUMNS = (intention.c.text, intention.c.on_date, intention.c.done)
_OF_ATTEMPT = select(*_COLUMNS).where(intention.c.attempt == bindparam("of"))
_DUE = (
    select(*_COLUMNS, *ATTEMPT_COLUMNS)
    .select_from(
        intention.join(attempt, attempt.c.id == intention.c.attempt).join(thing, thing.c.id == attempt.c.thing)
    )
    .where(
        attempt.c.person == bindparam("owner"),
        sa.not_(intention.c.done),
        intention.c.on_date <= bindparam("today", type_=sa.Date()),
    )
    .order_by(intention.c.on_date, intention.c.attempt)
)


def of_attempt(connection: Connection, attempt_id: int) -> Intention | None:
    """What was written after an attempt; None where nothing was."""
    row = connection.execute(_OF_ATTEMPT, {"of": attempt_id}).one_or_none()
    return Intention(*row) if row is not None else None


def due(connection: Connection, person: int, today: date) -> tuple[tuple[Attempt, Intention], ...]:
    """What a person meant to do by today and has not said done, by day, each with its attempt."""
    rows = connection.execute(_DUE, {"owner": person, "today": today})
    return tuple((attempt_of(row[3:]), Intention(*row[:3])) for row in rows)


def save(connection: Connection, attempt_id: int, wanted: Intention) -> None:
    """Keep this in place of what was there. The attempt's row is locked, or nobody else writes."""
    forget(connection, attempt_id)
    connection.execute(
        intention.insert().values(attempt=attempt_id, text=wanted.text, on_date=wanted.on, done=wanted.is_done)
    )


def forget(connection: Connection, attempt_id: int) -> None:
    """Delete it."""
    connection.execute(intention.delete().where(intention.c.attempt == attempt_id))
