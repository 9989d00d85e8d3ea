"""Connections: what each is set to, what a transaction promises, and what is said when the database cannot answer."""

import multiprocessing
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from quizapp.store import audit
from quizapp.store.database import WAIT, Database, StoreUnavailable
from quizapp.store.people import accounts, people
from quizapp.store.queue import QueueTimeout
from tests.databases import PostgresServer, SqliteTemplate, opened
from tests.store.stories import AT, add

HITS = sa.text("SELECT coalesce(sum(n), 0) FROM throttle")


@pytest.fixture
def sqlite_url(sqlite_template: SqliteTemplate, tmp_path: Path) -> str:
    return sqlite_template.copy(tmp_path)


def hits(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(HITS).scalar_one())


def hit(database: Database) -> None:
    with database.write() as connection:
        accounts.throttle_hit(connection, "key", 1)


def test_every_pooled_sqlite_connection_is_durable_and_checks_keys(sqlite_url: str):
    barrier = threading.Barrier(8)

    def settings(_: int) -> tuple[object, ...]:
        with database.read() as connection:
            barrier.wait(30)  # so that each thread has a connection of its own
            names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
            return tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names)

    with opened(sqlite_url) as database, ThreadPoolExecutor(8) as pool:
        assert set(pool.map(settings, range(8))) == {("wal", 2, 1, 10000, 0)}


def test_a_fresh_database_has_no_durability_problems(database: Database):
    assert database.durability_problems() == ()


@pytest.mark.postgres
def test_a_postgresql_that_may_lose_answers_is_found_out(postgres: PostgresServer):
    url = postgres.copy()
    name = sa.make_url(url).database
    with opened(url) as database:
        with database.write() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = off")
        database.dispose()
        assert database.durability_problems() == ("synchronous_commit is off: a confirmed answer could be lost",)
    postgres.drop(url)


def test_foreign_keys_are_held(database: Database):
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        accounts.open_session(connection, "h", 999, AT)


def test_a_transaction_is_whole_or_not_at_all(database: Database):
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        accounts.throttle_hit(connection, "key", 1)
        raise ZeroDivisionError
    assert hits(database) == 0
    hit(database)
    assert hits(database) == 1


def test_a_return_out_of_the_middle_commits(database: Database):
    def early() -> int:
        with database.write() as connection:
            return accounts.throttle_hit(connection, "key", 1)

    assert early() == 1
    assert hits(database) == 1


def test_what_was_committed_is_there_after_everything_was_closed(database: Database):
    hit(database)
    database.dispose()
    assert hits(database) == 1


def test_a_snapshot_sees_one_moment(database: Database):
    with database.snapshot() as connection:
        before = connection.execute(HITS).scalar_one()
        hit(database)
        assert connection.execute(HITS).scalar_one() == before == 0


@pytest.mark.postgres
def test_nothing_can_be_written_in_a_snapshot_of_postgresql(postgres_database: Database):
    with pytest.raises(StoreUnavailable), postgres_database.snapshot() as connection:
        accounts.throttle_hit(connection, "key", 1)


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=1)), timezone(-timedelta(hours=8))])
def test_times_come_back_aware_and_in_utc(database: Database, zone: timezone):
    at = datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=zone)
    with database.write() as connection:
        accounts.open_session(connection, "h", add(connection, "Ada").id, at)
        found = accounts.signed_in(connection, "h", at - timedelta(seconds=1))
        assert accounts.signed_in(connection, "h", at) is None
    assert found is not None
    assert found.expires == at
    assert found.expires.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(database: Database):
    with pytest.raises(sa.exc.StatementError, match="without a zone"), database.write() as connection:
        audit.record(connection, at=datetime(2026, 1, 1), actor=None, action="x")


def test_a_full_disk_is_said_and_what_was_confirmed_stays(sqlite_url: str):
    with opened(sqlite_url) as database:
        hit(database)
        with database.write() as connection:  # as full as this database may get, on this connection
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        stored = 0
        with pytest.raises(StoreUnavailable):
            for n in range(10_000):
                with database.write() as connection:
                    people.add_team(connection, f"{n}".zfill(200))
                stored += 1
        with database.write() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
            assert connection.exec_driver_sql("SELECT count(*) FROM team").scalar_one() == stored
            people.add_team(connection, "room again")
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def test_a_transaction_that_the_database_ended_is_never_taken_for_stored(sqlite_url: str):
    with opened(sqlite_url) as database:
        with pytest.raises(StoreUnavailable), database.write() as connection:
            accounts.throttle_hit(connection, "key", 1)
            connection.exec_driver_sql("ROLLBACK")  # what SQLite does by itself on a full disk, here swallowed
        assert hits(database) == 0


def test_a_database_that_another_process_keeps_locked_is_unavailable_and_then_works(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("quizapp.store.database.PRAGMAS", ("busy_timeout=50", "foreign_keys=ON"))
    with opened(sqlite_url) as database:
        other = sqlite3.connect(sa.make_url(sqlite_url).database or "", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailable):
            hit(database)
        other.close()
        hit(database)
        assert hits(database) == 1


def test_a_writer_has_sqlites_own_lock_before_it_reads(sqlite_url: str):
    with opened(sqlite_url) as database, database.write() as connection:
        connection.execute(HITS)
        other = sqlite3.connect(sa.make_url(sqlite_url).database or "", isolation_level=None, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_writers_wait_in_the_queue_and_not_at_sqlites_lock(sqlite_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("quizapp.store.database.PRAGMAS", ("busy_timeout=0", "journal_mode=WAL"))
    monkeypatch.setattr("quizapp.store.database.WAIT", 0.01)
    with opened(sqlite_url) as database, ThreadPoolExecutor(1) as pool:
        with database.write(), pytest.raises(StoreUnavailable) as refused:
            pool.submit(hit, database).result(WAIT)
        assert isinstance(refused.value.__cause__, QueueTimeout)
        pool.submit(hit, database).result(WAIT)
        assert hits(database) == 1


def test_a_writer_in_the_queue_has_its_turn(sqlite_url: str):
    with opened(sqlite_url) as database, ThreadPoolExecutor(1) as pool:
        with database.write():
            second = pool.submit(hit, database)
        second.result(WAIT)
        assert hits(database) == 1


def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path):
    with opened(f"sqlite:///{tmp_path}/nowhere/quizapp.db") as database:
        with pytest.raises(StoreUnavailable):
            hits(database)
        with pytest.raises(StoreUnavailable):
            hit(database)


def test_a_database_without_tables_is_a_mistake_and_not_unavailable(tmp_path: Path):
    with (
        opened(f"sqlite:///{tmp_path}/new.db") as database,
        pytest.raises(sa.exc.OperationalError, match="no such table"),
    ):
        hits(database)


@pytest.mark.postgres
def test_after_postgresql_has_dropped_every_connection_the_next_transaction_works(postgres: PostgresServer):
    url = postgres.copy()
    with opened(url) as database, opened(url) as other:
        hit(database)
        with pytest.raises(StoreUnavailable), database.write() as connection:
            with other.read() as killer:
                killer.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            accounts.throttle_hit(connection, "key", 1)
        hit(database)
        assert hits(database) == 2
    postgres.drop(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://root:secret@host/db", "nonsense", ""])
def test_an_unfit_url_is_refused_without_repeating_it(url: str):
    with pytest.raises(ValueError, match="sqlite:///") as problem:
        Database(url)
    assert "secret" not in str(problem.value)


def test_writers_of_a_forked_process_take_turns_with_their_parent(sqlite_url: str):
    with opened(sqlite_url) as database:
        hit(database)

        def child() -> None:
            for _ in range(50):
                hit(database)
            os._exit(0)

        process = multiprocessing.get_context("fork").Process(target=child)
        process.start()
        for _ in range(50):
            hit(database)
        process.join(60)
        assert process.exitcode == 0
        assert hits(database) == 101
