"""People, teams, sessions, links and the throttle."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from quizapp.model.people import Group, Role
from quizapp.store.database import Database
from quizapp.store.people import accounts, people
from tests.store.stories import AT, MONDAY, add

HOUR = timedelta(hours=1)


def test_a_person_comes_back_with_roles_group_and_home_team(database: Database):
    with database.write() as connection:
        team = people.add_team(connection, "Harbour")
        made = people.add_person(
            connection,
            public_id="p1",
            name="Ada",
            email="ada@example.org",
            roles=[Role.STAFF, Role.MANAGER],
            group=Group.HEALTH,
            team=team,
            joined_on=MONDAY,
        )
    with database.read() as connection:
        assert people.get_person(connection, made.id) == made
        assert people.get_person(connection, made.id + 1) is None
        assert people.team_id(connection, "Harbour") == team
        assert people.team_id(connection, "Nowhere") is None
        assert people.count(connection) == 1
    assert (made.roles, made.group, made.team) == ({Role.STAFF, Role.MANAGER}, Group.HEALTH, "Harbour")


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Ada@Example.org", " ada@example.ORG "),
        ("zoë@example.org", "ZOE\u0308@example.org"),
        ("strasse@example.org", "STRAßE@example.org"),
    ],
)
def test_an_address_is_found_however_it_is_written(database: Database, kept: str, asked: str):
    with database.write() as connection:
        people.add_person(
            connection, public_id="p", name="A", email=kept, roles=[], group=None, team=None, joined_on=MONDAY
        )
        found = people.person_by_email(connection, asked)
    assert found is not None and found[0].name == "A" and found[1] is None
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        people.add_person(
            connection, public_id="q", name="B", email=asked, roles=[], group=None, team=None, joined_on=MONDAY
        )


def test_people_without_an_address_are_not_in_each_others_way(database: Database):
    with database.write() as connection:
        for public_id in ("p", "q"):
            people.add_person(
                connection, public_id=public_id, name="A", email=None, roles=[], group=None, team=None, joined_on=MONDAY
            )
        assert people.count(connection) == 2


def test_a_leaver_cannot_sign_in_and_their_session_ends_at_once(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada", Role.TRAINER)
        people.set_password(connection, ada.id, "hash")
        assert people.person_by_email(connection, "ada@example.org") == (ada, "hash")
        assert people.by_email(connection, " ADA@example.org") == ada
        assert people.names_of(connection, [ada.id]) == {ada.id: ada.name}
        accounts.open_session(connection, "t", ada.id, AT + HOUR)
        accounts.add_link(connection, "l", ada.id, "set-password", AT + HOUR)
        people.set_state(connection, ada.id, "left")
    with database.read() as connection:
        assert people.person_by_email(connection, "ada@example.org") is None
        assert people.by_email(connection, "ada@example.org") is None
        assert accounts.signed_in(connection, "t", AT) is None
        assert accounts.link_person(connection, "l", "set-password", AT) is None
        assert people.people_with_role(connection, Role.TRAINER) == ()


def test_people_are_found_by_role_with_all_their_roles(database: Database):
    with database.write() as connection:
        ada, bob = add(connection, "Ada", Role.TRAINER, Role.MANAGER), add(connection, "Bob")
        assert people.people_with_role(connection, Role.TRAINER) == (ada,)
        assert people.people_with_role(connection, Role.STAFF) == (ada, bob)


def test_nobody_has_two_home_teams(database: Database):
    with database.write() as connection:
        first, second = people.add_team(connection, "First"), people.add_team(connection, "Second")
        ada = add(connection, "Ada", team=first)
    again = sa.text("INSERT INTO membership (person, team, from_on, home) VALUES (:p, :t, '2026-02-01', true)")
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(again, {"p": ada.id, "t": second})
    with database.write() as connection:
        people.move_home(connection, ada.id, second, MONDAY)
        people.move_home(connection, ada.id, first, MONDAY)
        people.move_home(connection, ada.id, second, MONDAY)
        moved = people.get_person(connection, ada.id)
        people.move_home(connection, ada.id, None, date(2027, 1, 1))
        gone = people.get_person(connection, ada.id)
    assert moved is not None and moved.team == "Second"
    assert gone is not None and gone.team is None


def test_a_session_says_who_and_until_when(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada", Role.MANAGER, team=people.add_team(connection, "Harbour"))
        accounts.open_session(connection, "t", ada.id, AT + HOUR)
    with database.read() as connection:
        found = accounts.signed_in(connection, "t", AT)
        assert accounts.signed_in(connection, "other", AT) is None
        assert accounts.signed_in(connection, "t", AT + HOUR) is None
    assert found is not None and found.person == ada and found.expires == AT + HOUR


def test_a_revoked_session_is_over(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        for token in ("one", "two", "three"):
            accounts.open_session(connection, token, ada.id, AT + HOUR)
        accounts.revoke_session(connection, "one", AT)
        assert accounts.signed_in(connection, "one", AT) is None
        accounts.revoke_sessions_of(connection, ada.id, AT, keep="two")
        assert accounts.signed_in(connection, "two", AT) is not None
        assert accounts.signed_in(connection, "three", AT) is None
        accounts.revoke_sessions_of(connection, ada.id, AT)
        assert accounts.signed_in(connection, "two", AT) is None


def test_a_link_is_for_one_purpose_one_use_and_a_while(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        accounts.add_link(connection, "l", ada.id, "set-password", AT + HOUR)
        assert accounts.link_person(connection, "l", "other", AT) is None
        assert accounts.link_person(connection, "l", "set-password", AT + HOUR) is None
        assert accounts.use_link(connection, "l", "set-password", AT + HOUR) is None
        assert accounts.link_person(connection, "l", "set-password", AT) == ada
        assert accounts.use_link(connection, "l", "set-password", AT) == ada
        assert accounts.use_link(connection, "l", "set-password", AT) is None
        assert accounts.link_person(connection, "l", "set-password", AT) is None


def test_the_throttle_counts_by_key_and_window(database: Database):
    with database.write() as connection:
        assert [accounts.throttle_hit(connection, "a", 1) for _ in range(3)] == [1, 2, 3]
        assert accounts.throttle_hit(connection, "a", 2) == 1
        assert accounts.throttle_hit(connection, "b", 1) == 1
        accounts.throttle_forget(connection, 2)
        assert accounts.throttle_hit(connection, "a", 1) == 1, "forgotten"
        assert accounts.throttle_hit(connection, "a", 2) == 2, "kept"


@pytest.mark.parametrize("name", ["", "x" * 201])
def test_lengths_are_held_on_both_databases(database: Database, name: str):
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        people.add_team(connection, name)
