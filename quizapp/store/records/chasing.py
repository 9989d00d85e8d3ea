"""Whom to chase, and for what: what is late first, then what is due soon, by its day; some at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.matrix_pages import ChaseAfter
from quizapp.model.people import Person
from quizapp.model.requirements import Status
from quizapp.model.urgency import RANKS, Urgency
from quizapp.store.people.scope import visible_people
from quizapp.store.records.matrix import rank_at
from quizapp.store.records.standings import status_at
from quizapp.store.tables import person_table, standing, team

_RENEWED = (Status.EXPIRED.value, Status.EXPIRING.value)


@dataclass(frozen=True, slots=True)
class Chased:
    """A row of the list: a person (an id) of a team (a name), with a module."""

    person: int
    public_id: str
    team: str
    module: str
    status: Status
    on: date
    is_late: bool


def count(connection: Connection, viewer: Person, today: date) -> tuple[int, int]:
    """How many rows there are for those whom the viewer manages, and how many of these are late."""
    rows = _rows(viewer, today).subquery("rows")
    late = sa.func.coalesce(sa.func.sum(sa.case((rows.c.is_later == 0, 1), else_=0)), 0)
    found, of_them = connection.execute(select(sa.func.count(), late).select_from(rows)).one()
    return int(found), int(of_them)


def some(
    connection: Connection, viewer: Person, today: date, after: ChaseAfter, most: int
) -> tuple[bool, tuple[Chased, ...]]:
    """So many rows at most after this one, and whether they are the first. After one that is not there, too, the first.

    In the order of what is late, then of days; those of one day by whose record is older.
    """
    rows = _rows(viewer, today).subquery("rows")
    key = (rows.c.is_later, rows.c.on, rows.c.person, rows.c.module)
    at = sa.and_(rows.c.public_id == after.person, rows.c.module == after.module)
    last = connection.execute(select(*key).where(at)).first() if after.person else None
    asked = select(rows).order_by(*key).limit(most)
    if last is not None:
        asked = asked.where(sa.or_(*(_beyond(key[: n + 1], last[: n + 1]) for n in range(len(key)))))
    found = connection.execute(asked).all()
    return last is None, tuple(
        Chased(row.person, row.public_id, row.team, row.module, Status(row.status), row.on, row.is_later == 0)
        for row in found
    )


def _beyond(columns: tuple[sa.ColumnElement[Any], ...], values: tuple[Any, ...]) -> sa.ColumnElement[bool]:
    """That all but the last column are the same, and the last is more."""
    same = [column == value for column, value in zip(columns[:-1], values[:-1], strict=True)]
    return sa.and_(*same, columns[-1] > values[-1])


def _rows(viewer: Person, today: date) -> sa.Select[*tuple[Any, ...]]:
    scope = visible_people(viewer, today).subquery("scope")
    rank, status = rank_at(today), status_at(today)
    on = sa.case((status.in_(_RENEWED), standing.c.expires_on), else_=standing.c.due_on)
    return (
        select(
            standing.c.person,
            person_table.c.public_id,
            team.c.name.label("team"),
            standing.c.module,
            status.label("status"),
            on.label("on"),
            sa.case((rank == RANKS[Urgency.LATE], 0), else_=1).label("is_later"),
        )
        .select_from(
            standing.join(scope, scope.c.person == standing.c.person)
            .join(person_table, person_table.c.id == standing.c.person)
            .join(team, team.c.id == scope.c.team)
        )
        .where(rank >= RANKS[Urgency.SOON], on.is_not(None))
    )
