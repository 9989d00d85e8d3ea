"""What whoever runs the site does for people: links, leaving and coming back, teams, names and addresses."""

import json

import pytest
import sqlalchemy as sa

from quizapp.model.acts import Act, can
from quizapp.model.people import Listed, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site import accounts, people, signing_in
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.managed import my_team
from tests.services.taking import at_once, rows

PASSWORD = "three kind words"
SAM = "sam@example.org"


def add(site: Site, name: str, *, team: str | None = "Team A", manages: tuple[str, ...] = ()) -> str:
    email = f"{name.lower()}@example.org"
    added = accounts.add_person(site, name=name, email=email, roles=frozenset({Role.STAFF}), team=team, manages=manages)
    assert added.token, added.problems
    return added.token


def listed(site: Site, email: str = SAM) -> Listed:
    return next(one for one in people.everybody(site) if one.email == email)


@pytest.fixture
def sam(site: Site) -> str:
    """The token of Sam's session."""
    signed = accounts.set_password(site, add(site, "Sam"), PASSWORD).token
    assert signed
    return signed


def test_a_new_link_sets_a_new_password_and_ends_the_links_from_before(site: Site, clock: Clock):
    first = add(site, "Sam")
    second = people.new_link(site, " SAM@example.org ").token
    assert not accounts.holder_of_link(site, first) and accounts.holder_of_link(site, second)
    clock.later(minutes=8 * 24 * 60)
    assert not accounts.holder_of_link(site, second)
    third = people.new_link(site, SAM).token
    assert accounts.set_password(site, third, PASSWORD).token
    assert signing_in.sign_in(site, SAM, PASSWORD, "10.0.0.1").token


def test_whoever_leaves_is_out_at_once_and_keeps_nothing_that_would_let_them_in(site: Site, sam: str):
    link = people.new_link(site, SAM).token
    assert people.leave(site, SAM).person
    assert accounts.signed_in(site, sam) is None and not accounts.holder_of_link(site, link)
    assert signing_in.sign_in(site, SAM, PASSWORD, "10.0.0.1").token is None
    assert (listed(site).has_left, listed(site).person.team, listed(site).has_password) == (True, None, False)


def test_a_manager_who_leaves_manages_nobody_and_the_teams_are_named(site: Site):
    add(site, "Mona", manages=("Team A", "Team B"))
    assert people.leave(site, "mona@example.org").ended == ("Team A", "Team B")
    back = people.come_back(site, "mona@example.org").person
    assert back and my_team(site, back) == () and listed(site, "mona@example.org").manages == ()
    assert check_invariants(site) == ()


def test_whoever_comes_back_is_the_same_person_in_the_team_they_were_in(site: Site, sam: str):
    before = listed(site).person
    people.leave(site, SAM)
    done = people.come_back(site, SAM)
    assert done.person == before
    assert signing_in.sign_in(site, SAM, PASSWORD, "10.0.0.1").token is None, "the password from before is gone"
    assert accounts.set_password(site, done.token, "other kind words").token
    people.leave(site, SAM)
    assert people.come_back(site, SAM, "Team B").is_new_team
    assert listed(site).person.team == "Team B"
    assert check_invariants(site) == ()


def test_leaving_and_coming_back_on_one_day_and_on_later_ones(site: Site, sam: str, clock: Clock):
    for minutes in (0, 0, 24 * 60, 0, 3 * 24 * 60):
        clock.later(minutes=minutes)
        assert people.leave(site, SAM).person and people.come_back(site, SAM).person
        assert listed(site).person.team == "Team A"
    assert check_invariants(site) == ()


def test_somebody_moves_to_a_team_however_its_name_is_typed(site: Site, sam: str):
    add(site, "Mona", team="Team B")
    for typed in ("team b", " Team  B ", "TEAM\u00a0B"):
        done = people.move(site, SAM, typed)
        assert done.person and done.person.team == "Team B" and not done.is_new_team
    done = people.move(site, SAM, "Team C")
    assert done.is_new_team and people.team_names(site) == ("Team A", "Team B", "Team C")
    assert check_invariants(site) == ()


def test_a_team_is_managed_from_today_and_no_longer(site: Site, sam: str, clock: Clock):
    add(site, "Mona", team="Team B")
    for _ in range(2):
        assert people.manage(site, SAM, " team b").person
        assert listed(site).manages == ("Team B",) and Role.MANAGER in listed(site).person.roles
    assert [row.who.name for table in my_team(site, listed(site).person) for row in table.rows] == ["Mona"]
    for minutes in (0, 24 * 60):
        clock.later(minutes=minutes)
        assert people.manage(site, SAM, "Team B", ends=True).person and listed(site).manages == ()
        assert people.manage(site, SAM, "Team B").person and listed(site).manages == ("Team B",)
    assert people.manage(site, SAM, "Team Z").problems == (Problem("team", Code.UNKNOWN),)
    assert "Team Z" not in people.team_names(site)
    assert check_invariants(site) == ()


def test_names_of_teams_that_differ_in_case_and_spaces_are_one_team(site: Site):
    for number, typed in enumerate(("Team A", "team a", "Team A ", "Team  A")):
        add(site, f"P{number}", team=typed, manages=(typed, "Team A"))
    assert people.team_names(site) == ("Team A",)


def test_a_name_and_an_address_can_be_put_right(site: Site, sam: str):
    assert people.rename(site, SAM, name=" Sam  Reed ", new_email="Sam.Reed@example.org").person
    found = listed(site, "sam.reed@example.org")
    assert found.person.name == "Sam Reed"
    assert signing_in.sign_in(site, "sam.reed@example.org", PASSWORD, "10.0.0.1").token
    people.leave(site, "sam.reed@example.org")
    assert people.rename(site, "sam.reed@example.org", name="Sam Read").person, "a leaver's certificate may need it"


@pytest.mark.parametrize(
    ("name", "email", "problem"),
    [
        ("", None, Problem("name", Code.MISSING)),
        ("n" * 201, None, Problem("name", Code.TOO_LONG, 200)),
        (None, "nonsense", Problem("new_email", Code.NO_ADDRESS)),
        (None, " ", Problem("new_email", Code.MISSING)),
        (None, "MONA@example.org", Problem("new_email", Code.TAKEN)),
    ],
)
def test_a_name_or_an_address_that_cannot_be_is_refused_and_nothing_changes(
    site: Site, sam: str, name: str | None, email: str | None, problem: Problem
):
    add(site, "Mona")
    before = people.everybody(site)
    assert people.rename(site, SAM, name=name, new_email=email).problems == (problem,)
    assert people.everybody(site) == before


def test_an_address_that_left_is_never_given_to_somebody_else(site: Site, sam: str):
    add(site, "Mona")
    people.leave(site, SAM)
    assert people.rename(site, "mona@example.org", new_email=SAM).problems == (Problem("new_email", Code.TAKEN),)


def test_what_cannot_be_done_to_somebody_is_said(site: Site, sam: str):
    nobody, here, left = ((Problem("email", code),) for code in (Code.UNKNOWN, Code.HERE, Code.LEFT))
    for change in (people.new_link, people.leave, people.come_back):
        assert change(site, "nobody@example.org").problems == nobody
    assert people.move(site, "", "Team A").problems == nobody
    assert people.come_back(site, SAM).problems == here
    assert people.move(site, SAM, " ").problems == people.come_back(site, SAM, " ").problems
    assert people.move(site, SAM, " ").problems == (Problem("team", Code.MISSING),)
    people.leave(site, SAM)
    for change in (people.new_link, people.leave):
        assert change(site, SAM).problems == left
    assert people.move(site, SAM, "Team B").problems == left and people.team_names(site) == ("Team A",)


def test_each_change_is_on_record_and_names_nobody(site: Site, sam: str):
    people.new_link(site, SAM)
    people.move(site, SAM, "Team B")
    people.rename(site, SAM, name="Samuel")
    people.leave(site, SAM)
    people.come_back(site, SAM)
    people.leave(site, "nobody@example.org")
    with site.database.read() as connection:
        rows = connection.execute(
            sa.text("SELECT action, details FROM audit WHERE action LIKE 'person-%' ORDER BY seq")
        )
        found = rows.all()
    assert [row.action for row in found] == [
        f"person-{what}" for what in ("add", "link", "move", "rename", "leave", "return")
    ]
    assert {row.details for row in found} == {"{}"}


def test_a_change_of_roles_is_on_record_with_which(site: Site, sam: str):
    done = people.change_roles(site, SAM, add=frozenset({Role.TRAINER, Role.ADMINISTRATOR}))
    assert done.person and done.person.roles == {Role.STAFF, Role.TRAINER, Role.ADMINISTRATOR}
    signed_in = accounts.signed_in(site, sam)
    assert signed_in and Role.TRAINER in signed_in.roles, "at once, and they stay signed in"
    found = rows(site, "SELECT actor, details FROM audit WHERE action = 'person-role'")
    assert found == [(None, '{"add": "administrator,trainer", "take": ""}')]
    both = frozenset({Role.TRAINER})
    assert people.change_roles(site, SAM, add=both, take=both).problems == (Problem("take", Code.REPEATED),)
    assert people.change_roles(site, "nobody@example.org", add=both).problems == (Problem("email", Code.UNKNOWN),)
    assert len(rows(site, "SELECT 1 FROM audit WHERE action = 'person-role'")) == 1
    assert check_invariants(site) == ()


def test_of_two_administrators_who_are_both_taken_at_once_one_stays(site: Site):
    for name in ("Ada", "Una"):
        add(site, name)
        people.change_roles(site, f"{name.lower()}@example.org", add=frozenset({Role.ADMINISTRATOR}))

    def taken(index: int) -> Problems:
        if index:
            return people.leave(site, "ada@example.org").problems
        return people.change_roles(site, "una@example.org", take=frozenset({Role.ADMINISTRATOR})).problems

    refused = [problems for problems in at_once(2, taken) if problems]
    assert [one.code for (one,) in refused] == [Code.LAST]


MANAGED = "SELECT from_on, to_on FROM management ORDER BY from_on"
MANAGER = frozenset({Role.MANAGER})


def test_whoever_is_a_manager_no_more_manages_nothing_and_what_they_managed_stays_on_record(site: Site, clock: Clock):
    mona = "mona@example.org"
    add(site, "Ada", team="Team A")
    add(site, "Mona", manages=("Team A", "Team B"))
    before = listed(site, mona).person
    assert can(before, Act.SEE_TEAM) and my_team(site, before)
    began = site.today()
    clock.later(minutes=3 * 24 * 60)
    done = people.change_roles(site, mona, take=MANAGER, add=frozenset({Role.TRAINER}))
    assert (done.problems, done.ended) == ((), ("Team A", "Team B"))
    assert done.person and done.person.roles == {Role.STAFF, Role.TRAINER} and not can(done.person, Act.SEE_TEAM)
    assert listed(site, mona).manages == ()
    with pytest.raises(NotPossible):
        my_team(site, done.person)
    managed = [tuple(map(str, days)) for days in rows(site, MANAGED)]
    assert managed == [(str(began), str(site.today()))] * 2, "who managed then is known"
    ((noted,),) = rows(site, "SELECT details FROM audit WHERE action = 'person-role'")
    ids = [str(number) for (number,) in rows(site, "SELECT id FROM team ORDER BY name")]
    assert json.loads(noted) == {"add": "trainer", "take": "manager", "managed": ",".join(ids)}
    assert check_invariants(site) == ()


@pytest.mark.parametrize("later", [0, 1], ids=["the same day", "the next day"])
def test_a_manager_s_role_is_taken_and_given_again_without_teams(site: Site, clock: Clock, later: int):
    mona = "mona@example.org"
    add(site, "Mona", team="Team A", manages=("Team A",))
    people.manage(site, mona, "Team A", ends=True)
    assert people.change_roles(site, mona, take=MANAGER).ended == (), "it had ended before"
    assert people.change_roles(site, mona, take=MANAGER).problems == (), "a second time"
    clock.later(minutes=later * 24 * 60)
    again = people.change_roles(site, mona, add=MANAGER).person
    assert again and can(again, Act.SEE_TEAM) and my_team(site, again) == ()
    assert people.manage(site, mona, "Team A").person
    assert [table.team for table in my_team(site, again)] == ["Team A"]
    assert people.change_roles(site, mona, take=MANAGER).ended == ("Team A",)
    assert check_invariants(site) == ()


def test_the_role_is_taken_and_a_team_is_given_at_once_and_one_of_them_comes_last(site: Site):
    mona = "mona@example.org"
    add(site, "Mona", team="Team A", manages=("Team A",))

    def change(number: int) -> object:
        if number % 2:
            return people.manage(site, mona, "Team A").problems
        return people.change_roles(site, mona, take=MANAGER).problems

    assert at_once(4, change) == [()] * 4
    assert (Role.MANAGER in listed(site, mona).person.roles) == bool(listed(site, mona).manages)
    assert check_invariants(site) == ()
