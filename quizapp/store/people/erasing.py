"""Erasing a person: what says who they were goes, and what was done stays under a pseudonym.

What goes and what stays is in the register of personal columns (`model/register.py`); the triggers of migration 0021
let the frozen rows of whoever has a row in `erasure` lose their words, and nothing else.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.erasures import CountedRecord, Erased
from quizapp.model.people import Person
from quizapp.store.people import directory, people
from quizapp.store.people.copying import whose
from quizapp.store.tables import (
    answer,
    attempt,
    belonging,
    certificate,
    certificate_end,
    completion,
    completion_end,
    erasure,
    exemption,
    in_practice,
    intention,
    known_browser,
    letter_choice,
    link,
    otherwise_end,
    outbox,
    person_table,
    reflection,
    role,
    session,
    unsent,
)

NO_WORDS = "-"  # in place of a reason, which may not be empty
_GO = (session, link, known_browser, unsent, reflection, intention, in_practice, outbox, letter_choice)
_REASONS = (certificate_end, completion_end, otherwise_end)


def pseudonym(person_id: int) -> str:
    """What stands in place of a name: their number, which says nothing to anybody else."""
    return f"#{person_id}"


def find(connection: Connection, typed: str) -> Person | None:
    """The person with this address or staff number, be it one who has left; None if nobody has it."""
    found = directory.by_address(connection, typed)
    if found is not None:
        return found.person
    number = people.has_staff_number(connection, typed)
    return people.get_person(connection, number) if number is not None else None


def counted(connection: Connection, of: int) -> CountedRecord:
    """How much there is of what goes, and of what stays."""

    def count(table: sa.Table, *more: sa.ColumnElement[bool]) -> int:
        wanted = select(sa.func.count()).select_from(table).where(whose(table, of), *more)
        return int(connection.execute(wanted).scalar_one())

    return CountedRecord(
        written_answers=count(answer, answer.c.text.is_not(None)),
        reflections=count(reflection),
        intentions=count(intention) + count(in_practice),
        unsent=count(unsent),
        letters=count(outbox),
        attempts=count(attempt),
        completions=count(completion),
        certificates=count(certificate),
    )


def erase(connection: Connection, of: int, *, at: datetime, today: date, reason: str, by: int | None) -> None:
    """Erase this person: nothing of what they wrote, or of who they were, is left in any row. It cannot be undone.

    `at` is when it was decided: after a restore, the moment of before.
    """
    connection.execute(erasure.insert().values(person=of, at=at, reason=reason, by=by))
    directory.leave_home(connection, of, today)
    people.end_managing(connection, of, today)
    connection.execute(role.delete().where(role.c.person == of))
    connection.execute(
        belonging.update()
        .where(belonging.c.person == of, belonging.c.to_on.is_(None))
        .values(to_on=sa.case((belonging.c.from_on > today, belonging.c.from_on), else_=today))
    )
    for table in _GO:
        connection.execute(table.delete().where(whose(table, of)))
    connection.execute(answer.update().where(whose(answer, of), answer.c.text.is_not(None)).values(text=None))
    for table in _REASONS:
        connection.execute(table.update().where(whose(table, of)).values(why=NO_WORDS))
    connection.execute(exemption.update().where(exemption.c.person == of).values(reason=NO_WORDS))
    _unname_certificates(connection, of)
    gone = dict.fromkeys(("email_key", "staff_no", "password_hash", "group", "works_as"))
    nobody = {"name": pseudonym(of), "state": directory.ERASED}
    connection.execute(person_table.update().where(person_table.c.id == of).values({**gone, **nobody}))


def _unname_certificates(connection: Connection, of: int) -> None:
    """A certificate stays what it proves, without a name."""
    change = certificate.update().where(certificate.c.code == bindparam("of")).values(printed=bindparam("says"))
    for code, printed in connection.execute(
        select(certificate.c.code, certificate.c.printed).where(whose(certificate, of))
    ).all():
        says = json.dumps({**json.loads(printed), "name": ""}, ensure_ascii=False, sort_keys=True)
        connection.execute(change, {"of": code, "says": says})


def everybody_erased(connection: Connection) -> tuple[Erased, ...]:
    """Whoever was erased, in the order in which it was done."""
    other = person_table.alias()
    rows = connection.execute(
        select(person_table.c.public_id, erasure.c.at, erasure.c.reason, other.c.public_id.label("by"))
        .select_from(
            erasure.join(person_table, person_table.c.id == erasure.c.person).outerjoin(
                other, other.c.id == erasure.c.by
            )
        )
        .order_by(erasure.c.at, erasure.c.person)
    )
    return tuple(Erased(row.public_id, row.at, row.reason, row.by) for row in rows)


def not_erased(connection: Connection, wanted: Sequence[Erased]) -> tuple[tuple[Erased, int, int | None], ...]:
    """Those of these people who are here and not erased, with their ids here, and that of who did it."""
    ids: dict[str, Any] = {
        row.public_id: row
        for row in connection.execute(
            select(person_table.c.public_id, person_table.c.id, erasure.c.at).select_from(
                person_table.outerjoin(erasure, erasure.c.person == person_table.c.id)
            )
        )
    }
    return tuple(
        (one, ids[one.person].id, ids[one.by].id if one.by in ids else None)
        for one in wanted
        if one.person in ids and ids[one.person].at is None
    )
