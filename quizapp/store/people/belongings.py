"""Since when people are here, and have their roles and their group: kept as it changes, from what they have today."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.requirements import EVERYBODY, Belonging, Who, WhoKind
from quizapp.store.tables import belonging, membership, person_table, role, team

_PEOPLE = select(person_table.c.id, person_table.c.state, person_table.c.group, person_table.c.joined_on).where(
    person_table.c.id.in_(bindparam("of", expanding=True))
)
_ROLES = select(role.c.person, role.c.role).where(role.c.person.in_(bindparam("of", expanding=True)))
_KEPT = select(belonging).where(belonging.c.person.in_(bindparam("of", expanding=True))).order_by(belonging.c.from_on)
_HOMES = (
    select(membership.c.person, membership.c.team, membership.c.from_on, membership.c.to_on)
    .where(membership.c.person.in_(bindparam("of", expanding=True)), membership.c.home)
    .order_by(membership.c.from_on)
)
_ROW = sa.and_(
    belonging.c.person == bindparam("of_person"),
    belonging.c.kind == bindparam("of_kind"),
    belonging.c.value == bindparam("of_value"),
    belonging.c.from_on == bindparam("began"),
)
_CHANGE = belonging.update().where(_ROW).values(from_on=bindparam("new_from", type_=sa.Date), to_on=bindparam("new_to"))
_Key = tuple[str, str]
AT_ONCE = 1_000  # people who are asked about in one query, as in `people`


def keep(connection: Connection, people: Collection[int], today: date) -> None:
    """Keep what these people have begun or ceased to be, as of today; of who was just added, as of joining.

    Where the day of joining was put right since, what was kept from the old one is kept from the new one.
    """
    asked = {"of": sorted(people)}
    roles: dict[int, set[_Key]] = defaultdict(set)
    for row in connection.execute(_ROLES, asked):
        roles[row.person].add((WhoKind.ROLE, row.role))
    kept: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_KEPT, asked):
        kept[row.person].append(row)
    changed: list[Mapping[str, Any]] = []
    added: list[Mapping[str, Any]] = []
    for person in connection.execute(_PEOPLE, asked):
        wanted = roles[person.id] | ({(WhoKind.GROUP, person.group)} if person.group else set())
        wanted |= {(WhoKind.EVERYBODY, "")} if person.state == "active" else set()
        rows = {(row.kind, row.value, row.from_on): (row.from_on, row.to_on) for row in kept[person.id]}
        new = _new_rows(dict(rows), wanted, person.joined_on, today)
        for (kind, value, began), (from_on, to_on) in new.items():
            full = {"person": person.id, "kind": kind, "value": value, "from_on": from_on, "to_on": to_on}
            if (kind, value, began) not in rows:
                added.append(full)
            elif rows[kind, value, began] != (from_on, to_on):
                of = {"of_person": person.id, "of_kind": kind, "of_value": value, "began": began}
                changed.append({**of, "new_from": from_on, "new_to": to_on})
    if changed:
        connection.execute(_CHANGE, changed)
    if added:
        connection.execute(belonging.insert(), added)


_Rows = dict[tuple[str, str, date], tuple[date, date | None]]


def _new_rows(rows: _Rows, wanted: Collection[_Key], joined_on: date, today: date) -> _Rows:
    """The rows by what they are and when they were said to begin, as they should be."""
    first = min((began for kind, _, began in rows if kind == WhoKind.EVERYBODY), default=None)
    for key, (from_on, to_on) in rows.items():
        if from_on == first and (to_on is None or to_on >= joined_on):
            rows[key] = (joined_on, to_on)
    still = {key[:2] for key, (_, to_on) in rows.items() if to_on is None}
    for key, (from_on, to_on) in rows.items():
        if to_on is None and key[:2] not in wanted:
            rows[key] = (from_on, max(from_on, today))
    for kind, value in sorted(set(wanted) - still):
        again = next((key for key, (_, to_on) in rows.items() if key[:2] == (kind, value) and to_on == today), None)
        since = today if first is not None else joined_on
        if again is not None:  # it was taken today and given back
            rows[again] = (rows[again][0], None)
        else:
            rows[kind, value, since] = (since, None)
    return rows


def of_people(connection: Connection, people: Collection[int]) -> dict[int, tuple[Belonging, ...]]:
    """What each of these people has been since when, teams aside."""
    found: dict[int, list[Belonging]] = defaultdict(list)
    for row in connection.execute(_KEPT, {"of": sorted(people)}):
        who = EVERYBODY if row.kind == WhoKind.EVERYBODY else Who(WhoKind(row.kind), row.value)
        found[row.person].append(Belonging(who, row.from_on, row.to_on))
    return {person: tuple(rows) for person, rows in found.items()}


def homes(connection: Connection, people: Collection[int]) -> dict[int, tuple[Belonging, ...]]:
    """Which team was the home of each of these people from when until when, in order."""
    found: dict[int, list[Belonging]] = defaultdict(list)
    for row in connection.execute(_HOMES, {"of": sorted(people)}):
        found[row.person].append(Belonging(Who(WhoKind.TEAM, row.team), row.from_on, row.to_on))
    return {person: tuple(rows) for person, rows in found.items()}


def parents(connection: Connection) -> dict[int, int | None]:
    """The team that each team is in."""
    return {row.id: row.parent for row in connection.execute(select(team.c.id, team.c.parent))}


def team_names(connection: Connection) -> dict[int, str]:
    """The name of each team."""
    return {row.id: row.name for row in connection.execute(select(team.c.id, team.c.name))}


def ever(connection: Connection, who: Collection[Who]) -> tuple[int, ...]:
    """The ids of all who are, or ever were, any of these; of teams with those inside them, as the tree is today."""
    if EVERYBODY in who:
        return tuple(connection.execute(select(person_table.c.id).order_by(person_table.c.id)).scalars())
    around, teams = parents(connection), {one.of for one in who if one.kind is WhoKind.TEAM}
    while more := {each for each, parent in around.items() if parent in teams} - teams:
        teams |= more
    found = {one.of for one in who if one.kind is WhoKind.PERSON}
    for asked in (
        select(membership.c.person).where(membership.c.home, membership.c.team.in_(teams)),
        *(
            select(belonging.c.person).where(belonging.c.kind == one.kind, belonging.c.value == one.of)
            for one in who
            if one.kind in (WhoKind.ROLE, WhoKind.GROUP)
        ),
    ):
        found |= set(connection.execute(asked).scalars())
    return tuple(sorted(int(person) for person in found))


def in_pages(people: Collection[int]) -> list[list[int]]:
    """These people in order, as many at once as one query may ask about."""
    ordered = sorted(set(people))
    return [ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE)]
