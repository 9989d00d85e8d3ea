"""Whether the database takes a write just now: tried on a connection of its own, in a short time, and never kept."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

LEAST_ROOM = 4 * 1024 * 1024  # bytes on SQLite's disk: below, the next answers may not fit
_WRITE = "INSERT INTO throttle (key, \"window\", n) VALUES ('ready', -1, 1)"


def takes_writes(url: sa.URL, seconds: int) -> bool:
    """Whether a row could be written, which is taken back at once. It takes twice the seconds at most."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(Path(str(url.database)), seconds)
    import psycopg

    options = f"-c statement_timeout={seconds * 1000} -c lock_timeout={seconds * 1000}"
    address = url._replace(drivername="postgresql", password=None).render_as_string()
    try:
        with psycopg.connect(address, password=url.password, connect_timeout=max(2, seconds), options=options) as one:
            one.execute(_WRITE)
            one.rollback()
    except psycopg.Error:
        return False
    return True


def _sqlite(file: Path, seconds: int) -> bool:
    try:
        if shutil.disk_usage(file.parent).free < LEAST_ROOM:
            return False
        uri = f"{file.as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=seconds)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_WRITE)
            connection.execute("ROLLBACK")
    except (sqlite3.Error, OSError):
        return False
    return True
