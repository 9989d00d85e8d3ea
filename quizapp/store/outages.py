"""Times in which the database cannot be used: a line in the log as each begins, with what to do, and one as it ends."""

import logging
import os
import sqlite3
import time
from pathlib import Path
from threading import Lock

import sqlalchemy as sa

from quizapp.store.queue import QueueTimeout

LOG = logging.getLogger("quizapp.store")
READ_ONLY = "READONLY"
_BROKEN_SQLITE = ("BUSY", "LOCKED", "FULL", "READONLY", "IOERR", "CANTOPEN", "PROTOCOL", "NOTADB", "CORRUPT")
_ADVICE = {
    READ_ONLY: "it can only be read: {file}, its folder, and the -wal and -shm beside it must be writable for whoever"
    " runs this (ls -l {file}*); where the file is, the two are mended here",
    "FULL": "the disk is full: make room on the disk of {file}",
    "BUSY": "another program keeps it locked: see which has it open (fuser {file}), and end that",
    "CANTOPEN": "it cannot be opened: {file} or its folder is not there, or not to be read (ls -l {file}*)",
    "POOL": "more was asked of it at once than it has connections: it passes when that does",
    "IOERR": "reading or writing failed: look at the disk of {file} (dmesg)",
    "25006": "PostgreSQL here takes no writes: DATABASE_URL must name the primary, not a standby",
    "PostgreSQL": "PostgreSQL does not answer, or takes no more connections: is it running where DATABASE_URL says",
}


def kind_of(error: BaseException) -> str:
    """What sort of trouble it is; one of those above."""
    if isinstance(error, sa.exc.TimeoutError):
        return "POOL"
    cause: object = getattr(error, "orig", None) or error
    if isinstance(cause, QueueTimeout):
        return "CANTOPEN" if isinstance(cause.__cause__, OSError) else "BUSY"
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "").removeprefix("SQLITE_")
        name = "BUSY" if name.startswith(("LOCKED", "PROTOCOL")) else name
        return next((kind for kind in _ADVICE if name.startswith(kind)), "IOERR")
    return "25006" if getattr(cause, "sqlstate", None) == "25006" else "PostgreSQL"


class Outages:
    """Of one database, as this process sees them. Two lines for each are all, however many requests fail."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self.goes_on = False  # a server process, which works again by itself; a command says what is wrong, and ends
        self._lock = Lock()
        self.now = ""  # the kind of the outage that there is
        self._in_writing, self._since, self._refused = False, 0.0, 0

    def failed(self, error: BaseException, *, writing: bool) -> str:
        """Something could not be done; the kind of trouble."""
        kind = kind_of(error)
        with self._lock:
            self._refused += 1
            if self.now:
                return kind
            self.now, self._in_writing, self._since = kind, writing, time.monotonic()
        advice = _ADVICE[kind].format(file=self._file)
        after = " Nothing is to be restarted here." if self.goes_on else ""
        LOG.error("The database cannot be used (process %d): %s.%s", os.getpid(), advice, after)
        return kind

    def succeeded(self, *, writing: bool) -> None:
        """Something could be done; where writing was the trouble, only a write ends it."""
        with self._lock:
            if not self.now or (self._in_writing and not writing):
                return
            refused, lasted = self._refused, time.monotonic() - self._since
            self.now, self._refused = "", 0
        said = "The database can be used again (process %d), after %.0f seconds; %d times it was refused."
        LOG.warning(said, os.getpid(), lasted, refused)


def mend_modes(file: Path) -> bool:
    """Let the -wal and -shm of a SQLite file be written to where the file itself may be; whether anything was mended.

    SQLite gives both the mode that the file has as they are made, and never looks again: a file that was read-only for
    a moment left them so, and nothing could be written afterwards, not even after a restart.
    """
    mended = False
    if not os.access(file, os.W_OK):
        return False
    for name in ("-wal", "-shm"):
        beside = file.with_name(file.name + name)
        try:
            if beside.exists() and beside.stat().st_mode & 0o777 != file.stat().st_mode & 0o777:
                beside.chmod(file.stat().st_mode & 0o777)
                mended = True
        except OSError:  # somebody else's
            continue
    return mended


def pool_lets_go(error: BaseException) -> bool:
    """Whether connections that were opened before this may be good for nothing: one opened read-only stays so."""
    return kind_of(error) in (READ_ONLY, "CANTOPEN")


def is_unavailable(error: BaseException) -> bool:
    """Whether this is the database's trouble, which passes, and not a mistake of ours, which does not."""
    if isinstance(error, (sa.exc.TimeoutError, QueueTimeout)):
        return True
    if isinstance(error, sa.exc.DBAPIError):
        if error.connection_invalidated:
            return True
        cause: BaseException | None = error.orig
    else:
        cause = error
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "").removeprefix("SQLITE_")
        return name.startswith(_BROKEN_SQLITE)
    # 25006 is a server that only reads; OperationalError covers connections, resources, locks and deadlocks.
    return isinstance(error, sa.exc.OperationalError) or getattr(cause, "sqlstate", None) == "25006"
