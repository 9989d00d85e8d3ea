"""Parts of a module that were done, completions with the evidence that earned them, and certificates.

Lock the person (`people.lock`) before `done` and `add`: then of two parts finished at once, one transaction sees both.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import AttemptState
from quizapp.model.completion import Certificate, Completion, CompletionSource, Done, Printed
from quizapp.model.days import CountsFrom
from quizapp.model.things import Thing, ThingKind, thing_at
from quizapp.store.columns import Moment
from quizapp.store.refusals import Refused, refused
from quizapp.store.tables import attempt, completion, completion_evidence, otherwise, result, thing
from quizapp.store.tables import certificate as certificate_table

__all__ = ["Refused"]

_Row = sa.Row[*tuple[Any, ...]]

_OF_MODULE = thing.c.module == bindparam("module")
_PASSED = (
    select(thing.c.path, attempt.c.id, attempt.c.finished)
    .select_from(
        attempt.join(thing, thing.c.id == attempt.c.thing).join(
            result, sa.and_(result.c.attempt == attempt.c.id, result.c.current)
        )
    )
    .where(
        attempt.c.person == bindparam("owner"),
        attempt.c.state == AttemptState.FINISHED,
        sa.not_(attempt.c.practice),
        result.c.passed,
    )
    .order_by(attempt.c.finished, attempt.c.id)
)
_OTHERWISE = (
    select(thing.c.path, otherwise.c.id, otherwise.c.on_date, otherwise.c.at)
    .join_from(otherwise, thing, thing.c.id == otherwise.c.thing)
    .where(otherwise.c.person == bindparam("owner"))
)
_PASSED_IN, _OTHERWISE_IN = _PASSED.where(_OF_MODULE), _OTHERWISE.where(_OF_MODULE)
_PART_ID = select(thing.c.id).where(thing.c.path == bindparam("path"), thing.c.kind != ThingKind.BRIEFING)
# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
_ADD_OTHERWISE = sa.text(
    'INSERT INTO otherwise (person, thing, on_date, "by", at) VALUES (:person, :thing, :on, :by, :at)'
    " ON CONFLICT (person, thing) DO NOTHING"
).bindparams(bindparam("on", type_=sa.Date), bindparam("at", type_=Moment))
_COMPLETION = (
    completion.c.id,
    completion.c.person,
    completion.c.module,
    completion.c.on_date,
    completion.c.briefing_sha,
    completion.c.source,
)
_OF_PERSON = select(*_COMPLETION).where(completion.c.person == bindparam("owner"))
_FIND = _OF_PERSON.where(completion.c.module == bindparam("module"))
_EVIDENCE = (
    select(
        thing.c.path,
        completion_evidence.c.attempt,
        completion_evidence.c.otherwise,
        attempt.c.finished,
        otherwise.c.on_date,
        otherwise.c.at,
    )
    .select_from(
        completion_evidence.outerjoin(attempt, attempt.c.id == completion_evidence.c.attempt)
        .outerjoin(otherwise, otherwise.c.id == completion_evidence.c.otherwise)
        .join(thing, thing.c.id == sa.func.coalesce(attempt.c.thing, otherwise.c.thing))
    )
    .where(completion_evidence.c.completion == bindparam("of"))
    .order_by(completion_evidence.c.ordinal)
)
_CERTIFICATES = select(
    certificate_table.c.code,
    certificate_table.c.completion,
    completion.c.person,
    certificate_table.c.printed,
    certificate_table.c.revoked_at,
    certificate_table.c.why,
).join_from(certificate_table, completion, completion.c.id == certificate_table.c.completion)
_BY_CODE = _CERTIFICATES.where(certificate_table.c.code == bindparam("code"))
_BY_COMPLETIONS = _CERTIFICATES.where(certificate_table.c.completion.in_(bindparam("of", expanding=True)))


def done(connection: Connection, person: int, module: str, counts_from: CountsFrom) -> tuple[Done, ...]:
    """The parts of the module that the person has done, each once, by time.

    A part is done by the first attempt at it that passed, practice aside, or by another way that was recorded,
    whichever was first. `counts_from` gives the moment from which another way counts, of its day and its recording.
    """
    key = {"owner": person, "module": module}
    return _first(connection.execute(_PASSED_IN, key), connection.execute(_OTHERWISE_IN, key), counts_from)


def done_everywhere(connection: Connection, person: int, counts_from: CountsFrom) -> Mapping[str, tuple[Done, ...]]:
    """The parts that the person has done, as in `done`, by their module; in two queries, however many there are."""
    key = {"owner": person}
    found: dict[str, list[Done]] = defaultdict(list)
    for part in _first(connection.execute(_PASSED, key), connection.execute(_OTHERWISE, key), counts_from):
        found[part.thing.module].append(part)
    return {module: tuple(parts) for module, parts in found.items()}


def add_otherwise(connection: Connection, *, person: int, path: str, on: date, by: int, at: datetime) -> bool:
    """Record that the person did a scenario or set in another way that day; False if there is such a record already.

    Raises Refused where no scenario or set was published at this path, or one of the people is not there.
    """
    thing_id = connection.execute(_PART_ID, {"path": path}).scalar_one_or_none()
    if thing_id is None:
        raise Refused("no scenario or set was published at this path")
    try:
        added = connection.execute(_ADD_OTHERWISE, {"person": person, "thing": thing_id, "on": on, "by": by, "at": at})
    except sa.exc.IntegrityError as error:
        raise refused(error) from error
    return added.rowcount == 1


def find(connection: Connection, person: int, module: str) -> Completion | None:
    """That the person completed the module; None if they have not."""
    row = connection.execute(_FIND, {"owner": person, "module": module}).one_or_none()
    return _completion(row) if row is not None else None


def of_person(connection: Connection, person: int) -> Mapping[str, Completion]:
    """What the person completed, by module, in one query."""
    return {row.module: _completion(row) for row in connection.execute(_OF_PERSON, {"owner": person})}


def add(
    connection: Connection,
    *,
    person: int,
    module: str,
    on: date,
    briefing: str,
    source: CompletionSource,
    evidence: Sequence[Done],
    at: datetime,
) -> Completion:
    """Store that the person completed the module, and by what, for good.

    `briefing` is the SHA-256 of a briefing whose bytes are kept. Raises Refused where there is a completion already,
    or what it refers to is not there (the transaction can only be rolled back), and ValueError without evidence.
    """
    if not evidence:
        raise ValueError("a completion is stored with its evidence")
    row = {"person": person, "module": module, "on_date": on, "briefing_sha": briefing, "source": source, "at": at}
    try:
        completion_id = connection.execute(completion.insert().returning(completion.c.id), row).scalar_one()
        connection.execute(
            completion_evidence.insert(),
            [
                {"completion": completion_id, "ordinal": n, "attempt": part.attempt, "otherwise": part.otherwise}
                for n, part in enumerate(evidence)
            ],
        )
    except sa.exc.IntegrityError as error:
        raise refused(error) from error
    return Completion(completion_id, person, module, on, briefing, source)


def evidence(connection: Connection, completion_id: int, counts_from: CountsFrom) -> tuple[Done, ...]:
    """The parts that earned a completion, in the order in which they were given; `counts_from` is as in `done`."""
    return tuple(
        _by_attempt(row.path, row.finished, row.attempt)
        if row.attempt is not None
        else _by_another_way(row.path, counts_from(row.on_date, row.at), row.otherwise)
        for row in connection.execute(_EVIDENCE, {"of": completion_id})
    )


def issue(connection: Connection, *, code: str, completion: int, printed: Printed, at: datetime) -> None:
    """Store what a completion's certificate says, for good. Raises Refused where it has one, or the code is taken."""
    published = printed.published_on.isoformat() if printed.published_on else ""
    days = {"on": printed.on.isoformat(), "published_on": published}
    text = json.dumps({**asdict(printed), **days}, ensure_ascii=False, sort_keys=True)
    row = {"code": code, "completion": completion, "printed": text, "issued_at": at}
    try:
        connection.execute(certificate_table.insert(), row)
    except sa.exc.IntegrityError as error:
        raise refused(error) from error


def certificate(connection: Connection, code: str) -> Certificate | None:
    """The certificate with this code, withdrawn or not; None if there is none."""
    row = connection.execute(_BY_CODE, {"code": code}).one_or_none()
    return _certificate(row) if row is not None else None


def certificate_of(connection: Connection, completion: int) -> Certificate | None:
    """The certificate of a completion, withdrawn or not; None if none was issued."""
    return certificates_of(connection, [completion]).get(completion)


def certificates_of(connection: Connection, completions: Collection[int]) -> Mapping[int, Certificate]:
    """The certificates of these completions, withdrawn or not, by completion; in one query, those without left out."""
    if not completions:
        return {}
    return {row.completion: _certificate(row) for row in connection.execute(_BY_COMPLETIONS, {"of": list(completions)})}


def revoke(connection: Connection, code: str, why: str, at: datetime) -> bool:
    """Withdraw a certificate, with the reason; False if there is none or it is withdrawn already.

    Raises Refused for a reason that is empty or far too long.
    """
    valid = sa.and_(certificate_table.c.code == code, certificate_table.c.revoked_at.is_(None))
    try:
        changed = connection.execute(certificate_table.update().where(valid).values(revoked_at=at, why=why))
    except sa.exc.IntegrityError as error:
        raise refused(error) from error
    return changed.rowcount == 1


def _first(passed: Iterable[_Row], another_way: Iterable[_Row], counts_from: CountsFrom) -> tuple[Done, ...]:
    """Each part once, by time: by whichever was first, an attempt that passed or another way."""
    found = [
        *(_by_attempt(row.path, row.finished, row.id) for row in passed),
        *(_by_another_way(row.path, counts_from(row.on_date, row.at), row.id) for row in another_way),
    ]
    first: dict[Thing, Done] = {}
    for part in sorted(found, key=lambda part: part.at):
        first.setdefault(part.thing, part)
    return tuple(first.values())


def _by_attempt(path: str, finished: datetime, attempt_id: int) -> Done:
    return Done(thing_at(path), finished, attempt=attempt_id)


def _by_another_way(path: str, at: datetime, otherwise_id: int) -> Done:
    return Done(thing_at(path), at, otherwise=otherwise_id)


def _completion(row: _Row) -> Completion:
    return Completion(row.id, row.person, row.module, row.on_date, row.briefing_sha, CompletionSource(row.source))


def _certificate(row: _Row) -> Certificate:
    return Certificate(row.code, row.completion, row.person, _printed(row.printed), row.revoked_at, row.why or "")


def _printed(text: str) -> Printed:
    """What a certificate says, looked at part by part; ValueError where it is something else."""
    found = json.loads(text)
    if isinstance(found, dict):
        found = {"issuer": "", "published_on": "", **found}  # which those of before do not have
    texts = ("name", "module", "module_title", "version", "on", "source", "issuer", "published_on")
    kinds: dict[str, type] = dict.fromkeys(texts, str)
    kinds |= {"topics": list, "minutes_nominal": int, "minutes_taken": int}
    if not isinstance(found, dict) or {key: type(value) for key, value in found.items()} != kinds:
        raise ValueError("what a stored certificate says is incomplete")
    if not all(isinstance(topic, str) for topic in found["topics"]):
        raise ValueError("a stored certificate's topics are no texts")
    published = date.fromisoformat(found["published_on"]) if found["published_on"] else None
    days = {"on": date.fromisoformat(found["on"]), "published_on": published}
    return Printed(**{**found, **days, "topics": tuple(found["topics"])})
