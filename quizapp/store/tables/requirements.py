"""The tables of who must complete which module, and of how everybody stands; `store.tables` hands them out.

A requirement, its rules, exemptions and their ends only grow. A standing follows from them and from what people did:
it is worked out anew as something changes, and `doctor` compares it with a recount.
"""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text

from quizapp.model.requirements import CountedFrom, Status
from quizapp.store.columns import Id, Moment, Pairs, id_column, length, metadata, one_of, person

requirement = Table(
    "requirement",
    metadata,
    id_column(),
    Column("public_id", Text, nullable=False, unique=True),
    Column("module", Text, nullable=False, index=True),
    person("by", nullable=True),
    Column("at", Moment, nullable=False),
    length("public_id", 64),
    length("module", 200),
    sqlite_autoincrement=True,
)
# From `from_on` until a rule with a higher number; one that begins no later than another that was planned drops it.
requirement_rule = Table(
    "requirement_rule",
    metadata,
    Column("requirement", Id, ForeignKey("requirement.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("from_on", Date, nullable=False),
    Column("name", Text, nullable=False),
    Column("who", Pairs, nullable=False),  # (kind, word or id); none: of nobody from that day
    Column("due_by", Date),
    Column("due_days", Integer),
    Column("renew_months", Integer),
    Column("counted_from", Text, nullable=False),
    Column("window_days", Integer, nullable=False),
    Column("grace_days", Integer, nullable=False),
    person("by", nullable=True),
    Column("at", Moment, nullable=False),
    length("name", 200),
    length("who", 20000, 2),
    one_of("counted_from", CountedFrom),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("due_days BETWEEN 0 AND 3660", name="due_days"),
    CheckConstraint("renew_months BETWEEN 1 AND 600", name="renew_months"),
    CheckConstraint("window_days BETWEEN 0 AND 3660", name="window_days"),
    CheckConstraint("grace_days BETWEEN 0 AND 3660", name="grace_days"),
)
exemption = Table(  # from_on is the first day, to_on the first that no longer counts; None goes on
    "exemption",
    metadata,
    id_column(),
    Column("public_id", Text, nullable=False, unique=True),
    Column("requirement", Id, ForeignKey("requirement.id"), nullable=False, index=True),
    person(index=True),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date),
    Column("reason", Text, nullable=False),
    person("by", nullable=True),
    Column("at", Moment, nullable=False),
    length("public_id", 64),
    length("reason", 2000),
    CheckConstraint("to_on > from_on", name="to_on"),
    sqlite_autoincrement=True,
)
exemption_end = Table(  # that it ends sooner than it would have: the first day on which it no longer counts
    "exemption_end",
    metadata,
    Column("exemption", Id, ForeignKey("exemption.id"), primary_key=True, autoincrement=False),
    Column("to_on", Date, nullable=False),
    person("by", nullable=True),
    Column("at", Moment, nullable=False),
)
# Since when somebody is here, and has a role or a group: `person` and `role` have today's alone. Days as in membership.
belonging = Table(
    "belonging",
    metadata,
    person(primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("to_on", Date),
    one_of("kind", ("everybody", "role", "group")),
    length("value", 40, 0),
    CheckConstraint("to_on >= from_on", name="to_on"),
)
_OPEN = sa.text("to_on IS NULL")
Index(
    "uq_belonging_open",
    belonging.c.person,
    belonging.c.kind,
    belonging.c.value,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
# The status on a day is the last one whose day has come; `next_on` is when the row is to be worked out anew. Nobody has
# a row for a module that nothing ever asks of them and of which they did nothing.
standing = Table(
    "standing",
    metadata,
    person(primary_key=True),
    Column("module", Text, primary_key=True),
    Column("home_team", Id, ForeignKey("team.id")),
    Column("due_on", Date),
    Column("completed_on", Date),
    Column("renew_from", Date),
    Column("expires_on", Date),
    Column("exempt_until", Date),
    Column("begun_on", Date),
    Column("status0", Text, nullable=False),
    Column("on1", Date),
    Column("status1", Text),
    Column("on2", Date),
    Column("status2", Text),
    Column("next_on", Date, index=True),
    *(one_of(f"status{n}", Status) for n in range(3)),
    CheckConstraint("(on1 IS NULL) = (status1 IS NULL)", name="phase1"),
    CheckConstraint("(on2 IS NULL) = (status2 IS NULL)", name="phase2"),
    CheckConstraint("on2 IS NULL OR (on1 IS NOT NULL AND on1 < on2)", name="phases"),
    Index("ix_standing_home_team_module", "home_team", "module"),
)
