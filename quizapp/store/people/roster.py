"""The organisation's list of people and teams, read as a whole."""

from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from quizapp.model.people import Role
from quizapp.model.people_import import Enrolled, PlacedTeam
from quizapp.store.people.managing import managed_by_name
from quizapp.store.tables import membership, person_table, role, team

_LOCK = text("SELECT pg_advisory_xact_lock(:name)")
_NAME = 7_303_014  # of this lock, among all that a database may have: any number


class Roster(NamedTuple):
    """Everybody who was not erased, by id, and all teams by name."""

    people: tuple[Enrolled, ...]
    teams: tuple[PlacedTeam, ...]


def lock(connection: Connection) -> None:
    """Let nobody else who says this go on before this transaction ends; those who sign in or answer go on.

    Whoever changes people or teams says it first of all, so that two never wait for each other. On SQLite the
    transaction itself is the lock.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(_LOCK, {"name": _NAME})


def roster(connection: Connection) -> Roster:
    """The list as it is now, in few queries however many there are."""
    holds: dict[int, set[Role]] = {}
    for row in connection.execute(select(role.c.person, role.c.role)):
        holds.setdefault(row.person, set()).add(Role(row.role))
    homes: dict[int, str] = {}
    named = select(membership.c.person, team.c.name).join(team, team.c.id == membership.c.team)
    latest = (membership.c.to_on.is_not(None), membership.c.to_on.desc(), membership.c.from_on.desc())
    for row in connection.execute(named.where(membership.c.home).order_by(*latest)):
        homes.setdefault(row.person, row.name)
    managed = managed_by_name(connection)
    p = person_table.c
    columns = (p.id, p.name, p.email_key, p.staff_no, p.state, p.group, p.works_as, p.joined_on)
    people = tuple(
        Enrolled(
            id=row.id,
            name=row.name,
            email=row.email_key or "",
            staff_number=row.staff_no or "",
            has_left=row.state == "left",
            team=homes.get(row.id, ""),
            holds=frozenset(holds.get(row.id, ())),
            group=row.group or "",
            works_as=row.works_as or "",
            joined=row.joined_on,
            manages=frozenset(managed.get(row.id, ())),
        )
        for row in connection.execute(
            select(*columns).where(p.state != "erased", p.merged_into.is_(None)).order_by(p.id)
        )
    )
    return Roster(people, teams(connection))


def teams(connection: Connection) -> tuple[PlacedTeam, ...]:
    """All teams, with the one that each is directly in, in the order in which they were made."""
    inside = team.alias("inside")
    of = select(inside.c.name, team.c.name.label("parent")).outerjoin(team, team.c.id == inside.c.parent)
    return tuple(PlacedTeam(row.name, row.parent or "") for row in connection.execute(of.order_by(inside.c.id)))
