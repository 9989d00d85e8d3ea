"""Bytes are kept once, by their hash."""

import sqlalchemy as sa

from quizapp.store import blobs
from quizapp.store.database import Database
from quizapp.store.invariants import violations
from quizapp.store.tables import blob


def test_the_same_bytes_are_kept_once_and_loaded_as_they_are(database: Database):
    content = bytes(range(256)) * 700
    with database.write() as connection:
        sha = blobs.keep(connection, content)
        assert blobs.keep(connection, content) == sha == blobs.sha_of(content)
    with database.read() as connection:
        assert blobs.load(connection, sha) == content
        assert blobs.load(connection, "0" * 64) is None
        assert connection.execute(sa.select(sa.func.count()).select_from(blob)).scalar_one() == 1
        assert violations(connection) == ()
