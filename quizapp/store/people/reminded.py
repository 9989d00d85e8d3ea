"""Who can be reminded, what they were reminded of, and who would rather have one letter a week."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.letters import DueLine, LetterKind, Rung
from quizapp.store.columns import Moment
from quizapp.store.people.people import AT_ONCE
from quizapp.store.tables import letter_choice, outbox, person_table

# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
_CHOOSE = sa.text(
    "INSERT INTO letter_choice (person, weekly, at) VALUES (:person, :weekly, :at)"
    " ON CONFLICT (person) DO UPDATE SET weekly = excluded.weekly, at = excluded.at"
).bindparams(bindparam("at", type_=Moment), bindparam("weekly", type_=sa.Boolean))


class Reachable(NamedTuple):
    """Somebody who can be written to, and whether they would rather be once a week."""

    person: int
    name: str
    weekly: bool


def reachable(connection: Connection, after: int, most: int) -> tuple[Reachable, ...]:
    """At most so many of those who are here and have an address, by id, from the one after this on."""
    weekly = sa.func.coalesce(letter_choice.c.weekly, sa.false())
    wanted = (
        select(person_table.c.id, person_table.c.name, weekly.label("weekly"))
        .select_from(person_table.outerjoin(letter_choice, letter_choice.c.person == person_table.c.id))
        .where(person_table.c.id > after, person_table.c.state == "active", person_table.c.email_key.is_not(None))
        .order_by(person_table.c.id)
        .limit(most)
    )
    return tuple(Reachable(row.id, row.name, bool(row.weekly)) for row in connection.execute(wanted))


def is_weekly(connection: Connection, person: int) -> bool:
    """Whether this person would rather have one letter a week."""
    found = select(letter_choice.c.weekly).where(letter_choice.c.person == person)
    return bool(connection.execute(found).scalar_one_or_none())


def choose(connection: Connection, person: int, *, weekly: bool, at: datetime) -> None:
    """Keep whether this person would rather have one letter a week."""
    connection.execute(_CHOOSE, {"person": person, "weekly": weekly, "at": at})


def lines_of(connection: Connection, wanted: Sequence[int]) -> dict[int, frozenset[DueLine]]:
    """What these people were reminded of, or are to be, by their ids; nothing for those who never were."""
    found: dict[int, set[DueLine]] = {}
    for first in range(0, len(wanted), AT_ONCE):
        some = select(outbox.c.person, outbox.c.lines).where(
            outbox.c.person.in_(wanted[first : first + AT_ONCE]),
            outbox.c.kind.in_((LetterKind.REMINDER, LetterKind.DIGEST)),
        )
        for row in connection.execute(some):
            found.setdefault(row.person, set()).update(lines_in(row.lines))
    return {person: frozenset(lines) for person, lines in found.items()}


def as_text(lines: Iterable[DueLine]) -> str:
    """Lines as a letter's row keeps them."""
    return json.dumps([[one.module, one.on.isoformat(), one.rung, one.people, one.step] for one in lines])


def lines_in(text: str) -> tuple[DueLine, ...]:
    """The lines that such a text keeps."""
    return tuple(
        DueLine(module, date.fromisoformat(on), Rung(rung), people, step)
        for module, on, rung, people, step in json.loads(text)
    )
