"""When the database cannot be used it is said once, with what to do, and all works again by itself afterwards."""

import logging
import multiprocessing
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from quizapp.store.database import Database, StoreUnavailable
from quizapp.store.people import accounts
from tests.databases import MEMORY, PostgresServer, SqliteTemplate, opened

NOBODY = 65534


def hit(database: Database) -> None:
    with database.write() as connection:
        accounts.throttle_hit(connection, "key", 1)


def hits(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(sa.text("SELECT coalesce(sum(n), 0) FROM throttle")).scalar_one())


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "quizapp.store"]


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """A folder that whoever the tests become can reach: root is let into every file, and would see nothing."""
    folder = Path(tempfile.mkdtemp(prefix="quizapp-ro-", dir=MEMORY if MEMORY.is_dir() else None))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def as_nobody(act: Callable[..., object], *given: object) -> int:
    """The exit status of a child that is not root, in which this was called."""

    def child() -> None:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        act(*given)
        os._exit(0)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(60)
    return process.exitcode if process.exitcode is not None else -1


def test_a_database_that_was_read_only_for_a_moment_is_written_to_again(
    anybodys: Path, sqlite_template: SqliteTemplate
):
    url = sqlite_template.copy(anybodys)
    file = Path(url.removeprefix("sqlite:///"))
    if os.geteuid() == 0:
        os.chown(file, NOBODY, NOBODY)
    with opened(url) as database:  # so that all that the child needs is loaded
        hit(database)
    assert file.with_name(f"{file.name}.lock").stat().st_mode & 0o777 == 0o644  # root's, who ran a command once

    def for_a_moment() -> None:
        file.chmod(0o444)
        database = Database(url)
        before = hits(database)
        with pytest.raises(StoreUnavailable):
            hit(database)
        file.chmod(0o644)
        assert (file.with_name(file.name + "-shm").stat().st_mode & 0o777) == 0o444  # as SQLite made it
        try:
            hit(database)  # the outage is noticed and mended: what was opened read-only is let go
        except StoreUnavailable:
            hit(database)
        assert hits(database) > before

    def after_a_crash() -> None:
        for name in ("", "-wal", "-shm"):
            assert os.access(f"{file}{name}", os.R_OK)
        with opened(url) as database:
            hit(database)

    assert as_nobody(for_a_moment) == 0  # it ends without closing anything
    for name in ("-wal", "-shm"):
        file.with_name(file.name + name).touch()
        file.with_name(file.name + name).chmod(0o444)
        if os.geteuid() == 0:
            os.chown(f"{file}{name}", NOBODY, NOBODY)
    assert as_nobody(after_a_crash) == 0


def test_an_outage_is_one_line_as_it_begins_and_one_as_it_ends(
    sqlite_template: SqliteTemplate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr("quizapp.store.database.PRAGMAS", ("busy_timeout=10", "foreign_keys=ON"))
    url = sqlite_template.copy(tmp_path)
    with opened(url) as database:
        database.goes_on()
        other = sqlite3.connect(database.file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            with pytest.raises(StoreUnavailable):
                hit(database)
            hits(database)  # can be read all the while, which does not end it
        (begun,) = said(caplog)
        assert "another program keeps it locked" in begun and f"fuser {database.file}" in begun
        assert begun.endswith("Nothing is to be restarted here.")
        other.close()
        hit(database)
        hit(database)
        begun, ended = said(caplog)
        assert "can be used again" in ended and "3 times" in ended
        assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.WARNING]


@pytest.mark.postgres
def test_a_server_that_is_away_is_said_once_without_its_password(caplog: pytest.LogCaptureFixture):
    with opened("postgresql://quizapp:secret@127.0.0.1:1/quizapp") as database:
        for _ in range(2):
            with pytest.raises(StoreUnavailable):
                hits(database)
        assert not database.takes_writes(1)
    (begun,) = said(caplog)
    assert "PostgreSQL does not answer" in begun and "secret" not in begun
    assert "restarted" not in begun, "a command is told, and ends"


@pytest.mark.postgres
def test_the_first_transaction_after_postgresql_dropped_its_connections_works(postgres: PostgresServer):
    url = postgres.copy()
    with opened(url) as database, opened(url) as other:
        hit(database)
        assert hits(database) == 1
        with other.read() as killer:
            gone = killer.exec_driver_sql(
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).scalar_one()
        assert gone
        hit(database)
        assert hits(database) == 2
    postgres.drop(url)


def test_whether_a_write_is_taken_is_found_out_and_nothing_is_kept_of_it(database: Database):
    assert database.takes_writes(1)
    assert hits(database) == 0


def test_a_locked_a_full_and_a_missing_database_take_none_and_say_so_soon(
    sqlite_template: SqliteTemplate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with opened(sqlite_template.copy(tmp_path)) as database:
        other = sqlite3.connect(database.file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert not database.takes_writes(1)
        assert time.monotonic() - began < 5
        other.close()
        assert database.takes_writes(1)
        monkeypatch.setattr("quizapp.store.probing.LEAST_ROOM", 1 << 62)
        assert not database.takes_writes(1)
        monkeypatch.undo()
        database.dispose()
        database.file.unlink()
        assert not database.takes_writes(1)
        assert not database.file.exists()
