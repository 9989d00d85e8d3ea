"""Who manages which teams: of everybody at once, of one person with what was before, and deputies."""

from collections.abc import Collection
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.names import reading_order
from quizapp.model.people import Person
from quizapp.model.people_pages import ManagedTeam
from quizapp.model.team_tree import Deputy, TeamManager
from quizapp.store.people.people import add_management
from quizapp.store.people.scope import managed_teams
from quizapp.store.tables import management, person_table, team


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


def managed_ever(connection: Connection, person: int) -> tuple[ManagedTeam, ...]:
    """The teams that somebody manages, or managed once, the latest first."""
    granter = person_table.alias("granter")
    wanted = (
        select(team.c.name, management.c.from_on, management.c.to_on, management.c.kind, granter.c.name.label("by"))
        .select_from(
            management.join(team, team.c.id == management.c.team).outerjoin(
                granter, granter.c.id == management.c.granted_by
            )
        )
        .where(management.c.person == person)
    )
    found = [
        ManagedTeam(row.name, row.from_on, row.to_on, row.kind == "deputy", row.by or "")
        for row in connection.execute(wanted)
    ]
    found.sort(key=lambda one: reading_order(one.team))
    return tuple(sorted(found, key=lambda one: one.from_on, reverse=True))


def deputise(connection: Connection, person: int, team_id: int, from_on: date, to_on: date, by: int | None) -> None:
    """Let somebody see a team as its deputy, until the day before `to_on`; another end than before takes its place."""
    end_deputy(connection, person, team_id, from_on)
    of_today = sa.and_(management.c.person == person, management.c.team == team_id, management.c.from_on == from_on)
    connection.execute(management.delete().where(of_today, management.c.to_on.is_not(None)))
    add_management(connection, person, team_id, from_on, by, to_on=to_on, deputy=True)


def manages(connection: Connection, person: int, team_id: int) -> bool:
    """Whether somebody manages this very team, on no end's day yet."""
    of_it = sa.and_(management.c.person == person, management.c.team == team_id, management.c.to_on.is_(None))
    return connection.execute(select(management.c.team).where(of_it)).first() is not None


def end_deputy(connection: Connection, person: int, team_id: int, on: date) -> int:
    """Let somebody be a deputy of this team no longer from this day on; how many rows that ended."""
    now = sa.and_(
        management.c.person == person,
        management.c.team == team_id,
        management.c.kind == "deputy",
        management.c.to_on > on,
    )
    ends = sa.case((management.c.from_on > on, management.c.from_on), else_=on)
    return connection.execute(management.update().where(now).values(to_on=ends)).rowcount


def managers_on(connection: Connection, day: date) -> dict[int, list[TeamManager]]:
    """Team id → who manages this very team on that day, by name."""
    wanted = (
        select(management.c.team, management.c.kind, person_table.c.public_id, person_table.c.name)
        .join(person_table, person_table.c.id == management.c.person)
        .where(
            management.c.from_on <= day,
            sa.or_(management.c.to_on.is_(None), management.c.to_on > day),
            person_table.c.state == "active",
        )
    )
    found: dict[int, list[TeamManager]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.team, []).append(TeamManager(row.public_id, row.name, row.kind == "deputy"))
    return {team: sorted(managers, key=lambda one: reading_order(one.name)) for team, managers in found.items()}


def led_by(connection: Connection, viewer: Person, day: date) -> dict[int, str]:
    """The teams that the viewer manages for good on that day, and those inside them: id → name."""
    led = managed_teams(viewer, day, as_deputy=False)
    wanted = select(team.c.id, team.c.name).where(team.c.id.in_(led), team.c.closed_on.is_(None))
    return {row.id: row.name for row in connection.execute(wanted)}


def deputies_of(connection: Connection, teams: Collection[int], day: date) -> tuple[Deputy, ...]:
    """Who is a deputy of one of these teams on that day."""
    granter = person_table.alias("granter")
    wanted = (
        select(person_table.c.public_id, person_table.c.name, team.c.name.label("team"), management.c.to_on)
        .add_columns(granter.c.name.label("by"))
        .select_from(
            management.join(team, team.c.id == management.c.team)
            .join(person_table, person_table.c.id == management.c.person)
            .outerjoin(granter, granter.c.id == management.c.granted_by)
        )
        .where(
            management.c.team.in_(teams),
            management.c.kind == "deputy",
            management.c.from_on <= day,
            management.c.to_on > day,
            person_table.c.state == "active",
        )
        .order_by(management.c.to_on, person_table.c.id)
    )
    return tuple(
        Deputy(row.public_id, row.name, row.team, row.to_on - timedelta(days=1), row.by or "")
        for row in connection.execute(wanted)
    )
