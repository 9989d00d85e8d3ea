"""Sessions, one-use links, browsers that are known, and the throttle."""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Integer, Table, Text

from quizapp.store.columns import Moment, length, metadata, person

session = Table(
    "session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    person(index=True),
    Column("expires", Moment, nullable=False),
    Column("revoked_at", Moment),
    length("token_hash", 128),
)
link = Table(
    "link",
    metadata,
    Column("hash", Text, primary_key=True),
    person(index=True),
    Column("purpose", Text, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used_at", Moment),
    length("hash", 128),
    length("purpose", 64),
)
known_browser = Table(  # somebody else may have signed in from the same one
    "known_browser",
    metadata,
    Column("token_hash", Text, primary_key=True),
    person(primary_key=True, index=True),
    Column("expires", Moment, nullable=False),
    length("token_hash", 128),
)
throttle = Table(
    "throttle",
    metadata,
    Column("key", Text, primary_key=True),
    Column("window", sa.BigInteger, primary_key=True),
    Column("n", Integer, nullable=False),
    length("key", 200),
    CheckConstraint("n > 0", name="n"),
)
