"""Whatever arrives, there is an answer that is not a 500, and what is no good form changes nothing (reliability H4).

Two thousand requests, the same ones in each run: every route with odd values in its address, odd methods, headers,
cookies and bodies, half of them with a good form token, so that they come further than the door.
"""

import random
import re
from collections import Counter
from io import BytesIO, StringIO
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import EnvironBuilder, run_wsgi_app

from quizapp.model.people import Role
from quizapp.services.records import certificates
from quizapp.services.site import accounts, logo
from quizapp.services.site.site import Site
from quizapp.store.blobs import sha_of
from tests.amounts import amounts
from tests.pictures import png
from tests.services.example_site import MODULE, SCENARIO
from tests.services.quiz_files import MODULE as MINDS
from tests.services.quiz_files import OTHER_SET as SET
from tests.web import taking
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join
from tests.web.contents import LOOKING, contents
from tests.web.odd import HEADERS, ODD, TYPES

METHODS = (
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "X",
)
FIELDS = (
    *("choice", "carry", "held", "next", "email", "password", "person", "reflection-0", "reflection-", "x"),
    *("question", "answer", "place-0", "place-1", "place-", "text", "certainty", "practice"),
    *("code", "why", "part", "on", "people", "zone", "team", "picture", "will", "over", "from"),
)


class Requests:
    """Odd requests, one after another, from a seed. `known` has good values for the names in routes."""

    def __init__(self, seed: int, rules: list[Rule], known: dict[str, list[str]]) -> None:
        self.random = random.Random(seed)  # the same requests in each run
        self.pick, self.chance = self.random.choice, lambda share: self.random.random() < share
        self.rules, self.known = rules, known

    def environ(self, cookie: str, token: str) -> dict[str, object]:
        """One request as a server hands it on; text in it stands for bytes (PEP 3333)."""
        rule, method = self.pick(self.rules), self.pick(METHODS)
        path = re.sub("<(?:[^:>]+:)?([a-z_]+)>", lambda name: self.value(name[1]), rule.rule)
        if self.chance(0.1):
            path += self.pick(("/", "//", "/..", ";x", "/\0")) + self.odd(2000)
        kind, body = self.body("" if rule.endpoint == "accounts.sign_out" else token)
        environ: dict[str, object] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": f"{self.pick(FIELDS)}={self.odd(2000)}" if self.chance(0.3) else "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": f"quizapp={cookie}",
            "REMOTE_ADDR": self.pick(("127.0.0.1", "::1", "", "unknown")),
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        return environ | dict([self.pick(HEADERS)] if self.chance(0.2) else [])

    def odd(self, most: int = 100_000) -> str:
        """An odd value, as it is or quoted."""
        found = self.pick(ODD)[:most].decode("latin-1")
        return quote(found, safe="", encoding="latin-1") if self.chance(0.5) else found

    def value(self, name: str) -> str:
        return self.pick(self.known[name]) if self.chance(0.7) else self.odd(2000)

    def body(self, token: str) -> tuple[str, bytes]:
        """A content type, and a body that may or may not be of it."""
        fields = [(self.pick(FIELDS), self.odd()) for _ in range(self.random.randrange(5))]
        if self.chance(0.6):
            fields.append(("csrf_token", token))
        if self.chance(0.6):
            return TYPES[0], "&".join(f"{name}={value}" for name, value in fields).encode("latin-1")
        head = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
        more = self.pick(("", "", '; filename="x"', "\r\nContent-Type: text/plain; charset=x", "\r\nContent-Length: 9"))
        parts = "".join(head.format(name, more, value) for name, value in fields) + "--b--\r\n"
        if self.chance(0.4):
            parts = parts[: self.random.randrange(len(parts))]
        return self.pick((*TYPES, *["multipart/form-data; boundary=b"] * 10)), parts.encode("latin-1")


@amounts(quick=400, long=2000)
def test_no_request_is_a_500_and_what_is_no_good_form_changes_nothing(
    demo_app: Flask, site: Site, alice_token: str, finished: str, certificate: str, join: Join, amount: int
) -> None:
    person, manager = join("Manager", Role.MANAGER, Role.TRAINER, Role.ADMINISTRATOR, manages=("Team A",))
    used = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
    assert accounts.set_password(site, used, PASSWORD).token
    browsers = [Browser(demo_app), Browser(demo_app, alice_token), Browser(demo_app, manager)]
    start = f"/training/{MODULE}/{SCENARIO}/start"
    begun = [browser.post(start, {"csrf_token": browser.token()}).headers["Location"] for browser in browsers[1:]]
    begun += [taking.begin(browser, SET) for browser in browsers[1:]]
    assert logo.change(site, person, png(), remove=False) == ()
    withdrawn = certificate.rsplit("/", 1)[1]
    assert certificates.withdraw(site, person, withdrawn, "It was issued to somebody else") == ()
    known = {
        "attempt": [address.rsplit("/", 1)[1] for address in (finished, *begun, "/unknown")],
        "number": ["0", "1", "2", "3", "7", "99999"],
        "module": [MODULE, MINDS],
        "scenario": [SCENARIO],
        "set_id": [SET],
        "code": [withdrawn, withdrawn.lower().replace("-", ""), "2222-2222-2222-2222", "0"],
        "person": [person.public_id, "unknown"],
        "record": ["unknown"],
        "letter": ["unknown"],
        "action": ["unknown"],
        "requirement": ["unknown"],
        "exemption": ["unknown"],
        "token": [used, "unknown"],
        "filename": ["style.css", "nothing.css"],
        "group": ["organisation", "words", "support", "inserts", "logo", "unknown"],
        "sha": [sha_of(png()), sha_of(b""), "unknown"],
        "change": ["details", "team", "roles", "manages", "merge", "unknown"],  # for which something must be written
        "point": ["talk-directly", "typical-teenager", "unknown"],
    }
    requests = Requests(20261123, list(demo_app.url_map.iter_rules()), known)
    keys = [(browser.token(), browser.client.get_cookie("quizapp")) for browser in browsers]
    before = contents(site, without=LOOKING | {"reflection", "intention"})  # which a good form may hold anything in
    statuses: Counter[int] = Counter()
    for number in range(amount):
        token, cookie = requests.pick(keys)
        assert cookie is not None
        environ = requests.environ(cookie.value, token)
        asked = {key: str(value)[:200] for key, value in environ.items() if not key.startswith("wsgi.")}
        answer, status, headers = run_wsgi_app(demo_app, environ, buffered=True)
        code = int(status.split()[0])
        statuses[code] += 1
        assert code < 500, (number, asked)
        assert "\n" not in "".join(headers.values()), (number, asked)
        if code >= 400 and environ["REQUEST_METHOD"] != "HEAD":
            Page(b"".join(answer).decode()).check()
        if number % 200 == 199:
            assert contents(site, without=LOOKING | {"reflection", "intention"}) == before, (number, asked)
    seldom = {409} if amount > 1_000 else set()
    assert {200, 303, 400, 403, 404, 405} | seldom <= set(statuses), "every way out was taken"


@pytest.mark.parametrize(
    "path", ["/sign-in", "/training", "/attempts/unknown/steps/0", "/static/style.css", "/nothing"]
)
def test_a_query_that_is_not_utf8_is_refused_with_a_page(app: Flask, path: str) -> None:
    answer, status, _ = run_wsgi_app(app, EnvironBuilder(path).get_environ() | {"QUERY_STRING": "next=\xc3"})
    assert status.startswith("400")
    Page(b"".join(answer).decode()).check()
