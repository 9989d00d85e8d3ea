"""What every test may ask for: a fresh, migrated, empty database, once on each kind (see `tests/databases.py`)."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp.store.database import Database
from tests.databases import BOTH, Files, PostgresServer, SqliteTemplate, opened

NOT_HERE = "PostgreSQL cannot be started"


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What must hold on every play of a shipped story is asked in `make test-long`: each walks all of its states."""
    for item in items:
        if item.path.name.startswith("test_facts_of_"):
            item.add_marker(pytest.mark.long)


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
        why = f"{NOT_HERE}: {type(error).__name__}: {error}"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    server.migrate()
    yield server
    server.stop()


@pytest.fixture(params=BOTH)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Makes fresh, migrated databases with the files live in them that it is given; their URLs. Once on each kind."""
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        yield lambda *live: template.copy(tmp_path, *live)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    made: list[str] = []

    def copy(*live: Files) -> str:
        made.append(server.copy(*live))
        return made[-1]

    yield copy
    for url in made:
        server.drop(url)


@pytest.fixture
def live() -> tuple[Files, ...]:
    """What is live in the test's database before it begins: nothing; a folder or a file of tests may say otherwise."""
    return ()


@pytest.fixture
def database_url(fresh: Callable[..., str], live: tuple[Files, ...]) -> str:
    """The URL of a fresh, migrated database with what is `live` in it, once on each kind."""
    return fresh(*live)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated database with what is `live` in it, once on each kind."""
    with opened(database_url) as made:
        yield made


@pytest.fixture
def sqlite_database(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[Database]:
    """A fresh, migrated, empty SQLite database, for what PostgreSQL has no like of."""
    with opened(sqlite_template.copy(tmp_path)) as made:
        yield made


@pytest.fixture
def postgres_database(postgres: PostgresServer) -> Iterator[Database]:
    """A fresh, migrated, empty PostgreSQL database, for what SQLite has no like of; mark the test `postgres`."""
    url = postgres.copy()
    with opened(url) as made:
        yield made
    postgres.drop(url)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly that half of the tests did not run, in parallel runs too."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NOT_HERE in str(report.longrepr)]
    if skipped:
        terminalreporter.section("PostgreSQL")
        terminalreporter.line(f"{len(skipped)} tests were skipped. {skipped[0].longrepr[2]}")
