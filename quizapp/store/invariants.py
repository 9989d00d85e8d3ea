"""What must always be true of the stored rows, as far as SQL alone can show it; the doctor replays the rest.

The numbers are those of the twelve invariants of the attempt store: 1 stored (no damage to the
file), 2 exactly once, 4 recomputable, 5 pinned, 6 the path is a walk, 7 one open attempt, 8 monotone state, 9
completion is earned, 10 ownership closed, 11 audit. Run it in one snapshot (`Database.snapshot`).
"""

import hashlib
from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Violation
from quizapp.model.published import VersionPart, version_id
from quizapp.store.broken_rows import CHECKS
from quizapp.store.broken_sums import SUMS
from quizapp.store.tables import audit, publication, setting_change

_PARTS = sa.text("SELECT version, path, sha FROM version_part ORDER BY version, path")
_VERSIONS = sa.text("SELECT id, format FROM version ORDER BY id")
_BLOBS = sa.text("SELECT sha256 FROM blob ORDER BY sha256")
_BYTES = sa.text("SELECT bytes FROM blob WHERE sha256 = :sha")
_SEQUENCED = (audit, publication, setting_change)
_GIVEN_SQLITE = sa.text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :table")
_GIVEN_POSTGRESQL = sa.text(
    "SELECT coalesce(pg_sequence_last_value(CAST(pg_get_serial_sequence(:table, 'seq') AS regclass)), 0)"
)


def violations(connection: Connection) -> tuple[Violation, ...]:
    """Every rule that is broken, and where; nothing where all is well. Ids only, never names."""
    found: list[Violation] = [*_damage(connection)]
    for invariant, text, query in (*CHECKS, *SUMS):
        found += [Violation(invariant, text.format(*row)) for row in connection.execute(sa.text(query))]
    found += _pinned_bytes(connection)
    found += _orphans(connection)
    found += _sequences(connection)
    return tuple(sorted(found, key=lambda violation: violation.invariant))


def _damage(connection: Connection) -> Iterator[Violation]:
    """1: SQLite looks its file through, page by page; PostgreSQL has means of its own (checksums, amcheck)."""
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
        yield from (Violation(1, f"the file is damaged: {one}") for one in said if one != "ok")


def _pinned_bytes(connection: Connection) -> Iterator[Violation]:
    """5: the bytes hash to their name, and the parts to the version's id (DESIGN §5)."""
    for sha in connection.execute(_BLOBS).scalars().all():  # one blob in memory at a time
        content = connection.execute(_BYTES, {"sha": sha}).scalar_one()
        if hashlib.sha256(content).hexdigest() != sha:
            yield Violation(5, f"blob {sha[:12]}: its bytes have another hash")
    parts = {
        version: [VersionPart(row.path, row.sha) for row in of_one]
        for version, of_one in groupby(connection.execute(_PARTS).all(), key=lambda row: row.version)
    }
    for version, format in connection.execute(_VERSIONS):
        if version_id(parts.get(version, ()), format) != version:
            yield Violation(5, f"version {version[:12]}: its parts make another id")


def _orphans(connection: Connection) -> Iterator[Violation]:
    """10: SQLite checks a key only as it is written; PostgreSQL cannot hold a broken one."""
    if connection.dialect.name == "sqlite":
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Violation(10, f"{table} row {row}: what it refers to in {parent} is not there")


def _sequences(connection: Connection) -> Iterator[Violation]:
    """11: numbers only rise. SQLite's writers come one by one, so its numbers have no gaps: a missing row shows."""
    for table in _SEQUENCED:
        rows = sa.select(sa.func.count(), sa.func.coalesce(sa.func.max(table.c.seq), 0))
        n, last = connection.execute(rows).one()
        sqlite = connection.dialect.name == "sqlite"
        counted = connection.execute(_GIVEN_SQLITE if sqlite else _GIVEN_POSTGRESQL, {"table": table.name}).scalar_one()
        if sqlite and counted != n:
            yield Violation(11, f"{table.name}: {counted} rows were appended, and {n} are there")
        if last > counted:
            yield Violation(11, f"{table.name}: row {last} is there, and only {counted} numbers were given out")
