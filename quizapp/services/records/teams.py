"""What managers see: the people of their own teams, and how far each is. Never scores, never answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice

from quizapp.model import team_pages
from quizapp.model.acts import Act, must
from quizapp.model.names import reading_order
from quizapp.model.people import Managed, Person, TeamModule, TeamScenario, TeamTable
from quizapp.model.retired import ListedModule, all_listed
from quizapp.model.team_pages import EVERYBODY, TeamAsked, TeamPage
from quizapp.services.site import noting
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.records import team_tables, teams
from quizapp.store.records.teams import Member, Members

AT_ONCE = 200  # people whose rows of a spreadsheet are in memory together

_Tables = Callable[[Sequence[tuple[str, Sequence[Managed]]]], tuple[TeamTable, ...]]


def my_team(site: Site, viewer: Person, asked: TeamAsked = EVERYBODY) -> TeamPage | None:
    """A page of those whom the viewer manages, a table for each team; None for a team not theirs, or for no module.

    NotPossible for anybody but a manager; looking is audited. What is retired is in a table as long as anybody in it
    has a record of it. The tables are built before the look is noted: nobody waits to write while a team is read, and
    no look for writers. Whoever is asked for after somebody who is not there any more begins at the beginning.
    """
    must(viewer, Act.SEE_TEAM)
    with site.database.snapshot() as connection:
        scope = teams.everybody(connection, viewer, site.today())
        listed, modules = _asked_for(scope.teams, asked), _listed_modules(site, connection, asked.module)
        if listed is None or (asked.module and not modules):
            return None
        ids = [one.public_id for members in listed for one in members.people]
        start = ids.index(asked.after) + 1 if asked.after in ids else 0
        start = 0 if start == len(ids) else start
        stop = min(start + team_pages.PAGE, len(ids))
        here = _between(listed, start, stop)
        tables = _tables(site, connection, modules)([(m.team, [*map(scope.managed, m.people)]) for m in here])
    noting.saw_list(site, viewer, "team-view")
    turned = max(start - team_pages.PAGE, 0)
    return TeamPage(
        tables=tuple(table.with_records() for table in tables),
        asked=asked,
        everybody=sum(len(members.people) for members in scope.teams),
        found=len(ids),
        first=min(start + 1, stop),
        last=stop,
        before=replace(asked, after=ids[turned - 1] if turned else "") if start else None,
        after=replace(asked, after=ids[stop - 1]) if stop < len(ids) else None,
        teams=tuple(members.team for members in scope.teams),
        title=modules[0].title if asked.module else "",
    )


def exported(site: Site, viewer: Person) -> Iterator[TeamTable]:
    """All whom the viewer manages, in the order of the pages, some at a time: a team comes in several tables.

    NotPossible for anybody but a manager. All is of one moment, and one connection is held until the last table was
    taken; then it is audited, once.
    """
    must(viewer, Act.SEE_TEAM)
    return _exported(site, viewer)


def _exported(site: Site, viewer: Person) -> Iterator[TeamTable]:
    with site.database.snapshot() as connection:
        scope = teams.everybody(connection, viewer, site.today())
        tables = _tables(site, connection, _listed_modules(site, connection))
        for members in scope.teams:
            people = iter(members.people)
            while some := [*map(scope.managed, islice(people, AT_ONCE))]:
                yield from tables([(members.team, some)])
    noting.saw(site, viewer, "team-export")


def _listed_modules(site: Site, connection: Connection, module: str = "") -> tuple[ListedModule, ...]:
    """Everything that is offered, or was: of this module, or (empty) of all."""
    listed = all_listed(site.live_modules(connection), site.retired_parts(connection))
    return tuple(one for one in listed if module in ("", one.id))


def _tables(site: Site, connection: Connection, listed: Sequence[ListedModule]) -> _Tables:
    """What makes the tables of people, with a column for each of these modules and each of their parts."""
    headings = [TeamModule(module.id, module.title, module.retired_at) for module in listed]
    columns = [
        (part.thing.path, TeamScenario(module.id, part.thing.name, part.title, part.thing.kind, part.retired_at))
        for module in listed
        for part in module.parts
    ]
    return lambda people: team_tables.team_tables(connection, people, site.counts_from, columns, headings)


def _asked_for(all_teams: Sequence[Members], asked: TeamAsked) -> Sequence[Members] | None:
    """The teams with those people who were asked for; None where there is no such team."""
    found = [members for members in all_teams if not asked.team or members.team == asked.team]
    if asked.team and not found:
        return None
    words = reading_order(asked.name)[0].split()
    if not words:
        return found
    some = (Members(m.team, tuple(one for one in m.people if is_named(one, words))) for m in found)
    return [members for members in some if members.people]


def is_named(one: Member, words: Sequence[str]) -> bool:
    """Whether each of these words, without accents and case, is in the person's name."""
    name = reading_order(one.name)[0]
    return all(word in name for word in words)


def _between(listed: Sequence[Members], start: int, stop: int) -> list[Members]:
    """The people from `start` to before `stop` of all of these, by team; a team without people where it would come."""
    ends = [*accumulate(len(members.people) for members in listed)]
    here = []
    for members, end in zip(listed, ends, strict=True):
        begins = end - len(members.people)
        some = members.people[max(start - begins, 0) : max(stop - begins, 0)]
        is_empty_here = not members.people and (start <= begins < stop or begins == stop == ends[-1])
        if some or is_empty_here:
            here.append(Members(members.team, some))
    return here
