"""Everybody by address, those who have left too: what an operator looks up and changes of a person."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.names import reading_order
from quizapp.model.people import Listed, Person, Role
from quizapp.store.people.people import (
    GIVE_ROLE,
    PERSON_COLUMNS,
    WITH_ROLES_AND_TEAM,
    email_key,
    get_person,
    managed_teams,
    merge,
)
from quizapp.store.tables import link, membership, person_table, role, team

HERE, LEFT, ERASED = "active", "left", "erased"
_KNOWN = person_table.c.state.in_((HERE, LEFT))  # whoever was erased is in no list


class Found(NamedTuple):
    """Somebody with an address, and whether they have left."""

    person: Person
    has_left: bool


def by_address(connection: Connection, email: str) -> Found | None:
    """The person with this address, be it one who has left; None if there is none."""
    wanted = select(person_table.c.id, person_table.c.state).where(person_table.c.email_key == email_key(email), _KNOWN)
    row = connection.execute(wanted).one_or_none()
    person = get_person(connection, row.id) if row is not None else None
    return Found(person, row.state == LEFT) if row is not None and person is not None else None


def staff_number_of(connection: Connection, person_id: int) -> str | None:
    """The staff number of a person who is there, as it is kept; None if they have none."""
    found: str | None = connection.execute(
        select(person_table.c.staff_no).where(person_table.c.id == person_id)
    ).scalar_one()
    return found


def is_erased(connection: Connection, person_id: int) -> bool:
    """Whether this person, who is in the table, was erased: what is kept of them is nobody's name any more."""
    state = connection.execute(select(person_table.c.state).where(person_table.c.id == person_id)).scalar_one()
    return bool(state == ERASED)


def everybody(connection: Connection) -> tuple[Listed, ...]:
    """All people by name, those who have left too, each with the teams that they manage on no end's day yet."""
    more = (
        person_table.c.email_key,
        person_table.c.staff_no,
        person_table.c.state,
        person_table.c.password_hash.is_not(None).label("has"),
    )
    rows = connection.execute(select(*PERSON_COLUMNS, *more).select_from(WITH_ROLES_AND_TEAM).where(_KNOWN)).all()
    of: dict[int, Any] = {row.id: row for row in rows}
    managed = managed_teams(connection)
    listed = (
        Listed(
            person=person,
            email=of[person.id].email_key or "",
            has_left=of[person.id].state == LEFT,
            has_password=bool(of[person.id].has),
            manages=tuple(managed.get(person.id, ())),
            staff_number=of[person.id].staff_no or "",
        )
        for person in merge(rows)
    )
    return tuple(sorted(listed, key=lambda one: (reading_order(one.person.name), one.email)))


def last_home(connection: Connection, person_id: int) -> str | None:
    """The name of the home team that a person has, or had last; None if they never had one."""
    wanted = (
        select(team.c.name)
        .join(membership, membership.c.team == team.c.id)
        .where(membership.c.person == person_id, membership.c.home)
        .order_by(membership.c.to_on.is_(None).desc(), membership.c.to_on.desc(), membership.c.from_on.desc())
    )
    return connection.execute(wanted.limit(1)).scalar_one_or_none()


def joined_on(connection: Connection, person_id: int) -> date:
    """The day on which a person who is there joined: that of adding them, until somebody says another."""
    found: date = connection.execute(
        select(person_table.c.joined_on).where(person_table.c.id == person_id)
    ).scalar_one()
    return found


def set_joined(connection: Connection, person_id: int, on: date) -> None:
    """Keep this as the day on which a person joined; their teams stay as they are."""
    connection.execute(person_table.update().where(person_table.c.id == person_id).values(joined_on=on))


def leave_home(connection: Connection, person_id: int, on: date) -> None:
    """End a person's home team on this day; which it was stays known, even of one that they joined that day."""
    current = sa.and_(membership.c.person == person_id, membership.c.home, membership.c.to_on.is_(None))
    ends = sa.case((membership.c.from_on > on, membership.c.from_on), else_=on)
    connection.execute(membership.update().where(current).values(to_on=ends))


def rename(connection: Connection, person_id: int, *, name: str | None = None, email: str | None = None) -> None:
    """Give a person this name, this address, or both. IntegrityError if somebody else has the address."""
    values = {"name": name, "email_key": email_key(email) if email is not None else None}
    given = {column: value for column, value in values.items() if value is not None}
    if given:
        connection.execute(person_table.update().where(person_table.c.id == person_id).values(given))


def change_roles(connection: Connection, person_id: int, *, add: Collection[Role], take: Collection[Role]) -> None:
    """Give a person these roles and take those; what they hold already, or do not, stays so.

    IntegrityError for a manager's, where what they manage or managed was not ended by `people.end_managing`.
    """
    connection.execute(role.delete().where(role.c.person == person_id, role.c.role.in_(take)))
    for one in sorted(add):
        connection.execute(GIVE_ROLE, {"person": person_id, "role": one})


def forget_password(connection: Connection, person_id: int) -> None:
    """Let nobody sign in as this person with a password that was set before."""
    connection.execute(person_table.update().where(person_table.c.id == person_id).values(password_hash=None))


def end_links(connection: Connection, person_id: int, now: datetime) -> None:
    """Let no link that this person was sent and has not used work any more."""
    good = sa.and_(link.c.person == person_id, link.c.used_at.is_(None), link.c.expires > now)
    connection.execute(link.update().where(good).values(expires=now))
