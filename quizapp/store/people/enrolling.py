"""Many people put on the list, or changed, in few statements: what an import does."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.people import Role
from quizapp.model.people_import import Enrolled
from quizapp.store.people.people import AT_ONCE, GIVE_ROLE
from quizapp.store.tables import membership, person_table, team

_SET = (
    person_table.update()
    .where(person_table.c.id == bindparam("of"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("name", "email_key", "staff_no", "group", "works_as", "joined_on", "state")
        }
    )
)
_FREE = person_table.update().where(person_table.c.id == bindparam("of")).values(email_key=None, staff_no=None)
_OPEN_HOME = sa.and_(membership.c.person == bindparam("of"), membership.c.home, membership.c.to_on.is_(None))
_IN_IT_THEN = sa.and_(
    membership.c.person == bindparam("of"),
    membership.c.team == bindparam("in_team"),
    membership.c.from_on == bindparam("then"),
)


class Home(NamedTuple):
    """A home team that somebody is to have from a day on; None: none."""

    person: int
    team: int | None
    from_on: date


def add_people(connection: Connection, people: Sequence[tuple[str, Enrolled]]) -> dict[str, int]:
    """Add these people, each under a public id, with their roles; public id → id. They are in no team yet."""
    if not people:
        return {}
    connection.execute(person_table.insert(), [{"public_id": public, **_values(one)} for public, one in people])
    ids: dict[str, int] = {}
    for first in range(0, len(people), AT_ONCE):
        some = [public for public, _ in people[first : first + AT_ONCE]]
        found = select(person_table.c.public_id, person_table.c.id).where(person_table.c.public_id.in_(some))
        ids |= {row.public_id: row.id for row in connection.execute(found)}
    give_roles(connection, [(ids[public], role) for public, one in people for role in sorted(one.holds)])
    return ids


def set_people(connection: Connection, people: Sequence[Enrolled]) -> None:
    """Give each of these people, who are there, the name, address, number, group, day and state that stand in it.

    All are without address and number for a moment, so that two can exchange theirs.
    """
    if people:
        connection.execute(_FREE, [{"of": one.id} for one in people])
        new = [{"of": one.id, **{f"new_{name}": value for name, value in _values(one).items()}} for one in people]
        connection.execute(_SET, new)


def give_roles(connection: Connection, given: Sequence[tuple[int, Role]]) -> None:
    """Give people roles; what they hold already stays so."""
    if given:
        connection.execute(GIVE_ROLE, [{"person": person, "role": role} for person, role in given])


def set_homes(connection: Connection, homes: Sequence[Home]) -> None:
    """Give people home teams, each from its day on: as `people.move_home` for many."""
    if not homes:
        return
    ends = [{"of": home.person, "on": home.from_on} for home in homes]
    connection.execute(membership.delete().where(_OPEN_HOME, membership.c.from_on >= bindparam("on")), ends)
    connection.execute(membership.update().where(_OPEN_HOME).values(to_on=bindparam("on")), ends)
    joined = [home for home in homes if home.team is not None]
    if joined:
        then = [{"of": home.person, "in_team": home.team, "then": home.from_on} for home in joined]
        connection.execute(membership.delete().where(_IN_IT_THEN), then)
        join(connection, joined)


def join(connection: Connection, homes: Sequence[Home]) -> None:
    """Give people who never had one a home team, each from its day on."""
    rows = [
        {"person": home.person, "team": home.team, "from_on": home.from_on, "to_on": None, "home": True}
        for home in homes
    ]
    if rows:
        connection.execute(membership.insert(), rows)


def team_ids(connection: Connection) -> dict[str, int]:
    """The id of each team, by its name."""
    return {row.name: row.id for row in connection.execute(select(team.c.name, team.c.id))}


def put_under(connection: Connection, team_id: int, parent: int | None) -> None:
    """Put a team into another, or into none. That this makes no ring is for the caller to see to."""
    connection.execute(team.update().where(team.c.id == team_id).values(parent=parent))


def _values(one: Enrolled) -> dict[str, object]:
    return {
        "name": one.name,
        "email_key": one.email or None,
        "staff_no": one.staff_number or None,
        "group": one.group or None,
        "works_as": one.works_as or None,
        "joined_on": one.joined,
        "state": "left" if one.has_left else "active",
    }
