"""Whoever manages a team is a manager: no row of management is there without the role, whichever was first."""

from datetime import date

import pytest
import sqlalchemy as sa
from alembic import command

from quizapp.model.people import Role
from quizapp.store import schema
from quizapp.store.database import Connection, Database
from quizapp.store.invariants import violations
from quizapp.store.people import directory, people
from quizapp.store.people.scope import managed_teams
from quizapp.store.tables import management
from tests.store.stories import add
from tests.store.test_invariants import plant

BEFORE = "0006"  # the revision before the key between management and role
DAY = date(2026, 1, 5)
MANAGE = "INSERT INTO management (person, team, from_on) VALUES (:person, :team, :day)"
DROP = "DELETE FROM role WHERE role = 'manager'"


def roles(connection: Connection, person: int) -> frozenset[Role]:
    found = people.get_person(connection, person)
    assert found is not None
    return found.roles


def test_being_given_a_team_makes_a_manager_of_a_person_once(database: Database):
    with database.write() as connection:
        team, other = people.add_team(connection, "North"), people.add_team(connection, "South")
        ada = add(connection, "Ada")
        assert roles(connection, ada.id) == {Role.STAFF}
        for one in (team, other):
            people.add_management(connection, ada.id, one, DAY, None)
            assert roles(connection, ada.id) == {Role.STAFF, Role.MANAGER}


def test_no_team_is_given_to_somebody_without_the_role(database: Database):
    with database.write() as connection:
        team, ada = people.add_team(connection, "North"), add(connection, "Ada")
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(
            sa.text(MANAGE).bindparams(sa.bindparam("day", DAY, sa.Date)), {"person": ada.id, "team": team}
        )


@pytest.mark.parametrize("ended", [False, True], ids=["goes-on", "has-ended"])
def test_the_role_stays_as_long_as_there_is_a_row_that_needs_it(database: Database, ended: bool):
    with database.write() as connection:
        team, ada, bob = (
            people.add_team(connection, "North"),
            add(connection, "Ada"),
            add(connection, "Bob", Role.MANAGER),
        )
        people.add_management(connection, ada.id, team, DAY, None)
        if ended:
            people.end_management(connection, ada.id, team, date(2026, 2, 1))
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(sa.text(f"{DROP} AND person = {ada.id}"))
    with database.write() as connection:
        assert connection.execute(sa.text(f"{DROP} AND person = {bob.id}")).rowcount == 1
        assert roles(connection, ada.id) == {Role.STAFF, Role.MANAGER}


@pytest.mark.parametrize("given_again", [False, True])
def test_a_role_that_is_taken_leaves_on_record_what_was_managed_and_nothing_else(database: Database, given_again: bool):
    ends, manager = date(2026, 2, 1), {Role.MANAGER}
    with database.write() as connection:
        north, south = (people.add_team(connection, name) for name in ("North", "South"))
        ada, bob = add(connection, "Ada"), add(connection, "Bob")
        for person in (ada, bob):
            people.add_management(connection, person.id, north, DAY, None)
            people.add_management(connection, person.id, south, DAY, None, to_on=date(2026, 1, 9))
        people.end_managing(connection, ada.id, ends)
        directory.change_roles(connection, ada.id, add=(), take=manager)
        if given_again:
            directory.change_roles(connection, ada.id, add=manager, take=())
    with database.snapshot() as connection:
        assert roles(connection, ada.id) == ({Role.STAFF, Role.MANAGER} if given_again else {Role.STAFF})
        assert roles(connection, bob.id) == {Role.STAFF, Role.MANAGER}
        found = connection.execute(sa.select(management).where(management.c.person == ada.id).order_by("team")).all()
        assert [(row.team, row.to_on, row.role) for row in found] == [
            (north, ends, None),
            (south, date(2026, 1, 9), None),
        ]
        assert connection.execute(sa.select(managed_teams(ada, ends).subquery())).all() == []
        assert violations(connection) == ()


def test_no_role_is_taken_from_whoever_still_manages_and_no_row_without_an_end_goes_without_it(database: Database):
    with database.write() as connection:
        team, ada = people.add_team(connection, "North"), add(connection, "Ada")
        people.add_management(connection, ada.id, team, DAY, None)
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        directory.change_roles(connection, ada.id, add=(), take={Role.MANAGER})
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(management.update().values(role=None))


@pytest.mark.parametrize("before", ["0014", "0015"])
def test_an_upgrade_lets_a_role_be_taken_that_could_not_be(empty: Database, before: str):
    with empty.write() as connection:
        command.upgrade(schema.config(connection), before)
    with empty.write() as connection:
        north, south = (people.add_team(connection, name) for name in ("North", "South"))
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        people.add_management(connection, ada.id, north, DAY, boss.id, to_on=date(2026, 2, 1), deputy=True)
        people.add_management(connection, ada.id, south, DAY, None)
        old = connection.execute(sa.select(management).order_by("team")).all()
    empty.upgrade()
    with empty.write() as connection:
        assert connection.execute(sa.select(management).order_by("team")).all() == old
        assert violations(connection) == ()
        people.end_managing(connection, ada.id, date(2026, 3, 1))
        directory.change_roles(connection, ada.id, add=(), take={Role.MANAGER})
    with empty.snapshot() as connection:
        kept = connection.execute(sa.select(management).order_by("team")).all()
        assert [(row.kind, row.granted_by, str(row.to_on), row.role) for row in kept] == [
            ("deputy", boss.id, "2026-02-01", None),
            ("manager", None, "2026-03-01", None),
        ]
        assert roles(connection, ada.id) == {Role.STAFF} and violations(connection) == ()


def test_a_contradiction_is_found(database: Database):
    with database.write() as connection:
        boss = add(connection, "Boss")
        people.add_management(connection, boss.id, people.add_team(connection, "North"), DAY, None)
    with database.snapshot() as connection:
        assert violations(connection) == ()
    plant(database, DROP)
    with database.snapshot() as connection:
        found = violations(connection)
    assert any(v.invariant == 10 and f"person {boss.id}: manages a team" in v.text for v in found), found


def test_an_upgrade_gives_the_role_to_those_who_managed_without_it(empty: Database):
    with empty.write() as connection:
        command.upgrade(schema.config(connection), BEFORE)
    with empty.write() as connection:
        team = people.add_team(connection, "North")
        ada, bob, cat = add(connection, "Ada"), add(connection, "Bob", Role.MANAGER), add(connection, "Cat")
        for person in (ada, bob):
            row = {"person": person.id, "team": team}
            connection.execute(sa.text(MANAGE).bindparams(sa.bindparam("day", DAY, sa.Date)), row)
    empty.upgrade()
    with empty.snapshot() as connection:
        assert [roles(connection, p.id) for p in (ada, bob, cat)] == [
            {Role.STAFF, Role.MANAGER},
            {Role.STAFF, Role.MANAGER},
            {Role.STAFF},
        ]
        kept = connection.execute(sa.text("SELECT person, team, kind, to_on, granted_by FROM management ORDER BY 1"))
        assert [tuple(row) for row in kept] == [(p.id, team, "manager", None, None) for p in (ada, bob)]
        assert violations(connection) == ()
