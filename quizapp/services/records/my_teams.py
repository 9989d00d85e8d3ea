"""*My teams*: who is up to date and who is not, in numbers that each lead to the list they count; and whom to chase."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from quizapp.model import matrix_pages
from quizapp.model.acts import Act, must
from quizapp.model.matrix_pages import ChaseAfter, ChasePage, ModuleLine, TeamLine, TeamsPage, ToChase
from quizapp.model.names import reading_order
from quizapp.model.people import Person, TeamModule
from quizapp.model.urgency import UrgencyCounts, counted
from quizapp.services.site import noting, standings
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.records import chasing, matrix, teams

FEW = 10  # of whom to chase, beside the numbers

_Team = tuple[int, str, int | None]


def teams_page(site: Site, viewer: Person) -> TeamsPage:
    """The teams that the viewer manages, and those inside them, in numbers. NotPossible for anybody but a manager.

    Looking is audited, once a day.
    """
    must(viewer, Act.SEE_TEAM)
    standings.refresh_due(site)
    today = site.today()
    with site.database.snapshot() as connection:
        found = matrix.by_team(connection, viewer, today)
        tried: dict[int, int] = defaultdict(int)
        for team in matrix.tried(connection, viewer, today).values():
            tried[team] += 1
        own = {team: counted(numbers) for team, numbers in found.items()}
        lines = tuple(_lines(matrix.tree(connection, viewer, today), own, tried))
        modules = _modules(site, connection, viewer, today)
        chase = _chase(site, connection, viewer, today, ChaseAfter(), FEW)
    noting.saw_list(site, viewer, "teams-view")
    total = sum(own.values(), UrgencyCounts())
    return TeamsPage(
        total=TeamLine("", 0, True, total, sum(tried.values())),
        teams=lines,
        modules=modules,
        chase=chase,
        is_asked=total.required > 0,
    )


def chase_page(site: Site, viewer: Person, after: ChaseAfter) -> ChasePage:
    """Whom to chase, a page at a time. NotPossible for anybody but a manager; looking is audited, once a day."""
    must(viewer, Act.SEE_TEAM)
    standings.refresh_due(site)
    with site.database.snapshot() as connection:
        page = _chase(site, connection, viewer, site.today(), after, matrix_pages.PAGE)
    noting.saw_list(site, viewer, "chase-view")
    return page


def modules_by_id(site: Site, connection: Connection) -> Mapping[str, TeamModule]:
    """Every module that is or was live, as a manager's pages name it, in the order in which they list them."""
    listed = site.live_now(connection).listed
    return {one.id: TeamModule(one.id, one.title, one.retired_at) for one in listed}


def _chase(site: Site, connection: Connection, viewer: Person, today: date, after: ChaseAfter, most: int) -> ChasePage:
    found, late = chasing.count(connection, viewer, today)
    is_first, rows = chasing.some(connection, viewer, today, after, most + 1)
    people = teams.these(connection, viewer, today, {row.person for row in rows})
    titles = modules_by_id(site, connection)
    listed = tuple(
        ToChase(
            who=people[row.person],
            team=row.team,
            module=titles.get(row.module, TeamModule(row.module, row.module)),
            status=row.status,
            on=row.on,
            is_late=row.is_late,
        )
        for row in rows[:most]
    )
    last = rows[most - 1] if len(rows) > most else None
    return ChasePage(listed, found, late, is_first, ChaseAfter(last.public_id, last.module) if last else None)


def _modules(site: Site, connection: Connection, viewer: Person, today: date) -> tuple[ModuleLine, ...]:
    """A line for each module that is live, and for what is not any more but still asked of somebody."""
    asked = matrix.by_module(connection, viewer, today)
    anyway = matrix.optional(connection, viewer, today)
    lines = (
        ModuleLine(module, counted(asked.get(module.id, {})), len(anyway.get(module.id, ())))
        for module in modules_by_id(site, connection).values()
    )
    return tuple(one for one in lines if one.module.retired_at is None or one.counts.required)


def _lines(tree: Sequence[_Team], own: Mapping[int, UrgencyCounts], tried: Mapping[int, int]) -> Iterator[TeamLine]:
    """The teams by name, each followed by those inside it; a team with others inside it is a branch and, where anybody
    has their home in itself, also a line of its own inside that."""
    inside: dict[int | None, list[_Team]] = defaultdict(list)
    known = {team for team, _, _ in tree}
    for one in sorted(tree, key=lambda one: (reading_order(one[1]), one[0])):
        inside[one[2] if one[2] in known else None].append(one)
    said: set[int] = set()

    def of(team: _Team, depth: int) -> list[TeamLine]:
        said.add(team[0])
        line = TeamLine(team[1], depth, False, own.get(team[0], UrgencyCounts()), tried.get(team[0], 0))
        children = [lines for one in inside[team[0]] if one[0] not in said for lines in [of(one, depth + 1)]]
        if not children:
            return [line]
        itself = [TeamLine(line.team, depth + 1, False, line.counts, line.tried)] if line.counts.people else []
        whole = [line, *(lines[0] for lines in children)]
        counts = sum((one.counts for one in whole), UrgencyCounts())
        branch = TeamLine(team[1], depth, True, counts, sum(one.tried for one in whole))
        return [branch, *itself, *(one for lines in children for one in lines)]

    for team in (*inside[None], *tree):  # teams that were put inside each other in a ring have none around them
        if team[0] not in said:
            yield from of(team, 0)
