"""The tables of what completes a module and proves it; `store.tables` hands them out with all the others."""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text

from quizapp.model.completion import CompletionSource
from quizapp.store.columns import Id, Moment, id_column, length, metadata, one_of, person

otherwise = Table(  # a part that was done in another way; no reason is asked or stored
    "otherwise",
    metadata,
    id_column(),
    person(),
    Column("thing", Id, ForeignKey("thing.id"), nullable=False),
    Column("on_date", Date, nullable=False),
    person("by"),
    Column("at", Moment, nullable=False),
    sa.UniqueConstraint("person", "thing"),
    sqlite_autoincrement=True,
)
completion = Table(
    "completion",
    metadata,
    id_column(),
    person(),
    Column("module", Text, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("briefing_sha", Text, ForeignKey("blob.sha256"), nullable=False),
    Column("source", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sa.UniqueConstraint("person", "module"),
    length("module", 200),
    one_of("source", CompletionSource),
    sqlite_autoincrement=True,
)
completion_evidence = Table(
    "completion_evidence",
    metadata,
    Column("completion", Id, ForeignKey("completion.id"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("attempt", Id, ForeignKey("attempt.id")),
    Column("otherwise", Id, ForeignKey("otherwise.id")),
    sa.UniqueConstraint("completion", "attempt"),
    sa.UniqueConstraint("completion", "otherwise"),
    CheckConstraint("ordinal >= 0", name="ordinal"),
    CheckConstraint("(attempt IS NULL) <> (otherwise IS NULL)", name="one"),
)
certificate = Table(
    "certificate",
    metadata,
    Column("code", Text, primary_key=True),
    Column("completion", Id, ForeignKey("completion.id"), nullable=False, unique=True),
    Column("printed", Text, nullable=False),  # a JSON object: what it says, fixed when it is issued
    Column("issued_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("why", Text),
    length("code", 64),
    length("printed", 20000, 2),
    length("why", 2000),
    CheckConstraint("(revoked_at IS NULL) = (why IS NULL)", name="revoked"),
)
