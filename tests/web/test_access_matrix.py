"""Every route × every role. A route that is not in the table fails, so nobody adds one without deciding who may."""

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.model.people import Role
from quizapp.services.site import accounts, logo
from quizapp.services.site.site import Site
from quizapp.store.blobs import sha_of
from quizapp.store.records import otherwise
from tests.pictures import png
from tests.services.example_site import MODULE, PATH, SCENARIO
from tests.services.quiz_files import MODULE as MINDS
from tests.services.quiz_files import SET
from tests.services.requiring import required
from tests.web import taking
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
FIGURES = (303, 403, 403, 200, 200, 200)
TRAINERS = (303, 403, 403, 200, 403, 403)
ADMINISTRATORS = (303, 403, 403, 403, 403, 200)
ANYBODYS = ("accounts", "demo", "forgotten")
REFUSED = (400, 400, 400, 400, 400, 400)  # an empty form

MATRIX: dict[tuple[str, str], tuple[int, ...]] = {
    ("static", "GET"): EVERYBODY,
    ("about.support", "GET"): EVERYBODY,
    ("about.privacy", "GET"): EVERYBODY,
    ("about.accessibility", "GET"): EVERYBODY,
    ("about.health", "GET"): EVERYBODY,
    ("about.ready", "GET"): EVERYBODY,
    ("about.robots", "GET"): EVERYBODY,
    ("accounts.home", "GET"): REDIRECT,
    ("accounts.sign_in", "GET"): (200, 303, 303, 303, 303, 303),
    ("accounts.post_sign_in", "POST"): REFUSED,
    ("accounts.sign_out", "POST"): REDIRECT,
    ("accounts.set_password", "GET"): EVERYBODY,
    ("accounts.post_set_password", "POST"): REFUSED,
    ("forgotten.form", "GET"): EVERYBODY,
    ("forgotten.ask", "POST"): REDIRECT,  # the site of these tests sends no mail, and the page says so
    ("forgotten.asked", "GET"): EVERYBODY,
    ("demo.door", "GET"): EVERYBODY,
    ("demo.mailbox", "GET"): EVERYBODY,
    ("demo.door_with_answer", "POST"): EVERYBODY,
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
    ("looking_back.one_thing", "GET"): OWNER,
    ("looking_back.keep_one_thing", "POST"): OWNER_MOVES,
    ("looking_back.one_thing_over", "POST"): (303, 400, 400, 400, 400, 400),  # neither done nor taken away
    ("teams.overview", "GET"): MANAGERS,
    ("teams.chase", "GET"): MANAGERS,
    ("matrix.page", "GET"): MANAGERS,
    ("matrix.module", "GET"): MANAGERS,
    ("matrix.as_csv", "GET"): MANAGERS,
    ("matrix.as_xlsx", "GET"): MANAGERS,
    ("person_records.page", "GET"): MANAGERS,
    ("person_records.who_looked", "GET"): SIGNED_IN,
    ("records.team", "GET"): MANAGERS,
    ("records.team_as_csv", "GET"): MANAGERS,
    ("figures.table", "GET"): FIGURES,
    ("figures.table_as_csv", "GET"): FIGURES,
    ("figures.point", "GET"): (303, 403, 403, 200, 404, 200),  # of everybody, whom a manager does not see
    ("records.publish_state", "GET"): AUTHORS,
    ("coverage.page", "GET"): AUTHORS,
    ("modules.tasks", "GET"): SIGNED_IN,
    ("modules.start_here", "GET"): SIGNED_IN,
    ("modules.picture", "GET"): SIGNED_IN,
    ("questions.start_page", "GET"): SIGNED_IN,
    ("questions.start", "POST"): (303, 409, 303, 303, 303, 303),  # passed, and practice was not asked for
    ("questions.feedback", "GET"): OWNER,
    ("questions.result", "GET"): OWNER,
    ("copies.ask", "GET"): SIGNED_IN,
    ("copies.as_json", "GET"): SIGNED_IN,
    ("copies.as_page", "GET"): SIGNED_IN,
    ("certificates.check", "GET"): EVERYBODY,
    ("certificates.certificate", "GET"): EVERYBODY,
    ("certificates.pdf", "GET"): OWNER,
    ("certificates.reissue", "POST"): OWNER_MOVES,  # to the same one: the name on it is today's
    ("certificates.ask_to_withdraw", "GET"): ADMINISTRATORS,
    ("certificates.withdraw", "POST"): (303, 403, 403, 403, 403, 400),  # without a reason
    ("in_practice.page", "GET"): OWNER,  # who completed the module
    ("in_practice.keep", "POST"): OWNER_MOVES,
    ("in_practice.not_now", "POST"): OWNER_MOVES,
    ("team_practice.page", "GET"): MANAGERS,
    ("team_practice.log", "POST"): (303, 403, 403, 403, 404, 403),  # of no team
    ("team_practice.ask", "GET"): (303, 403, 403, 403, 404, 403),  # the same
    ("team_practice.end", "POST"): (303, 403, 403, 403, 404, 403),
    ("another_way.ask", "GET"): MANAGERS,
    ("another_way.record", "POST"): (303, 403, 403, 403, 400, 403),  # nothing chosen
    ("another_way.records", "GET"): MANAGERS,
    ("another_way.ask_to_take_back", "GET"): MANAGERS,
    ("another_way.take_back", "POST"): (303, 403, 403, 403, 400, 403),  # without a reason
    ("settings.overview", "GET"): ADMINISTRATORS,
    ("settings.form", "GET"): ADMINISTRATORS,
    ("settings.change", "POST"): (303, 403, 403, 403, 403, 303),  # of no field: nothing is set
    ("people.listed", "GET"): ADMINISTRATORS,
    ("people.add_form", "GET"): ADMINISTRATORS,
    ("people.add", "POST"): (303, 403, 403, 403, 403, 400),  # nothing written
    ("people.person", "GET"): ADMINISTRATORS,
    ("people.form", "GET"): ADMINISTRATORS,
    ("people.change", "POST"): (303, 403, 403, 403, 403, 400),  # nobody named
    ("people_import.form", "GET"): ADMINISTRATORS,
    ("people_import.empty_file", "GET"): ADMINISTRATORS,
    ("people_import.bring_in", "POST"): (303, 403, 403, 403, 403, 400),  # no file
    ("team_tree.tree", "GET"): ADMINISTRATORS,
    ("team_tree.change", "POST"): (303, 403, 403, 403, 403, 400),  # nothing written
    ("my_mail.page", "GET"): SIGNED_IN,
    ("my_mail.choose", "POST"): (303, 400, 400, 400, 400, 400),  # nothing chosen
    ("outbox.page", "GET"): ADMINISTRATORS,
    ("outbox.again", "POST"): (303, 403, 403, 403, 403, 303),
    ("requirements.overview", "GET"): ADMINISTRATORS,
    ("requirements.ask", "GET"): ADMINISTRATORS,
    ("requirements.add", "POST"): (303, 403, 403, 403, 403, 400),  # nothing filled in
    ("requirements.one", "GET"): ADMINISTRATORS,
    ("requirements.ask_to_change", "GET"): ADMINISTRATORS,
    ("requirements.change", "POST"): (303, 403, 403, 403, 403, 400),
    ("requirements.ask_to_end", "GET"): ADMINISTRATORS,
    ("requirements.end", "POST"): (303, 403, 403, 403, 403, 400),
    ("requirements.ask_to_exempt", "GET"): ADMINISTRATORS,
    ("requirements.exempt", "POST"): (303, 403, 403, 403, 403, 400),
    ("requirements.end_exemption", "POST"): (303, 403, 403, 403, 403, 303),
    ("deputies.page", "GET"): MANAGERS,
    ("deputies.change", "POST"): (303, 403, 403, 403, 400, 403),  # nobody named
    ("erasing.ask", "GET"): ADMINISTRATORS,
    ("erasing.erase", "POST"): (303, 403, 403, 403, 403, 400),  # nobody named
    ("logo.picture", "GET"): EVERYBODY,
    ("logo.form", "GET"): ADMINISTRATORS,
    ("logo.change", "POST"): (303, 403, 403, 403, 403, 400),  # no picture
    ("packs.pack", "GET"): TRAINERS,
    ("packs.ask", "GET"): TRAINERS,
    ("packs.record", "POST"): (303, 403, 403, 400, 403, 403),  # nobody named
}

# The routes of an attempt, where it is a finished one at a question set.
OF_A_SET: dict[tuple[str, str], tuple[int, ...]] = {
    ("attempts.here", "GET"): OWNER_MOVES,
    ("attempts.step", "GET"): OWNER,
    ("attempts.answer", "POST"): (303, 409, 404, 404, 404, 404),  # a choice is no answer to a question
    ("attempts.pause", "GET"): OWNER,
    ("looking_back.debrief", "GET"): OWNER_MOVES,
    ("looking_back.map_page", "GET"): (303, 404, 404, 404, 404, 404),
    ("looking_back.reflections", "GET"): OWNER_MOVES,
    ("looking_back.save", "POST"): (303, 404, 404, 404, 404, 404),
    ("looking_back.one_thing", "GET"): OWNER_MOVES,
    ("looking_back.keep_one_thing", "POST"): (303, 404, 404, 404, 404, 404),
    ("looking_back.one_thing_over", "POST"): (303, 400, 400, 400, 400, 400),
}


@dataclass(frozen=True, slots=True)
class Places:
    """What Alice has: a finished story, a finished set, a certificate; and an unused link. The site has a logo."""

    story: str
    set: str
    certificate: str
    person: str
    record: str
    requirement: str
    exemption: str
    link: str


def recorded(site: Site) -> str:
    """A record of another way of Alice's, which changes nothing else."""
    with site.database.write() as connection:
        alice = connection.execute(text("SELECT id FROM person WHERE name = 'Alice'")).scalar_one()
        otherwise.add(connection, person=alice, path=PATH, on=site.today(), by=alice, at=site.now())
        return otherwise.of_person(connection, alice)[0].public_id


@pytest.fixture
def places(site: Site, alice: Browser, finished: str, certificate: str, join: Join) -> Places:
    (done,) = [a["href"] or "" for a in alice.get(taking.start_address(SET)).all("a") if "/result" in (a["href"] or "")]
    with site.database.read() as connection:
        person = connection.execute(text("SELECT public_id FROM person WHERE name = 'Alice'")).scalar_one()
    record = recorded(site)
    vera = join("Vera", Role.ADMINISTRATOR)[0]
    assert logo.change(site, vera, png(), remove=False) == ()
    requirement, exemption = required(site, vera, "Alice@example.org")
    link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
    return Places(finished, done.removesuffix("/result"), certificate, person, record, requirement, exemption, link)


def addresses(app: Flask, places: Places, attempt: str = "") -> dict[tuple[str, str], str]:
    """An address for each route and method; with an attempt other than each route's own, if one is given."""
    values = {
        "number": 0,
        "module": MODULE,
        "scenario": SCENARIO,
        "set_id": SET,
        "code": places.certificate.rsplit("/", 1)[1],
        "person": places.person,
        "record": places.record,
        "action": "unknown",
        "requirement": places.requirement,
        "exemption": places.exemption,
        "token": places.link,
        "letter": "unknown",
        "filename": "style.css",
        "group": "organisation",
        "change": "merge",
        "sha": sha_of(png()),
        "point": "talk-directly",
    }
    found = {}
    for rule in app.url_map.iter_rules():
        area = rule.endpoint.split(".")[0]
        at = values | {"attempt": (attempt or (places.set if area == "questions" else places.story)).rsplit("/", 1)[1]}
        if area in ("modules", "questions", "in_practice"):
            at["module"] = MINDS
        path = app.url_map.bind("localhost").build(rule.endpoint, {k: at[k] for k in rule.arguments})
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            found[rule.endpoint, method] = path
    return found


@pytest.fixture
def tokens(alice_token: str, join: Join) -> list[str | None]:
    """The sessions of nobody, the owner, another, a trainer, their manager, and an administrator."""
    return [
        None,
        alice_token,
        join("Other")[1],
        join("Trainer", Role.TRAINER)[1],
        join("Manager", Role.MANAGER, manages=("Team A",))[1],
        join("Administrator", Role.ADMINISTRATOR)[1],
    ]


def check(
    app: Flask,
    routes: dict[tuple[str, str], str],
    matrix: dict[tuple[str, str], tuple[int, ...]],
    tokens: list[str | None],
) -> None:
    order = sorted(matrix, key=lambda key: key[0] == "accounts.sign_out")  # which ends the session
    for number, token in enumerate(tokens):
        browser = Browser(app, token)
        for key in order:
            if key[1] == "GET":
                response = browser.client.get(routes[key], buffered=True)
            else:
                fields = {"csrf_token": browser.token(), "choice": "0"}
                response = browser.client.post(routes[key], data=fields)
            assert response.status_code == matrix[key][number], (key, number, response.text[:500])
            if response.status_code == 303 and number == 0 and key[0].split(".")[0] not in ANYBODYS:
                assert response.headers["Location"].startswith("/sign-in")


def test_every_route_answers_every_role_as_the_table_says(
    demo_app: Flask, places: Places, tokens: list[str | None]
) -> None:
    routes = addresses(demo_app, places)
    assert set(routes) == set(MATRIX), "each route needs a row, and each row a route"
    check(demo_app, routes, MATRIX, tokens)


def test_an_attempt_at_a_set_answers_every_role_as_its_table_says(
    demo_app: Flask, places: Places, tokens: list[str | None]
) -> None:
    own = {key for key, path in addresses(demo_app, places).items() if "/attempts/" in path}
    assert own - {key for key in own if key[0].startswith("questions.")} == set(OF_A_SET)
    check(demo_app, addresses(demo_app, places, places.set), OF_A_SET, tokens)


def test_a_story_has_no_feedback_and_no_result_of_its_own(alice: Browser, places: Places) -> None:
    alice.get(f"{places.story}/steps/0/feedback", 404)
    assert alice.client.get(f"{places.story}/result").headers["Location"] == places.story


def test_getting_a_page_changes_nothing(demo_app: Flask, site: Site, places: Places, join: Join) -> None:
    roles = (Role.MANAGER, Role.TRAINER, Role.ADMINISTRATOR)
    browsers = [
        Browser(demo_app, join("Manager", *roles, manages=("Team A",))[1]),
        Browser(demo_app, join("Other")[1]),
    ]
    before = contents(site)
    for (_, method), path in addresses(demo_app, places).items():
        if method == "GET":
            for browser in browsers:
                for ask in (browser.client.get, browser.client.head, browser.client.options):
                    ask(path, buffered=True)
    assert contents(site) == before


def test_a_form_without_its_token_is_refused_and_changes_nothing(
    demo_app: Flask, site: Site, alice_token: str, places: Places, join: Join
) -> None:
    roles = (Role.MANAGER, Role.TRAINER, Role.ADMINISTRATOR)
    mighty = join("Manager", *roles, manages=("Team A",))[1]
    before = contents(site)
    for (endpoint, method), path in addresses(demo_app, places).items():
        if method == "POST":
            for token in (alice_token, mighty):
                response = Browser(demo_app, token).client.post(path, data={"choice": "0"})
                assert response.status_code == 400, endpoint
                assert "not saved" in response.text
    assert contents(site) == before
