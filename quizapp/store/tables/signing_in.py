"""Sessions, one-use links, and the throttle."""

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
throttle = Table(
    "throttle",
    metadata,
    Column("key", Text, primary_key=True),
    Column("window", sa.BigInteger, primary_key=True),
    Column("n", Integer, nullable=False),
    length("key", 200),
    CheckConstraint("n > 0", name="n"),
)
