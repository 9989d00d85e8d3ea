"""People, their roles, and teams."""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, ForeignKeyConstraint, Index, Table, Text

from quizapp.model.people import Engagement, Group, Role
from quizapp.store.columns import Id, flag, id_column, length, metadata, one_of, person

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
    Column("works_as", Text),
    person("merged_into", nullable=True),  # the same person's other record, which is the one that counts
    length("public_id", 64),
    length("email_key", 320),
    length("name", 200),
    length("staff_no", 64),
    length("password_hash", 1000),
    one_of("group", Group),
    one_of("state", ("active", "left", "erased")),
    one_of("works_as", Engagement),
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
    Column("closed_on", Date),  # nobody's home any more, and offered to nobody
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
# Whoever manages a team holds the role: nobody manages whom the role's pages refuse. When the role is taken, every row
# has an end and refers to it no longer (`role` is empty): that somebody managed then stays on record without it.
management = Table(
    "management",
    metadata,
    person(primary_key=True),
    Column("team", Id, ForeignKey("team.id"), primary_key=True, index=True),
    Column("from_on", Date, primary_key=True),
    Column("to_on", Date),
    Column("kind", Text, nullable=False, server_default="manager"),
    person("granted_by", nullable=True),
    Column("role", Text, server_default=Role.MANAGER),
    ForeignKeyConstraint(["person", "role"], ["role.person", "role.role"], name="fk_management_role"),
    one_of("role", (Role.MANAGER,)),
    one_of("kind", ("manager", "deputy")),
    CheckConstraint("to_on IS NOT NULL OR role IS NOT NULL", name="needed"),
    CheckConstraint("to_on >= from_on", name="to_on"),
)
