"""What managers see: the people of their own teams, and how far each is. Never scores, never answers."""

from quizapp.model.acts import Act, must
from quizapp.model.people import Person, TeamModule, TeamScenario, TeamTable
from quizapp.model.retired import all_listed
from quizapp.services.site import noting
from quizapp.services.site.site import Site
from quizapp.store.records import teams


def my_team(site: Site, viewer: Person, *, exported: bool = False) -> tuple[TeamTable, ...]:
    """A table for each team that the viewer manages; looking is audited. NotPossible for anybody but a manager.

    What is retired is in a team's table as long as anybody in it has a record of it. The tables are built before the
    look is noted: nobody waits to write while a team is read, and no look for writers.
    """
    must(viewer, Act.SEE_TEAM)
    now = site.now()
    with site.database.snapshot() as connection:
        listed = all_listed(site.live_modules(connection), site.retired_parts(connection))
        headings = [TeamModule(module.id, module.title, module.retired_at) for module in listed]
        columns = [
            (part.thing.path, TeamScenario(module.id, part.thing.name, part.title, part.thing.kind, part.retired_at))
            for module in listed
            for part in module.parts
        ]
        tables = teams.team_tables(connection, viewer, site.day_of(now), site.counts_from, columns, headings)
    if exported:
        noting.saw(site, viewer, "team-export")
    else:
        noting.saw_list(site, viewer, "team-view")
    return tuple(table.with_records() for table in tables)
