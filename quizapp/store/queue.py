"""SQLite's writers, one after another: polling for its lock gives a p99 of 500 ms, queueing 50 (DESIGN §4)."""

import os
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

if sys.platform != "win32":
    import fcntl


_LOOK_AGAIN = 0.01  # seconds


class QueueTimeout(Exception):
    """The turn did not come in time, or the lock's file could not be opened."""


class WritersQueue:
    """A turn to write: threads of this process queue at a lock in memory, processes in the kernel (flock on `path`).

    The file is only ever locked, and is released by the kernel if its process dies. Where there is no flock (Windows,
    `demo` only), SQLite's own lock has to do. Raises QueueTimeout after `wait` seconds of waiting for threads of this
    process (for another process it waits as long as that one lives), and RuntimeError when nested.
    """

    def __init__(self, path: Path, wait: float) -> None:
        self._path = path
        self._wait = wait
        self._turn = threading.Lock()
        self._holder = 0
        self._file: TextIOWrapper | None = None
        self._process = os.getpid()

    @contextmanager
    def turn(self, within: float | None) -> Iterator[None]:
        """A turn; for whoever waits no longer than `within` seconds, for other processes neither. QueueTimeout."""
        self._take(self._wait if within is None else within, None if within is None else time.monotonic() + within)
        try:
            yield
        finally:
            self._give_back()

    def _take(self, wait: float, until: float | None) -> None:
        if self._process != os.getpid():
            # A forked child shares the parent's open file, and so its lock; a thread that held the turn is not here.
            self._process, self._turn, self._holder = os.getpid(), threading.Lock(), 0
            self.close()
        if self._holder == threading.get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        if not self._turn.acquire(timeout=wait):
            raise QueueTimeout("other writers took too long")
        self._holder = threading.get_ident()
        try:
            self._lock(until)
        except BaseException as error:
            self._holder = 0
            self._turn.release()
            if isinstance(error, OSError):
                raise QueueTimeout(f"the writers' queue cannot be locked: {error.strerror}") from error
            raise

    def _give_back(self) -> None:
        if sys.platform != "win32" and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._holder = 0
        self._turn.release()

    def close(self) -> None:
        """Close the file; the next turn opens it again."""
        with self._turn:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _lock(self, until: float | None) -> None:
        if sys.platform == "win32":
            return
        if self._file is None:
            try:
                self._file = self._path.open("w", encoding="ascii")
            except PermissionError:  # made by somebody else, who ran a command once; to lock it, it need only be read
                self._file = self._path.open(encoding="ascii")
        if until is None:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            return
        while True:
            try:
                return fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise QueueTimeout("other processes took too long") from None
            time.sleep(_LOOK_AGAIN)


def begin_immediate(driver: sqlite3.Connection, within: float | None, usual: float) -> None:
    """Begin a transaction that writes, waiting this many seconds (None: the usual ones) for programs not of ours."""
    if within is None:
        driver.execute("BEGIN IMMEDIATE")
        return
    driver.execute(f"PRAGMA busy_timeout={round(within * 1000)}")
    try:
        driver.execute("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout={round(usual * 1000)}")
