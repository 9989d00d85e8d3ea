"""Any form, however it is broken, is answered by a page and never by a 500: every address, every role, both databases.

Each form of the site, as it stands when somebody means well, is changed in some way and sent in one of the ways in
which bodies can be broken, by each role and by nobody, with a good token and without one. Afterwards the database is
asked whether it is still whole. And so are all other addresses, with anything in their parts and behind the `?`.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.routing import Rule
from werkzeug.test import run_wsgi_app

from quizapp.model.people import Role
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.store.blobs import sha_of
from quizapp.store.database import Database
from quizapp.web import create_app
from tests.amounts import amounts
from tests.clock import Clock
from tests.databases import Files
from tests.mail_server import MailServer
from tests.pictures import png
from tests.services.example_site import MODULE, PATH, SCENARIO, example_files
from tests.services.quiz_files import MODULE as MINDS
from tests.services.quiz_files import OTHER_SET, SET, quiz_files
from tests.services.requiring import required
from tests.web import taking
from tests.web.browser import Browser, Page
from tests.web.conftest import AFTERNOON, PASSWORD, SETTINGS, Join
from tests.web.odd import HEADERS, ODD, Fields, Sent, Wreckage
from tests.web.posted import waiting
from tests.web.recorded import agreed, another_way_record

GOOD: dict[str, Fields] = {
    "accounts.post_sign_in": [
        ("email", "Cy@example.org"),
        ("password", PASSWORD),
        ("next", "/team"),
        ("held", ""),
    ],
    "accounts.sign_out": [],
    "accounts.post_set_password": [("password", PASSWORD)],
    "demo.door_with_answer": [("held", "")],
    "demo.sign_in": [("person", "unknown"), ("next", "/training"), ("held", "")],
    "forgotten.ask": [("email", "Cy@example.org")],
    "training.start": [],
    "attempts.answer": [("choice", "1"), ("question", "1"), ("answer", "0"), ("certainty", "sure"), ("then", "pause")],
    "questions.start": [("practice", "1")],
    "certificates.reissue": [],
    "erasing.erase": [  # not quite: whoever is erased can send no more forms
        ("who", "Cy@example.org"),
        ("reason", "They asked for it."),
        ("name", "Cyril"),
    ],
    "certificates.withdraw": [("why", "It was issued to somebody else")],
    "in_practice.keep": [("did", "Ask sooner"), ("shared", "yes"), ("supervision", "yes")],
    "in_practice.not_now": [],
    "team_practice.log": [("team", "Team A"), ("what", "Ring the family"), ("on", "20/11/2026"), ("due", "2026-12-01")],
    "team_practice.end": [("how", "dropped"), ("note", "It became something else")],
    "another_way.record": [("part", PATH), ("on", "2026-11-20"), ("sure", "yes")],
    "another_way.take_back": [("why", "It was somebody else")],
    "packs.record": [("people", "Alice@example.org, Nobody@example.org"), ("on", "20/11/2026"), ("sure", "yes")],
    "requirements.add": [
        ("key", "a-requirement-of-mine"),
        ("name", "Every year"),
        ("module", MODULE),
        ("who:everybody:", "yes"),
        ("who:team:Team A", "yes"),
        ("people", "Alice@example.org\nnobody"),
        ("from_on", "2026-11-20"),
        ("due_by", "2026-12-20"),
        ("due_days", "30"),
        ("renew_months", "12"),
        ("counted_from", "expiry"),
        ("window_days", "60"),
        ("grace_days", "5"),
        ("page", "2"),
        ("sure", "yes"),
    ],
    "requirements.change": [("name", "Other"), ("who:role:staff", "yes"), ("from_on", "2026-12-01"), ("seen", "1")],
    "requirements.end": [("on", "2026-12-01"), ("seen", "1"), ("sure", "yes")],
    "requirements.exempt": [
        ("key", "an-exemption-of-mine"),
        ("who", "Alice@example.org"),
        ("from_on", "2026-11-20"),
        ("until", "2026-12-20"),
        ("reason", "Away"),
    ],
    "requirements.end_exemption": [],
    "settings.change": [
        ("name", "Us"),
        ("zone", "Europe/Dublin"),
        ("team", ""),
        ("seen", "0"),
        ("support", "Ask *Sam*"),
    ],
    "people.add": [("name", "Jo"), ("email", "jo@example.org"), ("staff_number", "7"), ("holds-trainer", "yes")],
    "people_import.bring_in": [("packed", "eJzLS8xN1SnJSE0sSgUAGgcEVg=="), ("seal", "0")],
    "team_tree.change": [("change", "move"), ("team", "Team A"), ("new", "Team Z"), ("parent", ""), ("was", "")],
    "deputies.change": [("who", "alice@example.org"), ("team", "Team A"), ("until", "2026-12-01"), ("ends", "")],
    "people.change": [
        ("seen", ""),
        ("name", "Jo"),
        ("email", "jo@example.org"),
        ("team", "Team A"),
        ("joined", "2026-11-20"),
        ("how", "deputy"),
        ("until", "2026-12-01"),
        ("other", "jo@example.org"),
        ("sure", "yes"),
    ],
    "logo.change": [("remove", "yes")],
    "outbox.again": [],
    "my_mail.choose": [("how", "weekly")],
    "looking_back.save": [("reflection-0", "My own words"), ("then", "pause")],
    "looking_back.keep_one_thing": [("will", "Ask sooner"), ("on", "2026-11-30")],
    "looking_back.one_thing_over": [("over", "done"), ("from", "training")],
}
NAMES = ("next", "code", "team", "saved", "words", "state", "before", "after", "ends", "x")  # behind a `?`


class Trial:
    """A site with somebody of each role at some point of everything, and the requests that are sent to it."""

    def __init__(self, site: Site, join: Join, seed: int) -> None:
        self.site, self.app, self.wreck = site, create_app(site), Wreckage(seed)
        alice, token = join("Alice")
        self.browsers = [Browser(self.app), Browser(self.app, token)]
        for role in (Role.MANAGER, Role.TRAINER, Role.ADMINISTRATOR):
            manages = ("Team A",) if role is Role.MANAGER else ()
            person, session = join(role.value.title(), role, manages=manages)
            self.browsers.append(Browser(self.app, session))
        requirement, exemption = required(site, person, "Alice@example.org")
        taken = [taking.complete(site, self.browsers[1]).rsplit("/", 1)[1]]
        begun = [f"/attempts/{self._open_story(browser)}" for browser in self.browsers[1:3]]
        begun += [taking.begin(browser, name) for browser in self.browsers[1:3] for name in (SET, OTHER_SET)]
        done = taking.take(site, self.browsers[3], "first-day")
        link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
        recorded = another_way_record(site, alice.id, alice.id)
        self.known = {
            "attempt": [address.rsplit("/", 1)[1] for address in (done, done, *begun, "/unknown")],
            "number": ["0", "1", "2", "99999"],
            "module": [MODULE, MINDS, "unknown"],
            "scenario": [SCENARIO],
            "set_id": [SET, OTHER_SET],
            "code": [*taken, "2222-2222-2222-2222"],
            "person": [alice.public_id, "unknown"],
            "record": [recorded, "unknown"],
            "action": [agreed(site), "unknown"],
            "requirement": [requirement, "a-requirement-of-mine", "unknown"],
            "exemption": [exemption, "unknown"],
            "token": [link, "unknown"],
            "letter": [waiting(site), "unknown"],
            "filename": ["style.css", "nothing.css"],
            "group": ["organisation", "words", "support", "inserts", "unknown"],
            "change": ["details", "team", "roles", "manages", "return", "merge", "link", "unknown"],
            "sha": [sha_of(png()), "unknown"],
            "point": ["talk-directly", "unknown"],
        }
        self.keys = []
        for browser in self.browsers:
            csrf, cookie = browser.token(), browser.client.get_cookie("quizapp")
            assert cookie is not None
            self.keys.append((csrf, cookie.value))
        self.statuses: Counter[int] = Counter()

    def _open_story(self, browser: Browser) -> str:
        start = f"/training/{MODULE}/{SCENARIO}"
        return browser.send(browser.get(start), f"{start}/start").headers["Location"].rsplit("/", 1)[1]

    def rules(self, method: str) -> list[Rule]:
        return [rule for rule in self.app.url_map.iter_rules() if method in (rule.methods or ())]

    def send_a_form(self, rule: Rule) -> None:
        """One form to this address, by somebody."""
        wreck = self.wreck
        csrf, cookie = wreck.pick(self.keys)
        fields = wreck.changed(GOOD[rule.endpoint])
        if wreck.chance(0.75):
            fields.append(("csrf_token", csrf))
        self.ask(self.path(rule, 0.9), "POST", cookie, wreck.sent(fields))
        if rule.endpoint.startswith(("accounts.", "demo.")):  # which may have ended the session, or used the link
            with self.site.database.write() as connection:
                connection.execute(text("UPDATE session SET revoked_at = NULL"))
                connection.execute(text("UPDATE link SET used_at = NULL"))

    def look(self, rule: Rule) -> None:
        """One look at this address, by somebody, with anything in it and behind it."""
        wreck = self.wreck
        query = ""
        if wreck.chance(0.6):
            query = f"{wreck.pick(NAMES)}={quote_from_bytes(wreck.pick(ODD)[:2000], safe='')}"
            query = query if wreck.chance(0.7) else f"{wreck.pick(NAMES)}={wreck.odd()[:2000]}"
        self.ask(self.path(rule, 0.5), wreck.pick(("GET", "GET", "HEAD")), wreck.pick(self.keys)[1], query=query)

    def path(self, rule: Rule, good: float) -> str:
        def filled(found: re.Match[str]) -> str:
            return self.wreck.pick(self.known[found[1]]) if self.wreck.chance(good) else self.wreck.odd()

        return re.sub("<(?:[^:>]+:)?([a-z_]+)>", filled, rule.rule)

    def ask(self, path: str, method: str, cookie: str, sent: Sent | None = None, query: str = "") -> None:
        """Send it as a server hands it on; text in it stands for bytes (PEP 3333). Whatever comes is no 500."""
        sent = sent or Sent("", b"")
        environ: dict[str, object] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": f"quizapp={cookie}",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": sent.type,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(sent.body),
            "wsgi.input_terminated": True,
            "wsgi.errors": StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if sent.says_length:
            environ["CONTENT_LENGTH"] = str(len(sent.body))
        else:
            environ["HTTP_TRANSFER_ENCODING"] = "chunked"
        if self.wreck.chance(0.1):
            environ |= dict([self.wreck.pick(HEADERS)])
        answer, status, headers = run_wsgi_app(self.app, environ, buffered=True)
        code = int(status.split()[0])
        self.statuses[code] += 1
        seen = (sent.body[:2000], {name: str(value)[:200] for name, value in environ.items()})
        assert code < 500, seen
        assert "\n" not in "".join(headers.values()), seen
        if code >= 400 and method != "HEAD":
            Page(b"".join(answer).decode()).check()


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (example_files, quiz_files)


@pytest.fixture
def database_url(fresh: Callable[..., str], live: tuple[Files, ...]) -> str:
    """On each kind of database, where the other tests of pages have SQLite alone."""
    return fresh(*live)


@pytest.fixture
def trial(database: Database, site: Site, join: Join) -> Trial:
    site.settings = replace(SETTINGS, demo=True, mail=MailServer.settings_at("smtp://127.0.0.1:25"))
    return Trial(site, join, 20261126)


@pytest.fixture
def clock() -> Clock:
    return Clock(AFTERNOON)


def test_a_good_form_is_known_for_each_address(demo_app: Flask) -> None:
    assert set(GOOD) == {rule.endpoint for rule in demo_app.url_map.iter_rules() if "POST" in (rule.methods or ())}


@amounts(quick=250, long=5_000)
def test_no_form_is_a_500(trial: Trial, amount: int) -> None:
    rules = trial.rules("POST")
    for number in range(amount):
        trial.send_a_form(rules[number % len(rules)])
    assert check_invariants(trial.site) == ()
    seldom = {409} if amount > 1_000 else set()
    assert {200, 303, 400, 403, 404, 413} | seldom <= set(trial.statuses), "every way out was taken"


@amounts(quick=250, long=5_000)
def test_no_address_is_a_500(trial: Trial, amount: int) -> None:
    rules = trial.rules("GET")
    for number in range(amount):
        trial.look(rules[number % len(rules)])
    assert {200, 303, 400, 403, 404} <= set(trial.statuses), "every way out was taken"
