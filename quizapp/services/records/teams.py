"""What managers see: the people of their own teams, and how far each is. Never scores, never answers."""

from quizapp.model.acts import Act, must
from quizapp.model.people import Person, TeamScenario, TeamTable
from quizapp.model.published import Live
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.records import teams


def my_team(site: Site, viewer: Person, *, exported: bool = False) -> tuple[TeamTable, ...]:
    """A table for each team that the viewer manages; looking is audited. NotPossible for anybody but a manager.

    The tables are built before the audit row takes its turn among the writers: nobody waits while a team is read.
    """
    must(viewer, Act.SEE_TEAM)
    now = site.now()
    with site.database.snapshot() as connection:
        modules = site.live_modules(connection)
        columns = [(part.thing.path, _column(part)) for module in modules for part in sorted(module.parts, key=_order)]
        titles = [(module.id, module.briefing.title) for module in modules]
        tables = teams.team_tables(connection, viewer, site.day_of(now), site.counts_from, columns, titles)
    with site.database.write() as connection:
        audit.record(connection, at=now, actor=viewer.id, action="team-export" if exported else "team-view")
    return tables


def _order(part: Live) -> tuple[bool, str]:
    """Scenarios before sets, then by title."""
    return part.thing.is_set, part.title


def _column(part: Live) -> TeamScenario:
    return TeamScenario(part.thing.module, part.thing.name, part.title)
