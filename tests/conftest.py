"""What every test may ask for: a fresh, migrated, empty database, once on each kind (see `tests/databases.py`)."""

import gc
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy.engine import Engine

from quizapp.services.site import passwords
from quizapp.store.database import Database
from tests.compiled_once import CompiledOnce, RuleCompiledOnce, StatementsCompiledOnce
from tests.databases import BOTH, Files, PostgresServer, SqliteTemplate, opened

NOT_HERE = "PostgreSQL cannot be started"
AT_ONCE = ("at_once", "at_the_same_time", "at_one_moment", "meanwhile", "waits", "comes_last")  # in a test's name
Flask.jinja_options = {"bytecode_cache": CompiledOnce()}
Flask.url_rule_class = RuleCompiledOnce
Engine._compiled_cache = StatementsCompiledOnce()
# The same hash at the least cost: a test of a throttle makes a thousand. What a person's costs, test_passwords asks.
passwords.HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to `make test-long` what must hold on every play of a shipped story, and services on a second database.

    The facts of a story walk all of its states. The store is asked on both databases in `make test`, and so is every
    service whose test is about several at once: that is what SQLite and PostgreSQL do differently. What the doctor says
    of each row that is broken is asked on one.
    """
    for item in items:
        is_repeated = "services" in item.path.parts or item.path.name == "test_invariants.py"
        on_postgres = is_repeated and item.get_closest_marker("postgres") is not None
        if item.path.name.startswith("test_facts_of_") or (on_postgres and not any(a in item.name for a in AT_ONCE)):
            item.add_marker(pytest.mark.long)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what was imported: going over it took a seventh of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


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
