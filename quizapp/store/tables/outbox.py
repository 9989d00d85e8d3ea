"""Mail that is to be sent, and what was: no words of a letter and no link is in it, only what it is about."""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text

from quizapp.model.letters import Hitch, LetterKind
from quizapp.store.columns import Moment, flag, id_column, length, metadata, one_of, person

_WAITS, _FAILED = sa.text("sent_at IS NULL AND failed_at IS NULL"), sa.text("failed_at IS NOT NULL")
outbox = Table(
    "outbox",
    metadata,
    id_column(),
    Column("public_id", Text, nullable=False, unique=True),
    Column("reason_key", Text, nullable=False, unique=True),  # nobody is written to twice for one reason
    person(index=True),
    Column("kind", Text, nullable=False),
    Column("lines", Text, nullable=False, server_default="[]"),  # JSON: module, day, rung, people, step
    Column("made_at", Moment, nullable=False),
    Column("next_try", Moment, nullable=False),
    Column("leased_until", Moment),  # a sender has it, and lets go by then
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("sent_at", Moment),
    Column("failed_at", Moment),  # given up
    Column("hitch", Text),
    Column("said", Text),  # by the mail server, without addresses
    length("public_id", 64),
    length("reason_key", 200),
    length("lines", 20000),
    length("said", 300, 0),
    one_of("kind", LetterKind),
    one_of("hitch", Hitch),
    CheckConstraint("tries >= 0", name="tries"),
    CheckConstraint("sent_at IS NULL OR failed_at IS NULL", name="ended"),
    Index("ix_outbox_waits", "next_try", sqlite_where=_WAITS, postgresql_where=_WAITS),
    Index("ix_outbox_failed", "failed_at", sqlite_where=_FAILED, postgresql_where=_FAILED),
    sqlite_autoincrement=True,
)
letter_choice = Table(  # who has none gets each reminder as it comes
    "letter_choice",
    metadata,
    person(primary_key=True),
    Column("weekly", sa.Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    flag("weekly"),
)
