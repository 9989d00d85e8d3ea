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
    for text in ("Enter an e-mail address of at most 254 characters", "Enter a password of at most 1,024 characters"):
        assert page.text.count(text) == 2, "once in the summary, and once at the field"
    assert page.title == "Error: Sign in – quizapp"
    assert page.all("input", id="email", value="e" * 255)


@pytest.mark.parametrize(
    ("password", "text"),
    [
        ("", "Enter a password"),
        ("short", "Your password must have at least 10 characters. Three or four words are good."),
        ("x7" * 129, "Your password must have at most 256 characters."),
        ("password123", "That password is easy to guess. Choose another: three or four words are good."),
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


def test_too_many_tries_ask_to_wait(app: Flask, join: Join, clock: Clock) -> None:
    join("Alice")
    browser = Browser(app)
    page = browser.get("/sign-in")
    for _ in range(10):
        browser.send(page, "/sign-in", 400, email="Alice@example.org", password="wrong")
    waiting = browser.send(page, "/sign-in", 429, email="Alice@example.org", password=PASSWORD)
    assert "Please wait a quarter of an hour" in waiting.text
    clock.later(minutes=16)
    browser.send(page, "/sign-in", 303, email="Alice@example.org", password=PASSWORD)


def test_a_cookie_from_before_signing_out_is_worth_nothing(app: Flask, alice: Browser) -> None:
    with alice.client.session_transaction() as session:
        token = session["sid"]
    alice.post("/sign-out", {"csrf_token": alice.token()})
    assert Browser(app, token).client.get("/training").status_code == 303


def test_a_link_sets_a_password_once(app: Flask, site: Site) -> None:
    link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
    browser, path = Browser(app), f"/set-password/{link}"
    fields = {"csrf_token": browser.token()}
    assert "at least 10 characters" in browser.post(path, {**fields, "password": "short"}, 400).text
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
    assert came.headers["Location"] == "/team"
    assert browser.get("/team").title.startswith("My team")
