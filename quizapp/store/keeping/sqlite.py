"""A SQLite store, copied by SQLite's own backup while people answer, and put in place of another in one step.

Copying its file by hand is no backup: what was confirmed last stands in the `-wal` beside it.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from quizapp.model.backups import NoBackup
from quizapp.store.database import Database
from quizapp.store.keeping.files import part_of, put, sync

MAGIC = b"SQLite format 3\0"
_WRITTEN_AHEAD = (2, 2)  # bytes 18 and 19 of a file whose newest rows may stand in its -wal


class SqliteKeeper:
    """Copies of one SQLite store."""

    def __init__(self, database: Database) -> None:
        self._database, self._file = database, database.file

    def copy(self, part: Path) -> None:
        """Fill the file with everything that is committed by now; raises StoreUnavailable, or NoBackup."""
        if not self._file.is_file():
            raise NoBackup(
                f"there is no database at {self._file}: see what DATABASE_URL says, and from which folder this runs"
            )
        with self._database.driver() as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file is all of it

    def revision(self, file: Path) -> str | None:
        """The revision of a backup's tables; None where it has none of ours."""
        with file.open("rb") as opened:
            head = opened.read(20)
        if tuple(head[18:20]) == _WRITTEN_AHEAD:
            raise NoBackup(
                f"{file} was copied from a running database by hand: its newest answers may be missing. Restore a file"
                " that `quizapp backup` made. If there is none, stop `serve` and put this one in place yourself,"
                " together with the -wal file that was beside it"
            )
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
                found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError:
            return None
        return str(found[0]) if found else None

    @contextmanager
    def apart(self, file: Path) -> Iterator[str | None]:
        """The URL of the copy's own copy, in a folder that goes away with the block."""
        with tempfile.TemporaryDirectory(prefix=".quizapp-try-", dir=file.absolute().parent) as folder:
            tried = Path(folder) / "tried.db"
            shutil.copyfile(file, tried)
            yield f"sqlite:///{tried}"

    def held(self) -> bool:
        """Whether there is anything in the store."""
        if not self._file.exists():
            return False
        try:
            with closing(sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        except sqlite3.DatabaseError:
            return True  # damaged, and so not nothing

    @contextmanager
    def restoring(self, file: Path, stamp: str) -> Iterator[tuple[str, str]]:
        """The URL of the restored store, not in place yet, and the name that the old one will have ("" for none).

        It is put in place when the block ends well; else everything stays as it was.
        """
        target = self._file
        kept = target.with_name(f"{target.name}.before-{stamp}") if target.exists() else None
        try:
            with part_of(target) as part, self._alone():
                shutil.copyfile(file, part)
                yield f"sqlite:///{part}", str(kept or "")
                self._owned_as_before(part)
                if kept is not None:
                    os.link(target, kept)
                put(part, target)
                for name in ("-wal", "-shm"):  # of one that was too damaged to be folded into its file
                    with suppress(FileNotFoundError):
                        target.with_name(target.name + name).rename(f"{kept}{name}")
        except OSError as problem:
            raise NoBackup(f"{target.parent}: {problem.strerror}") from problem

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else has the old store open for as long as the block lasts, and all of it is in its one file.

        Raises NoBackup where somebody has: they would go on writing into the file that was put aside.
        """
        if not self._file.exists():
            yield
            return
        with closing(sqlite3.connect(self._file, isolation_level=None, timeout=0)) as connection:
            try:
                connection.execute("PRAGMA journal_mode=DELETE")
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                raise NoBackup(f"{self._file} is in use: stop `quizapp serve` first") from None
            except sqlite3.DatabaseError:
                pass  # so damaged that nobody can use it: kept as it is
            yield

    def _owned_as_before(self, part: Path) -> None:
        """Whoever runs the site must be able to write to it, also where root restores it."""
        before = self._file if self._file.exists() else self._file.absolute().parent
        found = before.stat()
        if before is self._file:
            part.chmod(found.st_mode & 0o777)
        with suppress(PermissionError):
            os.chown(part, found.st_uid, found.st_gid)
        sync(part)
