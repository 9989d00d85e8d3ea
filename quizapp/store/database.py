"""The database: its connections, SQLite's pragmas and writers' queue, and what is said when it cannot be reached.

SQLite and PostgreSQL alike. On SQLite the driver's own transactions are switched off (`isolation_level=None`), because
they begin too late: a read before the first write would be outside, and an increment could be lost. `write` says
BEGIN IMMEDIATE itself.
"""

import os
import select
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.pool import ConnectionPoolEntry

from quizapp.store.outages import Outages, is_unavailable, mend_modes, pool_lets_go
from quizapp.store.probing import takes_writes
from quizapp.store.queue import QueueTimeout, WritersQueue, begin_immediate
from quizapp.store.urls import read_url
from quizapp.store.writing import WRITES

__all__ = ["Connection", "Database", "StoreUnavailable"]

IDLE = 2.0  # seconds after which a PostgreSQL connection is asked whether it still is one
WAIT = 10  # seconds that a writer waits for others before it gives up
PRAGMAS = (
    f"busy_timeout={WAIT * 1000}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",  # what is deleted is written over
    "recursive_triggers=ON",  # else INSERT OR REPLACE would delete without asking the triggers
)
# Said on each new PostgreSQL connection. Times come back in UTC, and nobody waits for a lock for ever.
SETTINGS = ("SET TIME ZONE 'UTC'", f"SET lock_timeout = '{WAIT}s'")


class StoreUnavailable(Exception):
    """The database cannot answer now (gone, locked, full or read-only). Nothing of the transaction was stored."""


class Database:
    """One database, given by its URL; safe to share between threads, and usable after a fork.

    `sqlite:///path` or `postgresql://…`. Raises ValueError for any other URL, without repeating it: it may hold a
    password.
    """

    def __init__(self, url: str) -> None:
        self._url = read_url(url)
        self.dialect: str = self._url.get_backend_name()
        self._process = os.getpid()
        self.before_a_turn: Callable[[], None] = lambda: None  # called where one of SQLite's writers may have to wait
        self._outages = Outages(Path(str(self._url.database)) if self.dialect == "sqlite" else None)
        # What is stored is about people: it must not be in the words of an error, which end in a log.
        options: dict[str, Any] = {"pool_size": 10, "max_overflow": 10, "pool_timeout": WAIT, "hide_parameters": True}
        if self.dialect == "sqlite":
            self._queue: WritersQueue | None = WritersQueue(Path(f"{self._url.database}.lock"), WAIT)
            self._engine = sa.create_engine(self._url, **options)
            sa.event.listen(self._engine, "connect", _prepare_sqlite)
            self._reader = self._engine
            mend_modes(self.file)
        else:
            self._queue = None
            self._engine = sa.create_engine(self._url, **options)
            # A READ COMMITTED transaction that only reads sees no more than its statements one by one, which cost less;
            # and connections that stay so need not be switched for each page, nor tidied up after it.
            alone: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "pool_reset_on_return": None}
            self._reader = sa.create_engine(self._url, **alone, **options)
            for engine in (self._engine, self._reader):
                sa.event.listen(engine, "connect", _prepare_postgresql)
                sa.event.listen(engine, "checkout", _ask_if_it_is_there)

        self._writer = self._engine.execution_options(**WRITES)

    def goes_on(self) -> None:
        """Say that this process serves people: after an outage it works again by itself, and its log says so."""
        self._outages.goes_on = True

    @property
    def url(self) -> sa.URL:
        """Where it is, with its password: for whoever connects by other means."""
        return self._url

    @property
    def file(self) -> Path:
        """SQLite's own file."""
        if self.dialect != "sqlite" or self._url.database is None:
            raise TypeError("only SQLite has a file")
        return Path(self._url.database)

    @contextmanager
    def driver(self) -> Iterator[sqlite3.Connection]:
        """SQLite's own connection, outside of any transaction: for what the driver alone can do."""
        with self._translated(), self._checked(self._reader).connect() as connection:
            yield _driver(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to read with; nothing written on it is meant to last. Raises StoreUnavailable.

        On SQLite all its statements see one moment; on PostgreSQL each statement sees what is committed by then.
        """
        with self._translated(), self._checked(self._reader).connect() as connection:
            if self.dialect == "sqlite":
                _driver(connection).execute("BEGIN")
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection to read with, all of whose statements see one moment, on both databases."""
        if self.dialect == "sqlite":
            with self.read() as connection:
                yield connection
            return
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._translated(), self._checked(self._engine).execution_options(**options).connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, within: float | None = None) -> Iterator[Connection]:
        """A transaction: committed on clean exit, rolled back on an exception. Raises StoreUnavailable.

        When this returns, what was written is on disk. On SQLite writers come one by one, in the order of the queue;
        on PostgreSQL lock what you read before you write (`attempts.lock`). It cannot be nested. Who has something
        else to do than to wait says `within` how many seconds it must be; that it took longer is no outage.
        """
        with self._translated(writing=True, patient=within is None):
            if self._queue is None:
                with self._checked(self._writer).connect() as connection, connection.begin():
                    if within is not None:
                        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{round(within * 1000)}ms'")
                    yield connection
                return
            if within is None:
                self.before_a_turn()
            # Whoever waits for a turn holds no connection: those who only read need them.
            with self._queue.turn(within), self._checked(self._writer).connect() as connection:
                driver = _driver(connection)
                begin_immediate(driver, within, WAIT)
                with connection.begin():
                    yield connection
                    if not driver.in_transaction:  # a full disk ends it unasked, and COMMIT would then say nothing
                        raise StoreUnavailable("the transaction was ended by the database")

    def revision(self) -> str | None:
        """The revision of the tables; None for a database without any.

        A SQLite file that is not there is none, and none is made: connecting would leave an empty one behind.
        """
        from quizapp.store import schema

        if self.dialect == "sqlite" and not self.file.exists() and self.file.parent.is_dir():
            return None
        with self.read() as connection:
            return schema.revision(connection)

    def is_current(self) -> bool:
        """Whether the tables are those of this release."""
        from quizapp.store import schema

        return self.revision() == schema.head()

    def upgrade(self) -> None:
        """Bring the tables to this release, in one transaction; where they are there already, nothing happens.

        A SQLite file that is made is its owner's alone, and so are those beside it: people's answers are in it.
        """
        from quizapp.store import schema

        if self.dialect == "sqlite" and not self.file.exists() and self.file.parent.is_dir():
            with suppress(OSError):  # what is wrong with the folder is said where it is used
                os.close(os.open(self.file, os.O_CREAT | os.O_WRONLY, 0o600))
        with self.write() as connection:
            schema.upgrade(connection)

    def durability_problems(self) -> tuple[str, ...]:
        """Settings under which a confirmed answer could be lost in a power cut, in words; nothing where all is well."""
        with self.read() as connection:
            if self.dialect == "sqlite":
                found = {
                    name: str(_driver(connection).execute(f"PRAGMA {name}").fetchone()[0]) for name in _SAFE_SQLITE
                }
                safe = _SAFE_SQLITE
            else:
                found = {
                    name: str(connection.exec_driver_sql(f"SHOW {name}").scalar_one()) for name in _SAFE_POSTGRESQL
                }
                safe = _SAFE_POSTGRESQL
        return tuple(
            f"{name} is {value}: a confirmed answer could be lost"
            for name, value in found.items()
            if value not in safe[name]
        )

    def takes_writes(self, seconds: int) -> bool:
        """Whether a row could be written just now, found out in twice the seconds at most. The row is not kept."""
        return takes_writes(self._url, seconds)

    def dispose(self) -> None:
        """Close every connection; the database can be used again afterwards."""
        self._let_go()
        if self._queue is not None:
            self._queue.close()

    def _checked(self, engine: sa.Engine) -> sa.Engine:
        """The engine, with the connections of a process that this one was forked from let go and left alone."""
        if self._process != os.getpid():
            self._process = os.getpid()
            self._let_go(close=False)
        return engine

    def _let_go(self, *, close: bool = True) -> None:
        """Of the connections in both pools; those that are in use go when they are given back."""
        self._engine.dispose(close)
        if self._reader is not self._engine:
            self._reader.dispose(close)

    @contextmanager
    def _translated(self, *, writing: bool = False, patient: bool = True) -> Iterator[None]:
        try:
            yield
            if self._outages.now:
                self._outages.succeeded(writing=writing)
        except (sa.exc.DBAPIError, sa.exc.TimeoutError, sqlite3.Error, QueueTimeout) as error:
            if is_unavailable(error):
                if patient:
                    self._outages.failed(error, writing=writing)
                if pool_lets_go(error):
                    mend_modes(self.file)
                    self._let_go()
                raise StoreUnavailable(type(error).__name__) from error
            raise


_SAFE_SQLITE = {"journal_mode": ("wal",), "synchronous": ("2", "3")}  # FULL and EXTRA
_SAFE_POSTGRESQL = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}


def _driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, where SQLAlchemy's way of saying BEGIN would cost more than it does."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _prepare_sqlite(driver: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    driver.isolation_level = None
    for pragma in PRAGMAS:
        driver.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(driver: Any, _entry: ConnectionPoolEntry) -> None:
    stays = driver.autocommit
    driver.autocommit = True
    for setting in SETTINGS:
        driver.execute(setting)
    driver.autocommit = stays


def _ask_if_it_is_there(driver: Any, entry: ConnectionPoolEntry, _proxy: object) -> None:
    """Before a connection is used: is the server still at its other end? So the first request after a restart works.

    A server that stops says so, and a message that nobody asked for waits on the connection: looking costs nothing.
    One whose machine went without a word is asked, after a while: SQLAlchemy's own pre-ping asks each time, which costs
    every page a round trip.
    """
    now = time.monotonic()
    if _has_something_to_say(driver):
        raise sa.exc.DisconnectionError("the server has gone")
    if now - entry.info.get("last_used", now) > IDLE:
        try:
            driver.execute("")
            driver.rollback()
        except Exception as error:
            raise sa.exc.DisconnectionError("the server has gone") from error
    entry.info["last_used"] = now


def _has_something_to_say(driver: Any) -> bool:
    """Whether anything waits to be read on a connection on which nothing was asked."""
    poll = select.poll()
    poll.register(driver.fileno(), select.POLLIN)
    return bool(poll.poll(0))
