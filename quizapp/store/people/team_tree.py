"""Teams inside teams: read as a whole, renamed, put elsewhere, closed and opened again."""

from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.store.tables import membership, person_table, setting_change, team

# A closed team into which somebody comes, or that somebody is to manage, is open again.
_REOPEN = sa.text(
    "UPDATE team SET closed_on = NULL WHERE closed_on IS NOT NULL AND (id IN"
    " (SELECT team FROM membership WHERE home AND to_on IS NULL) OR id IN"
    " (SELECT team FROM management WHERE to_on IS NULL))"
)


class StoredTeam(NamedTuple):
    """A team as it is stored, with how many people have it as their home now."""

    id: int
    name: str
    parent: int | None
    closed_on: date | None
    people: int


def read(connection: Connection) -> tuple[StoredTeam, ...]:
    """All teams, closed ones too, in the order in which they were made."""
    home = sa.and_(membership.c.home, membership.c.to_on.is_(None), person_table.c.state == "active")
    counted = (
        select(membership.c.team, sa.func.count().label("n"))
        .join(person_table, person_table.c.id == membership.c.person)
        .where(home)
        .group_by(membership.c.team)
        .subquery()
    )
    wanted = (
        select(team.c.id, team.c.name, team.c.parent, team.c.closed_on, sa.func.coalesce(counted.c.n, 0).label("n"))
        .outerjoin(counted, counted.c.team == team.c.id)
        .order_by(team.c.id)
    )
    return tuple(StoredTeam(row.id, row.name, row.parent, row.closed_on, row.n) for row in connection.execute(wanted))


def rename(connection: Connection, team_id: int, name: str) -> None:
    """Give a team another name. IntegrityError if another has it."""
    connection.execute(team.update().where(team.c.id == team_id).values(name=name))


def close(connection: Connection, team_id: int, on: date) -> None:
    """Offer a team to nobody any more; who was in it when stays on record."""
    connection.execute(team.update().where(team.c.id == team_id).values(closed_on=on))


def reopen_used(connection: Connection) -> None:
    """Have every closed team open again that somebody is in, or manages for good."""
    connection.execute(_REOPEN)


def has_settings(connection: Connection, team_id: int) -> bool:
    """Whether anything was ever set for this team alone."""
    return connection.execute(select(setting_change.c.seq).where(setting_change.c.team == team_id)).first() is not None
