"""The audit trail."""

from sqlalchemy import Column, Table, Text

from quizapp.store.columns import Id, Moment, length, metadata, person

audit = Table(
    "audit",
    metadata,
    Column("seq", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    person("actor", nullable=True),
    Column("action", Text, nullable=False),
    person("subject", nullable=True),
    Column("object", Text, nullable=False, server_default=""),
    Column("details", Text, nullable=False, server_default="{}"),  # a JSON object; ids only, never names
    length("action", 64),
    length("object", 500, 0),
    length("details", 4000),
    sqlite_autoincrement=True,
)
