"""What a manager sees of their teams: who is how far with which scenario or set. No scores and no answers are read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from quizapp.model.attempts import AttemptState
from quizapp.model.completion import CompletionSource
from quizapp.model.days import CountsFrom
from quizapp.model.names import reading_order, told_apart
from quizapp.model.people import (
    Managed,
    Person,
    Progress,
    Proof,
    Standing,
    TeamModule,
    TeamRow,
    TeamScenario,
    TeamTable,
)
from quizapp.store.people.scope import managed_teams, visible_people
from quizapp.store.tables import (
    attempt,
    certificate,
    certificate_end,
    completion,
    completion_current,
    otherwise,
    otherwise_current,
    person_table,
    result,
    team,
    thing,
)

NOT_STARTED = Standing(Progress.NOT_STARTED, 0)


@dataclass(slots=True)
class _Seen:
    """One person's row while it is gathered."""

    who: Managed
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


def teams(connection: Connection, viewer: Person, today: date) -> tuple[tuple[int, str], ...]:
    """The ids and names of the teams that the viewer manages today, teams inside them too, by name."""
    found = connection.execute(select(team.c.id, team.c.name).where(team.c.id.in_(managed_teams(viewer, today))))
    return tuple(sorted(((row.id, row.name) for row in found), key=lambda pair: (reading_order(pair[1]), pair[0])))


def team_tables(
    connection: Connection,
    viewer: Person,
    today: date,
    counts_from: CountsFrom,
    scenarios: Sequence[tuple[str, TeamScenario]],
    modules: Sequence[TeamModule] = (),
) -> tuple[TeamTable, ...]:
    """A table for each team that the viewer manages today, by name; in it a row for each of its people, by name.

    `scenarios` are the columns: path and heading, of scenarios and sets alike. A team
    without people has a table without rows. Practice counts for nothing. What was done another way reads like a pass
    at the moment that `counts_from` gives, of its day and its recording.
    """
    paths = [path for path, _ in scenarios]
    people: dict[int, dict[int, _Seen]] = {}
    everybody: dict[int, _Seen] = {}
    for row in _attempts(connection, viewer, today, paths):
        who = Managed(viewer.id, row.person, row.public_id, row.name, row.email_key or "", row.staff_no or "")
        seen = people.setdefault(row.team, {}).setdefault(row.person, _Seen(who))
        everybody[row.person] = seen
        if row.path is not None:
            seen.attempts.setdefault(row.path, []).append(row)
    done = (thing.c.path, otherwise.c.on_date, otherwise.c.at)
    stands = otherwise.c.id.in_(select(otherwise_current.c.otherwise))
    for row in connection.execute(_in_scope(viewer, today, otherwise, done).where(stands)):
        everybody[row.person].otherwise[row.path] = counts_from(row.on_date, row.at), row.at
    for row in connection.execute(_completions(viewer, today)):
        everybody[row.person].completed[row.module] = row.on_date
        withdrawn, source = row.kind is not None, CompletionSource(row.source)
        everybody[row.person].proofs[row.module] = Proof(source, row.code or "", withdrawn, row.at)
    _tell_apart(list(everybody.values()))
    return tuple(
        TeamTable(
            team=name,
            scenarios=tuple(heading for _, heading in scenarios),
            rows=tuple(
                TeamRow(
                    who=seen.who,
                    standings=tuple(seen.standing(path) for path in paths),
                    completed=tuple(seen.completed.get(module.id) for module in modules),
                    proofs=tuple(seen.proofs.get(module.id) for module in modules),
                )
                for seen in sorted(people.get(team_id, {}).values(), key=_by_name)
            ),
            modules=tuple(modules),
        )
        for team_id, name in teams(connection, viewer, today)
    )


def _tell_apart(everybody: Sequence[_Seen]) -> None:
    """Say of those whose names look the same what tells them apart: a staff number, or else an address."""
    found = [seen.who for seen in everybody]
    apart = told_apart([w.name for w in found], [w.staff_number for w in found], [w.email for w in found])
    for seen, text in zip(everybody, apart, strict=True):
        seen.who = replace(seen.who, apart=text)


def _by_name(seen: _Seen) -> tuple[tuple[str, str, str], int]:
    return reading_order(seen.who.name), seen.who.id


def _attempts(
    connection: Connection, viewer: Person, today: date, paths: Sequence[str]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """A row for each attempt of those in scope at these paths, oldest first, or one without for who has none."""
    scope = visible_people(viewer, today).subquery("scope")
    counts = sa.and_(thing.c.id == attempt.c.thing, thing.c.path.in_(paths), sa.not_(attempt.c.practice))
    tried = attempt.join(thing, counts)
    tried = tried.outerjoin(result, sa.and_(result.c.attempt == attempt.c.id, result.c.current))
    asked = (
        select(
            scope.c.team,
            scope.c.person,
            person_table.c.name,
            person_table.c.public_id,
            person_table.c.email_key,
            person_table.c.staff_no,
            thing.c.path,
            attempt.c.state,
            attempt.c.started,
            attempt.c.finished,
            result.c.passed,
        )
        .select_from(
            scope.join(person_table, person_table.c.id == scope.c.person).outerjoin(
                tried, attempt.c.person == scope.c.person
            )
        )
        .order_by(attempt.c.id)
    )
    return connection.execute(asked).all()


def _in_scope(
    viewer: Person, today: date, table: sa.Table, columns: Sequence[sa.ColumnElement[Any]]
) -> sa.Select[*tuple[Any, ...]]:
    """These columns of a table with a person (and a thing), for everybody in the viewer's scope."""
    scope = visible_people(viewer, today).subquery("scope")
    joined = scope.join(table, table.c.person == scope.c.person)
    if "thing" in table.c:
        joined = joined.join(thing, thing.c.id == table.c.thing)
    return select(scope.c.person, *columns).select_from(joined)


def _completions(viewer: Person, today: date) -> sa.Select[*tuple[Any, ...]]:
    """What everybody in the viewer's scope completed and still stands, with its certificates, the last one last."""
    proof = (completion.c.source, completion.c.at, certificate.c.code, certificate_end.c.kind)
    found = _in_scope(viewer, today, completion, (completion.c.module, completion.c.on_date, *proof))
    return (
        found.join(completion_current, completion_current.c.completion == completion.c.id)
        .outerjoin(certificate, certificate.c.completion == completion.c.id)
        .outerjoin(certificate_end, certificate_end.c.code == certificate.c.code)
        .order_by(certificate_end.c.code.is_(None), certificate.c.issued_at)
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


def in_scope(connection: Connection, viewer: Person, today: date, people: Collection[int]) -> frozenset[int]:
    """Those of these people, by id, whom the viewer manages today."""
    scope = visible_people(viewer, today).subquery("scope")
    return frozenset(connection.scalars(select(scope.c.person).where(scope.c.person.in_(people))))


def person_in_scope(connection: Connection, viewer: Person, today: date, public_id: str) -> Managed | None:
    """The person with this public id, if the viewer manages them today; else None."""
    scope = visible_people(viewer, today).subquery("scope")
    known = (person_table.c.id, person_table.c.name, person_table.c.email_key, person_table.c.staff_no)
    found = select(*known).join_from(person_table, scope, scope.c.person == person_table.c.id)
    row = connection.execute(found.where(person_table.c.public_id == public_id)).first()
    if row is None:
        return None
    return Managed(viewer.id, row.id, public_id, row.name, row.email_key or "", row.staff_no or "")
