"""Whoever guesses at a form that anybody can send is asked to wait, and is told until when and what to do."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.model.people import Role
from quizapp.services.site import accounts, people, throttle
from quizapp.services.site.site import Site
from quizapp.services.site.throttle import TooManyTries
from quizapp.web import create_app
from tests.clock import Clock
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join

HERE, ELSEWHERE, ATTACKERS = "127.0.0.1", "198.51.100.7", ("203.0.113.1", "203.0.113.2")
ALICE = "alice@example.org"
ANYBODYS = {
    *("accounts.post_sign_in", "accounts.post_set_password", "demo.door_with_answer", "demo.sign_in"),
    "forgotten.ask",
}


def use_up(site: Site, email: str, *addresses: str) -> None:
    """Let wrong tries from these places use up what an account has, or what one place has."""
    for address in addresses:
        with suppress(TooManyTries):
            while True:
                throttle.count(site, (throttle.from_source(site, address), *throttle.for_account(email, address)))


def posts_of_nobody(app: Flask) -> Iterator[tuple[str, TestResponse]]:
    """What each form answers to somebody without a session who filled in whatever came to mind."""
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            values = {name: 0 if name == "number" else "unknown" for name in rule.arguments}
            browser, path = Browser(app), app.url_map.bind("localhost").build(rule.endpoint, values)
            fields = {"email": "nobody@example.org", "password": "wrong words", "person": "nobody", "held": "junk"}
            yield rule.endpoint, browser.client.post(path, data={"csrf_token": browser.token(), **fields})


def test_every_form_that_anybody_can_send_has_a_throttle(demo_app: Flask, site: Site) -> None:
    """A form that is new and public fails here until its service asks `throttle`."""
    with suppress(TooManyTries):
        while True:
            throttle.count(site, (throttle.from_source(site, HERE),))
    asked_to_wait = set()
    for endpoint, came in posts_of_nobody(demo_app):
        signs_in_first = came.status_code == 303 and came.headers["Location"].startswith("/sign-in")
        assert came.status_code == 429 or signs_in_first, endpoint
        asked_to_wait |= {endpoint} if came.status_code == 429 else set()
    assert asked_to_wait == ANYBODYS


@pytest.mark.parametrize("endpoint", sorted(ANYBODYS))
def test_what_is_wrong_at_a_public_form_counts(demo_app: Flask, site: Site, endpoint: str) -> None:
    site.settings = replace(site.settings, sign_in_tries=2)
    statuses = []
    for _ in range(3):
        rules = [rule for rule in demo_app.url_map.iter_rules() if rule.endpoint == endpoint]
        path = demo_app.url_map.bind("localhost").build(endpoint, dict.fromkeys(rules[0].arguments, "unknown"))
        browser = Browser(demo_app)
        fields = {"email": "nobody@example.org", "password": "wrong words", "person": "nobody", "held": "junk"}
        statuses.append(browser.client.post(path, data={"csrf_token": browser.token(), **fields}).status_code)
    assert statuses[:2] == [statuses[0]] * 2 and statuses[0] != 429 and statuses[2] == 429


def test_a_guesser_keeps_alice_out_of_no_browser_that_she_knows(
    app: Flask, site: Site, join: Join, clock: Clock
) -> None:
    join("Alice")
    browser, strange = Browser(app), Browser(app)
    browser.send(browser.get("/sign-in"), "/sign-in", email=ALICE, password=PASSWORD)
    browser.post("/sign-out", {"csrf_token": browser.token()})
    use_up(site, ALICE, *ATTACKERS, HERE)
    waiting = strange.send(strange.get("/sign-in"), "/sign-in", 429, email=ALICE, password=PASSWORD)
    browser.send(browser.get("/sign-in"), "/sign-in", email=ALICE, password=PASSWORD)
    browser.get("/training")

    page = Page(waiting.text)
    assert page.title == "Please wait until 14:45 – quizapp" and waiting.headers["Retry-After"] == "780"
    for said in ("From 14:45: sign in below.", "use a browser in which you have signed in before", "a link to set a"):
        assert said in page.text
    clock.later(seconds=780)
    strange.send(page, "/sign-in", email=ALICE, password=PASSWORD)


def test_a_link_to_set_a_password_makes_its_browser_known(app: Flask, site: Site) -> None:
    link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
    browser = Browser(app)
    browser.post(f"/set-password/{link}", {"csrf_token": browser.token(), "password": PASSWORD})
    browser.post("/sign-out", {"csrf_token": browser.token()})
    use_up(site, "new@example.org", *ATTACKERS)
    browser.send(browser.get("/sign-in"), "/sign-in", email="new@example.org", password=PASSWORD)
    browser.post("/sign-out", {"csrf_token": browser.token()})
    assert not people.forget_browsers(site, "new@example.org").problems
    browser.send(browser.get("/sign-in"), "/sign-in", 429, email="new@example.org", password=PASSWORD)


def test_whoever_sends_a_link_that_is_none_too_often_is_told_what_to_do(app: Flask, site: Site) -> None:
    use_up(site, ALICE, HERE)
    site.settings = replace(site.settings, sign_in_tries=5)
    browser = Browser(app)
    for _ in range(6):
        came = browser.client.post("/set-password/junk", data={"csrf_token": browser.token(), "password": PASSWORD})
    assert came.status_code == 429 and "copy it whole" in Page(came.text).text


@pytest.mark.parametrize("secure", [True, False])
def test_the_browsers_cookie_is_as_locked_as_the_sessions(site: Site, join: Join, secure: bool) -> None:
    join("Alice")
    site.settings = replace(site.settings, secure_cookies=secure)
    browser, base = Browser(create_app(site)), "https://localhost" if secure else "http://localhost"
    fields = Page(browser.client.get("/sign-in", base_url=base).text).form("/sign-in")
    came = browser.client.post(
        "/sign-in", data={**fields, "email": ALICE, "password": PASSWORD}, base_url=base, headers={"Referer": base}
    )
    name = "__Host-quizapp-browser" if secure else "quizapp-browser"
    (cookie,) = [text for text in came.headers.getlist("Set-Cookie") if text.startswith(f"{name}=")]
    parts = set(cookie.split("; "))
    assert {"HttpOnly", "Path=/", "SameSite=Lax", f"Max-Age={183 * 24 * 3600}"} <= parts
    assert ("Secure" in parts) is secure


@pytest.mark.parametrize("odd", ["", "x", "x" * 3000, "\xff", "a b", "../..", "known" * 4])
def test_a_cookie_that_is_none_of_ours_is_left_alone(app: Flask, join: Join, odd: str) -> None:
    join("Alice")
    browser = Browser(app)
    page = browser.get("/sign-in")
    browser.client.set_cookie("quizapp-browser", odd)
    browser.send(page, "/sign-in", email=ALICE, password=PASSWORD)
    found = browser.client.get_cookie("quizapp-browser")
    assert found and found.value != odd and len(found.value) == 43
