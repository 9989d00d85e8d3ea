"""Parts of a module that were done, and completions with the evidence that earned them; what was taken back is none.

Lock the person (`people.lock`) before `done` and `add`: then of two parts finished at once, one transaction sees both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import AttemptState
from quizapp.model.completion import Completion, CompletionSource, Done, Earned, HowItEnded
from quizapp.model.days import CountsFrom
from quizapp.model.moments import no_earlier
from quizapp.model.things import Thing, thing_at
from quizapp.store.refusals import Refused, refused
from quizapp.store.tables import (
    attempt,
    completion,
    completion_current,
    completion_end,
    completion_evidence,
    otherwise,
    otherwise_current,
    person_table,
    result,
    thing,
)

__all__ = ["Refused"]

_Row = sa.Row[*tuple[Any, ...]]

_OF_MODULE = thing.c.module == bindparam("module")
_ALL_PASSED = (
    select(thing.c.path, attempt.c.id, attempt.c.finished, attempt.c.person)
    .select_from(
        attempt.join(thing, thing.c.id == attempt.c.thing).join(
            result, sa.and_(result.c.attempt == attempt.c.id, result.c.current)
        )
    )
    .where(attempt.c.state == AttemptState.FINISHED, sa.not_(attempt.c.practice), result.c.passed)
    .order_by(attempt.c.finished, attempt.c.id)
)
_ALL_OTHERWISE = (
    select(thing.c.path, otherwise.c.id, otherwise.c.on_date, otherwise.c.at, otherwise.c.person)
    .join_from(otherwise, thing, thing.c.id == otherwise.c.thing)
    .join(otherwise_current, otherwise_current.c.otherwise == otherwise.c.id)
)
_PASSED = _ALL_PASSED.where(attempt.c.person == bindparam("owner"))
_OTHERWISE = _ALL_OTHERWISE.where(otherwise.c.person == bindparam("owner"))
_PASSED_IN, _OTHERWISE_IN = _PASSED.where(_OF_MODULE), _OTHERWISE.where(_OF_MODULE)
_WITHOUT = select(person_table.c.id).where(
    person_table.c.state != "erased",
    person_table.c.id.not_in(
        select(completion_current.c.person).where(completion_current.c.module == bindparam("module"))
    ),
)
_PASSED_BY_EACH = _ALL_PASSED.where(_OF_MODULE, attempt.c.person.in_(_WITHOUT))
_OTHERWISE_BY_EACH = _ALL_OTHERWISE.where(_OF_MODULE, otherwise.c.person.in_(_WITHOUT))
_COMPLETION = (
    completion.c.id,
    completion.c.person,
    completion.c.module,
    completion.c.on_date,
    completion.c.briefing_sha,
    completion.c.source,
    completion.c.at,
)
_OF_PERSON = (
    select(*_COMPLETION)
    .join(completion_current, completion_current.c.completion == completion.c.id)
    .where(completion_current.c.person == bindparam("owner"))
)
_FIND = _OF_PERSON.where(completion_current.c.module == bindparam("module"))
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
_ENDED = (
    select(*_COMPLETION, completion_end.c.at.label("ended_at"), completion_end.c.why, completion_end.c.by)
    .join(completion_end, completion_end.c.completion == completion.c.id)
    .where(completion.c.person == bindparam("owner"))
    .order_by(completion_end.c.at, completion.c.id)
)


def done(connection: Connection, person: int, module: str, counts_from: CountsFrom) -> tuple[Done, ...]:
    """The parts of the module that the person has done, each once, by time.

    A part is done by the first attempt at it that passed, practice aside, or by another way that was recorded,
    whichever was first. `counts_from` gives the moment from which another way counts, of its day and its recording.
    """
    key = {"owner": person, "module": module}
    return _first(connection.execute(_PASSED_IN, key), connection.execute(_OTHERWISE_IN, key), counts_from)


def done_at(connection: Connection, person: int, thing: Thing, counts_from: CountsFrom) -> datetime | None:
    """From when the person has done this part, as in `done`; None where they have not."""
    parts = done(connection, person, thing.module, counts_from)
    return next((part.at for part in parts if part.thing == thing), None)


def done_everywhere(connection: Connection, person: int, counts_from: CountsFrom) -> Mapping[str, tuple[Done, ...]]:
    """The parts that the person has done, as in `done`, by their module; in two queries, however many there are."""
    key = {"owner": person}
    found: dict[str, list[Done]] = defaultdict(list)
    for part in _first(connection.execute(_PASSED, key), connection.execute(_OTHERWISE, key), counts_from):
        found[part.thing.module].append(part)
    return {module: tuple(parts) for module, parts in found.items()}


def done_by_each(connection: Connection, module: str, counts_from: CountsFrom) -> Mapping[int, tuple[Done, ...]]:
    """The parts of the module, as in `done`, of everybody who did any and has no completion of it: two queries for all.

    Those who have left are among them: what they did stays on record. Those who were erased are not.
    """
    passed = _by_person(connection, _PASSED_BY_EACH, module)
    another_way = _by_person(connection, _OTHERWISE_BY_EACH, module)
    people = sorted(passed.keys() | another_way.keys())
    return {person: _first(passed.get(person, ()), another_way.get(person, ()), counts_from) for person in people}


def find(connection: Connection, person: int, module: str) -> Completion | None:
    """That the person completed the module, and it stands; None if they have not."""
    row = connection.execute(_FIND, {"owner": person, "module": module}).one_or_none()
    return _completion(row) if row is not None else None


def of_person(connection: Connection, person: int) -> Mapping[str, Completion]:
    """What the person completed and what stands of it, by module, in one query."""
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
    """Store that one person completed the module, and by what, as `add_all` does."""
    (made,) = add_all(connection, module, briefing, [Earned(person, on, source, tuple(evidence))], at)
    return made


def add_all(
    connection: Connection, module: str, briefing: str, earned: Collection[Earned], at: datetime
) -> tuple[Completion, ...]:
    """Store that these people completed the module, each by what, for good: as many statements for one as for all.

    `briefing` is the SHA-256 of a briefing whose bytes are kept. None is recorded as earlier than what earned it.
    Raises Refused where one stands already, or what it refers to is not there (the transaction can only be rolled
    back), and ValueError without evidence.
    """
    if not all(one.evidence for one in earned):
        raise ValueError("a completion is stored with its evidence")
    if not earned:
        return ()
    same = {"module": module, "briefing_sha": briefing}
    try:
        added = connection.execute(
            completion.insert().returning(*_COMPLETION),
            [
                {
                    **same,
                    "person": one.person,
                    "on_date": one.on,
                    "source": one.source,
                    "at": no_earlier(at, *(part.at for part in one.evidence)),
                }
                for one in earned
            ],
        )
        made = {row.person: _completion(row) for row in added}
        connection.execute(
            completion_evidence.insert(),
            [
                {"completion": made[one.person].id, "ordinal": n, "attempt": part.attempt, "otherwise": part.otherwise}
                for one in earned
                for n, part in enumerate(one.evidence)
            ],
        )
    except sa.exc.IntegrityError as error:
        raise refused(error) from error
    return tuple(made[one.person] for one in earned)


def evidence(connection: Connection, completion_id: int, counts_from: CountsFrom) -> tuple[Done, ...]:
    """The parts that earned a completion, in the order in which they were given; `counts_from` is as in `done`."""
    return tuple(
        _by_attempt(row.path, row.finished, row.attempt)
        if row.attempt is not None
        else _by_another_way(row.path, counts_from(row.on_date, row.at), row.otherwise)
        for row in connection.execute(_EVIDENCE, {"of": completion_id})
    )


def end(connection: Connection, completion_id: int, *, at: datetime, by: int, why: str) -> None:
    """Let a completion stand no longer, with the reason. Raises Refused where it had ended before, and for no reason.

    Its certificate is ended by the caller, in the same transaction.
    """
    try:
        connection.execute(completion_end.insert(), {"completion": completion_id, "at": at, "by": by, "why": why})
    except sa.exc.IntegrityError as error:
        raise refused(error) from error


def ended(connection: Connection, person: int) -> Mapping[str, tuple[Completion, HowItEnded]]:
    """The last completion of each module that the person had and that stands no longer, and how it ended."""
    return {
        row.module: (_completion(row), HowItEnded(row.ended_at, row.why, row.by))
        for row in connection.execute(_ENDED, {"owner": person})
    }


def _by_person(connection: Connection, asked: sa.Select[*tuple[Any, ...]], module: str) -> Mapping[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in connection.execute(asked, {"module": module}):
        found[row.person].append(row)
    return found


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
    source = CompletionSource(row.source)
    return Completion(row.id, row.person, row.module, row.on_date, row.briefing_sha, source, row.at)
