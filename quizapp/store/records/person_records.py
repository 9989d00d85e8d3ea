"""What is on record of one person, for their manager: attempts and completions. No scores and no answers are read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection, Row

from quizapp.model.attempts import AttemptState
from quizapp.model.person_records import AttemptRecord
from quizapp.store.tables import (
    attempt,
    audit,
    certificate,
    certificate_end,
    completion,
    completion_end,
    completion_evidence,
    otherwise,
    otherwise_current,
    person_table,
    result,
    thing,
)

_ATTEMPTS = (
    select(thing.c.path, attempt.c.started, attempt.c.finished, attempt.c.state, result.c.passed)
    .select_from(
        attempt.join(thing, thing.c.id == attempt.c.thing).outerjoin(
            result, sa.and_(result.c.attempt == attempt.c.id, result.c.current)
        )
    )
    .where(attempt.c.person == bindparam("owner"), sa.not_(attempt.c.practice))
    .order_by(attempt.c.id)
)
_OTHERWISE = (
    select(thing.c.path, otherwise.c.on_date)
    .join_from(otherwise, thing, thing.c.id == otherwise.c.thing)
    .join(otherwise_current, otherwise_current.c.otherwise == otherwise.c.id)
    .where(otherwise.c.person == bindparam("owner"))
    .order_by(otherwise.c.id)
)
# The certificate that stands comes last.
_COMPLETIONS = (
    select(
        completion.c.id,
        completion.c.module,
        completion.c.on_date,
        completion.c.at,
        completion_end.c.at.label("ended_at"),
        certificate.c.code,
        certificate_end.c.kind,
    )
    .select_from(
        completion.outerjoin(completion_end, completion_end.c.completion == completion.c.id)
        .outerjoin(certificate, certificate.c.completion == completion.c.id)
        .outerjoin(certificate_end, certificate_end.c.code == certificate.c.code)
    )
    .where(completion.c.person == bindparam("owner"))
    .order_by(completion.c.on_date, completion.c.id, certificate_end.c.code.is_(None), certificate.c.issued_at)
)
_EVIDENCE = (
    select(completion_evidence.c.completion, thing.c.path, attempt.c.finished, otherwise.c.on_date)
    .select_from(
        completion_evidence.join(completion, completion.c.id == completion_evidence.c.completion)
        .outerjoin(attempt, attempt.c.id == completion_evidence.c.attempt)
        .outerjoin(otherwise, otherwise.c.id == completion_evidence.c.otherwise)
        .join(thing, thing.c.id == sa.func.coalesce(attempt.c.thing, otherwise.c.thing))
    )
    .where(completion.c.person == bindparam("owner"))
    .order_by(completion_evidence.c.completion, completion_evidence.c.ordinal)
)


class CompletedModule(NamedTuple):
    """A completion with its certificate (the last one; None for none) and what earned it: path, finished, done on."""

    module: str
    on: date
    recorded: datetime
    ended_at: datetime | None
    code: str | None
    is_withdrawn: bool
    evidence: tuple[tuple[str, datetime | None, date | None], ...]


def attempts(connection: Connection, person: int) -> Mapping[str, tuple[AttemptRecord, ...]]:
    """All attempts of a person that are no practice, oldest first, by the path of what they are at."""
    found: dict[str, list[AttemptRecord]] = defaultdict(list)
    for row in connection.execute(_ATTEMPTS, {"owner": person}):
        is_finished = row.state == AttemptState.FINISHED
        found[row.path].append(AttemptRecord(row.started, row.finished, bool(row.passed) if is_finished else None))
    return {path: tuple(rows) for path, rows in found.items()}


def another_way(connection: Connection, person: int) -> Mapping[str, tuple[date, ...]]:
    """The days on which a person did what another way, by its path; what was taken back is left out."""
    found: dict[str, list[date]] = defaultdict(list)
    for row in connection.execute(_OTHERWISE, {"owner": person}):
        found[row.path].append(row.on_date)
    return {path: tuple(days) for path, days in found.items()}


def completions(connection: Connection, person: int) -> tuple[CompletedModule, ...]:
    """Everything that a person ever completed, by its day, what stands no longer, too; in two queries."""
    by: dict[int, list[tuple[str, datetime | None, date | None]]] = defaultdict(list)
    for part in connection.execute(_EVIDENCE, {"owner": person}):
        by[part.completion].append((part.path, part.finished, part.on_date))
    found: dict[int, Row[*tuple[Any, ...]]] = {
        row.id: row for row in connection.execute(_COMPLETIONS, {"owner": person})
    }
    return tuple(
        CompletedModule(
            row.module, row.on_date, row.at, row.ended_at, row.code, row.kind is not None, tuple(by[row.id])
        )
        for row in found.values()
    )


def looks(
    connection: Connection, person: int, actions: Sequence[str], skip: int, most: int
) -> tuple[tuple[str, str, datetime], ...]:
    """Who (a name, or empty where it is not kept) looked at a person's record, by which of these, and when."""
    asked = (
        select(person_table.c.name, audit.c.action, audit.c.at)
        .select_from(audit.outerjoin(person_table, person_table.c.id == audit.c.actor))
        .where(audit.c.subject == person, audit.c.action.in_(actions))
        .order_by(audit.c.seq.desc())
        .offset(skip)
        .limit(most)
    )
    return tuple((row.name or "", row.action, row.at) for row in connection.execute(asked))
