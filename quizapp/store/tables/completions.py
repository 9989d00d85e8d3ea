"""The tables of what completes a module and proves it; `store.tables` hands them out with all the others.

Another way, a completion and a certificate never change. Each can end, by a row of its own in the table `…_end`. What
stands is in `…_current`, whose key is what there may be only one of; the database fills and empties it by itself.
"""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text

from quizapp.model.completion import CertificateEnd, CompletionSource
from quizapp.store.columns import Id, Moment, id_column, length, metadata, one_of, person

otherwise = Table(  # a part that was done in another way; no reason is asked or stored
    "otherwise",
    metadata,
    id_column(),
    Column("public_id", Text, nullable=False, unique=True),
    person(),
    Column("thing", Id, ForeignKey("thing.id"), nullable=False),
    Column("on_date", Date, nullable=False),
    person("by"),
    Column("at", Moment, nullable=False),
    length("public_id", 64),
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
    Column("completion", Id, ForeignKey("completion.id"), nullable=False, index=True),
    Column("printed", Text, nullable=False),  # a JSON object: what it says, fixed when it is issued
    Column("issued_at", Moment, nullable=False),
    Column("replaces", Text, ForeignKey("certificate.code"), unique=True),
    length("code", 64),
    length("printed", 20000, 2),
    CheckConstraint("replaces <> code", name="replaces"),
)

otherwise_end = Table(
    "otherwise_end",
    metadata,
    Column("otherwise", Id, ForeignKey("otherwise.id"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    person("by"),
    Column("why", Text, nullable=False),
    length("why", 2000),
)
completion_end = Table(
    "completion_end",
    metadata,
    Column("completion", Id, ForeignKey("completion.id"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    person("by"),
    Column("why", Text, nullable=False),
    length("why", 2000),
)
certificate_end = Table(
    "certificate_end",
    metadata,
    Column("code", Text, ForeignKey("certificate.code"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    person("by", nullable=True),  # None: withdrawn before it was kept here, or nobody was signed in
    Column("why", Text, nullable=False),
    length("why", 2000),
    one_of("kind", CertificateEnd),
)
otherwise_current = Table(
    "otherwise_current",
    metadata,
    person(primary_key=True),
    Column("thing", Id, ForeignKey("thing.id"), primary_key=True, autoincrement=False),
    Column("otherwise", Id, ForeignKey("otherwise.id"), nullable=False, unique=True),
)
completion_current = Table(
    "completion_current",
    metadata,
    person(primary_key=True),
    Column("module", Text, primary_key=True),
    Column("completion", Id, ForeignKey("completion.id"), nullable=False, unique=True),
)
certificate_current = Table(
    "certificate_current",
    metadata,
    Column("completion", Id, ForeignKey("completion.id"), primary_key=True, autoincrement=False),
    Column("code", Text, ForeignKey("certificate.code"), nullable=False, unique=True),
)
