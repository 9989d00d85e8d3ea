"""Bytes for ever, each once, by their SHA-256: what was published, and pictures."""

import hashlib

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.store.tables import blob

# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
_KEEP = sa.text("INSERT INTO blob (sha256, bytes) VALUES (:sha256, :bytes) ON CONFLICT (sha256) DO NOTHING").bindparams(
    bindparam("bytes", type_=sa.LargeBinary)
)
_LOAD = select(blob.c.bytes).where(blob.c.sha256 == bindparam("sha"))


def sha_of(content: bytes) -> str:
    """The name of these bytes: their SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def keep(connection: Connection, content: bytes) -> str:
    """Keep these bytes, and return their name; nothing happens if they are kept already."""
    sha = sha_of(content)
    connection.execute(_KEEP, {"sha256": sha, "bytes": content})
    return sha


def load(connection: Connection, sha: str) -> bytes | None:
    """The bytes of this name; None where there are none."""
    found = connection.execute(_LOAD, {"sha": sha}).scalar_one_or_none()
    return None if found is None else bytes(found)
