"""What was done in another way and recorded: what stands of it, and what was taken back, by whom and why.

No reason for another way is kept; one for taking it back is.
"""

import secrets
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.completion import Recorded, TakenBack
from quizapp.model.things import ThingKind, thing_at
from quizapp.store.people import people
from quizapp.store.refusals import Refused, refused
from quizapp.store.tables import otherwise, otherwise_current, otherwise_end, person_table, thing

__all__ = ["Refused"]

_Row = sa.Row[*tuple[Any, ...]]

_PART_ID = select(thing.c.id).where(thing.c.path == bindparam("path"), thing.c.kind != ThingKind.BRIEFING)
_STANDS = select(otherwise_current.c.otherwise).where(
    otherwise_current.c.person == bindparam("owner"), otherwise_current.c.thing == bindparam("of")
)
_by, _ended_by = person_table.alias("recorder"), person_table.alias("ender")
_RECORDED = (
    select(
        otherwise.c.id,
        otherwise.c.public_id,
        thing.c.path,
        otherwise.c.on_date,
        otherwise.c.at,
        _by.c.name.label("by_name"),
        otherwise_end.c.at.label("ended_at"),
        otherwise_end.c.why,
        _ended_by.c.name.label("ended_by"),
    )
    .select_from(
        otherwise.join(thing, thing.c.id == otherwise.c.thing)
        .join(_by, _by.c.id == otherwise.c.by)
        .outerjoin(otherwise_end, otherwise_end.c.otherwise == otherwise.c.id)
        .outerjoin(_ended_by, _ended_by.c.id == otherwise_end.c.by)
    )
    .where(otherwise.c.person == bindparam("owner"))
    .order_by(otherwise.c.at, otherwise.c.id)
)
_FIND = _RECORDED.where(otherwise.c.public_id == bindparam("public_id"))
_TAKEN_BACK = _RECORDED.where(otherwise_end.c.otherwise.is_not(None))


def add(connection: Connection, *, person: int, path: str, on: date, by: int, at: datetime) -> bool:
    """Record that the person did a scenario or set in another way that day; False if such a record stands already.

    The person is locked first, so that of two who record it at once the second sees the first. Raises Refused where no
    scenario or set was published at this path, or one of the people is not there.
    """
    thing_id = connection.execute(_PART_ID, {"path": path}).scalar_one_or_none()
    if thing_id is None:
        raise Refused("no scenario or set was published at this path")
    people.lock(connection, person)
    if connection.execute(_STANDS, {"owner": person, "of": thing_id}).first() is not None:
        return False
    row = {"person": person, "thing": thing_id, "on_date": on, "by": by, "at": at}
    try:
        connection.execute(otherwise.insert(), {"public_id": secrets.token_urlsafe(16), **row})
    except sa.exc.IntegrityError as error:
        raise refused(error) from error
    return True


def stands(connection: Connection, person: int, path: str) -> bool:
    """Whether a record that this person did the scenario or set in another way stands."""
    thing_id = connection.execute(_PART_ID, {"path": path}).scalar_one_or_none()
    return connection.execute(_STANDS, {"owner": person, "of": thing_id}).first() is not None


def end(connection: Connection, record: int, *, at: datetime, by: int, why: str) -> None:
    """Take a record back, with the reason. Raises Refused where it was taken back before, and for no reason at all."""
    try:
        connection.execute(otherwise_end.insert(), {"otherwise": record, "at": at, "by": by, "why": why})
    except sa.exc.IntegrityError as error:
        raise refused(error) from error


def of_person(connection: Connection, person: int) -> tuple[Recorded, ...]:
    """All that was ever recorded of the person, oldest first; what was taken back, too."""
    return tuple(_recorded(row) for row in connection.execute(_RECORDED, {"owner": person}))


def taken_back(connection: Connection, person: int) -> tuple[Recorded, ...]:
    """What was recorded of the person and taken back, oldest first."""
    return tuple(_recorded(row) for row in connection.execute(_TAKEN_BACK, {"owner": person}))


def find(connection: Connection, person: int, public_id: str) -> Recorded | None:
    """One record of the person's, whether it stands or not; None if there is none of this name."""
    row = connection.execute(_FIND, {"owner": person, "public_id": public_id}).one_or_none()
    return _recorded(row) if row is not None else None


def _recorded(row: _Row) -> Recorded:
    ended = TakenBack(row.ended_at, row.ended_by, row.why) if row.ended_at is not None else None
    return Recorded(row.id, row.public_id, thing_at(row.path), row.on_date, row.at, row.by_name, ended)
