"""What managers see: the people of their own teams, and how far each is. Never scores, never answers."""

from quizapp.model.people import Person, Role, TeamScenario, TeamTable
from quizapp.model.play import NotPossible
from quizapp.services.site import Site
from quizapp.store import audit, records, versions


def my_team(site: Site, viewer: Person, *, exported: bool = False) -> tuple[TeamTable, ...]:
    """A table for each team that the viewer manages; looking is audited. NotPossible for anybody but a manager."""
    if not viewer.has(Role.MANAGER):
        raise NotPossible("this page is for managers")
    now = site.now()
    with site.database.write() as connection:
        scenarios = []
        for publication in versions.all_live(connection):
            scenario = site.playable(publication.version, connection).compiled.scenario
            scenarios.append((publication.path, TeamScenario(scenario.module, scenario.id, scenario.title)))
        scenarios.sort(key=lambda pair: (pair[1].module, pair[1].title))
        tables = records.team_tables(connection, viewer, now.date(), scenarios)
        audit.record(connection, at=now, actor=viewer.id, action="team-export" if exported else "team-view")
    return tables
