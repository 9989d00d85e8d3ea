"""How those whom somebody manages stand with modules, counted and found by how pressing that is; all over the scope.

Call `refresh_due` of the services' standings first: rows that were to be worked out anew by today say what was.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import AttemptState
from quizapp.model.people import Group, Person
from quizapp.model.requirements import Status
from quizapp.model.urgency import BY_STATUS, RANKS, SOON, Urgency
from quizapp.store.people.scope import managed_teams, visible_people
from quizapp.store.records.standings import status_at
from quizapp.store.tables import (
    attempt,
    completion,
    completion_current,
    live,
    otherwise_current,
    person_table,
    result,
    standing,
    team,
    thing,
)

_BY_RANK = {rank: one for one, rank in RANKS.items()}
_AT_ONCE = 5000  # ids in one statement


def rank_at(today: date) -> sa.ColumnElement[int]:
    """How pressing a row of `standing` is today, as a number: `model.urgency.urgency`, in SQL."""
    status = status_at(today)
    of = {one: [s.value for s, found in BY_STATUS.items() if found is one] for one in Urgency}
    is_soon = sa.and_(status.in_(of[Urgency.LATER]), standing.c.due_on <= today + SOON)
    return sa.case(
        (is_soon, RANKS[Urgency.SOON]),
        *((status.in_(of[one]), RANKS[one]) for one in Urgency if of[one]),
        else_=RANKS[Urgency.NOTHING],
    )


def tree(connection: Connection, viewer: Person, today: date) -> tuple[tuple[int, str, int | None], ...]:
    """The teams that the viewer manages, those inside them, too: id, name, and the id of the team around each."""
    asked = select(team.c.id, team.c.name, team.c.parent).where(team.c.id.in_(managed_teams(viewer, today)))
    return tuple((row.id, row.name, row.parent) for row in connection.execute(asked))


def by_team(connection: Connection, viewer: Person, today: date) -> Mapping[int, Mapping[Urgency, int]]:
    """How many people of each team count by which urgency, each by the most pressing; empty teams are left out."""
    scope = visible_people(viewer, today).subquery("scope")
    of_each = _most_pressing(scope, today, "").subquery("of_each")
    rank = sa.func.coalesce(of_each.c.rank, RANKS[Urgency.NOTHING]).label("rank")
    asked = (
        select(scope.c.team, rank, sa.func.count().label("n"))
        .outerjoin_from(scope, of_each, of_each.c.person == scope.c.person)
        .group_by(scope.c.team, rank)
    )
    found: dict[int, dict[Urgency, int]] = defaultdict(dict)
    for row in connection.execute(asked):
        found[row.team][_BY_RANK[row.rank]] = row.n
    return found


def by_module(connection: Connection, viewer: Person, today: date) -> Mapping[str, Mapping[Urgency, int]]:
    """How many people count by which urgency of each module that anything asks of anybody."""
    scope = visible_people(viewer, today).subquery("scope")
    rank = rank_at(today).label("rank")
    asked = (
        select(standing.c.module, rank, sa.func.count().label("n"))
        .join_from(standing, scope, scope.c.person == standing.c.person)
        .group_by(standing.c.module, rank)
    )
    found: dict[str, dict[Urgency, int]] = defaultdict(dict)
    for row in connection.execute(asked):
        found[row.module][_BY_RANK[row.rank]] = row.n
    return found


def urgencies(connection: Connection, viewer: Person, today: date, module: str) -> Mapping[int, Urgency]:
    """The most pressing urgency of each person, of this module or (empty) of all; those without any are left out."""
    scope = visible_people(viewer, today).subquery("scope")
    return {row.person: _BY_RANK[row.rank] for row in connection.execute(_most_pressing(scope, today, module))}


def with_status(connection: Connection, viewer: Person, today: date, status: Status, module: str) -> frozenset[int]:
    """Those who have this status in this module, or (empty) in any."""
    scope = visible_people(viewer, today).subquery("scope")
    asked = select(standing.c.person).join_from(standing, scope, scope.c.person == standing.c.person)
    return frozenset(connection.scalars(_of(asked, module).where(status_at(today) == status.value)))


def tried(connection: Connection, viewer: Person, today: date, module: str = "") -> Mapping[int, int]:
    """Who finished something that is live, and neither passed it nor completed its module: their team, by person."""
    scope = visible_people(viewer, today).subquery("scope")
    others, passed = attempt.alias("others"), result.alias("passed")
    has_passed = (
        select(others.c.id)
        .join(passed, sa.and_(passed.c.attempt == others.c.id, passed.c.current, passed.c.passed))
        .where(others.c.person == attempt.c.person, others.c.thing == attempt.c.thing, sa.not_(others.c.practice))
        .exists()
    )
    did_otherwise = (
        select(otherwise_current.c.otherwise)
        .where(otherwise_current.c.person == attempt.c.person, otherwise_current.c.thing == attempt.c.thing)
        .exists()
    )
    completed = (
        select(completion_current.c.completion)
        .where(completion_current.c.person == attempt.c.person, completion_current.c.module == thing.c.module)
        .exists()
    )
    asked = (
        select(scope.c.person, scope.c.team)
        .distinct()
        .select_from(
            attempt.join(scope, scope.c.person == attempt.c.person)
            .join(thing, thing.c.id == attempt.c.thing)
            .join(live, live.c.thing == thing.c.id)
        )
        .where(
            attempt.c.state == AttemptState.FINISHED,
            sa.not_(attempt.c.practice),
            sa.not_(has_passed),
            sa.not_(did_otherwise),
            sa.not_(completed),
        )
    )
    if module:
        asked = asked.where(thing.c.module == module)
    return {row.person: row.team for row in connection.execute(asked)}


def optional(connection: Connection, viewer: Person, today: date, module: str = "") -> Mapping[str, frozenset[int]]:
    """Who completed a module that nothing asks of them, by module: of this one, or (empty) of all."""
    scope = visible_people(viewer, today).subquery("scope")
    required = (
        select(standing.c.person)
        .where(
            standing.c.person == completion_current.c.person,
            standing.c.module == completion_current.c.module,
            rank_at(today) > RANKS[Urgency.NOTHING],
        )
        .exists()
    )
    asked = (
        select(completion_current.c.module, completion_current.c.person)
        .join(scope, scope.c.person == completion_current.c.person)
        .where(sa.not_(required))
    )
    if module:
        asked = asked.where(completion_current.c.module == module)
    found: dict[str, set[int]] = defaultdict(set)
    for row in connection.execute(asked):
        found[row.module].add(row.person)
    return {one: frozenset(people) for one, people in found.items()}


def completed_on(connection: Connection, people: Collection[int]) -> Mapping[tuple[int, str], date]:
    """The day on which each of these people last completed a module, of what stands; by person and module."""
    listed = sorted(people)
    found: dict[tuple[int, str], date] = {}
    for start in range(0, len(listed), _AT_ONCE):
        asked = (
            select(completion.c.person, completion.c.module, sa.func.max(completion.c.on_date).label("on"))
            .join(completion_current, completion_current.c.completion == completion.c.id)
            .where(completion.c.person.in_(listed[start : start + _AT_ONCE]))
            .group_by(completion.c.person, completion.c.module)
        )
        found |= {(row.person, row.module): row.on for row in connection.execute(asked)}
    return found


def groups(connection: Connection, viewer: Person, today: date) -> Mapping[int, Group]:
    """The professional group of each person whom the viewer manages; those without one are left out."""
    scope = visible_people(viewer, today).subquery("scope")
    asked = (
        select(person_table.c.id, person_table.c.group)
        .join(scope, scope.c.person == person_table.c.id)
        .where(person_table.c.group.is_not(None))
    )
    return {row.id: Group(row.group) for row in connection.execute(asked)}


def _most_pressing(scope: sa.Subquery, today: date, module: str) -> sa.Select[*tuple[Any, ...]]:
    """Rows of (person, rank): of each person in the scope who has any row of `standing`."""
    asked = (
        select(standing.c.person, sa.func.max(rank_at(today)).label("rank"))
        .join_from(standing, scope, scope.c.person == standing.c.person)
        .group_by(standing.c.person)
    )
    return _of(asked, module)


def _of(asked: sa.Select[*tuple[Any, ...]], module: str) -> sa.Select[*tuple[Any, ...]]:
    return asked.where(standing.c.module == module) if module else asked
