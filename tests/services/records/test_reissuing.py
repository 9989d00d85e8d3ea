"""A certificate under another name: one new one, which names the old; the old one says no name, new or old."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.model.module_pages import CertificatePage
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import certificates, reissuing
from quizapp.services.site import people
from quizapp.services.site.site import Site
from quizapp.store.people import people as store
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import MODULE, quiz_files
from tests.services.taking import at_once, certificate_of, rows

WHY = "Her name was misspelt on it"


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def ada(join: Callable[..., Person]) -> Person:
    return join("Ada", Role.ADMINISTRATOR)


def renamed(site: Site, alice: Person, name: str = "Alys") -> Person:
    with site.database.read() as connection:
        (address,) = connection.exec_driver_sql(f"SELECT email_key FROM person WHERE id = {alice.id}").one()
    person = people.rename(site, address, name=name).person
    assert person is not None
    return person


def seen(site: Site, code: str, viewer: Person | None) -> CertificatePage:
    page = certificates.certificate_page(site, code, viewer)
    assert page is not None
    return page


def test_a_new_one_says_all_as_it_was_printed_but_the_name_and_names_the_old(
    site: Site, code: str, alice: Person, bob: Person, ada: Person, clock: Clock
):
    old = seen(site, code, None)
    assert seen(site, code, alice).name_now == ""
    alys = renamed(site, alice)
    clock.later(days=40)
    assert seen(site, code, alys).name_now == "Alys"
    assert {seen(site, code, other).name_now for other in (None, bob, ada)} == {""}
    new = reissuing.reissue(site, alys, code.lower())
    assert new is not None and new != code
    assert seen(site, new, None).printed == replace(old.printed, name="Alys")
    assert seen(site, new, None).replaces == code and old.replaces == ""
    assert seen(site, new, alys).name_now == ""
    assert certificate_of(site, alys) == new
    mine = certificates.to_print(site, new, alys)
    assert mine is not None and mine.replaces == code
    assert certificates.to_print(site, code, alys) is None
    assert rows(site, "SELECT actor, subject, object FROM audit WHERE action = 'certificate-reissue'") == [
        (alys.id, alys.id, MODULE)
    ]
    assert check_invariants(site) == ()


def test_the_old_code_tells_strangers_that_it_was_replaced_and_no_name(
    site: Site, code: str, alice: Person, bob: Person, ada: Person
):
    alys = renamed(site, alice)
    new = reissuing.reissue(site, alys, code)
    for stranger in (None, bob):
        page = seen(site, code, stranger)
        assert page.is_replaced and page.ended_at == site.now()
        assert (page.printed.name, page.replaced_by, page.why) == ("", "", "")
    for viewer in (alys, ada):
        page = seen(site, code, viewer)
        assert (page.printed.name, page.replaced_by, page.why) == ("Alice", new, reissuing.RENAMED)


def test_asked_for_twice_or_at_once_it_is_issued_once(site: Site, code: str, alice: Person):
    alys = renamed(site, alice)
    got = at_once(2, lambda _: reissuing.reissue(site, alys, code))
    assert len(set(got)) == 1 and got[0] not in (None, code)
    assert reissuing.reissue(site, alys, code) == got[0] == reissuing.reissue(site, alys, str(got[0]))
    assert rows(site, "SELECT count(*) FROM certificate") == [(2,)]
    assert rows(site, "SELECT count(*) FROM audit WHERE action = 'certificate-reissue'") == [(1,)]
    assert check_invariants(site) == ()


def test_each_other_name_has_one_more_and_one_stands(site: Site, code: str, alice: Person):
    codes = [code]
    for name in ("Alys", "Alicia", "Alice"):
        codes.append(reissuing.reissue(site, renamed(site, alice, name), codes[-1]) or "")
    assert len(set(codes)) == 4
    assert [seen(site, one, None).replaces for one in codes] == ["", *codes[:-1]]
    assert rows(site, "SELECT code FROM certificate_current") == [(codes[-1],)]
    assert check_invariants(site) == ()


def test_it_is_for_its_holder_alone_and_where_the_name_is_another_and_it_stands(
    site: Site, code: str, alice: Person, bob: Person, ada: Person
):
    assert reissuing.reissue(site, alice, code) == code
    alys = renamed(site, alice)
    for other in (bob, ada):
        assert reissuing.reissue(site, other, code) is None
    assert reissuing.reissue(site, alys, "AAAA-AAAA-AAAA-AAAA") is None
    certificates.withdraw(site, ada, code, "It was issued to the wrong person.")
    assert seen(site, code, alys).name_now == ""
    with pytest.raises(NotPossible):
        reissuing.reissue(site, alys, code)
    assert reissuing.reissue_for(site, code, WHY).problems == (Problem("code", Code.TAKEN),)
    assert rows(site, "SELECT count(*) FROM certificate") == [(1,)]


def test_what_was_replaced_is_not_withdrawn_as_well(site: Site, code: str, alice: Person, ada: Person):
    reissuing.reissue(site, renamed(site, alice), code)
    with pytest.raises(NotPossible):
        certificates.withdraw(site, ada, code, "It was issued to the wrong person.")


def test_whoever_runs_the_site_issues_it_again_and_says_why(site: Site, code: str, alice: Person, bob: Person):
    assert reissuing.reissue_for(site, code, WHY) == reissuing.Reissued((Problem("code", Code.HERE),), code, "Alice")
    alys = renamed(site, alice)
    assert reissuing.reissue_for(site, code, " so ").problems == (Problem("why", Code.TOO_SHORT, 10),)
    assert reissuing.reissue_for(site, code, "x" * 501).problems == (Problem("why", Code.TOO_LONG, 500),)
    assert reissuing.reissue_for(site, "AAAA", WHY).problems == (Problem("code", Code.UNKNOWN),)
    done = reissuing.reissue_for(site, code, WHY)
    assert (done.problems, done.name) == ((), "Alys") and done.code == certificate_of(site, alys)
    assert (seen(site, code, alys).why, seen(site, code, bob).why) == (WHY, "")
    again = reissuing.reissue_for(site, code, WHY)
    assert (again.problems, again.code) == ((Problem("code", Code.TAKEN),), done.code)
    assert rows(site, "SELECT actor FROM audit WHERE action = 'certificate-reissue'") == [(None,)]
    assert check_invariants(site) == ()


def test_none_is_issued_to_somebody_who_was_erased(site: Site, alice: Person, code: str) -> None:
    renamed(site, alice, "Person 17")
    with site.database.write() as connection:
        store.set_state(connection, alice.id, "erased")
    assert reissuing.reissue_for(site, code, WHY) == reissuing.Reissued((Problem("code", Code.ERASED),))
    assert rows(site, "SELECT count(*) FROM certificate") == [(1,)]
    assert rows(site, "SELECT count(*) FROM certificate_end") == [(0,)]
