"""Whom a manager sees: their teams, and the people in them, by name and told apart."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from quizapp.model.names import reading_order, told_apart
from quizapp.model.people import Managed, Person
from quizapp.store.people.scope import managed_teams, visible_people
from quizapp.store.tables import person_table, team

_PERSON = (
    person_table.c.id,
    person_table.c.public_id,
    person_table.c.name,
    person_table.c.email_key,
    person_table.c.staff_no,
)


class Member(NamedTuple):  # a tuple, for thousands are made at once
    """Somebody of a team, as lists of thousands have them: what they are sorted, searched and pointed at by."""

    id: int
    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Members:
    """A team that is managed, with all its people by name."""

    team: str
    people: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class InScope:
    """Everybody whom `viewer` manages today: their teams by name, those without people too."""

    viewer: Person
    teams: tuple[Members, ...]
    _rows: Mapping[int, Row[*tuple[Any, ...]]]
    _apart: Mapping[int, str]

    def managed(self, one: Member) -> Managed:
        """One of them, with what tells them from all others of their name whom the viewer manages."""
        return _managed(self.viewer, self._rows[one.id], self._apart.get(one.id, ""))


def teams(connection: Connection, viewer: Person, today: date) -> tuple[tuple[int, str], ...]:
    """The ids and names of the teams that the viewer manages today, teams inside them too, by name."""
    found = connection.execute(select(team.c.id, team.c.name).where(team.c.id.in_(managed_teams(viewer, today))))
    return tuple(sorted(((row.id, row.name) for row in found), key=lambda pair: (reading_order(pair[1]), pair[0])))


def everybody(connection: Connection, viewer: Person, today: date) -> InScope:
    """All people of all teams that the viewer manages today. It takes two queries, however many they are."""
    scope = visible_people(viewer, today).subquery("scope")
    asked = select(scope.c.team, *_PERSON).join_from(scope, person_table, person_table.c.id == scope.c.person)
    rows = connection.execute(asked).all()
    found: dict[int, list[tuple[tuple[str, str, str], int, str]]] = {}
    for of_team, person, public_id, name, _, _ in rows:
        found.setdefault(of_team, []).append((reading_order(name), person, public_id))
    members = (
        Members(name, tuple(Member(person, public, key[2]) for key, person, public in sorted(found.get(of_team, ()))))
        for of_team, name in teams(connection, viewer, today)
    )
    by_id = {row.id: row for row in rows}
    names, numbers, addresses = ([row[n] or "" for row in by_id.values()] for n in (3, 5, 4))
    apart = told_apart(names, numbers, addresses)
    return InScope(viewer, tuple(members), by_id, dict(zip(by_id, apart, strict=True)))


def these(connection: Connection, viewer: Person, today: date, people: Collection[int]) -> Mapping[int, Managed]:
    """Those of these people, by id, whom the viewer manages today; those of one name among them are told apart."""
    scope = visible_people(viewer, today).subquery("scope")
    asked = select(*_PERSON).join_from(person_table, scope, scope.c.person == person_table.c.id)
    rows = connection.execute(asked.where(person_table.c.id.in_(sorted(people)))).all()
    names, numbers, addresses = ([row[n] or "" for row in rows] for n in (2, 4, 3))
    apart = told_apart(names, numbers, addresses)
    return {row.id: _managed(viewer, row, told) for row, told in zip(rows, apart, strict=True)}


def in_scope(connection: Connection, viewer: Person, today: date, people: Collection[int]) -> frozenset[int]:
    """Those of these people, by id, whom the viewer manages today."""
    scope = visible_people(viewer, today).subquery("scope")
    return frozenset(connection.scalars(select(scope.c.person).where(scope.c.person.in_(people))))


def person_in_scope(connection: Connection, viewer: Person, today: date, public_id: str) -> Managed | None:
    """The person with this public id, if the viewer manages them today; else None."""
    scope = visible_people(viewer, today).subquery("scope")
    found = select(*_PERSON).join_from(person_table, scope, scope.c.person == person_table.c.id)
    row = connection.execute(found.where(person_table.c.public_id == public_id)).first()
    return _managed(viewer, row) if row is not None else None


def _managed(viewer: Person, row: Row[*tuple[Any, ...]], apart: str = "") -> Managed:
    return Managed(viewer.id, row.id, row.public_id, row.name, row.email_key or "", row.staff_no or "", apart)
