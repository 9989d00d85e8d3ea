"""A PostgreSQL store, copied by `pg_dump` and restored by `pg_restore`, of the server's own release.

A dump is one moment, whoever writes meanwhile. The old store is kept as a schema beside the new one.
"""

import os
import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql

from quizapp.model.backups import NoBackup
from quizapp.store.database import Database, StoreUnavailable

DEBIANS = "/usr/lib/postgresql/{major}/bin"
_MAJOR = re.compile(r"\(PostgreSQL\) (\d+)")
_REVISION = re.compile(r"^COPY [^\n]*alembic_version [^\n]*\n(\S+)$", re.MULTILINE)
_MOST_SAID = 400  # characters of what a program says went wrong
_LEAVING = 2.0  # seconds: a connection that was closed just now is still told of for a moment


class PostgresKeeper:
    """Copies of one PostgreSQL store."""

    def __init__(self, database: Database) -> None:
        self._url = database.url

    def copy(self, part: Path) -> None:
        """Fill the file with everything that is committed by now; raises StoreUnavailable, or NoBackup."""
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--schema={_quoted(self._schema)}")
        self._run("pg_dump", *options, f"--file={part}", f"--dbname={_address(self._url)}")

    def revision(self, file: Path) -> str | None:
        """The revision of a backup's tables; None where it has none of ours."""
        said = self._run("pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(file))
        found = _REVISION.search(said)
        return found[1] if found else None

    @contextmanager
    def apart(self, file: Path) -> Iterator[str | None]:
        """The URL of a database that goes away with the block; None where this role may make none."""
        name = f"quizapp_try_{secrets.token_hex(6)}"
        with self._connected() as connection:
            may = connection.execute(
                "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            if may != (True,):
                yield None
                return
            connection.execute(_as_this_one(connection, name))
        url = self._url.set(database=name)
        try:
            self._fill(url, file)
            yield url.render_as_string(hide_password=False)
        finally:
            with self._connected() as connection:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def held(self) -> bool:
        """Whether there is anything in the store."""
        query = "SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(%s))"
        with self._connected() as connection:
            return bool(connection.execute(query, [self._schema]).fetchone() != (0,))

    @contextmanager
    def restoring(self, file: Path, stamp: str) -> Iterator[tuple[str, str]]:
        """The URL of the restored store, and the name of the schema that the old one has now ("" for none).

        It stays when the block ends well; else the old one comes back.
        """
        self._alone()
        kept = f"before_{stamp.replace('-', '_').lower()}" if self.held() else ""
        if kept:
            self._say(_renamed(self._schema, kept), *_made(self._schema))
        try:
            self._fill(self._url, file)
            yield self._url.render_as_string(hide_password=False), f"schema {kept}" if kept else ""
        except BaseException:
            dropped = sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(self._schema))
            self._say(dropped, *((_renamed(kept, self._schema),) if kept else _made(self._schema)))
            raise

    @cached_property
    def _schema(self) -> str:
        with self._connected() as connection:
            found = connection.execute("SELECT current_schema()").fetchone()
        if not found or found[0] is None:
            raise NoBackup("the database has no schema that this role may use")
        return str(found[0])

    @cached_property
    def _server(self) -> tuple[int, str]:
        """The server's major version, and where it keeps its own programs if it says so."""
        with self._connected() as connection:
            number = connection.info.server_version // 10000
            try:
                folder = connection.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchone()
            except psycopg.errors.InsufficientPrivilege:
                folder = None
        return number, str(folder[0]) if folder else ""

    def _program(self, name: str) -> str:
        major, own = self._server
        others = []
        for folder in (own, DEBIANS.format(major=major), None):
            found = shutil.which(name, path=folder) if folder != "" else None
            if found is None:
                continue
            version = _MAJOR.search(_said([found, "--version"]).stdout)
            if version and int(version[1]) == major:
                return found
            others += [version[1]] if version else []
        here = f"{name} is here for PostgreSQL {', '.join(others)}" if others else f"{name} is not here"
        raise NoBackup(f"{here}, and the server is {major}: install its own (Debian: postgresql-client-{major})")

    def _run(self, name: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs. The password goes by the environment: arguments are for all to see."""
        given = {"PGPASSWORD": str(self._url.password)} if self._url.password else {}
        environment = {**os.environ, "PGCONNECT_TIMEOUT": "10", "LC_ALL": "C", **given}
        command = [self._program(name), *arguments]
        done = _said(command, environment)
        if done.returncode:
            raise NoBackup(f"{name} did not succeed: {' '.join(done.stderr.split())[:_MOST_SAID]}")
        return done.stdout

    def _fill(self, url: sa.URL, file: Path) -> None:
        options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        self._run("pg_restore", *options, f"--schema={self._schema}", f"--dbname={_address(url)}", str(file))

    def _alone(self) -> None:
        """Raises NoBackup where somebody else is connected: they would go on writing into what is put aside."""
        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND coalesce(backend_type, 'client backend') = 'client backend'"
        )
        with self._connected() as connection:
            until = time.monotonic() + _LEAVING
            while (found := connection.execute(query).fetchone()) and found[0] and time.monotonic() < until:
                time.sleep(0.1)
        if found and found[0]:
            raise NoBackup(f"the database is in use ({found[0]} connections): stop `quizapp serve` first")

    def _say(self, *statements: sql.Composed) -> None:
        """All of these in one transaction."""
        with self._connected() as connection, connection.transaction():
            for statement in statements:
                try:
                    connection.execute(statement)
                except psycopg.errors.InsufficientPrivilege as problem:
                    raise NoBackup(f"this role must own the database: {problem.diag.message_primary}") from None

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        try:
            connection = psycopg.connect(_address(self._url), password=self._url.password, autocommit=True)
        except psycopg.OperationalError as problem:
            raise StoreUnavailable(type(problem).__name__) from problem
        with connection:
            yield connection


def _said(command: list[str], environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What a program of PostgreSQL says; by no shell, and with nothing that somebody typed on a page."""
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (no shell)


def _address(url: sa.URL) -> str:
    """As PostgreSQL's own programs read it, without the password."""
    return url._replace(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _quoted(name: str) -> str:
    """A name as a pattern that is that name alone."""
    return '"' + name.replace('"', '""') + '"'


def _renamed(old: str, new: str) -> sql.Composed:
    return sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))


def _made(name: str) -> tuple[sql.Composed, ...]:
    made = (sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)),)
    usable = (sql.SQL("GRANT USAGE ON SCHEMA {} TO PUBLIC").format(sql.Identifier(name)),)
    return (*made, *usable) if name == "public" else made


def _as_this_one(connection: psycopg.Connection, name: str) -> sql.Composed:
    """How to make an empty database of the same encoding and order."""
    found = connection.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    assert found is not None  # noqa: S101 (we are connected to it)
    return sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
        sql.Identifier(name), *map(sql.Literal, found)
    )
