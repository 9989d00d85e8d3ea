"""Which teams somebody was in, and which they managed, over time: what is on record, for whoever may see them."""

from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.person_records import TeamTime
from quizapp.store.tables import management, membership, team

_HOMES = (
    select(team.c.name, membership.c.from_on, membership.c.to_on)
    .join_from(membership, team, team.c.id == membership.c.team)
    .where(membership.c.person == bindparam("owner"), membership.c.home)
    .order_by(membership.c.from_on, team.c.id)
)
_MANAGED = (
    select(team.c.name, management.c.from_on, management.c.to_on)
    .join_from(management, team, team.c.id == management.c.team)
    .where(management.c.person == bindparam("owner"))
    .order_by(management.c.from_on, team.c.id)
)


def homes(connection: Connection, person: int) -> tuple[TeamTime, ...]:
    """The teams that were their home, by when that began. A day that began and ended nothing is left out."""
    return _times(connection, _HOMES, person)


def managed(connection: Connection, person: int) -> tuple[TeamTime, ...]:
    """The teams that they managed, or were to, by when that began."""
    return _times(connection, _MANAGED, person)


def _times(connection: Connection, asked: Select[*tuple[Any, ...]], person: int) -> tuple[TeamTime, ...]:
    rows = connection.execute(asked, {"owner": person})
    return tuple(TeamTime(row.name, row.from_on, row.to_on) for row in rows if row.from_on != row.to_on)
