"""Mail that waits to be sent, and what was sent. What a letter says is not here: only to whom, and what it is about.

A sender claims a letter for a while (a lease); if it dies, the letter is free again when the lease ends. So whoever
sends asks here before each letter, and says afterwards what came of it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Row

from quizapp.model.letters import (
    Claimed,
    DueLine,
    Hitch,
    LetterKind,
    LetterState,
    OutboxRow,
)
from quizapp.model.names import labelled, told_apart
from quizapp.store.columns import Moment
from quizapp.store.people import reminded
from quizapp.store.tables import outbox, person_table

LONGEST_SAID: Final = 300
_ADD = {
    "sqlite": sqlite.insert(outbox).on_conflict_do_nothing(index_elements=["reason_key"]).returning(outbox.c.id),
    "postgresql": postgresql.insert(outbox)
    .on_conflict_do_nothing(index_elements=["reason_key"])
    .returning(outbox.c.id),
}
_WAITS = sa.and_(outbox.c.sent_at.is_(None), outbox.c.failed_at.is_(None))
_IS_DUE = sa.and_(
    _WAITS,
    outbox.c.next_try <= bindparam("now", type_=Moment),
    sa.or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= bindparam("now", type_=Moment)),
)
_ANY_DUE = select(outbox.c.id).where(_IS_DUE).limit(1)
_NEXT = (
    select(outbox.c.id)
    .where(_IS_DUE)
    .order_by(outbox.c.next_try, outbox.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)  # which SQLite leaves out: its writers come one by one
)
_CLAIM = (
    outbox.update()
    .where(outbox.c.id == bindparam("of"))
    .values(leased_until=bindparam("until", type_=Moment), tries=outbox.c.tries + 1)
    .returning(
        outbox.c.id,
        outbox.c.public_id,
        outbox.c.kind,
        outbox.c.person,
        outbox.c.lines,
        outbox.c.made_at,
        outbox.c.tries,
    )
)
# One statement whoever is asked for, so that it takes as long for nobody as for somebody. Nothing is written for
# nobody, for whom such a letter waits already, or who had too many of them lately.
_THEIRS = outbox.alias("theirs")
_PASSWORD = sa.and_(_THEIRS.c.person == person_table.c.id, _THEIRS.c.kind == LetterKind.PASSWORD.value)
_ASK = (
    outbox.insert()
    .from_select(
        ["public_id", "reason_key", "person", "kind", "made_at", "next_try"],
        select(
            bindparam("public_id", type_=sa.Text),
            bindparam("reason_key", type_=sa.Text),
            person_table.c.id,
            sa.literal(LetterKind.PASSWORD.value, sa.Text),
            bindparam("now", type_=Moment),
            bindparam("now", type_=Moment),
        ).where(
            sa.or_(
                person_table.c.email_key == bindparam("email"),
                sa.and_(person_table.c.staff_no == bindparam("number"), person_table.c.email_key.is_not(None)),
            ),
            person_table.c.state == "active",
            ~select(_THEIRS.c.id)
            .where(_PASSWORD, _THEIRS.c.sent_at.is_(None), _THEIRS.c.failed_at.is_(None))
            .correlate(person_table)
            .exists(),
            select(sa.func.count())
            .where(_PASSWORD, _THEIRS.c.made_at > bindparam("since", type_=Moment))
            .correlate(person_table)
            .scalar_subquery()
            < bindparam("most", type_=sa.Integer),
        ),
        include_defaults=False,
    )
    .returning(outbox.c.person)
)
_OF_STATE: Mapping[LetterState, sa.ColumnElement[bool]] = {
    LetterState.WAITING: _WAITS,
    LetterState.SENT: outbox.c.sent_at.is_not(None),
    LetterState.FAILED: outbox.c.failed_at.is_not(None),
}


def add(
    connection: Connection,
    *,
    public_id: str,
    reason_key: str,
    person: int,
    kind: LetterKind,
    made_at: datetime,
    send_after: datetime,
    lines: tuple[DueLine, ...] = (),
) -> bool:
    """Let a letter wait, in the transaction of what it is about; False where there was one for this reason already."""
    row = {
        "public_id": public_id,
        "reason_key": reason_key,
        "person": person,
        "kind": kind,
        "made_at": made_at,
        "next_try": send_after,
        "lines": reminded.as_text(lines),
    }
    return connection.execute(_ADD[connection.dialect.name], row).first() is not None


def ask_for_password(
    connection: Connection,
    *,
    email_key: str,
    staff_number: str,
    public_id: str,
    now: datetime,
    since: datetime,
    most: int,
) -> int | None:
    """Let a letter wait with a link to set a password, for whoever is here by this address or number; the person's id.

    None where nobody is, where such a letter waits already, or where they had `most` of them since then.
    """
    asked = {"email": email_key, "number": staff_number, "public_id": public_id, "now": now, "since": since}
    reason = f"{LetterKind.PASSWORD}|{public_id}"
    return connection.execute(_ASK, {**asked, "reason_key": reason, "most": most}).scalar_one_or_none()


def waits(connection: Connection, person: int, kind: LetterKind) -> bool:
    """Whether a letter of this kind to this person waits already."""
    found = select(outbox.c.id).where(outbox.c.person == person, outbox.c.kind == kind, _WAITS).limit(1)
    return connection.execute(found).first() is not None


def any_due(connection: Connection, now: datetime) -> bool:
    """Whether a letter is to be sent now, and nobody is at it."""
    return connection.execute(_ANY_DUE, {"now": now}).first() is not None


def claim(connection: Connection, now: datetime, until: datetime) -> Claimed | None:
    """Take the letter that has waited longest, until then; of several senders at once only one gets it."""
    found = connection.execute(_NEXT, {"now": now}).scalar_one_or_none()
    if found is None:
        return None
    row = connection.execute(_CLAIM, {"of": found, "until": until}).one()
    kind = LetterKind(row.kind)
    return Claimed(row.id, row.public_id, kind, row.person, reminded.lines_in(row.lines), row.made_at, row.tries)


def recipient(connection: Connection, person: int) -> tuple[str, str] | None:
    """The name and the address of somebody who is here and has one; None for anybody else."""
    wanted = select(person_table.c.name, person_table.c.email_key).where(
        person_table.c.id == person, person_table.c.state == "active", person_table.c.email_key.is_not(None)
    )
    row = connection.execute(wanted).one_or_none()
    return (row.name, row.email_key) if row is not None else None


def sent(connection: Connection, letter: int, at: datetime) -> None:
    """Note that the letter is with the mail server; whoever else has it does not send it again."""
    _end(connection, letter, {"sent_at": at, "failed_at": None, "leased_until": None, "hitch": None, "said": None})


def put_off(connection: Connection, claimed: Claimed, until: datetime, hitch: Hitch, said: str) -> None:
    """Let the letter wait until then, after a try that failed, unless somebody else has it since."""
    mine = sa.and_(outbox.c.id == claimed.id, outbox.c.tries == claimed.tries, _WAITS)
    values = {"next_try": until, "leased_until": None, "hitch": hitch, "said": said[:LONGEST_SAID]}
    connection.execute(outbox.update().where(mine).values(values))


def give_up(connection: Connection, claimed: Claimed, at: datetime, hitch: Hitch, said: str) -> None:
    """Try no more to send the letter, unless somebody else has it since."""
    mine = sa.and_(outbox.c.id == claimed.id, outbox.c.tries == claimed.tries, _WAITS)
    values = {"failed_at": at, "leased_until": None, "hitch": hitch, "said": said[:LONGEST_SAID]}
    connection.execute(outbox.update().where(mine).values(values))


def give_up_all(connection: Connection, at: datetime) -> int:
    """Try no more to send any letter that waits; how many there were."""
    values = {"failed_at": at, "leased_until": None}
    return connection.execute(outbox.update().where(_WAITS).values(values)).rowcount


def again(connection: Connection, public_id: str, now: datetime) -> tuple[int, int] | None:
    """Have a letter that waits or was given up sent as soon as can be, with all tries anew; its id and whose it is.

    None where there is none, or it was sent.
    """
    unsent = sa.and_(outbox.c.public_id == public_id, outbox.c.sent_at.is_(None))
    # Whoever is at it goes on: `tries` stays above 0, so that a link that may have come is not ended by the next one.
    values = {
        "failed_at": None,
        "made_at": now,
        "next_try": now,
        "tries": sa.case((outbox.c.tries > 1, 1), else_=outbox.c.tries),
    }
    row = connection.execute(
        outbox.update().where(unsent).values(values).returning(outbox.c.id, outbox.c.person)
    ).one_or_none()
    return (row.id, row.person) if row is not None else None


def counts(connection: Connection) -> dict[LetterState, int]:
    """How many letters wait, and how many were given up. Those that were sent are not counted: there are many."""
    each = (LetterState.WAITING, LetterState.FAILED)
    return {
        state: connection.execute(select(sa.func.count()).select_from(outbox).where(_OF_STATE[state])).scalar_one()
        for state in each
    }


def newest(
    connection: Connection,
    most: int,
    state: LetterState | None = None,
    before: int | None = None,
    person: int | None = None,
) -> tuple[tuple[OutboxRow, ...], int | None]:
    """At most so many letters of this state, and to this person, newest first, older than `before`.

    With them, where the next ones begin; None where there are no more.
    """
    wanted = (
        select(outbox, person_table.c.name, person_table.c.staff_no, person_table.c.email_key)
        .join(person_table, person_table.c.id == outbox.c.person)
        .order_by(outbox.c.id.desc())
        .limit(most + 1)
    )
    if state is not None:
        wanted = wanted.where(_OF_STATE[state])
    if person is not None:
        wanted = wanted.where(outbox.c.person == person)
    if before is not None:
        wanted = wanted.where(outbox.c.id < before)
    found = connection.execute(wanted).all()
    rows = found[:most]
    who = {row.person: row for row in rows}
    apart = told_apart(
        [row.name for row in who.values()],
        [row.staff_no or "" for row in who.values()],
        [row.email_key or "" for row in who.values()],
    )
    names = {row.person: labelled(row.name, text) for row, text in zip(who.values(), apart, strict=True)}
    return tuple(_row(row, names[row.person]) for row in rows), rows[-1].id if len(found) > most else None


def _end(connection: Connection, letter: int, values: dict[str, object]) -> None:
    unsent = sa.and_(outbox.c.id == letter, outbox.c.sent_at.is_(None))
    connection.execute(outbox.update().where(unsent).values(values))


def _row(row: Row[*tuple[Any, ...]], name: str) -> OutboxRow:
    state = LetterState.SENT if row.sent_at else LetterState.FAILED if row.failed_at else LetterState.WAITING
    return OutboxRow(
        public_id=row.public_id,
        kind=LetterKind(row.kind),
        name=name,
        state=state,
        made_at=row.made_at,
        at=row.sent_at or row.failed_at or row.next_try,
        tries=row.tries,
        hitch=Hitch(row.hitch) if row.hitch else None,
        said=row.said or "",
    )
