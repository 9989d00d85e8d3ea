"""The organisation's settings: each row is a change, and the newest of a setting is what is set."""

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Table, Text

from quizapp.store.columns import Id, Moment, length, metadata, person

setting_change = Table(
    "setting_change",
    metadata,
    Column("seq", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    person("by", nullable=True),
    Column("setting", Text, nullable=False),
    Column("team", Id, ForeignKey("team.id")),  # None: the whole organisation
    Column("text", Text, nullable=False),
    # The change that this one follows; of two that follow the same one the database takes the first.
    Column("previous", Id, ForeignKey("setting_change.seq")),
    sa.UniqueConstraint("previous"),
    length("setting", 64),
    length("text", 10000, 0),
    sqlite_autoincrement=True,
)
