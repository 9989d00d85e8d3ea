"""One query for a page of the story: who asks, and the attempt that they ask for with its steps. The hot path.

Only where this process does not know yet what was drawn for a set does it take more (`store.taking.drawings`).

It joins what `accounts.signed_in` and `attempts.load` ask for one after the other, and says the same: the attempt is
there only for its owner. A test holds the two ways together.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Run
from quizapp.model.moments import SESSION, latest_end
from quizapp.model.people import Group, Person, Role
from quizapp.store.columns import Moment
from quizapp.store.direct import Direct
from quizapp.store.people import accounts
from quizapp.store.tables import answer, attempt, membership, person_table, role, session, step, team, thing
from quizapp.store.taking import attempts, drawings
from quizapp.store.taking.rows import ATTEMPT_COLUMNS, OF_STEP, RUN_COLUMNS, attempt_of, bare_run

# As it is written: with a str SQLAlchemy writes the whole statement anew each time, a sixth of what the query takes.
_COMMA: Any = sa.literal_column("','")
_ROLES = (
    select(sa.func.aggregate_strings(role.c.role, _COMMA))
    .where(role.c.person == person_table.c.id)
    .correlate(person_table)
    .scalar_subquery()
)
_PERSON = (
    person_table.c.id,
    person_table.c.public_id,
    person_table.c.name,
    _ROLES,
    person_table.c.group,
    team.c.name,
)
_WIDTH = len(_PERSON)
_GROUPS: dict[str | None, Group | None] = {None: None, **{group.value: group for group in Group}}
_SIGNED_IN = (
    session.join(person_table, person_table.c.id == session.c.person)
    .outerjoin(
        membership,
        sa.and_(membership.c.person == person_table.c.id, membership.c.home, membership.c.to_on.is_(None)),
    )
    .outerjoin(team, team.c.id == membership.c.team)
)
_OWN = sa.and_(attempt.c.person == person_table.c.id, attempt.c.public_id == bindparam("public"))
_GOOD = (
    session.c.token_hash == bindparam("token"),
    session.c.revoked_at.is_(None),
    session.c.expires > bindparam("now", type_=Moment),
    session.c.expires <= bindparam("latest", type_=Moment),
    person_table.c.state == "active",
)
_LOAD = Direct(
    select(*_PERSON, *RUN_COLUMNS)
    .select_from(
        _SIGNED_IN.outerjoin(attempt, _OWN)
        .outerjoin(thing, thing.c.id == attempt.c.thing)
        .outerjoin(step, sa.and_(step.c.attempt == attempt.c.id, step.c.number >= bindparam("first")))
        .outerjoin(answer, OF_STEP)
    )
    .where(*_GOOD)
    .order_by(step.c.number)
)
_LOCK = Direct(
    select(*_PERSON, *ATTEMPT_COLUMNS)
    .select_from(_SIGNED_IN.join(attempt, _OWN).join(thing, thing.c.id == attempt.c.thing))
    .where(*_GOOD)
    .with_for_update(of=attempt)
)


def load(
    connection: Connection, token_hash: str, now: datetime, public_id: str, drawn: drawings.KeptDrawings, first: int = 0
) -> tuple[Person | None, Run | None]:
    """Whoever is signed in with this token, and their attempt with its steps; None where it is not theirs.

    Of its steps, those from the number `first` on; `drawn` has the drawings that this process knows already.
    """
    rows = _LOAD.rows(connection, _asked(token_hash, now, public_id) | {"first": first})
    if not rows:
        return None, None
    if rows[0][_WIDTH] is None:
        return _person(rows[0]), None
    run = bare_run([row[_WIDTH:] for row in rows])
    return _person(rows[0]), Run(run.attempt, run.steps, drawn.of(connection, run.attempt), first)


def lock(
    connection: Connection, token_hash: str, now: datetime, public_id: str, drawn: drawings.KeptDrawings, first: int = 0
) -> tuple[Person | None, Run | None]:
    """The same, with the attempt locked by this transaction until it ends. Load nothing of it before this.

    On SQLite the transaction itself is the lock, so one query brings it all. On PostgreSQL a query sees what was
    committed when it began, so the steps are asked for only once it has the lock.
    """
    if connection.dialect.name == "sqlite":
        return load(connection, token_hash, now, public_id, drawn, first)
    found = _LOCK.rows(connection, _asked(token_hash, now, public_id))
    if not found:
        live = accounts.signed_in(connection, token_hash, now)
        return live.person if live else None, None
    (row,) = found
    held = attempt_of(row[_WIDTH:])
    return _person(row), Run(held, attempts.steps(connection, held.id, first), drawn.of(connection, held), first)


def _asked(token_hash: str, now: datetime, public_id: str) -> dict[str, object]:
    return {"token": token_hash, "now": now, "latest": latest_end(now, SESSION), "public": public_id}


def _person(row: Sequence[Any]) -> Person:
    return Person(row[0], row[1], row[2], _roles(row[3] or ""), _GROUPS[row[4]], row[5])


@lru_cache(maxsize=128)  # each page asks, and there are few ways to combine four roles
def _roles(names: str) -> frozenset[Role]:
    return frozenset(Role(name) for name in names.split(",") if name)
