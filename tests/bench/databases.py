"""The databases on which is measured, and fresh ones of each kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.postgres import Postgres
from tests.bench.prepare import sqlite_url
from tests.bench.serving import cpu_seconds


@dataclass(frozen=True, slots=True)
class Databases:
    """Which kinds are asked for, a folder for SQLite's files, and PostgreSQL's server where it is among them."""

    kinds: Sequence[str]
    folder: Path
    server: Postgres | None

    def fresh(self, kind: str, name: str) -> str:
        """The URL of a fresh database."""
        server = self.server_of(kind)
        return sqlite_url(self.folder / f"{name}.db") if server is None else server.new_database()

    def server_of(self, kind: str) -> Postgres | None:
        """PostgreSQL's server, for that kind."""
        return self.server if kind == "postgres" else None

    def watched(self, kind: str) -> list[Callable[[], float]]:
        """What gives the CPU seconds of the database's own processes, where it has any."""
        server = self.server_of(kind)
        return [] if server is None else [lambda: cpu_seconds(server.processes())]
