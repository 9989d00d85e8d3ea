"""The tables: what the database itself must hold (STORE.md). `migrations/` makes them; a test holds the two together.

The triggers that keep finished attempts and the append-only tables as they are stand in the migrations too.
"""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text

from quizapp.model.attempts import AttemptState
from quizapp.model.people import Group, Role
from quizapp.model.play import StepKind
from quizapp.model.published import ThingKind
from quizapp.model.quizzes import Certainty
from quizapp.model.scenario import Word
from quizapp.store.columns import Id, Indices, Moment, Words, flag, id_column, length, metadata, one_of, person
from quizapp.store.completion_tables import certificate, completion, completion_evidence, otherwise

__all__ = [
    "answer",
    "attempt",
    "audit",
    "blob",
    "carried",
    "certificate",
    "compiled",
    "completion",
    "completion_evidence",
    "drawn",
    "first_attempt",
    "link",
    "live",
    "management",
    "membership",
    "metadata",
    "otherwise",
    "person_table",
    "publication",
    "reflection",
    "result",
    "result_point",
    "role",
    "session",
    "step",
    "team",
    "thing",
    "throttle",
    "version",
    "version_part",
]

# People and teams

person_table = Table(
    "person",
    metadata,
    id_column(),
    Column("public_id", Text, nullable=False, unique=True),
    Column("email_key", Text, unique=True),  # NFC and casefolded
    Column("name", Text, nullable=False),
    Column("staff_no", Text, unique=True),
    Column("password_hash", Text),
    Column("group", Text),
    Column("state", Text, nullable=False, server_default="active"),
    Column("joined_on", Date, nullable=False),
    length("public_id", 64),
    length("email_key", 320),
    length("name", 200),
    length("staff_no", 64),
    length("password_hash", 1000),
    one_of("group", Group),
    one_of("state", ("active", "left", "erased")),
    sqlite_autoincrement=True,
)
role = Table(
    "role",
    metadata,
    person(primary_key=True),
    Column("role", Text, primary_key=True, index=True),
    one_of("role", Role),
)
team = Table(
    "team",
    metadata,
    id_column(),
    Column("parent", Id, ForeignKey("team.id"), index=True),
    Column("name", Text, nullable=False, unique=True),
    length("name", 200),
    CheckConstraint("parent <> id", name="parent"),
    sqlite_autoincrement=True,
)
membership = Table(  # from_on is the first day, to_on the first day that no longer counts; None goes on
    "membership",
    metadata,
    person(primary_key=True),
    Column("team", Id, ForeignKey("team.id"), primary_key=True, index=True),
    Column("from_on", Date, primary_key=True),
    Column("to_on", Date),
    Column("home", sa.Boolean, nullable=False),
    flag("home"),
    CheckConstraint("to_on >= from_on", name="to_on"),
)
Index(
    "uq_membership_home",
    membership.c.person,
    unique=True,
    sqlite_where=sa.text("home AND to_on IS NULL"),
    postgresql_where=sa.text("home AND to_on IS NULL"),
)
management = Table(
    "management",
    metadata,
    person(primary_key=True),
    Column("team", Id, ForeignKey("team.id"), primary_key=True, index=True),
    Column("from_on", Date, primary_key=True),
    Column("to_on", Date),
    Column("kind", Text, nullable=False, server_default="manager"),
    person("granted_by", nullable=True),
    one_of("kind", ("manager", "deputy")),
    CheckConstraint("to_on >= from_on", name="to_on"),
)

# Signing in

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

# What was published: the bytes stay for ever

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

# Attempts

attempt = Table(
    "attempt",
    metadata,
    id_column(),
    Column("public_id", Text, nullable=False, unique=True),
    person(),
    Column("thing", Id, ForeignKey("thing.id"), nullable=False, index=True),
    Column("version", Text, nullable=False, index=True),
    Column("scorer", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("seed", sa.BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("ending", Text),
    Column("practice", sa.Boolean, nullable=False, server_default=sa.false()),  # counts for nothing
    sa.UniqueConstraint("person", "thing", "number"),
    ForeignKeyConstraint(["version", "thing"], ["version.id", "version.thing"]),
    length("public_id", 64),
    CheckConstraint("number > 0", name="number"),
    one_of("state", AttemptState),
    CheckConstraint("(state = 'finished') = (finished IS NOT NULL)", name="finished"),
    CheckConstraint("(state = 'finished') = (ending IS NOT NULL)", name="ending"),
    flag("practice"),
    sqlite_autoincrement=True,
)
Index(
    "uq_attempt_open",
    attempt.c.person,
    attempt.c.thing,
    unique=True,
    sqlite_where=sa.text("state = 'open'"),
    postgresql_where=sa.text("state = 'open'"),
)
step = Table(
    "step",
    metadata,
    Column("attempt", Id, ForeignKey("attempt.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("choice", Integer),
    Column("at", Moment, nullable=False),
    CheckConstraint("number >= 0", name="number"),
    one_of("kind", StepKind),
    length("place", 500),
    CheckConstraint("(kind = 'choice') = (choice IS NOT NULL)", name="choice"),
    CheckConstraint("choice >= 0", name="choice_position"),
    sqlite_with_rowid=False,  # one tree, in the order in which the steps are read
)
answer = Table(  # of a step that is one; a reflection's words are in none
    "answer",
    metadata,
    Column("attempt", Id, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("chosen", Indices, nullable=False),
    Column("text", Text),
    Column("matched", Integer),
    Column("certainty", Text),
    ForeignKeyConstraint(["attempt", "number"], ["step.attempt", "step.number"]),
    length("question", 500),
    length("chosen", 4000, 2),
    length("text", 20000),
    CheckConstraint("matched >= 0", name="matched"),
    one_of("certainty", Certainty),
    sqlite_with_rowid=False,
)
drawn = Table(  # what an attempt at a set asks, in order, from its start
    "drawn",
    metadata,
    Column("attempt", Id, ForeignKey("attempt.id"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("option_order", Indices, nullable=False),
    Column("points", Words, nullable=False),
    sa.UniqueConstraint("attempt", "question"),
    CheckConstraint("ordinal >= 0", name="ordinal"),
    length("question", 500),
    length("option_order", 4000, 2),
    length("points", 20000, 2),
    sqlite_with_rowid=False,
)
carried = Table(  # what an earlier attempt showed, and this one does not ask again
    "carried",
    metadata,
    Column("attempt", Id, ForeignKey("attempt.id"), primary_key=True, autoincrement=False),
    Column("point", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("num", sa.BigInteger, nullable=False),
    Column("den", sa.BigInteger, nullable=False),
    Column("from_attempt", Id, ForeignKey("attempt.id"), nullable=False),
    sa.UniqueConstraint("attempt", "ordinal"),
    length("point", 200),
    CheckConstraint("ordinal >= 0", name="ordinal"),
    CheckConstraint("den > 0 AND num BETWEEN 0 AND den", name="share"),
    CheckConstraint("from_attempt < attempt", name="from_attempt"),
    sqlite_with_rowid=False,
)
reflection = Table(
    "reflection",
    metadata,
    Column("attempt", Id, ForeignKey("attempt.id"), primary_key=True, autoincrement=False),
    Column("prompt", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    CheckConstraint("prompt >= 0", name="prompt"),
    length("text", 20000),
)
result = Table(
    "result",
    metadata,
    id_column(),
    Column("attempt", Id, ForeignKey("attempt.id"), nullable=False, index=True),
    Column("num", sa.BigInteger, nullable=False),
    Column("den", sa.BigInteger, nullable=False),
    Column("passed", sa.Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("current", sa.Boolean, nullable=False, server_default=sa.true()),
    CheckConstraint("den > 0 AND num BETWEEN 0 AND den", name="score"),
    flag("passed"),
    flag("current"),
    sqlite_autoincrement=True,
)
Index(
    "uq_result_current",
    result.c.attempt,
    unique=True,
    sqlite_where=sa.text("current"),
    postgresql_where=sa.text("current"),
)
result_point = Table(
    "result_point",
    metadata,
    Column("result", Id, ForeignKey("result.id"), primary_key=True, autoincrement=False),
    Column("point", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),  # the order in which the score named them
    Column("num", sa.BigInteger),
    Column("den", sa.BigInteger),
    Column("word", Text, nullable=False),
    length("point", 200),
    CheckConstraint("(num IS NULL) = (den IS NULL)", name="value"),
    CheckConstraint("den > 0 AND num BETWEEN 0 AND den", name="share"),
    one_of("word", Word),
    CheckConstraint("(word = 'not reached') = (num IS NULL)", name="reached"),
)
first_attempt = Table(  # the first that was finished: team figures are about these only (FORMAT §5.8)
    "first_attempt",
    metadata,
    person(primary_key=True),
    Column("thing", Id, ForeignKey("thing.id"), primary_key=True),
    Column("attempt", Id, ForeignKey("attempt.id"), nullable=False, unique=True),
)

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
