"""`quizapp serve` starts only where nothing that was confirmed can be lost, and never opens the demo's door."""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.amounts import LONG
from tests.bench.postgres import Postgres, postgres
from tests.bench.prepare import settings_for
from tests.bench.serving import QUIZAPP, environment, quizapp_serve, running
from tests.bench.wire import Connection
from tests.databases import SqliteTemplate, opened
from tests.services.example_site import whole_example

GOOD = {"SECRET_KEY": "k" * 40, "DATABASE_URL": "sqlite:///quizapp.db", "QUIZAPP_PORT": "0"}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY: is not set"),
        pytest.param({}, "run `quizapp upgrade` first", marks=LONG),
        pytest.param({"SECRET_KEY": "k" * 31}, "SECRET_KEY: is too short", marks=LONG),
        pytest.param({"QUIZAPP_PORT": "eighty"}, "QUIZAPP_PORT: must be a whole number", marks=LONG),
        pytest.param({"QUIZAPP_PORT": "65536"}, "QUIZAPP_PORT: must be a whole number", marks=LONG),
        pytest.param({"QUIZAPP_SECURE_COOKIE": "no"}, "QUIZAPP_SECURE_COOKIE: there is no such setting", marks=LONG),
        pytest.param({"QUIZAPP_DEMO": "yes"}, "QUIZAPP_DEMO: there is no such setting", marks=LONG),
        pytest.param({"DATABASE_URL": "mysql://somewhere"}, "DATABASE_URL: must begin with", marks=LONG),
    ],
)
def test_what_cannot_be_served_is_refused_by_its_name(changed: Mapping[str, str], named: str, tmp_path: Path) -> None:
    assert named in refusal({**GOOD, **changed}, tmp_path)


def refusal(settings: Mapping[str, str], folder: Path) -> str:
    """What `serve` says when it does not start."""
    done = subprocess.run(
        [QUIZAPP, "serve"],
        cwd=folder,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A PostgreSQL whose settings may be spoilt."""
    with tempfile.TemporaryDirectory(prefix="quizapp-pg-") as folder, postgres(Path(folder) / "files") as made:
        yield made


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.parametrize(
    ("spoil", "mend", "named"),
    [
        pytest.param(
            "ALTER DATABASE {name} SET synchronous_commit = off",
            "ALTER DATABASE {name} RESET synchronous_commit",
            "synchronous_commit is off",
            marks=LONG,
        ),
        ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM RESET fsync", "fsync is off"),
    ],
)
def test_a_database_that_may_lose_what_it_confirmed_is_refused(
    server: Postgres, spoil: str, mend: str, named: str, tmp_path: Path
) -> None:
    url = server.new_database()
    with opened(url) as database:
        database.upgrade()
    name = sa.make_url(url).database
    _say(url, spoil.format(name=name))
    try:
        assert named in refusal({**GOOD, "DATABASE_URL": url}, tmp_path)
    finally:
        _say(url, mend.format(name=name))


def _say(url: str, statement: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.mark.long
def test_no_environment_opens_the_demos_door(tmp_path: Path, sqlite_template: SqliteTemplate) -> None:
    url = sqlite_template.copy(tmp_path, whole_example)
    doors = {"DEMO": "yes", "FLASK_DEMO": "1", "FLASK_DEBUG": "1", "FLASK_ENV": "development"}
    serving = quizapp_serve(tmp_path, {**settings_for(url), **doors})
    with running(serving), Connection(serving.port) as connection:
        assert connection.request("GET", "/demo").status == 404
        assert connection.request("POST", "/demo/sign-in", fields={"person": "1"}).status in (400, 404)
        home = connection.request("GET", "/")
        assert (home.status, home.headers["location"]) == (303, "/sign-in")
        assert "Werkzeug" not in connection.request("GET", "/console").text


@pytest.mark.long
def test_a_prefix_from_the_environment_is_where_every_worker_serves(
    tmp_path: Path, sqlite_template: SqliteTemplate
) -> None:
    url = sqlite_template.copy(tmp_path, whole_example)
    (tmp_path / "support.md").write_text("Talk to Kim, room 204.\n", encoding="utf-8")
    more = {"QUIZAPP_PREFIX": "/training", "QUIZAPP_SUPPORT": str(tmp_path / "support.md")}
    serving = quizapp_serve(tmp_path, {**settings_for(url), **more})
    with running(serving, ready="/training/health"), Connection(serving.port) as connection:
        home = connection.request("GET", "/training/")
        assert (home.status, home.headers["location"]) == (303, "/training/sign-in")
        assert 'action="/training/sign-in"' in connection.request("GET", "/training/sign-in").text
        assert connection.request("GET", "/sign-in").status == 404
        assert "QUIZAPP_TRUSTED_HOSTS is not set" in serving.log and "QUIZAPP_URL is not set" in serving.log
        assert "  safeguarding-lead\n" in serving.log and "/training/settings/inserts" in serving.log  # nobody set it
        assert "Somebody in danger needs a number to call." in serving.log and "/settings/support" in serving.log
