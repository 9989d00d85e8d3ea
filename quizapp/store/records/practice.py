"""What people say of their practice since a completion that stands; nobody else's words unless they are shared."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.practice import InPractice
from quizapp.store.tables import completion, completion_current, in_practice

_SAID = (in_practice.c.text, in_practice.c.shared, in_practice.c.supervision_on, in_practice.c.set_aside)
_OF_THESE = select(in_practice.c.completion, *_SAID).where(
    in_practice.c.completion.in_(bindparam("these", expanding=True))
)
_UNSAID = (
    select(completion.c.module, completion.c.on_date)
    .select_from(
        completion_current.join(completion, completion.c.id == completion_current.c.completion).outerjoin(
            in_practice, in_practice.c.completion == completion.c.id
        )
    )
    .where(
        completion_current.c.person == bindparam("owner"),
        completion.c.on_date.between(bindparam("first", type_=sa.Date()), bindparam("last", type_=sa.Date())),
        in_practice.c.completion.is_(None),
    )
)
_PEOPLE: sa.BindParameter[int] = bindparam("people", expanding=True)
_COMPLETED = (
    select(completion_current.c.module, in_practice.c.supervision_on)
    .select_from(completion_current.outerjoin(in_practice, in_practice.c.completion == completion_current.c.completion))
    .where(completion_current.c.person.in_(_PEOPLE))
)
_SHARED = (
    select(completion_current.c.module, completion_current.c.person, in_practice.c.text)
    .select_from(completion_current.join(in_practice, in_practice.c.completion == completion_current.c.completion))
    .where(completion_current.c.person.in_(_PEOPLE), in_practice.c.shared)
)


def unsaid(connection: Connection, person: int, first: date, last: date) -> Mapping[str, date]:
    """The modules that a person completed between these days, both counted, and said nothing of: module → day."""
    key = {"owner": person, "first": first, "last": last}
    return {row.module: row.on_date for row in connection.execute(_UNSAID, key)}


def said(connection: Connection, completions: Sequence[int]) -> Mapping[int, InPractice]:
    """What was said of these completions, by completion; those of which nothing was said are not in it."""
    return {row[0]: InPractice(*row[1:]) for row in connection.execute(_OF_THESE, {"these": completions})}


def save(connection: Connection, completion: int, wanted: InPractice, at: datetime) -> None:
    """Keep this in place of what was said. The person is locked, or nobody else writes."""
    forget(connection, completion)
    row = {
        "completion": completion,
        "text": wanted.text,
        "shared": wanted.is_shared,
        "supervision_on": wanted.supervision_on,
        "set_aside": wanted.is_set_aside,
        "at": at,
    }
    connection.execute(in_practice.insert(), row)


def forget(connection: Connection, completion: int) -> None:
    """Delete what was said."""
    connection.execute(in_practice.delete().where(in_practice.c.completion == completion))


def counts(connection: Connection, people: Sequence[int]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Of these people, by module: how many completed it, and how many of them talked it through in supervision."""
    completed: Counter[str] = Counter()
    in_supervision: Counter[str] = Counter()
    for module, day in connection.execute(_COMPLETED, {"people": people}):
        completed[module] += 1
        in_supervision[module] += day is not None
    return completed, in_supervision


def shared(connection: Connection, people: Sequence[int]) -> tuple[tuple[str, int, str], ...]:
    """What these people let their manager read: module, person and words."""
    return tuple((row[0], row[1], row[2]) for row in connection.execute(_SHARED, {"people": people}))
