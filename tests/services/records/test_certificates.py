"""A certificate: who sees what of it, and how it is withdrawn."""

from collections.abc import Callable

import pytest

from quizapp.model.module_pages import CertificatePage
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import certificates
from quizapp.services.site.site import Site
from quizapp.services.taking import modules
from tests.databases import Files
from tests.services.quiz_files import MODULE, quiz_files
from tests.services.taking import rows

WHY = "It was issued to the wrong person."


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def ada(join: Callable[..., Person]) -> Person:
    return join("Ada", Role.ADMINISTRATOR)


def seen(site: Site, code: str, viewer: Person | None) -> CertificatePage:
    page = certificates.certificate_page(site, code, viewer)
    assert page is not None
    return page


def test_anybody_with_the_code_sees_what_is_printed(site: Site, code: str, alice: Person, bob: Person, ada: Person):
    public = seen(site, code, None)
    assert (public.printed.name, public.printed.module_title, public.is_withdrawn) == ("Alice", "Minds", False)
    assert not public.is_mine and not public.may_withdraw
    assert seen(site, code, bob) == public
    assert seen(site, code, alice).is_mine and not seen(site, code, alice).may_withdraw
    assert seen(site, code, ada).may_withdraw and not seen(site, code, ada).is_mine


@pytest.mark.parametrize("other", ["", "AAAA-AAAA-AAAA-AAAA", "x" * 10_000, "\x00", "é-ß"])
def test_another_code_shows_nothing(site: Site, code: str, other: str):
    assert certificates.certificate_page(site, other, None) is None


def test_a_code_is_read_as_people_type_it(site: Site, code: str):
    for typed in (code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ", code.replace("-", "–")):
        assert seen(site, typed, None).code == code
    assert certificates.tidy("abcd efgh-jk") == "ABCD-EFGH-JK"
    assert certificates.tidy("") == certificates.tidy("--") == ""


def test_only_the_holder_prints_it(site: Site, code: str, alice: Person, bob: Person, ada: Person):
    mine = certificates.to_print(site, code, alice)
    assert mine is not None and mine.printed.name == "Alice"
    assert certificates.to_print(site, code, bob) is None and certificates.to_print(site, code, ada) is None


def test_it_is_withdrawn_once_by_an_administrator_who_says_why(
    site: Site, code: str, alice: Person, bob: Person, ada: Person
):
    for viewer in (alice, bob):
        with pytest.raises(NotPossible):
            certificates.withdraw(site, viewer, code, WHY)
    for short in ("", "  because  "):
        assert certificates.withdraw(site, ada, code, short) == (Problem("why", Code.TOO_SHORT, 10),)
    assert not seen(site, code, None).is_withdrawn
    assert certificates.withdraw(site, ada, "AAAA-AAAA-AAAA-AAAA", WHY) is None
    assert certificates.withdraw(site, ada, code.lower(), WHY) == ()
    with pytest.raises(NotPossible):
        certificates.withdraw(site, ada, code, "Another reason altogether.")
    with pytest.raises(NotPossible):
        certificates.withdraw(site, ada, code, "")
    for viewer, why in ((None, ""), (bob, ""), (alice, WHY), (ada, WHY)):
        page = seen(site, code, viewer)
        assert (page.is_withdrawn, page.ended_at, page.why) == (True, site.now(), why)
        assert page.printed.name == ("Alice" if why else ""), "a stranger learns no name from one that proves nothing"
        assert not page.may_withdraw
    assert certificates.to_print(site, code, alice) is None
    module = modules.module_page(site, alice, MODULE)
    assert module is not None and module.is_withdrawn and module.completed_on is not None
    assert rows(site, "SELECT count(*) FROM audit WHERE action = 'certificate-withdraw'") == [(1,)]
    assert check_invariants(site) == ()
