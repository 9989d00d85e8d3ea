"""How people stand with modules is kept, and is worked out anew by whatever changes it, and by the day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from quizapp.model.people import Group, Person, Role
from quizapp.model.requirements import EVERYBODY, ModuleStanding, RequirementRule, Status, Who, WhoKind
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import another_way, corrections
from quizapp.services.site import people as site_people
from quizapp.services.site import standings as keeping
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.people import belongings, people
from quizapp.store.records import requirements, standings
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import BEST_WAY, play, take

DAYS = timedelta(days=1)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def rule(site: Site, *who: Who, in_days: int = 0, number: int = 1) -> RequirementRule:
    """Within 14 days, and every year again."""
    on = site.today() + in_days * DAYS
    return RequirementRule(number, on, "Yearly", who, due_days=14, renew_months=12, window_days=30)


def require(site: Site, by: Person, asked: RequirementRule) -> int:
    """Have the module asked for by this rule; the requirement's id."""
    with site.database.write() as connection:
        made = requirements.add(connection, public_id="r", module=MODULE, rule=asked, by=by.id, at=site.now())
        standings.mark(connection, belongings.ever(connection, asked.who), MODULE, site.today())
    keeping.refresh_due(site)
    return made


def stands(site: Site, person: Person) -> ModuleStanding | None:
    with site.database.read() as connection:
        return standings.find(connection, person.id, MODULE)


def status(site: Site, person: Person) -> Status | None:
    found = stands(site, person)
    assert found is None or found.next_on is None or found.next_on > site.today()
    return found.status(site.today()) if found is not None else None


def test_it_follows_somebody_from_being_asked_to_having_it_done_and_having_it_taken_back(
    site: Site, alice: Person, robin: Person, clock: Clock
):
    assert stands(site, alice) is None
    require(site, robin, rule(site, EVERYBODY))
    today = site.today()
    assert (found := stands(site, alice)) is not None and (found.due_on, found.status(today)) == (
        today + 14 * DAYS,
        Status.ASSIGNED,
    )
    assert (found.status(today + 14 * DAYS), found.status(today + 15 * DAYS)) == (Status.ASSIGNED, Status.OVERDUE)
    learning.start(site, alice, MODULE, SCENARIO)
    assert status(site, alice) is Status.IN_PROGRESS
    play(site, alice, *BEST_WAY)
    take(site, alice)
    assert (found := stands(site, alice)) is not None
    year = today.replace(year=today.year + 1)
    assert (found.completed_on, found.expires_on, found.renew_from) == (today, year, year - 30 * DAYS)
    assert [found.status(day) for day in (today, year - 30 * DAYS, year, year + DAYS)] == [
        Status.UP_TO_DATE,
        Status.EXPIRING,
        Status.EXPIRING,
        Status.EXPIRED,
    ]
    assert check_invariants(site) == ()
    clock.later(days=400)
    assert keeping.refresh_due(site) == 0, "phases come by themselves"
    assert status(site, alice) is Status.EXPIRED
    assert check_invariants(site) == ()


def test_a_record_of_another_way_completes_it_and_taking_it_back_does_too(site: Site, alice: Person, robin: Person):
    require(site, robin, rule(site, EVERYBODY))
    for path in (SCENARIO_PATH, SET_PATH):
        assert another_way.record_for(site, robin, alice.public_id, path, site.today())
    assert status(site, alice) is Status.UP_TO_DATE
    page = corrections.records_page(site, robin, alice.public_id)
    assert page is not None
    corrections.take_back(site, robin, alice.public_id, page.records[-1][1].public_id, "Another Alice")
    assert status(site, alice) is Status.ASSIGNED
    assert check_invariants(site) == ()


def test_it_follows_leaving_returning_moving_and_roles(
    site: Site, alice: Person, bob: Person, robin: Person, clock: Clock
):
    with site.database.read() as connection:
        team_a = people.team_id(connection, "Team A")
    assert team_a is not None
    require(site, robin, rule(site, Who(WhoKind.TEAM, team_a), Who(WhoKind.ROLE, Role.TRAINER)))
    clock.later(days=20)
    assert status(site, alice) is Status.OVERDUE
    site_people.leave(site, "Alice@example.org")
    assert stands(site, alice) is None
    clock.later(days=20)
    site_people.come_back(site, "Alice@example.org")
    assert (found := stands(site, alice)) is not None and found.due_on == site.today() + 14 * DAYS
    site_people.move(site, "Bob@example.org", "Team B")
    assert stands(site, bob) is None
    clock.later(days=1)
    site_people.change_roles(site, "Bob@example.org", add=frozenset({Role.TRAINER}))
    assert (found := stands(site, bob)) is not None and found.due_on == site.today() + 14 * DAYS
    clock.later(days=2)
    site_people.change_roles(site, "Bob@example.org", take=frozenset({Role.TRAINER}))
    assert stands(site, bob) is None
    site_people.change_roles(site, "Bob@example.org", add=frozenset({Role.TRAINER}))
    assert (found := stands(site, bob)) is not None and found.due_on == site.today() + 12 * DAYS, "no break in a day"
    assert check_invariants(site) == ()


def test_who_joined_on_another_day_than_was_said_is_asked_from_that_on(
    site: Site, join: Callable[..., Person], robin: Person, clock: Clock
):
    cat = join("Cat", group=Group.HEALTH)
    require(site, robin, rule(site, Who(WhoKind.GROUP, Group.HEALTH), in_days=-300))
    before = date(2026, 2, 2)
    assert before < site.today()
    site_people.joined(site, "Cat@example.org", before)
    found = stands(site, cat)
    assert found is not None and found.due_on == max(before, site.today() - 300 * DAYS) + 14 * DAYS
    assert check_invariants(site) == ()


def test_what_begins_on_a_day_to_come_is_worked_out_on_it(site: Site, alice: Person, robin: Person, clock: Clock):
    require(site, robin, rule(site, EVERYBODY, in_days=10))
    assert status(site, alice) is Status.NOT_REQUIRED
    clock.later(days=10)
    assert keeping.refresh_due(site) == 2
    assert keeping.refresh_due(site) == 0
    assert status(site, alice) is Status.ASSIGNED
    assert check_invariants(site) == ()


def test_a_manager_is_told_of_those_whom_they_see_and_the_numbers_are_those_of_the_list(
    site: Site, alice: Person, bob: Person, join: Callable[..., Person], robin: Person
):
    join("Zoe", team="Team Z")
    require(site, robin, rule(site, EVERYBODY))
    play(site, alice, *BEST_WAY)
    take(site, alice)
    today = site.today()
    with site.database.read() as connection:
        seen = standings.seen_by(connection, robin, today)
        assert {person for person, _ in seen} == {alice.id, bob.id, robin.id}
        assert set(standings.seen_by(connection, robin, today, [alice.id])) == {(alice.id, MODULE)}
        assert standings.seen_by(connection, alice, today) == {}
        for on in (today, today + 20 * DAYS, today + 340 * DAYS):
            counted: dict[Status, int] = {}
            for one in seen.values():
                counted[one.status(on)] = counted.get(one.status(on), 0) + 1
            found = standings.counts(connection, robin, today, on)
            assert {said: n for (_, _, said), n in found.items()} == counted


def test_the_doctor_recounts_every_row(site: Site, alice: Person, bob: Person, robin: Person):
    require(site, robin, rule(site, EVERYBODY))
    assert check_invariants(site) == ()
    with site.database.write() as connection:
        connection.execute(sa.text("DELETE FROM standing WHERE person = :p"), {"p": alice.id})
        connection.execute(sa.text("UPDATE standing SET status0 = 'up to date' WHERE person = :p"), {"p": bob.id})
    told = [violation.text for violation in check_invariants(site)]
    assert [text.split(":")[0] for text in told] == [f"person {alice.id}", f"person {bob.id}"]
    with site.database.write() as connection:
        assert keeping.refresh(site, connection, [alice.id, bob.id, robin.id]) == 2
    assert check_invariants(site) == ()
