"""A list of people from a file: what it would change, what is wrong with it, and that it is done whole or not."""

from datetime import date

import pytest

from quizapp.exchange.people_csv import read_people
from quizapp.model.people import Listed, Role
from quizapp.model.people_import import ImportColumn, ImportPlan, Planned, Wrong
from quizapp.model.play import NotPossible
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site import accounts, people, signing_in
from quizapp.services.site.importing import importing
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.taking import at_once, rows

HEAD = "name,email,staff number,team,roles,group,works as,joined,manages,leaves"
SAM = "Sam Reed,sam@example.org,007,North / Reception,,education,,2025-03-04,,"
MONA = "Mona Day,mona@example.org,008,North,manager,,,,Reception; North,"
OLA = "Ola Ó Néill,,K 9,Reception,,,foster carer,,,"
WHOLE = (SAM, MONA, OLA)


def dry(site: Site, *lines: str, head: str = HEAD) -> ImportPlan:
    return importing.dry_run(site, read_people("\n".join((head, *lines)).encode()))


def bring_in(site: Site, *lines: str, head: str = HEAD, **how: bool) -> importing.Imported:
    file = read_people("\n".join((head, *lines)).encode())
    plan = importing.dry_run(site, file)
    assert plan.mistakes == ()
    return importing.bring_in(site, file, plan.seal, **how)


def wrong(plan: ImportPlan) -> list[tuple[int, Wrong]]:
    assert not plan.rows and not plan.does_something
    return [(mistake.line, mistake.wrong) for mistake in plan.mistakes]


def changes(plan: ImportPlan) -> dict[str, dict[Planned, tuple[str, ...]]]:
    return {row.name: {change.what: change.after for change in row.changes} for row in plan.rows}


def listed(site: Site, name: str) -> Listed:
    return next(one for one in people.everybody(site) if one.person.name == name)


def test_people_and_teams_are_there_as_the_file_has_them(site: Site):
    done = bring_in(site, *WHOLE)
    assert done.is_done and [team.name for team in done.plan.teams] == ["North", "Reception"]
    sam, mona, ola = (listed(site, name) for name in ("Sam Reed", "Mona Day", "Ola Ó Néill"))
    assert (sam.email, sam.staff_number, sam.person.team) == ("sam@example.org", "007", "Reception")
    assert (mona.manages, mona.person.team) == (("North", "Reception"), "North")
    assert (ola.email, ola.staff_number) == ("", "K 9")
    ((joined,),) = rows(site, "SELECT joined_on FROM person WHERE name = 'Sam Reed'")
    assert date.fromisoformat(str(joined)) == date(2025, 3, 4)
    assert rows(site, "SELECT works_as FROM person WHERE name = 'Ola Ó Néill'") == [("foster-carer",)]
    inside = rows(site, "SELECT a.name FROM team AS a JOIN team AS b ON a.parent = b.id WHERE b.name = 'North'")
    assert inside == [("Reception",)]
    assert check_invariants(site) == ()


def test_the_same_file_again_changes_nothing_and_only_what_changed_is_changed(site: Site):
    bring_in(site, *WHOLE)
    again = dry(site, *WHOLE)
    assert (again.rows, again.unchanged, again.does_something) == ((), 3, False)
    renamed = dry(site, SAM.replace("Sam Reed", "Sam Read"), MONA, OLA.replace("foster carer", "-"))
    assert changes(renamed) == {"Sam Read": {Planned.NAME: ("Sam Read",)}, "Ola Ó Néill": {Planned.WORKS_AS: ()}}
    assert changes(dry(site, "Sam Reed,new@example.org", head="name,email"))["Sam Reed"][Planned.ADDED] == ()
    by_number = dry(site, "Sam Reed,new@example.org,007", head="name,email,staff number")
    assert changes(by_number) == {"Sam Reed": {Planned.EMAIL: ("new@example.org",)}}


def test_a_leaver_is_closed_and_comes_back_as_the_same_person(site: Site, clock: Clock):
    bring_in(site, *WHOLE)
    before = listed(site, "Mona Day").person.public_id
    clock.later(minutes=2 * 24 * 60)
    assert bring_in(site, f"{MONA}{site.today()}").is_done
    gone = listed(site, "Mona Day")
    assert gone.has_left and gone.person.team is None and gone.manages == ()
    assert dry(site, f"{MONA}{site.today()}").unchanged == 1
    later = dry(site, f"{OLA}2099-01-01")
    assert changes(later) == {"Ola Ó Néill": {Planned.LEAVES_LATER: ("2099-01-01",)}} and not later.does_something
    back = bring_in(site, "Mona Day-Ray,mona2@example.org,008,,,,,,,", with_links=True)
    mona = listed(site, "Mona Day-Ray")
    assert (mona.person.public_id, mona.has_left, mona.person.team) == (before, False, "North")
    assert (mona.manages, Role.MANAGER in mona.person.roles) == ((), True)
    (link,) = back.links
    assert accounts.holder_of_link(site, link.token) == ("Mona Day-Ray", "mona2@example.org")


def test_whoever_has_no_address_signs_in_with_their_staff_number(site: Site):
    (link,) = bring_in(site, OLA, with_links=True).links
    assert accounts.holder_of_link(site, link.token) == ("Ola Ó Néill", "K 9")
    assert accounts.set_password(site, link.token, "three kind words").token
    assert signing_in.sign_in(site, " k  9", "three kind words", "10.0.0.1").token
    assert signing_in.sign_in(site, "k 99", "three kind words", "10.0.0.1").token is None


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((SAM, SAM.replace("007", "009")), [(3, Wrong.DOUBLED)]),
        ((SAM, SAM.replace("sam@", "other@")), [(3, Wrong.DOUBLED)]),
        (("Sam,,,,,,,,,",), [(2, Wrong.NOBODY)]),
        ((",sam@example.org,,,,,,,,",), [(2, Wrong.MISSING)]),
        (("Sam,sam.example.org,1,,,,,,,",), [(2, Wrong.NO_ADDRESS)]),
        (("Sam,,1.2E+11,,,,,,,", SAM), [(2, Wrong.SHORTENED), (2, Wrong.NOBODY)]),
        (("Sam,,1,,trainor,,,,,",), [(2, Wrong.UNKNOWN)]),
        (("Sam,,1,,,helth,casual,,,",), [(2, Wrong.UNKNOWN), (2, Wrong.UNKNOWN)]),
        (("Sam,,1,,,,,01/02/26,,",), [(2, Wrong.NO_DAY)]),
        (("Sam,,1,,,,,0026-02-01,,",), [(2, Wrong.NO_DAY)]),
        (("Sam,,1,,,,,2099-01-01,,",), [(2, Wrong.TO_COME)]),
        (("Sam,,1,North / North,,,,,,",), [(2, Wrong.OWN_PARENT)]),
        (("Sam,,1,North / South,,,,,,", "Ola,,2,South / North,,,,,,"), [(3, Wrong.OWN_PARENT)]),
        (("Sam,,1,,,,,,Nowhere,",), [(2, Wrong.UNKNOWN)]),
        (("Sam,,1,A,,,,,B,", "Ola,,2,B,,,,,A,"), [(2, Wrong.RING), (3, Wrong.RING)]),
        (("Sam,,1,A,,,,,B,", "Ola,,2,B,,,,,C,", "Mo,,3,C,,,,,A,"), [(2, Wrong.RING), (3, Wrong.RING), (4, Wrong.RING)]),
        (("", ",,,,,,,,,", "Sam,,1,,,,,,,,more"), [(4, Wrong.CELLS)]),
    ],
)
def test_each_mistake_is_named_with_its_line_and_nothing_is_stored(
    site: Site, lines: tuple[str, ...], found: list[tuple[int, Wrong]]
):
    assert wrong(dry(site, *lines)) == found
    file = read_people("\n".join((HEAD, "New,new@example.org,99,New team,,,,,,", *lines)).encode())
    assert not importing.bring_in(site, file, importing.dry_run(site, file).seal).is_done
    assert people.everybody(site) == () and people.team_names(site) == ()


def test_two_who_lead_one_team_and_a_manager_whose_home_is_in_their_branch_are_no_ring(site: Site):
    plan = dry(site, "Sam,,1,A,,,,,A,", "Ola,,2,A,,,,,A,", "Mo,,3,A,,,,,Top,", "Jo,,4,Top / A,,,,,,")
    assert plan.mistakes == ()


def test_what_was_probably_meant_is_said(site: Site):
    bring_in(site, *WHOLE)
    (role, team) = dry(site, "Jo,,1,,trainor,,,,Recption,").mistakes
    assert (role.meant, team.meant) == ("trainer", "Reception")
    (new,) = dry(site, "Jo,,1,Recption,,,,,,").teams
    assert new.like == "Reception"
    (elsewhere,) = dry(site, "Jo,,1,South / Reception,,,,,,").mistakes
    assert (elsewhere.wrong, elsewhere.meant) == (Wrong.ELSEWHERE, "North / Reception")


def test_an_address_is_never_taken_from_somebody_else(site: Site, clock: Clock):
    bring_in(site, *WHOLE)
    (mistake,) = dry(site, "Ola,sam@example.org,K 9,,,,,,,").mistakes
    assert (mistake.wrong, mistake.column, mistake.who) == (Wrong.TAKEN, ImportColumn.EMAIL, "Sam Reed")
    swapped = (SAM.replace("sam@", "mona@"), MONA.replace("mona@", "sam@"))
    assert bring_in(site, *swapped).is_done and listed(site, "Mona Day").email == "sam@example.org"
    assert people.leave(site, "mona@example.org").person
    (mistake,) = dry(site, "New Sam,mona@example.org,555,,,,,,,").mistakes
    assert (mistake.wrong, mistake.meant) == (Wrong.OTHER_NUMBER, "007")


def test_the_only_administrator_stays_one(site: Site):
    bring_in(site, "Vera,vera@example.org,1,,administrator,,,,,")
    assert wrong(dry(site, "Vera,vera@example.org,1,,staff,,,,,")) == [(2, Wrong.LAST)]
    assert wrong(dry(site, f"Vera,vera@example.org,1,,,,,,,{site.today()}")) == [(2, Wrong.LAST)]
    both = ("Vera,vera@example.org,1,,staff,,,,,", "Max,max@example.org,2,,administrator,,,,,")
    assert bring_in(site, *both).is_done


def test_what_came_to_be_something_else_meanwhile_is_not_done(site: Site):
    bring_in(site, *WHOLE)
    file = read_people("\n".join((HEAD, SAM.replace("Sam Reed", "Sam Read"))).encode())
    plan = importing.dry_run(site, file)
    people.rename(site, "sam@example.org", name="Samuel Reed")
    done = importing.bring_in(site, file, plan.seal)
    assert not done.is_done and done.plan.rows[0].changes[0].before == ("Samuel Reed",)
    assert listed(site, "Samuel Reed")


def test_what_was_done_is_on_record_for_each_person_and_only_administrators_may(site: Site):
    bring_in(site, *WHOLE)
    vera = bring_in(site, "Vera,vera@example.org,1,,administrator,,,,,") and listed(site, "Vera").person
    file = read_people("\n".join((HEAD, SAM.replace("Reception", "Office"), "Jo,,2,,,,,,,")).encode())
    plan = importing.dry_run(site, file, vera)
    importing.bring_in(site, file, plan.seal, vera)
    found = rows(site, f"SELECT action, subject IS NULL FROM audit WHERE actor = {vera.id} ORDER BY seq")
    assert [action for action, _ in found] == ["team-add", "person-add", "person-change", "people-import"]
    with pytest.raises(NotPossible):
        importing.dry_run(site, file, listed(site, "Sam Reed").person)


def test_of_two_who_bring_in_the_same_list_at_once_one_does_it(site: Site):
    file = read_people("\n".join((HEAD, *WHOLE)).encode())
    seal = importing.dry_run(site, file).seal
    done = at_once(2, lambda _: importing.bring_in(site, file, seal).is_done)
    assert sorted(done) == [False, True], "the other finds it there already"
    assert len(people.everybody(site)) == 3
