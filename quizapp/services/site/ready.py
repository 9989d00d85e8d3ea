"""Whether answers can be stored just now, for whoever watches. Anybody may ask, so being asked costs nearly nothing."""

import time
from threading import Lock

from quizapp.store.database import Database

TRIES_FOR = 1  # seconds, twice
STANDS_FOR = 1.0  # seconds for which what was found is said again


class Readiness:
    """What was found last. While one thread finds out, the others say what was found before."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._finding = Lock()
        self._found, self._at = False, 0.0

    def now(self) -> bool:
        """Whether the database takes a write."""
        known = self._at != 0.0
        if known and time.monotonic() - self._at < STANDS_FOR:
            return self._found
        if not self._finding.acquire(blocking=not known):
            return self._found
        try:
            self._found = self._database.takes_writes(TRIES_FOR)
            self._at = time.monotonic()
            return self._found
        finally:
            self._finding.release()
