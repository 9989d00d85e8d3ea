"""Who manages which teams, read for a whole list of people."""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.store.tables import management, team


def managed_by_name(connection: Connection) -> dict[int, set[str]]:
    """Person id → the names of the teams that they manage, not as a deputy, on no end's day yet."""
    wanted = (
        select(management.c.person, team.c.name)
        .join(team, team.c.id == management.c.team)
        .where(management.c.to_on.is_(None), management.c.kind != "deputy")
    )
    found: dict[int, set[str]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.person, set()).add(row.name)
    return found
