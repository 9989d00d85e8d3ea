"""No page, and no publishing, asks the database more because there are more attempts, people, modules or files."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from quizapp.model.people import Person, Role
from quizapp.services.authoring.followers import live_things
from quizapp.services.site import logo
from quizapp.services.site.accounts import add_person, digest
from quizapp.services.site.compiled import Versions
from quizapp.services.site.site import Site
from quizapp.services.taking.modules import module_page
from quizapp.store.blobs import sha_of
from quizapp.store.people import accounts
from quizapp.store.taking.drawings import KeptDrawings
from quizapp.web import create_app
from tests.clock import Clock
from tests.databases import SqliteTemplate, opened
from tests.pictures import png
from tests.services.quiz_files import MODULE, SCENARIO, SET
from tests.services.requiring import EXEMPT, required
from tests.web.browser import Browser
from tests.web.conftest import SETTINGS
from tests.web.growing import FEW, MANY, Grown, addresses, counted, few_files, grow, many_files
from tests.web.recorded import agreed, another_way_record

Counts = dict[tuple[str, str, str, str], tuple[int, int]]  # role, route, of what, and when: status and statements
MOST_STATEMENTS = (
    24  # My training: every module, what is retired, required, meant, asked and agreed; a set's result: 22
)
WHOLE_RECORD = {"copies.as_json", "copies.as_page"}  # which ask each table once
ATTEMPTS = {"story": "a finished story", "open_story": "an open story", "set": "a finished set"}


@pytest.fixture(scope="module")
def counts(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> tuple[Counts, Counts]:
    """What each page and publishing ask on a small site, and on one that is four times as large."""
    folder = tmp_path_factory.mktemp("grown")
    found = []
    for files, number in ((few_files, FEW), (many_files, MANY)):
        with opened(sqlite_template.copy(folder, files)) as database:
            site = Site(replace(SETTINGS, folder=folder / "empty", demo=True), database, {}, "", Clock())
            (folder / "empty").mkdir(exist_ok=True)
            found.append(dict(count_all(site, grow(site, number))))
            found[-1]["command line", "publish", "", ""] = (200, count_publishing(site))
    return found[0], found[1]


def count_all(site: Site, grown: Grown) -> Iterator[tuple[tuple[str, str, str, str], tuple[int, int]]]:
    """Each page as each role sees it: once in a process that has loaded nothing yet, and once in one that has."""
    app = create_app(site)
    browsers = {role: Browser(app, signed_in(site, person)) for role, person in grown.people.items()}
    staff = grown.people["staff"]
    assert logo.change(site, grown.people["administrator"], png(), remove=False) == ()
    page = module_page(site, staff, MODULE)
    assert page is not None and page.certificate
    code = page.certificate
    values = {
        "number": 0,
        "module": MODULE,
        "scenario": SCENARIO,
        "set_id": SET,
        "code": code,
        "person": staff.public_id,
        "record": another_way_record(site, staff.id, grown.people["manager"].id),
        "action": agreed(site),
        "requirement": required(site, grown.people["administrator"], module=MODULE)[0],
        "exemption": EXEMPT,
        "token": add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token,
        "letter": "unknown",
        "filename": "style.css",
        "group": "organisation",
        "change": "manages",
        "sha": sha_of(png()),
        "point": "talk-directly",
    }
    for role, browser in browsers.items():
        for name, of_what in ATTEMPTS.items():
            own = "used_up" if role == "with no attempt left" and name == "set" else name
            for route, path in addresses(app, values | {"attempt": getattr(grown, own)}).items():
                if name != "story" and "/attempts/" not in path:
                    continue
                for when in ("cold", "warm"):
                    if when == "cold":
                        site._versions, site.drawn = Versions(), KeptDrawings()
                    with counted() as statements:
                        response = browser.client.get(path, buffered=True)
                    yield (role, route, of_what, when), (response.status_code, len(statements))


def count_publishing(site: Site) -> int:
    """What publishing asks to know of everything that is live."""
    with site.database.snapshot() as connection, counted() as statements:
        assert live_things(connection)
    return len(statements)


def signed_in(site: Site, person: Person) -> str:
    """The token of a session that is open for this person."""
    token = secrets.token_urlsafe(32)
    with site.database.write() as connection:
        accounts.open_session(connection, digest(token), person.id, site.now() + timedelta(hours=8))
    return token


def test_every_page_is_seen_by_somebody(counts: tuple[Counts, Counts]):
    for found in counts:
        seen = {route for (_, route, _, _), (status, _) in found.items() if status == 200}
        asked = {route for _, route, _, _ in found}
        # What only redirects whoever is signed in.
        assert asked - seen <= {"accounts.home", "accounts.sign_in", "attempts.here"}


def test_no_page_asks_more_because_there_is_more(counts: tuple[Counts, Counts]):
    small, large = counts
    assert set(small) == set(large)
    grew = {key: (small[key], large[key]) for key in small if small[key] != large[key]}
    # What was never read is read some versions at a time, and these alone are about all that somebody ever did.
    assert {key for key in grew if key[1] not in WHOLE_RECORD or key[3] == "warm"} == set()


def test_no_page_asks_many_questions(counts: tuple[Counts, Counts]):
    _, large = counts
    many = {key: asked for key, asked in large.items() if asked[1] > MOST_STATEMENTS}
    assert {key for key in many if key[1] not in WHOLE_RECORD} == set()
