"""The audit trail: who did what to whom, and when. Ids only, never names; appended to and never changed.

What somebody does over and over, such as looking at a list, is one row a day (`once_a_day`).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from quizapp.store.tables import audit

_RECORD = audit.insert()
_RECORD_ONCE = {
    "sqlite": sqlite.insert(audit).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(audit).on_conflict_do_nothing(),
}
_IS_THERE = select(audit.c.seq).where(audit.c.once == bindparam("once"))


def record(
    connection: Connection,
    *,
    at: datetime,
    actor: int | None,
    action: str,
    subject: int | None = None,
    object: str = "",
    details: Mapping[str, str | int] | None = None,
) -> None:
    """Append one row, in the transaction of what it tells of. `object` and `details` hold ids, never names or texts."""
    text = json.dumps(dict(details or {}), sort_keys=True)
    row = {"at": at, "actor": actor, "action": action, "subject": subject, "object": object, "details": text}
    connection.execute(_RECORD, row)


def record_of_each(
    connection: Connection, *, at: datetime, actor: int | None, action: str, subjects: Sequence[int], object: str
) -> None:
    """Append a row about each of these people, all in one statement; nothing where there are none."""
    same = {"at": at, "actor": actor, "action": action, "object": object, "details": "{}"}
    if subjects:
        connection.execute(_RECORD, [{**same, "subject": subject} for subject in subjects])


def record_of_objects(
    connection: Connection, *, at: datetime, actor: int | None, action: str, objects: Sequence[str]
) -> None:
    """Append a row about each of these objects, all in one statement; nothing where there are none."""
    same = {"at": at, "actor": actor, "action": action, "subject": None, "details": "{}"}
    if objects:
        connection.execute(_RECORD, [{**same, "object": object} for object in objects])


def once_a_day(day: date, actor: int | None, action: str, object: str = "") -> str:
    """The name of what this person (None: anybody who is not signed in) does to this on that day, however often."""
    return f"{day}|{'' if actor is None else actor}|{action}|{object}"


def is_there(connection: Connection, once: str) -> bool:
    """Whether there is a row of this name already."""
    return connection.execute(_IS_THERE, {"once": once}).first() is not None


def record_once(
    connection: Connection,
    *,
    once: str,
    at: datetime,
    actor: int | None,
    action: str,
    subject: int | None = None,
    object: str = "",
) -> None:
    """Append a row of this name, unless there is one; of two transactions at once, one appends it.

    It is looked for first: a row that is refused would use up a number, and a missing number says that a row was taken
    away.
    """
    if not is_there(connection, once):
        what = {"at": at, "actor": actor, "action": action, "subject": subject, "object": object}
        row = {**what, "details": "{}", "once": once}
        connection.execute(_RECORD_ONCE[connection.dialect.name], row)


def count(connection: Connection) -> int:
    """How many rows there are."""
    return connection.execute(select(sa.func.count()).select_from(audit)).scalar_one()
