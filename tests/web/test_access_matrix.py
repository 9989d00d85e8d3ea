"""Every route × every role. A route that is not in the table fails, so nobody adds one without deciding who may."""

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services import accounts
from quizapp.services.site import Site
from tests.services.example_site import MODULE, SCENARIO
from tests.web.browser import Browser
from tests.web.conftest import Join
from tests.web.contents import contents

#                      nobody owner other trainer manager administrator
EVERYBODY = (200, 200, 200, 200, 200, 200)
SIGNED_IN = (303, 200, 200, 200, 200, 200)
REDIRECT = (303, 303, 303, 303, 303, 303)
OWNER = (303, 200, 404, 404, 404, 404)
OWNER_MOVES = (303, 303, 404, 404, 404, 404)
MANAGERS = (303, 403, 403, 403, 200, 403)
AUTHORS = (303, 403, 403, 200, 403, 200)
REFUSED = (400, 400, 400, 400, 400, 400)  # an empty form

MATRIX: dict[tuple[str, str], tuple[int, ...]] = {
    ("static", "GET"): EVERYBODY,
    ("about.support", "GET"): EVERYBODY,
    ("about.privacy", "GET"): EVERYBODY,
    ("about.accessibility", "GET"): EVERYBODY,
    ("about.health", "GET"): EVERYBODY,
    ("accounts.home", "GET"): REDIRECT,
    ("accounts.sign_in", "GET"): (200, 303, 303, 303, 303, 303),
    ("accounts.post_sign_in", "POST"): REFUSED,
    ("accounts.sign_out", "POST"): REDIRECT,
    ("accounts.set_password", "GET"): EVERYBODY,
    ("accounts.post_set_password", "POST"): REFUSED,
    ("demo.door", "GET"): EVERYBODY,
    ("demo.sign_in", "POST"): REFUSED,
    ("training.mine", "GET"): SIGNED_IN,
    ("training.start_page", "GET"): SIGNED_IN,
    ("training.start", "POST"): REDIRECT,
    ("attempts.here", "GET"): OWNER_MOVES,
    ("attempts.step", "GET"): OWNER,
    ("attempts.answer", "POST"): OWNER_MOVES,
    ("attempts.pause", "GET"): OWNER,
    ("looking_back.debrief", "GET"): OWNER,
    ("looking_back.map_page", "GET"): OWNER,
    ("looking_back.reflections", "GET"): OWNER,
    ("looking_back.save", "POST"): OWNER_MOVES,
    ("records.team", "GET"): MANAGERS,
    ("records.team_as_csv", "GET"): MANAGERS,
    ("records.publish_state", "GET"): AUTHORS,
}


def addresses(app: Flask, attempt: str, link: str) -> dict[tuple[str, str], str]:
    """An address for each route and method."""
    values = {
        "attempt": attempt.rsplit("/", 1)[1],
        "number": 0,
        "module": MODULE,
        "scenario": SCENARIO,
        "token": link,
        "filename": "style.css",
    }
    found = {}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            path = app.url_map.bind("localhost").build(rule.endpoint, {k: values[k] for k in rule.arguments})
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                found[rule.endpoint, method] = path
    return found


@pytest.fixture
def link(site: Site) -> str:
    return accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF}))


def test_every_route_answers_every_role_as_the_table_says(
    demo_app: Flask, alice_token: str, finished: str, join: Join, link: str
) -> None:
    routes = addresses(demo_app, finished, link)
    assert set(routes) == set(MATRIX), "each route needs a row, and each row a route"
    tokens = [
        None,
        alice_token,
        join("Other")[1],
        join("Trainer", Role.TRAINER)[1],
        join("Manager", Role.MANAGER, manages=("Team A",))[1],
        join("Administrator", Role.ADMINISTRATOR)[1],
    ]
    order = sorted(MATRIX, key=lambda key: key[0] == "accounts.sign_out")  # which ends the session
    for number, token in enumerate(tokens):
        browser = Browser(demo_app, token)
        for key in order:
            if key[1] == "GET":
                response = browser.client.get(routes[key], buffered=True)
            else:
                fields = {"csrf_token": browser.token(), "choice": "0"}
                response = browser.client.post(routes[key], data=fields)
            assert response.status_code == MATRIX[key][number], (key, number, response.text[:500])
            if response.status_code == 303 and number == 0 and key[0].split(".")[0] not in ("accounts", "demo"):
                assert response.headers["Location"].startswith("/sign-in")


def test_getting_a_page_changes_nothing(demo_app: Flask, site: Site, finished: str, join: Join, link: str) -> None:
    browsers = [
        Browser(demo_app, join("Manager", Role.MANAGER, Role.TRAINER, manages=("Team A",))[1]),
        Browser(demo_app, join("Other")[1]),
    ]
    before = contents(site)
    for (_, method), path in addresses(demo_app, finished, link).items():
        if method == "GET":
            for browser in browsers:
                for ask in (browser.client.get, browser.client.head, browser.client.options):
                    ask(path, buffered=True)
    assert contents(site) == before


def test_a_form_without_its_token_is_refused_and_changes_nothing(
    demo_app: Flask, site: Site, alice_token: str, finished: str, link: str
) -> None:
    before = contents(site)
    for (endpoint, method), path in addresses(demo_app, finished, link).items():
        if method == "POST":
            response = Browser(demo_app, alice_token).client.post(path, data={"choice": "0"})
            assert response.status_code == 400, endpoint
            assert "not saved" in response.text
    assert contents(site) == before
