"""The training matrix: how a manager's people stand with every module, today or on a past day by what is known now."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from quizapp.engine.requirements import standing
from quizapp.model import matrix_pages
from quizapp.model.acts import Act, must
from quizapp.model.days import written_day
from quizapp.model.matrix_pages import (
    OPTIONAL,
    TRIED,
    MatrixAsked,
    MatrixCell,
    MatrixFilters,
    MatrixPage,
    MatrixRow,
    MatrixSheet,
    SortedBy,
    sorted_by,
    status_asked,
)
from quizapp.model.names import reading_order
from quizapp.model.people import Group, Person, TeamModule
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.requirements import ModuleStanding, Status
from quizapp.model.urgency import RANKS, Urgency
from quizapp.services.records.my_teams import modules_by_id
from quizapp.services.records.teams import AT_ONCE, is_named
from quizapp.services.site import noting, standings
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.records import matrix, teams
from quizapp.store.records import standings as stored
from quizapp.store.records.teams import InScope, Member

_Listed = tuple[str, Member]  # with the team that is their home


@dataclass(frozen=True, slots=True)
class _Found:
    """Those who were asked for, in their order, with what pages and files say of them."""

    scope: InScope
    people: Sequence[_Listed]
    modules: tuple[TeamModule, ...]
    filters: MatrixFilters
    on: date
    is_past: bool
    problems: Problems


def matrix_page(site: Site, viewer: Person, asked: MatrixAsked) -> MatrixPage | None:
    """A page of the matrix; None for a team, a module, a group or a status that is not there.

    NotPossible for anybody but a manager; looking is audited, once a day. A past day is worked out anew
    for the people of the page alone, from rules, memberships and completions as they are known now; people are then
    neither found nor sorted by status.
    """
    must(viewer, Act.SEE_TEAM)
    standings.refresh_due(site)
    with site.database.snapshot() as connection:
        found = _find(site, connection, viewer, asked)
        if found is None:
            return None
        ids = [one.public_id for _, one in found.people]
        start = ids.index(asked.after) + 1 if asked.after in ids else 0
        start = 0 if start == len(ids) else start
        stop = min(start + matrix_pages.PAGE, len(ids))
        rows = _rows(site, connection, viewer, found, found.people[start:stop])
    noting.saw_list(site, viewer, "matrix-view")
    turned = max(start - matrix_pages.PAGE, 0)
    return MatrixPage(
        rows=rows,
        modules=found.modules,
        asked=asked,
        filters=found.filters,
        on=found.on,
        is_past=found.is_past,
        everybody=sum(len(members.people) for members in found.scope.teams),
        found=len(ids),
        first=min(start + 1, stop),
        last=stop,
        before=replace(asked, after=ids[turned - 1] if turned else "") if start else None,
        after=replace(asked, after=ids[stop - 1]) if stop < len(ids) else None,
        problems=found.problems,
    )


def exported(site: Site, viewer: Person, asked: MatrixAsked) -> Iterator[MatrixSheet] | None:
    """The whole of the same, some people at a time; at least one sheet, which may be without rows. None as above.

    All is of one moment, and one connection is held until the last was taken; then it is audited, once.
    """
    must(viewer, Act.SEE_TEAM)
    standings.refresh_due(site)
    with site.database.snapshot() as connection:
        found = _find(site, connection, viewer, asked)
    return None if found is None or found.problems else _exported(site, viewer, asked)


def _exported(site: Site, viewer: Person, asked: MatrixAsked) -> Iterator[MatrixSheet]:
    with site.database.snapshot() as connection:
        found = _find(site, connection, viewer, asked)
        if found is None:
            return  # what was asked for has gone this moment
        sheet = MatrixSheet(found.modules, (), asked, found.on, found.is_past)
        yield sheet
        people = iter(found.people)
        while some := [*islice(people, AT_ONCE)]:
            yield replace(sheet, rows=_rows(site, connection, viewer, found, some))
    noting.saw(site, viewer, "matrix-export")


def _find(site: Site, connection: Connection, viewer: Person, asked: MatrixAsked) -> _Found | None:
    today = site.today()
    on, problems = _day(asked.on, today)
    is_past = on < today
    scope = teams.everybody(connection, viewer, today)
    modules = _columns(site, connection, viewer, today)
    inside = _inside(matrix.tree(connection, viewer, today))
    groups = matrix.groups(connection, viewer, today)
    filters = MatrixFilters(
        teams=tuple(members.team for members in scope.teams),
        branches=frozenset(team for team, names in inside.items() if len(names) > 1),
        groups=tuple(one for one in Group if one in groups.values()),
        modules=modules,
    )
    if not _is_there(asked, inside, modules):
        return None
    wanted = inside[asked.team] if asked.inside and asked.team else {asked.team}
    words = reading_order(asked.name)[0].split()
    has_status = _by_status(connection, viewer, today, asked) if not is_past else None
    people = [
        (members.team, one)
        for members in scope.teams
        if not asked.team or members.team in wanted
        for one in members.people
        if (not words or is_named(one, words))
        and (not asked.group or groups.get(one.id) == asked.group)
        and (has_status is None or has_status(one.id))
    ]
    order = sorted_by(asked.sort, is_past)
    if order is not SortedBy.TEAM:
        people.sort(key=lambda pair: (reading_order(pair[1].name), pair[1].id))
    if order is SortedBy.STATUS:
        pressing = matrix.urgencies(connection, viewer, today, asked.module)
        people.sort(key=lambda pair: -RANKS[pressing.get(pair[1].id, Urgency.NOTHING)])
    shown = tuple(one for one in modules if not asked.module or one.id == asked.module)
    return _Found(scope, people, shown, filters, on, is_past, problems)


def _is_there(asked: MatrixAsked, inside: Collection[str], modules: Sequence[TeamModule]) -> bool:
    """Whether there is everything that was asked for by its name."""
    return (
        (not asked.team or asked.team in inside)
        and (not asked.module or asked.module in {one.id for one in modules})
        and (not asked.group or asked.group in set(Group))
        and (not asked.status or asked.status in (TRIED, OPTIONAL) or status_asked(asked.status) is not None)
    )


def _day(text: str, today: date) -> tuple[date, Problems]:
    """The day that was asked for, or today with what is wrong with it."""
    if not text.strip():
        return today, ()
    on = written_day(text)
    if on is None:
        return today, (Problem("on", Code.NO_DAY),)
    return (on, ()) if on <= today else (today, (Problem("on", Code.TO_COME),))


def _columns(site: Site, connection: Connection, viewer: Person, today: date) -> tuple[TeamModule, ...]:
    """Every module that is live, and of the others those that are asked of anybody, or that anybody completed."""
    listed = modules_by_id(site, connection).values()
    if all(one.retired_at is None for one in listed):
        return tuple(listed)
    known = {*matrix.by_module(connection, viewer, today), *matrix.optional(connection, viewer, today)}
    return tuple(one for one in listed if one.retired_at is None or one.id in known)


def _inside(tree: Sequence[tuple[int, str, int | None]]) -> Mapping[str, Collection[str]]:
    """Each team's name with the names of itself and all teams inside it."""
    parents = {team: parent for team, _, parent in tree}
    found: dict[int, set[str]] = {team: set() for team in parents}
    for team, name, _ in tree:
        around: int | None = team
        seen: set[int] = set()
        while around in parents and around not in seen:
            seen.add(around)
            found[around].add(name)
            around = parents[around]
    return {name: found[team] for team, name, _ in tree}


def _by_status(connection: Connection, viewer: Person, today: date, asked: MatrixAsked) -> Callable[[int], bool] | None:
    """Whether somebody (an id) has the status that was asked for; None where none was, or no such."""
    if asked.status == TRIED:
        return frozenset(matrix.tried(connection, viewer, today, asked.module)).__contains__
    if asked.status == OPTIONAL:
        of_each = matrix.optional(connection, viewer, today, asked.module)
        return frozenset(person for people in of_each.values() for person in people).__contains__
    wanted = status_asked(asked.status)
    if isinstance(wanted, Status):
        return matrix.with_status(connection, viewer, today, wanted, asked.module).__contains__
    if wanted is None:
        return None
    found = matrix.urgencies(connection, viewer, today, asked.module)
    return lambda person: found.get(person, Urgency.NOTHING) is wanted


def _rows(
    site: Site, connection: Connection, viewer: Person, found: _Found, people: Sequence[_Listed]
) -> tuple[MatrixRow, ...]:
    ids, modules = [one.id for _, one in people], [one.id for one in found.modules]
    known: Mapping[tuple[int, str], ModuleStanding]
    completed: Mapping[tuple[int, str], date] = {}
    if found.is_past:
        facts = standings.facts(site, connection, ids, modules) if ids and modules else ()
        known = {(one.person, one.module): standing(one, found.on) for one in facts}
    else:
        known = stored.seen_by(connection, viewer, found.on, ids)
        completed = matrix.completed_on(connection, ids)
    return tuple(
        MatrixRow(
            found.scope.managed(one),
            team,
            tuple(
                cell_of(known.get((one.id, module)), completed.get((one.id, module)), found.on) for module in modules
            ),
        )
        for team, one in people
    )


def cell_of(known: ModuleStanding | None, completed_on: date | None, on: date) -> MatrixCell:
    """How a standing reads on a day, with the day that goes with it; None: nothing asks anything."""
    if known is None:
        return MatrixCell(Status.NOT_REQUIRED, completed_on, completed_on)
    completed_on = known.completed_on or completed_on
    status = known.status(on)
    day = {
        Status.NOT_REQUIRED: completed_on,
        Status.EXEMPT: known.exempt_until,
        Status.UP_TO_DATE: known.expires_on,
        Status.EXPIRING: known.expires_on,
        Status.EXPIRED: known.expires_on,
    }.get(status, known.due_on)
    return MatrixCell(status, day, completed_on)
