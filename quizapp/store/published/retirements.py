"""What was live and is offered no longer. A retirement ends the publication that made a thing live, for good.

A thing is retired while its last publication has ended so; another publication brings it back. Lock what is live
(`versions.lock_live`) before any change.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection, Row

from quizapp.model.attempts import AttemptState
from quizapp.model.moments import no_earlier
from quizapp.model.published import Retired
from quizapp.store.published.versions import COMMAND_LINE, PUBLICATION_COLUMNS, PUBLICATIONS, publication_of
from quizapp.store.tables import attempt, person_table, publication, retirement, thing, version_part
from quizapp.store.tables import live as live_table

_LIVE = (
    select(thing.c.id, sa.func.max(publication.c.seq).label("seq"), sa.func.max(publication.c.at).label("at"))
    .select_from(live_table.join(thing, thing.c.id == live_table.c.thing))
    .join(publication, publication.c.thing == thing.c.id)
    .where(thing.c.path == bindparam("path"))
    .group_by(thing.c.id)
)
_WHO = person_table.alias("who")
_LAST = select(sa.func.max(publication.c.seq)).group_by(publication.c.thing)
_RETIRED = (
    select(
        *PUBLICATION_COLUMNS,
        retirement.c.at.label("ended_at"),
        retirement.c.why.label("ended_why"),
        _WHO.c.name.label("ended_by"),
    )
    .select_from(
        PUBLICATIONS.join(retirement, retirement.c.publication == publication.c.seq).outerjoin(
            _WHO, _WHO.c.id == retirement.c.by
        )
    )
    .where(publication.c.seq.in_(_LAST))
    .order_by(thing.c.path)
)
_ONE = _RETIRED.where(thing.c.path == bindparam("path"))
_DRAWING = (
    select(thing.c.path)
    .select_from(live_table.join(thing, thing.c.id == live_table.c.thing))
    .join(version_part, version_part.c.version == live_table.c.version)
    .where(version_part.c.path == bindparam("path"), thing.c.path != bindparam("path"))
    .order_by(thing.c.path)
)
_OPEN = (
    select(sa.func.count())
    .select_from(attempt.join(thing, thing.c.id == attempt.c.thing))
    .where(thing.c.path == bindparam("path"), attempt.c.state == AttemptState.OPEN)
)


def retire(connection: Connection, path: str, *, by: int | None, at: datetime, why: str) -> bool:
    """Let nothing of this path be live, and append who ended it and why; False, and nothing done, where it is not.

    Attempts that run go on, and its versions and publications stay.
    """
    found = connection.execute(_LIVE, {"path": path}).one_or_none()
    if found is None:
        return False
    row = {"publication": found.seq, "by": by, "at": no_earlier(at, found.at), "why": why}
    connection.execute(retirement.insert(), row)
    connection.execute(live_table.delete().where(live_table.c.thing == found.id))
    return True


def find(connection: Connection, path: str) -> Retired | None:
    """That this is retired; None where it is live, or never was."""
    row = connection.execute(_ONE, {"path": path}).one_or_none()
    return _retired(row) if row is not None else None


def everything(connection: Connection) -> tuple[Retired, ...]:
    """All that is retired, by path."""
    return tuple(_retired(row) for row in connection.execute(_RETIRED))


def drawing_on(connection: Connection, path: str, besides: Collection[str] = ()) -> tuple[str, ...]:
    """The paths of what is live and draws on the file at this path, by path, without those `besides`."""
    return tuple(found for found in connection.execute(_DRAWING, {"path": path}).scalars() if found not in besides)


def open_attempts(connection: Connection, path: str) -> int:
    """How many people are in the middle of it."""
    return connection.execute(_OPEN, {"path": path}).scalar_one()


def _retired(row: Row[*tuple[Any, ...]]) -> Retired:
    by = row.ended_by if row.ended_by is not None else COMMAND_LINE
    return Retired(publication_of(row), row.ended_at, by, row.ended_why)
