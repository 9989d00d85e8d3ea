"""How far people of teams are with which scenario or set, for their manager. No scores and no answers are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection, Row

from quizapp.model.attempts import AttemptState
from quizapp.model.completion import CompletionSource
from quizapp.model.days import CountsFrom
from quizapp.model.people import (
    Managed,
    Progress,
    Proof,
    Standing,
    TeamModule,
    TeamRow,
    TeamScenario,
    TeamTable,
)
from quizapp.store.tables import (
    attempt,
    certificate,
    certificate_end,
    completion,
    completion_current,
    otherwise,
    otherwise_current,
    result,
    thing,
)

_THESE: sa.BindParameter[int] = bindparam("people", expanding=True)
_PATHS: sa.BindParameter[str] = bindparam("paths", expanding=True)
_ATTEMPTS = (
    select(attempt.c.person, thing.c.path, attempt.c.state, attempt.c.started, attempt.c.finished, result.c.passed)
    .select_from(
        attempt.join(thing, thing.c.id == attempt.c.thing).outerjoin(
            result, sa.and_(result.c.attempt == attempt.c.id, result.c.current)
        )
    )
    .where(attempt.c.person.in_(_THESE), thing.c.path.in_(_PATHS), sa.not_(attempt.c.practice))
    .order_by(attempt.c.id)
)
_OTHERWISE = (
    select(otherwise.c.person, thing.c.path, otherwise.c.on_date, otherwise.c.at)
    .join_from(otherwise, thing, thing.c.id == otherwise.c.thing)
    .where(otherwise.c.person.in_(_THESE), otherwise.c.id.in_(select(otherwise_current.c.otherwise)))
)
# What they completed and still stands, with its certificates, the last one last.
_COMPLETIONS = (
    select(
        completion.c.person,
        completion.c.module,
        completion.c.on_date,
        completion.c.source,
        completion.c.at,
        certificate.c.code,
        certificate_end.c.kind,
    )
    .join_from(completion, completion_current, completion_current.c.completion == completion.c.id)
    .outerjoin(certificate, certificate.c.completion == completion.c.id)
    .outerjoin(certificate_end, certificate_end.c.code == certificate.c.code)
    .where(completion.c.person.in_(_THESE))
    .order_by(certificate_end.c.code.is_(None), certificate.c.issued_at)
)
NOT_STARTED = Standing(Progress.NOT_STARTED, 0)


@dataclass(slots=True)
class _Seen:
    """One person's row while it is gathered."""

    attempts: dict[str, list[Row[*tuple[Any, ...]]]] = field(default_factory=dict)
    otherwise: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)  # when it counts from, was recorded
    completed: dict[str, date] = field(default_factory=dict)
    proofs: dict[str, Proof] = field(default_factory=dict)

    def standing(self, path: str) -> Standing:
        """How far they are with one part: by playing it, or done another way, whichever was first."""
        played, found = _standing(self.attempts.get(path, [])), self.otherwise.get(path)
        if found is None:
            return played
        at, recorded = found
        if played.progress is Progress.PASSED and played.finished and played.finished <= at:
            return played
        return Standing(Progress.PASSED, played.attempts, played.started or at, at, True, recorded)


def team_tables(
    connection: Connection,
    people: Sequence[tuple[str, Sequence[Managed]]],
    counts_from: CountsFrom,
    scenarios: Sequence[tuple[str, TeamScenario]],
    modules: Sequence[TeamModule] = (),
) -> tuple[TeamTable, ...]:
    """A table for each of these teams, in it a row for each of these people of it, both in the order given.

    `scenarios` are the columns: path and heading, of scenarios and sets alike. A team
    without people has a table without rows. Practice counts for nothing. What was done another way reads like a pass
    at the moment that `counts_from` gives, of its day and its recording. It takes three queries, and one parameter
    for each person.
    """
    paths = [path for path, _ in scenarios]
    these = {"people": [who.id for _, listed in people for who in listed]}
    gathered = {person: _Seen() for person in these["people"]}
    for row in connection.execute(_ATTEMPTS, {**these, "paths": paths}):
        gathered[row.person].attempts.setdefault(row.path, []).append(row)
    for done in connection.execute(_OTHERWISE, these):
        gathered[done.person].otherwise[done.path] = counts_from(done.on_date, done.at), done.at
    for one in connection.execute(_COMPLETIONS, these):
        gathered[one.person].completed[one.module] = one.on_date
        withdrawn, source = one.kind is not None, CompletionSource(one.source)
        gathered[one.person].proofs[one.module] = Proof(source, one.code or "", withdrawn, one.at)
    return tuple(
        TeamTable(
            team=team,
            scenarios=tuple(heading for _, heading in scenarios),
            rows=tuple(_row(who, gathered[who.id], paths, modules) for who in listed),
            modules=tuple(modules),
        )
        for team, listed in people
    )


def _row(who: Managed, seen: _Seen, paths: Sequence[str], modules: Sequence[TeamModule]) -> TeamRow:
    return TeamRow(
        who=who,
        standings=tuple(seen.standing(path) for path in paths),
        completed=tuple(seen.completed.get(module.id) for module in modules),
        proofs=tuple(seen.proofs.get(module.id) for module in modules),
    )


def _standing(attempts: Sequence[Row[*tuple[Any, ...]]]) -> Standing:
    """The furthest that these attempts, oldest first, have come: passing once is enough, whatever came later."""
    if not attempts:
        return NOT_STARTED
    finished = [row for row in attempts if row.state == AttemptState.FINISHED]
    passed = [row for row in finished if row.passed]
    ended: datetime | None = None
    if passed:
        progress, ended = Progress.PASSED, passed[0].finished
    elif finished:
        progress, ended = Progress.FINISHED, finished[-1].finished
    else:
        progress = Progress.IN_PROGRESS
    return Standing(progress, len(attempts), attempts[0].started, ended)
