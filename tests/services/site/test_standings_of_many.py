"""What is asked of many at once follows a list that is brought in, a team that is moved, and a record folded away."""

from collections.abc import Callable

import pytest

from quizapp.exchange.people_csv import read_people
from quizapp.model.people import Person, Role
from quizapp.model.requirements import RequirementRule, Status, Who, WhoKind
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site import standings as keeping
from quizapp.services.site import team_tree
from quizapp.services.site.importing import importing
from quizapp.services.site.merging import merge
from quizapp.services.site.site import Site
from quizapp.services.site.whom import Whom
from quizapp.store.people import directory, people
from quizapp.store.records import requirements, standings
from tests.databases import Files
from tests.services.quiz_files import MODULE, quiz_files


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def ada(site: Site, join: Callable[..., Person]) -> Person:
    """An administrator. Whoever is in Team A, or in a team inside it, needs the module within two weeks."""
    who = join("Ada", Role.ADMINISTRATOR, team="Office")
    join("Alice")
    with site.database.write() as connection:
        team = people.team_id(connection, "Team A")
        assert team is not None
        rule = RequirementRule(1, site.today(), "First", (Who(WhoKind.TEAM, team),), due_days=14)
        requirements.add(connection, public_id="r", module=MODULE, rule=rule, by=who.id, at=site.now())
        keeping.refresh_later(site, connection, standings.everybody(connection, 0, 100))
    assert keeping.refresh_due(site) == 2
    return who


def status(site: Site, email: str) -> Status | None:
    keeping.refresh_due(site)
    with site.database.read() as connection:
        found = directory.by_address(connection, email)
        assert found is not None
        kept = standings.find(connection, found.person.id, MODULE)
    return kept.status(site.today()) if kept is not None else None


def test_a_list_that_is_brought_in(site: Site, ada: Person) -> None:
    listed = "name,email,team\nBo,bo@example.org,Team A\nAlice,alice@example.org,Office\n"
    file = read_people(listed.encode())
    plan = importing.dry_run(site, file)
    assert plan.mistakes == () and importing.bring_in(site, file, plan.seal).is_done
    assert status(site, "bo@example.org") is Status.ASSIGNED
    assert status(site, "alice@example.org") is not Status.ASSIGNED
    assert check_invariants(site) == ()


def test_a_team_that_is_moved(site: Site, ada: Person, join: Callable[..., Person]) -> None:
    join("Bo", team="Team B")
    join("Cy", team="Team C")
    assert team_tree.put_under(site, ada, "Team C", "Team B", "") == ()
    assert status(site, "cy@example.org") is None
    assert team_tree.put_under(site, ada, "Team B", "Team A", "") == ()
    assert status(site, "bo@example.org") is status(site, "cy@example.org") is Status.ASSIGNED
    assert team_tree.put_under(site, ada, "Team C", "", "Team B") == ()
    assert status(site, "cy@example.org") is not Status.ASSIGNED
    assert check_invariants(site) == ()


def test_a_record_that_is_folded_into_another(site: Site, ada: Person, join: Callable[..., Person]) -> None:
    twin = join("Alice Again", team="Team B")
    with site.database.read() as connection:
        first = directory.by_address(connection, "alice@example.org")
        assert first is not None
    merged = merge(site, Whom(first.person.public_id, ada, ""), "alice again@example.org", sure=True)
    assert merged.problems == () and twin.id != first.person.id
    assert status(site, "alice@example.org") is Status.ASSIGNED
    assert check_invariants(site) == ()
