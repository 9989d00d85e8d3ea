"""Sign in, sign out, set a password, and the demo's door."""

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join


def sign_in(browser: Browser, email: str, password: str, status: int, at: str = "/sign-in") -> Page:
    return Page(browser.send(browser.get(at), "/sign-in", status, email=email, password=password).text)


def test_signing_in_begins_a_fresh_session_and_leads_back(app: Flask, join: Join) -> None:
    join("Alice")
    browser = Browser(app)
    door = browser.client.get("/training/child-mental-health/just-a-phase").headers["Location"]
    page = browser.get(door)
    before = browser.client.get_cookie("quizapp")
    came = browser.send(page, "/sign-in", 303, email="Alice@example.org", password=PASSWORD)
    assert came.headers["Location"] == "/training/child-mental-health/just-a-phase"
    after = browser.client.get_cookie("quizapp")
    assert before and after and before.value != after.value
    with browser.client.session_transaction() as session:
        assert set(session) <= {"sid", "csrf_token"}


@pytest.mark.parametrize(
    "path",
    [
        "//evil.test",
        "/\\evil.test",
        "https://evil.test",
        "/%2fevil.test",
        "/a//b",
        "/..//evil",
        "/\tevil",
        "/a?b=c",
        "",
    ],
)
def test_no_way_back_leads_off_the_site(app: Flask, join: Join, path: str) -> None:
    join("Alice")
    browser = Browser(app)
    fields = browser.get("/sign-in").form("/sign-in") | {"email": "Alice@example.org", "password": PASSWORD}
    came = browser.post("/sign-in", {**fields, "next": path})
    assert came.headers["Location"] == "/training"


def test_an_unknown_address_and_a_wrong_password_look_the_same(app: Flask, join: Join) -> None:
    join("Alice")
    known = sign_in(Browser(app), "Alice@example.org", "wrong", 400)
    unknown = sign_in(Browser(app), "Nobody@example.org", "wrong", 400)
    assert known.text == unknown.text and known.title == unknown.title
    assert known.title.startswith("Error: ")


def test_empty_fields_are_named_and_linked(app: Flask) -> None:
    page = sign_in(Browser(app), "", "", 400)
    assert {"#email", "#password"} <= {a["href"] for a in page.all("a")}
    assert page.all("input", id="email", autocomplete="username")
    assert page.all("input", id="password", autocomplete="current-password")


def test_fields_that_are_too_long_are_named_with_how_long_they_may_be(app: Flask) -> None:
    page = sign_in(Browser(app), "e" * 255, "x" * 1025, 400)
    for text in (
        "Enter an address or number of at most 254 characters",
        "Enter a password of at most 1,024 characters",
    ):
        assert page.text.count(text) == 2, "once in the summary, and once at the field"
    assert page.title == "Error: Sign in – quizapp"
    assert page.all("input", id="email", value="e" * 255)


@pytest.mark.parametrize(
    ("password", "text"),
    [
        ("", "Enter a password"),
        ("short", "Your password must have at least 10 characters. Three or four words are good."),
        ("x7" * 129, "Your password must have at most 256 characters."),
        ("password123", "Many people use that password, or part of it, so it is tried first."),
        ("new@example.org", "That password is made of your name or address, or of the name of your organisation"),
        ("hannahhannah", "That password is the same again and again."),
        ("abcdefghijkl", "That password is keys or letters in a row."),
        ("safeguarding", "That password is easy to guess."),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_at_its_field(
    app: Flask, site: Site, password: str, text: str
) -> None:
    link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
    browser, path = Browser(app), f"/set-password/{link}"
    assert browser.get(path).title == "Set your password – quizapp"
    page = Page(browser.post(path, {"csrf_token": browser.token(), "password": password}, 400).text)
    assert page.text.count(text) == 2, "once in the summary, and once at the field"
    assert page.all("a", href="#password") and page.title == "Error: Set your password – quizapp"


def test_a_cookie_from_before_signing_out_is_worth_nothing(app: Flask, alice: Browser) -> None:
    with alice.client.session_transaction() as session:
        token = session["sid"]
    alice.post("/sign-out", {"csrf_token": alice.token()})
    assert Browser(app, token).client.get("/training").status_code == 303


def test_after_signing_out_the_page_says_so_and_what_can_be_done(alice: Browser) -> None:
    there = alice.send(alice.get("/training"), "/sign-out").headers["Location"]
    page = alice.get(there)
    assert page.title.startswith("You are signed out") and "sign in again here" in page.text
    assert page.all("h1", tabindex="-1") and page.form("/sign-in") is not None
    assert "signed out" not in alice.get("/sign-in").text


def test_a_link_sets_a_password_once(app: Flask, site: Site) -> None:
    link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
    browser, path = Browser(app), f"/set-password/{link}"
    fields = {"csrf_token": browser.token()}
    assert "New new@example.org" in browser.get(path).text
    refused = browser.post(path, {**fields, "password": "short"}, 400).text
    assert "at least 10 characters" in refused and "new@example.org" in refused
    browser.post(path, {**fields, "password": PASSWORD})
    assert browser.get("/training").title.startswith("My training")
    Browser(app).get(path, 404)
    again = Browser(app)
    again.post(path, {"csrf_token": again.token(), "password": PASSWORD}, 404)


def test_the_demos_door_is_there_in_demo_mode_only(app: Flask, demo_app: Flask, join: Join) -> None:
    person, _ = join("Manager", Role.MANAGER)
    Browser(app).get("/demo", 404)
    browser = Browser(demo_app)
    came = browser.send(browser.get("/demo"), "/demo/sign-in", 303, person=person.public_id)
    assert came.headers["Location"] == "/teams"
    assert browser.get("/teams").title.startswith("My team")


def test_a_browser_that_keeps_no_cookie_is_told_so_once_and_what_to_do(app: Flask, alice: Browser) -> None:
    browser = Browser(app)
    page = browser.get("/sign-in?next=/support")
    blocked = app.test_client(use_cookies=False)
    fields = page.form("/sign-in") | {"email": "Alice@example.org", "password": PASSWORD}
    told = Page(blocked.post("/sign-in", data=fields).text)
    told.check()
    assert told.title.startswith("Error: Sign in")
    assert "Your browser kept no cookie" in told.text and "stood open too long" not in told.text
    assert told.text.count("kept no cookie") == 1
    assert told.form("/sign-in")["next"] == "/support"
    assert PASSWORD not in told.html and "Alice@example.org" in told.html


def test_any_other_form_without_a_cookie_says_so_too(app: Flask) -> None:
    told = Page(app.test_client(use_cookies=False).post("/sign-out").text)
    assert told.title.startswith("Your browser kept no cookie") and "not saved" in told.text
    assert "stood open too long" not in told.text


@pytest.mark.parametrize(("scheme", "named"), [("http", True), ("https", False)])
def test_a_cookie_for_https_alone_is_named_where_the_page_came_by_http(app: Flask, scheme: str, named: bool) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True
    told = app.test_client(use_cookies=False).post("/sign-in", base_url=f"{scheme}://localhost", data={"email": "a"})
    assert ("must begin with <strong>https://" in told.text) is named
    assert ("QUIZAPP_SECURE_COOKIES" in told.text) is named


def test_an_answer_that_waits_stays_on_the_page_without_a_cookie(
    app: Flask, alice: Browser, begun: str, clock: Clock
) -> None:
    page = alice.get(f"{begun}/steps/0")
    clock.later(days=2)
    door = Page(alice.send(page, f"{begun}/steps/0", 200, choice="1").text)
    held = door.form("/sign-in")["held"]
    told = Page(app.test_client(use_cookies=False).post("/sign-in", data={"held": held}).text)
    assert told.form("/sign-in")["held"] == held
