"""The audit trail."""

from sqlalchemy import Column, Index, Table, Text, text

from quizapp.store.columns import Id, Moment, length, metadata, person

_SAID = text("once IS NOT NULL")
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
    Column("once", Text),  # of which there is one: a day, who, what (`store.audit.once_a_day`); most rows have none
    length("action", 64),
    length("object", 500, 0),
    length("details", 4000),
    length("once", 700),
    Index("uq_audit_once", "once", unique=True, sqlite_where=_SAID, postgresql_where=_SAID),
    sqlite_autoincrement=True,
)
