"""The example site behind the real application, and browsers that are signed in. SQLite; services test both."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.model.people import Person, Role
from quizapp.services.site import accounts
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from quizapp.store.people import accounts as sessions
from quizapp.store.people import people
from quizapp.store.published import versions
from quizapp.web import Application, create_app
from tests.clock import Clock
from tests.databases import PUBLISHED, Files, SqliteTemplate, opened
from tests.services.example_site import FOLDER, MODULE, SCENARIO, example_files
from tests.services.quiz_files import PATHS, quiz_files
from tests.web import taking
from tests.web.browser import Browser
from tests.web.words_only import WordsOnly

PASSWORD = "three calm words"
AFTERNOON = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
SETTINGS = Settings(secret_key="k" * 40, secure_cookies=False, folder=FOLDER)


Application.jinja_environment = WordsOnly  # from here on, no page of any test shows what an enum stores


@pytest.fixture
def live(request: pytest.FixtureRequest) -> tuple[Files, ...]:
    """The example; beside it the small module with question sets, where a test asks for `minds`."""
    return (example_files, quiz_files) if "minds" in request.fixturenames else (example_files,)


@pytest.fixture
def database_url(sqlite_template: SqliteTemplate, tmp_path: Path, live: tuple[Files, ...]) -> str:
    return sqlite_template.copy(tmp_path, *live)


@pytest.fixture(scope="session")
def hashed(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is stored of PASSWORD, by setting it once: hashing it for every person is most of a test's time."""
    with opened(sqlite_template.copy(tmp_path_factory.mktemp("hashed"))) as database:
        site = Site(SETTINGS, database, {}, "", Clock())
        link = accounts.add_person(site, name="Alice", email="alice@example.org", roles=frozenset({Role.STAFF})).token
        assert accounts.set_password(site, link, PASSWORD).token
        with database.read() as connection:
            found = people.person_by_email(connection, "alice@example.org")
    assert found and found[1]
    return found[1]


@pytest.fixture
def clock() -> Clock:
    return Clock(AFTERNOON)


@pytest.fixture
def site(database: Database, clock: Clock) -> Site:
    return Site(SETTINGS, database, {"safeguarding-lead": "Kim"}, "<p>Support: call Sam.</p>", clock)


@pytest.fixture
def app(site: Site) -> Flask:
    return create_app(site)


@pytest.fixture
def demo_app(site: Site) -> Flask:
    site.settings = replace(site.settings, demo=True)
    return create_app(site)


Join = Callable[..., tuple[Person, str]]


def joining(site: Site, hashed: str) -> Join:
    """Adds somebody to this site whose password is PASSWORD; returns them and the token of a live session."""

    def add(name: str, *roles: Role, team: str | None = "Team A", manages: tuple[str, ...] = ()) -> tuple[Person, str]:
        held, email, token = frozenset({Role.STAFF, *roles}), f"{name}@example.org", secrets.token_urlsafe(32)
        ends = site.now() + timedelta(hours=site.settings.session_hours)
        with site.database.write() as connection:
            person = accounts.place_person(connection, PUBLISHED.date(), name, email, held, team, None, manages)
            people.set_password(connection, person.id, hashed)
            sessions.open_session(connection, accounts.digest(token), person.id, ends)
        return person, token

    return add


@pytest.fixture
def join(site: Site, hashed: str) -> Join:
    return joining(site, hashed)


@pytest.fixture
def alice_token(join: Join) -> str:
    return join("Alice")[1]


@pytest.fixture
def alice(app: Flask, alice_token: str) -> Browser:
    return Browser(app, alice_token)


@pytest.fixture
def bob(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Bob")[1])


@pytest.fixture
def minds(site: Site) -> None:
    """The small module with question sets is live, too: `live` sees that it is asked for."""
    with site.database.read() as connection:
        assert set(PATHS) <= {one.path for one in versions.all_live(connection)}


@pytest.fixture
def certificate(site: Site, alice: Browser, minds: None) -> str:
    """The address of Alice's certificate: she has completed the small module."""
    return taking.complete(site, alice)


@pytest.fixture
def begun(site: Site, alice: Browser) -> str:
    """The address of Alice's open attempt."""
    page = alice.get(f"/training/{MODULE}/{SCENARIO}")
    return alice.send(page, f"/training/{MODULE}/{SCENARIO}/start").headers["Location"]


@pytest.fixture
def finished(alice: Browser, begun: str) -> str:
    """The address of Alice's attempt, finished: nothing said at first, then heard and shared."""
    for number, choice in enumerate("011"):
        page = alice.get(f"{begun}/steps/{number}")
        alice.send(page, f"{begun}/steps/{number}", choice=choice)
    return begun


@pytest.fixture
def steps(site: Site) -> Callable[[str], int]:
    """How many steps are stored of the attempt at this address."""

    def count(address: str) -> int:
        with site.database.read() as connection:
            found = connection.execute(
                text("SELECT count(*) FROM step JOIN attempt ON attempt.id = step.attempt WHERE public_id = :id"),
                {"id": address.rsplit("/", 1)[1]},
            )
            return int(found.scalar_one())

    return count
