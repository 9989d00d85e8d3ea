"""Attempts: steps, answers, what was drawn, what was typed and not sent, reflections, intentions and results."""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text

from quizapp.model.attempts import AttemptState
from quizapp.model.play import StepKind
from quizapp.model.quizzes import Certainty
from quizapp.model.scenario import Word
from quizapp.store.columns import Id, Indices, Moment, Pairs, Words, flag, id_column, length, metadata, one_of, person

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
intention = Table(  # the one thing that somebody means to do after a story: theirs alone, as a reflection is
    "intention",
    metadata,
    Column("attempt", Id, ForeignKey("attempt.id"), primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("on_date", sa.Date),
    Column("done", sa.Boolean, nullable=False, server_default=sa.false()),
    length("text", 2000),
    flag("done"),
)
unsent = (
    Table(  # what stands in a form that was put aside: its writer's alone, and gone once the form is sent (a trigger)
        "unsent",
        metadata,
        Column("attempt", Id, ForeignKey("attempt.id"), primary_key=True, autoincrement=False),
        Column("number", Integer, primary_key=True, autoincrement=False),  # the step's; below 0 a form after the story
        Column("fields", Pairs, nullable=False),
        Column("at", Moment, nullable=False),
        CheckConstraint("number >= -2", name="number"),
        length("fields", 1_000_000, 2),
    )
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
    Column("critical", Pairs),  # ids for which there was no pass, each with its word; NULL: stored before they were
    CheckConstraint("length(\"critical\") BETWEEN 2 AND 20000 AND (NOT passed OR critical = '[]')", name="critical"),
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
