"""One person as whoever looks after people sees them, and the list of all of them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from quizapp.model.people import Engagement, Group, Role
from quizapp.model.people_pages import HomeTeam, PersonDetails, PersonLine
from quizapp.store.people.managing import managed_ever
from quizapp.store.tables import membership, person_table, role, team

_p = person_table.c
_LISTED = (
    sa.and_(_p.state != "erased", _p.merged_into.is_(None)),
    sa.and_(membership.c.person == _p.id, membership.c.home, membership.c.to_on.is_(None)),
)


def read(connection: Connection, public_id: str) -> PersonDetails | None:
    """The person with this public id, be it one who has left; None if there is none."""
    row = connection.execute(select(person_table).where(_p.public_id == public_id, _LISTED[0])).one_or_none()
    if row is None:
        return None
    homes = (
        select(team.c.name, membership.c.from_on, membership.c.to_on)
        .join(team, team.c.id == membership.c.team)
        .where(membership.c.person == row.id, membership.c.home)
        .order_by(membership.c.from_on.desc(), membership.c.to_on.desc())
    )
    holds = connection.scalars(select(role.c.role).where(role.c.person == row.id))
    return PersonDetails(
        public_id=row.public_id,
        name=row.name,
        email=row.email_key or "",
        staff_number=row.staff_no or "",
        holds=_in_order(holds),
        group=Group(row.group) if row.group else None,
        works_as=Engagement(row.works_as) if row.works_as else None,
        joined=row.joined_on,
        has_left=row.state == "left",
        homes=tuple(HomeTeam(home.name, home.from_on, home.to_on) for home in connection.execute(homes)),
        managed=managed_ever(connection, row.id),
        has_password=row.password_hash is not None,
    )


def found(
    connection: Connection, *, team_named: str = "", with_role: str = "", states: Sequence[str] = ()
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Rows of all who are like that: what they are sorted, searched and pointed at by. In no order."""
    wanted = select(_p.id, _p.public_id, _p.name, _p.email_key, _p.staff_no).where(_LISTED[0], _p.state.in_(states))
    if team_named:
        home = membership.join(team, team.c.id == membership.c.team)
        wanted = wanted.join_from(person_table, home, _LISTED[1]).where(team.c.name == team_named)
    if with_role:
        wanted = wanted.where(_p.id.in_(select(role.c.person).where(role.c.role == with_role)))
    return connection.execute(wanted).all()


def lines(connection: Connection, ids: Sequence[int]) -> tuple[PersonLine, ...]:
    """These people as lines of a list, in this order."""
    holds: dict[int, list[str]] = {}
    for row in connection.execute(select(role.c.person, role.c.role).where(role.c.person.in_(ids))):
        holds.setdefault(row.person, []).append(row.role)
    wanted = (
        select(_p.id, _p.public_id, _p.name, _p.email_key, _p.staff_no, _p.state)
        .add_columns(_p.password_hash.is_not(None).label("has"), team.c.name.label("team"))
        .select_from(person_table.outerjoin(membership, _LISTED[1]).outerjoin(team, team.c.id == membership.c.team))
        .where(_p.id.in_(ids))
    )
    of = {
        row.id: PersonLine(
            public_id=row.public_id,
            name=row.name,
            email=row.email_key or "",
            staff_number=row.staff_no or "",
            team=row.team or "",
            holds=_in_order(holds.get(row.id, ())),
            has_left=row.state == "left",
            has_password=bool(row.has),
        )
        for row in connection.execute(wanted)
    }
    return tuple(of[one] for one in ids)


def _in_order(held: Any) -> tuple[Role, ...]:
    """Roles in the order in which they are listed everywhere."""
    names = set(held)
    return tuple(one for one in Role if one in names)
