"""Certificates: anybody checks one by its code, its holder prints it, an administrator withdraws it with a reason."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from quizapp.exchange.qr import qr_svg
from quizapp.model.people import Role
from quizapp.services.site import erasing, organisation_settings, people
from quizapp.services.site.site import Site
from quizapp.web import create_app
from tests.services.quiz_files import MODULE
from tests.web import taking
from tests.web.browser import Browser, Page
from tests.web.conftest import Join
from tests.web.contents import contents

WHY = "It was issued while the key was wrong"


@pytest.fixture
def nobody(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def ada(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Ada", Role.ADMINISTRATOR)[1])


def code_of(certificate: str) -> str:
    return certificate.rsplit("/", 1)[1]


def test_anybody_checks_a_certificate_without_signing_in(nobody: Browser, certificate: str) -> None:
    page = nobody.get(certificate)
    for said in ("Alice", "Minds", "23 November 2026", "Listening", "A made-up review for tests", code_of(certificate)):
        assert said in page.text
    assert "it stands" in page.text
    assert "not an assessment of anyone’s competence" in page.text
    assert page.all("svg"), "the code as a picture"
    assert not page.all("a", href=f"{certificate}/pdf") and not page.all("a", href=f"{certificate}/withdraw")


@pytest.mark.parametrize("named", ["evil.test", "evil.test:443"])
def test_no_address_on_a_certificate_is_what_a_request_called_the_site(
    site: Site, alice: Browser, certificate: str, named: str
) -> None:
    site.settings = replace(site.settings, url="https://training.example.org", proxies=1)
    client = create_app(site).test_client()
    forged = {"Host": named, "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "gopher"}
    page = client.get(certificate, headers=forged).text
    whole = f"https://training.example.org{certificate}"
    assert whole in page and qr_svg(whole) in page and "evil.test" not in page
    forged.pop("Host")  # to which her browser sends no cookie
    pdf = alice.client.get(f"{certificate}/pdf", headers=forged).data
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)
    assert f"training.example.org{certificate}" in text.replace("\u200b", "") and "evil.test" not in text


def test_a_certificate_says_who_issued_it_and_nothing_in_code(
    site: Site, app: Flask, join: Join, nobody: Browser, minds: None
) -> None:
    ada = join("Ada", Role.ADMINISTRATOR)[0]
    assert organisation_settings.change(site, ada, "organisation", "", {"name": "Meadow Lane Trust"}) == ()
    page = nobody.get(taking.complete(site, Browser(app, join("Bo")[1])))
    assert "Meadow Lane Trust" in page.text and "taken" not in page.text
    assert re.search(r"\b[0-9a-f]{12}\b", page.text) is None


def test_a_certificate_says_nothing_of_scores_answers_or_ways(nobody: Browser, certificate: str) -> None:
    page = nobody.get(certificate)
    for hidden in ("100", "%", "another way", "Attempt", "Team A", "@example.org"):
        assert hidden not in page.text


@pytest.mark.parametrize("typed", [str, str.lower, lambda c: c.replace("-", ""), lambda c: f"  {c.replace('-', ' ')} "])
def test_a_code_may_be_typed_loosely(nobody: Browser, certificate: str, typed) -> None:
    code = code_of(certificate)
    came = nobody.client.get("/certificates", query_string={"code": typed(code)})
    assert came.status_code == 303 and came.headers["Location"] == certificate
    assert code in nobody.get(f"/certificates/{typed(code).strip()}").text


@pytest.mark.parametrize("path", ["/certificates?code=2222-2222-2222-2222", "/certificates/2222-2222-2222-2222"])
def test_an_unknown_code_is_not_found_and_says_so_at_the_field(nobody: Browser, path: str) -> None:
    page = nobody.get(path, 404)
    assert page.title.startswith("Error: ")
    assert page.all("a", href="#code")
    (field,) = page.all("input", name="code")
    assert field["value"] == "2222-2222-2222-2222"
    assert "code-error" in (field["aria-describedby"] or "")


def test_a_code_with_a_sign_too_few_is_told_so(nobody: Browser) -> None:
    assert (
        "A code has 16 letters and numbers, and this has 15" in nobody.get("/certificates/2222-2222-2222-222", 404).text
    )
    assert "Look at it again" in nobody.get("/certificates/2222-2222-2222-2222", 404).text


@pytest.mark.parametrize("code", ["-", "...", "\N{SNOWMAN}", "<b>x</b>", "9" * 200])
def test_what_is_no_code_is_not_found_and_comes_back_as_it_was_typed(nobody: Browser, code: str) -> None:
    came = nobody.client.get("/certificates", query_string={"code": code})
    page = Page(came.text)
    page.check()
    assert came.status_code == 404
    assert page.all("input", name="code", value=code[:100])


def test_the_form_to_check_is_there_for_anybody_and_an_empty_one_is_no_error(nobody: Browser) -> None:
    for path in ("/certificates", "/certificates?code=", "/certificates?code=%20"):
        page = nobody.get(path)
        assert page.all("label", **{"for": "code"}) and "There is a problem" not in page.text


def test_its_holder_gets_a_pdf_with_what_is_on_it(alice: Browser, certificate: str) -> None:
    assert alice.get(certificate).all("a", href=f"{certificate}/pdf")
    came = alice.client.get(f"{certificate}/pdf")
    assert came.status_code == 200 and came.mimetype == "application/pdf"
    name = f"certificate-{code_of(certificate)}.pdf"
    assert came.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert came.headers["Cache-Control"] == "no-store"
    assert came.data.startswith(b"%PDF-")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(came.data)).pages)
    for said in ("Alice", "Minds", code_of(certificate)):
        assert said in words


def test_nobody_else_gets_the_pdf(nobody: Browser, bob: Browser, ada: Browser, certificate: str) -> None:
    assert nobody.client.get(f"{certificate}/pdf").headers["Location"].startswith("/sign-in")
    for other in (bob, ada):
        other.get(f"{certificate}/pdf", 404)


def test_a_reason_is_asked_for_and_its_error_is_linked_to_its_field(ada: Browser, site: Site, certificate: str) -> None:
    form = ada.get(f"{certificate}/withdraw")
    before = contents(site)
    for short in ("", "   ", "wrong"):
        page = Page(ada.send(form, f"{certificate}/withdraw", 400, why=short).text)
        assert page.title.startswith("Error: ")
        assert page.all("a", href="#why")
        (field,) = page.all("textarea", name="why")
        assert field["id"] == "why" and "why-error" in (field["aria-describedby"] or "")
    assert contents(site) == before


def test_a_withdrawn_certificate_stands_no_more_and_only_its_holder_and_administrators_read_why(
    nobody: Browser, alice: Browser, bob: Browser, ada: Browser, certificate: str
) -> None:
    assert ada.get(certificate).all("a", href=f"{certificate}/withdraw")
    form = ada.get(f"{certificate}/withdraw")
    assert ada.send(form, f"{certificate}/withdraw", why=WHY).headers["Location"] == certificate
    for browser, reads_why in ((nobody, False), (bob, False), (alice, True), (ada, True)):
        page = browser.get(certificate)
        assert "was withdrawn on 23 November 2026" in page.text and "it stands" not in page.text
        assert (WHY in page.text) is reads_why
        for printed in ("Alice", "Minds", "Topics practised"):
            said = page.text.replace("Alice Sign out", "")
            assert (printed in said) is reads_why, "others learn that it ended, and when"
        assert not page.all("a", href=f"{certificate}/pdf") and not page.all("a", href=f"{certificate}/withdraw")
    alice.get(f"{certificate}/pdf", 404)
    assert "Its certificate was withdrawn" in alice.get(f"/modules/{MODULE}").text


def test_it_is_withdrawn_once_and_the_first_reason_stays(ada: Browser, site: Site, certificate: str) -> None:
    form = ada.get(f"{certificate}/withdraw")
    ada.send(form, f"{certificate}/withdraw", why=WHY)
    before = contents(site)
    ada.send(form, f"{certificate}/withdraw", 409, why="A second click, with other words")
    ada.send(form, f"{certificate}/withdraw", 409, why="")
    assert contents(site) == before
    assert WHY in ada.get(certificate).text
    assert not ada.get(f"{certificate}/withdraw").all("textarea")


def test_nobody_but_an_administrator_withdraws(
    app: Flask, site: Site, alice: Browser, join: Join, certificate: str
) -> None:
    manager = Browser(app, join("Manager", Role.MANAGER, Role.TRAINER, manages=("Team A",))[1])
    before = contents(site)
    for browser in (alice, manager):
        browser.get(f"{certificate}/withdraw", 403)
        browser.post(f"{certificate}/withdraw", {"csrf_token": browser.token(), "why": WHY}, 403)
    assert contents(site) == before


def test_a_code_that_nobody_has_is_not_withdrawn(ada: Browser) -> None:
    ada.get("/certificates/2222-2222-2222-2222/withdraw", 404)
    ada.post("/certificates/2222-2222-2222-2222/withdraw", {"csrf_token": ada.token(), "why": WHY}, 404)
    ada.get("/certificates/2222-2222-2222-2222/pdf", 404)


def test_looking_at_a_certificate_changes_nothing(
    nobody: Browser, alice: Browser, site: Site, certificate: str
) -> None:
    before = contents(site, without=frozenset())
    for browser in (nobody, alice):
        browser.get(certificate)
        browser.get("/certificates")
    alice.client.get(f"{certificate}/pdf")
    assert contents(site, without=frozenset()) == before


def test_a_holder_with_another_name_gets_a_new_one_that_names_the_old_and_a_second_click_gets_the_same(
    site: Site, nobody: Browser, bob: Browser, alice: Browser, certificate: str
) -> None:
    assert not alice.get(certificate).all("form", action=f"{certificate}/reissue")
    assert people.rename(site, "alice@example.org", name="Alys Reed").problems == ()
    page = alice.get(certificate)
    assert "Your name is Alys Reed now" in page.text
    for browser in (nobody, bob):
        stranger = browser.get(certificate)
        assert "Alys" not in stranger.text and not stranger.all("form", action=f"{certificate}/reissue")
    new = alice.send(page, f"{certificate}/reissue").headers["Location"]
    assert new != certificate and alice.send(page, f"{certificate}/reissue").headers["Location"] == new
    for browser in (nobody, alice):
        issued = browser.get(new)
        assert "Alys Reed" in issued.text and code_of(certificate) in issued.text and "Your name is" not in issued.text
    assert "You have another name now, and asked for a new one" in alice.get(certificate).text
    words = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(alice.client.get(f"{new}/pdf").data)).pages)
    for said in ("Alys Reed", code_of(new), code_of(certificate)):
        assert said in words
    for browser in (nobody, bob):
        page = browser.get(certificate)
        assert "was replaced on 23 November 2026" in page.text
        for hidden in ("Alys", "Alice", "Reed", code_of(new)):
            assert hidden not in page.text
    assert alice.get(certificate).all("a", href=new)
    alice.get(f"{certificate}/pdf", 404)
    assert alice.get(f"/modules/{MODULE}").all("a", href=new)


def test_the_page_of_a_holder_who_was_erased_says_so_and_has_no_name(app: Flask, site: Site, certificate: str):
    assert erasing.erase(site, None, "Alice@example.org", reason="They asked for it.", name="Alice").is_done
    page = Browser(app).get(certificate)
    assert "to somebody whose record was erased since" in page.text and "Minds was completed on" in page.text
    assert "Alice" not in page.html and "it stands" not in page.text
