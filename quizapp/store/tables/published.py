"""What was published: the bytes stay for ever."""

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Table, Text

from quizapp.model.things import ThingKind
from quizapp.store.columns import Id, Moment, id_column, length, metadata, one_of, person

thing = Table(
    "thing",
    metadata,
    id_column(),
    Column("module", Text, nullable=False),
    Column("path", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    length("module", 200),
    length("path", 500),
    one_of("kind", ThingKind),
    sqlite_autoincrement=True,
)
blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("bytes", sa.LargeBinary, nullable=False),
    length("sha256", 64, 64),
)
version = Table(
    "version",
    metadata,
    Column("id", Text, primary_key=True),
    Column("thing", Id, ForeignKey("thing.id"), nullable=False, index=True),
    Column("own_sha", Text, ForeignKey("blob.sha256"), nullable=False),
    Column("format", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    person("by", nullable=True),
    Column("at", Moment, nullable=False),
    sa.UniqueConstraint("id", "thing"),  # what an attempt and a live version refer to: a version of that very thing
    length("id", 64, 64),
    one_of("origin", ("cli", "browser")),
)
version_part = Table(
    "version_part",
    metadata,
    Column("version", Text, ForeignKey("version.id"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("sha", Text, ForeignKey("blob.sha256"), nullable=False),
    length("path", 500),
)
compiled = Table(
    "compiled",
    metadata,
    Column("version", Text, ForeignKey("version.id"), primary_key=True),
    Column("compiler", Integer, primary_key=True, autoincrement=False),
    Column("model_json", Text, nullable=False),
    Column("html_json", Text, nullable=False),
    Column("map_json", Text, nullable=False),
)
live = Table(
    "live",
    metadata,
    Column("thing", Id, ForeignKey("thing.id"), primary_key=True, autoincrement=False),
    Column("version", Text, nullable=False),
    ForeignKeyConstraint(["version", "thing"], ["version.id", "version.thing"]),
)
publication = Table(
    "publication",
    metadata,
    Column("seq", Id, primary_key=True),
    Column("thing", Id, ForeignKey("thing.id"), nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("previous", Text, ForeignKey("version.id")),
    person("by", nullable=True),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    ForeignKeyConstraint(["version", "thing"], ["version.id", "version.thing"]),
    length("why", 2000, 0),
    sqlite_autoincrement=True,
)
retirement = Table(  # what this publication made live is offered no longer; only a later publication brings it back
    "retirement",
    metadata,
    Column("publication", Id, ForeignKey("publication.seq"), primary_key=True, autoincrement=False),
    person("by", nullable=True),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    length("why", 2000),
)
