"""What managers see: the people of their own teams, and how far each is. Never scores, never answers."""

from quizapp.model.people import Person, Role, TeamScenario, TeamTable
from quizapp.model.play import NotPossible
from quizapp.model.published import Publication
from quizapp.model.things import ThingKind, thing_at
from quizapp.services.records import completing
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.published import versions
from quizapp.store.records import teams


def my_team(site: Site, viewer: Person, *, exported: bool = False) -> tuple[TeamTable, ...]:
    """A table for each team that the viewer manages; looking is audited. NotPossible for anybody but a manager."""
    if not viewer.has(Role.MANAGER):
        raise NotPossible("this page is for managers")
    now = site.now()
    with site.database.write() as connection:
        live = versions.all_live(connection)
        columns = [(p.path, _column(site, connection, p)) for p in live]
        columns.sort(key=lambda pair: (pair[1].module, thing_at(pair[0]).kind is ThingKind.SET, pair[1].title))
        names = sorted({completing.module_of(p.path) for p in live})
        modules = [(name, _title(site, connection, name)) for name in names]
        tables = teams.team_tables(connection, viewer, now.date(), columns, modules)
        audit.record(connection, at=now, actor=viewer.id, action="team-export" if exported else "team-view")
    return tables


def _title(site: Site, connection: Connection, module: str) -> str:
    found = completing.live_module(site, connection, module)
    return found.briefing.title if found else module


def _column(site: Site, connection: Connection, publication: Publication) -> TeamScenario:
    if publication.thing.kind is ThingKind.SET:
        quiz = site.quiz(publication.version, connection).compiled.set
        return TeamScenario(quiz.module, quiz.id, quiz.title)
    scenario = site.playable(publication.version, connection).compiled.scenario
    return TeamScenario(scenario.module, scenario.id, scenario.title)
