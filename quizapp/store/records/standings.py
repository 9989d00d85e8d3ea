"""How people stand with modules, as rows: what was worked out is kept until the day on which it has to be anew."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.people import Person
from quizapp.model.requirements import ModuleStanding, Phase, Status
from quizapp.store.people.belongings import in_pages
from quizapp.store.people.scope import visible_people
from quizapp.store.tables import person_table, requirement, standing

_KEY = sa.and_(standing.c.person == bindparam("of_person"), standing.c.module == bindparam("of_module"))
_OF = select(standing).where(standing.c.person.in_(bindparam("of", expanding=True)))
_ONE = select(standing).where(_KEY)
_LOCK = (
    select(person_table.c.id)
    .where(person_table.c.id.in_(bindparam("of", expanding=True)))
    .order_by(person_table.c.id)
    .with_for_update(key_share=True)
)
_DATES = ("due_on", "completed_on", "renew_from", "expires_on", "exempt_until", "begun_on", "next_on")
_CHANGE = standing.update().where(_KEY)
_MARK = standing.update().where(
    standing.c.module == bindparam("of_module"), standing.c.person.in_(bindparam("of", expanding=True))
)
_WITHOUT_ROW = select(person_table.c.id).where(
    person_table.c.id.in_(bindparam("of", expanding=True)),
    person_table.c.id.not_in(select(standing.c.person).where(standing.c.module == bindparam("of_module"))),
)


def status_at(day: date) -> sa.ColumnElement[str]:
    """The status on a day, of the rows of `standing`: that of the last phase that has begun."""
    return sa.case(
        (standing.c.on2 <= day, standing.c.status2),
        (standing.c.on1 <= day, standing.c.status1),
        else_=standing.c.status0,
    )


def lock(connection: Connection, people: Collection[int]) -> None:
    """Let nobody else work out how these people stand before this transaction ends; always in one order."""
    if connection.dialect.name != "sqlite":
        for page in in_pages(people):
            connection.execute(_LOCK, {"of": page}).all()


def find(connection: Connection, person: int, module: str) -> ModuleStanding | None:
    """How a person stands with a module; None where there is nothing to say of it."""
    row = connection.execute(_ONE, {"of_person": person, "of_module": module}).one_or_none()
    return _standing(row) if row is not None else None


def of_people(connection: Connection, people: Collection[int]) -> dict[tuple[int, str], ModuleStanding]:
    """How these people stand, by person and module, where anything asks it of them. For viewers: `seen_by`."""
    rows = (row for page in in_pages(people) for row in connection.execute(_OF, {"of": page}))
    return {(row.person, row.module): _standing(row) for row in rows}


def save(connection: Connection, found: Iterable[ModuleStanding]) -> int:
    """Keep these, in place of what was kept of them; how many differed. What says nothing is not kept at all."""
    new = {(one.person, one.module): one for one in found}
    old = of_people(connection, {person for person, _ in new})
    wanted = {key: one for key, one in new.items() if not says_nothing(one)}
    same = {key for key, one in wanted.items() if key in old and is_same(old[key], one)}
    gone = [key for key in new if key in old and key not in wanted]
    other = [(key, one) for key, one in wanted.items() if key in old and key not in same]
    made = [one for key, one in wanted.items() if key not in old]
    if other:
        connection.execute(_CHANGE, [{**_row(one), "of_person": p, "of_module": m} for (p, m), one in other])
    if gone:
        connection.execute(standing.delete().where(_KEY), [{"of_person": p, "of_module": m} for p, m in sorted(gone)])
    if made:
        connection.execute(standing.insert(), [_row(one) for one in made])
    return len(gone) + len(other) + len(made)


def mark(connection: Connection, people: Collection[int], module: str, today: date) -> None:
    """Have it worked out anew how these people stand with a module: `stale` names them until it is."""
    for page in in_pages(people):
        connection.execute(_MARK.values(next_on=today), {"of": page, "of_module": module})
        missing = connection.execute(_WITHOUT_ROW, {"of": page, "of_module": module}).scalars().all()
        if missing:
            row = {"module": module, "status0": Status.NOT_REQUIRED, "next_on": today}
            connection.execute(standing.insert(), [{"person": person, **row} for person in missing])


def asked_of_anybody(connection: Connection) -> tuple[str, ...]:
    """The modules that any requirement is about, or was."""
    return tuple(connection.execute(select(requirement.c.module).distinct().order_by(requirement.c.module)).scalars())


def stale(connection: Connection, today: date, most: int) -> tuple[int, ...]:
    """The first so many people of whom something has to be worked out anew."""
    asked = select(standing.c.person).where(standing.c.next_on <= today).distinct().order_by(standing.c.person)
    return tuple(connection.execute(asked.limit(most)).scalars())


def everybody(connection: Connection, after: int, most: int) -> tuple[int, ...]:
    """The ids of the next so many people, whoever they are, after one; for a recount."""
    asked = select(person_table.c.id).where(person_table.c.id > after).order_by(person_table.c.id)
    return tuple(connection.execute(asked.limit(most)).scalars())


def seen_by(
    connection: Connection, viewer: Person, today: date, people: Collection[int] | None = None
) -> dict[tuple[int, str], ModuleStanding]:
    """How those whom the viewer sees stand, by person and module: all of them, or those of these ids."""
    seen = visible_people(viewer, today).subquery()
    asked = select(standing).join(seen, seen.c.person == standing.c.person)
    if people is not None:
        asked = asked.where(standing.c.person.in_(sorted(people)))
    return {(row.person, row.module): _standing(row) for row in connection.execute(asked)}


def counts(
    connection: Connection, viewer: Person, today: date, on: date | None = None
) -> dict[tuple[int, str, Status], int]:
    """How many of those whom the viewer sees stand how, by home team, module and status on a day (None: today).

    Whoever has no row for a module is counted nowhere: nothing asks it of them.
    """
    seen = visible_people(viewer, today).subquery()
    status = status_at(on or today).label("status")
    asked = (
        select(seen.c.team, standing.c.module, status, sa.func.count().label("n"))
        .join(seen, seen.c.person == standing.c.person)
        .group_by(seen.c.team, standing.c.module, status)
    )
    return {(row.team, row.module, Status(row.status)): row.n for row in connection.execute(asked)}


def is_same(kept: ModuleStanding, found: ModuleStanding) -> bool:
    """Whether what is kept says the same as what was found, from the day on which that was worked out."""
    return kept.from_day(found.phases[0].on) == found


def says_nothing(one: ModuleStanding) -> bool:
    """Whether nothing asks the module of the person, and nothing is known to come: then no row is kept."""
    return one.next_on is None and [phase.status for phase in one.phases] == [Status.NOT_REQUIRED]


def _row(one: ModuleStanding) -> dict[str, Any]:
    first, *more = one.phases
    row: dict[str, Any] = {name: getattr(one, name) for name in ("person", "module", "home_team", *_DATES)}
    row |= {"status0": first.status, "on1": None, "status1": None, "on2": None, "status2": None}
    for n, phase in enumerate(more, 1):
        row |= {f"on{n}": phase.on, f"status{n}": phase.status}
    return row


def _standing(row: sa.Row[*tuple[Any, ...]]) -> ModuleStanding:
    later = ((row.on1, row.status1), (row.on2, row.status2))
    return ModuleStanding(
        person=row.person,
        module=row.module,
        home_team=row.home_team,
        phases=(
            Phase(date.min, Status(row.status0)),
            *(Phase(on, Status(status)) for on, status in later if on is not None),
        ),
        **{name: getattr(row, name) for name in _DATES},
    )
