"""What every test may ask for: a fresh, migrated, empty database, once on each kind (see `tests/databases.py`)."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.store.database import Database
from tests.databases import PostgresServer, SqliteTemplate, opened

BOTH = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]
_why_not: list[str] = []


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """A migrated SQLite file to copy."""
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL server for each process of tests; where it cannot start, a skip, and in CI a failure."""
    try:
        server = PostgresServer()
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        _why_not.append(f"{type(error).__name__}: {error}")
        if os.environ.get("CI") == "true":
            pytest.fail(f"PostgreSQL cannot be started: {_why_not[0]}")
        pytest.skip(f"PostgreSQL cannot be started: {_why_not[0]}")
    server.migrate()
    yield server
    server.stop()


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated, empty database, once on each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_template").copy(tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.copy()
    yield url
    server.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated, empty database, once on each kind."""
    with opened(database_url) as made:
        yield made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly that half of the tests did not run."""
    if _why_not:
        terminalreporter.section("PostgreSQL")
        terminalreporter.line(f"not tested, because it cannot be started here: {_why_not[0]}")
