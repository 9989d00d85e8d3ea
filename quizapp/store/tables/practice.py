"""The tables of what became of training in practice; `store.tables` hands them out with all the others."""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Table, Text

from quizapp.model.practice import ActionEnd
from quizapp.store.columns import Id, Moment, flag, id_column, length, metadata, one_of, person

in_practice = Table(  # theirs to change, as a reflection is; the words are for their manager only where they are shared
    "in_practice",
    metadata,
    Column("completion", Id, ForeignKey("completion.id"), primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("shared", sa.Boolean, nullable=False, server_default=sa.false()),
    Column("supervision_on", Date),
    Column("set_aside", sa.Boolean, nullable=False, server_default=sa.false()),
    Column("at", Moment, nullable=False),
    length("text", 2000, 0),
    flag("shared"),
    flag("set_aside"),
    CheckConstraint("shared = false OR length(text) > 0", name="shared_words"),
)
team_action = Table(  # append-only; how it ended is a row of its own
    "team_action",
    metadata,
    id_column(),
    Column("public_id", Text, nullable=False, unique=True),
    Column("team", Id, ForeignKey("team.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("due_on", Date),
    person("by"),
    Column("at", Moment, nullable=False),
    length("public_id", 64),
    length("text", 2000),
    CheckConstraint("due_on >= on_date", name="due_on"),
    sqlite_autoincrement=True,
)
team_action_end = Table(
    "team_action_end",
    metadata,
    Column("action", Id, ForeignKey("team_action.id"), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    person("by"),
    Column("at", Moment, nullable=False),
    one_of("kind", ActionEnd),
    length("note", 2000, 0),
)
