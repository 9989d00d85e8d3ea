"""Which keeper makes the copies of a store, and which kind of store a backup is of."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from quizapp.store.database import Database
from quizapp.store.keeping.sqlite import MAGIC as SQLITE
from quizapp.store.keeping.sqlite import SqliteKeeper

POSTGRESQL = b"PGDMP"


class Keeper(Protocol):
    """Copies of one store. What cannot be done is NoBackup; a database that is away, StoreUnavailable."""

    def copy(self, part: Path) -> None:
        """Fill the file with everything that is committed by now."""

    def revision(self, file: Path) -> str | None:
        """The revision of a backup's tables; None where it has none of ours."""

    def apart(self, file: Path) -> AbstractContextManager[str | None]:
        """The URL of a place to which the backup is restored for the block; None where there can be none."""

    def held(self) -> bool:
        """Whether there is anything in the store."""

    def restoring(self, file: Path, stamp: str) -> AbstractContextManager[tuple[str, str]]:
        """The URL of the restored store, and what the old one is called then ("" for none); kept if all ends well."""


def keeper_of(database: Database) -> Keeper:
    """The one for this database."""
    if database.dialect == "sqlite":
        return SqliteKeeper(database)
    from quizapp.store.keeping.postgresql import PostgresKeeper  # its driver is an extra

    return PostgresKeeper(database)


def kind_of(file: Path) -> str | None:
    """Which kind of database a backup is of, as `Database.dialect` has it; None where it is no backup."""
    with file.open("rb") as opened:
        head = opened.read(len(SQLITE))
    kinds: Iterator[str] = (
        kind for kind, magic in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)) if head.startswith(magic)
    )
    return next(kinds, None)
