"""People, their roles and teams, and signing in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """People, their roles and teams, and signing in."""
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("staff_no", sa.Text()),
        sa.Column("password_hash", sa.Text()),
        sa.Column("group", sa.Text()),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "\"group\" IN ('education', 'health', 'mental-health', 'social-care', 'police', 'voluntary', 'managers')",
            name=op.f("ck_person_group"),
        ),
        sa.CheckConstraint("\"state\" IN ('active', 'left', 'erased')", name=op.f("ck_person_state")),
        sa.CheckConstraint('length("email_key") BETWEEN 1 AND 320', name=op.f("ck_person_email_key_length")),
        sa.CheckConstraint('length("name") BETWEEN 1 AND 200', name=op.f("ck_person_name_length")),
        sa.CheckConstraint('length("password_hash") BETWEEN 1 AND 1000', name=op.f("ck_person_password_hash_length")),
        sa.CheckConstraint('length("public_id") BETWEEN 1 AND 64', name=op.f("ck_person_public_id_length")),
        sa.CheckConstraint('length("staff_no") BETWEEN 1 AND 64', name=op.f("ck_person_staff_no_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email_key", name=op.f("uq_person_email_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
        sa.UniqueConstraint("staff_no", name=op.f("uq_person_staff_no")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "role",
        sa.Column("person", ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint("\"role\" IN ('staff', 'trainer', 'manager', 'administrator')", name=op.f("ck_role_role")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_role_person")),
        sa.PrimaryKeyConstraint("person", "role", name=op.f("pk_role")),
    )
    op.create_index(op.f("ix_role_role"), "role", ["role"])
    op.create_table(
        "team",
        sa.Column("id", ID, nullable=False),
        sa.Column("parent", ID),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint('length("name") BETWEEN 1 AND 200', name=op.f("ck_team_name_length")),
        sa.CheckConstraint("parent <> id", name=op.f("ck_team_parent")),
        sa.ForeignKeyConstraint(["parent"], ["team.id"], name=op.f("fk_team_parent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_team_parent"), "team", ["parent"])
    op.create_table(
        "membership",
        sa.Column("person", ID, nullable=False),
        sa.Column("team", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.Column("home", sa.Boolean(), nullable=False),
        sa.CheckConstraint('"home" IN (true, false)', name=op.f("ck_membership_home")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_membership_to_on")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_membership_person")),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_membership_team")),
        sa.PrimaryKeyConstraint("person", "team", "from_on", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_team"), "membership", ["team"])
    op.create_index(
        "uq_membership_home",
        "membership",
        ["person"],
        unique=True,
        sqlite_where=sa.text("home AND to_on IS NULL"),
        postgresql_where=sa.text("home AND to_on IS NULL"),
    )
    op.create_table(
        "management",
        sa.Column("person", ID, nullable=False),
        sa.Column("team", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.Column("kind", sa.Text(), server_default="manager", nullable=False),
        sa.Column("granted_by", ID),
        sa.CheckConstraint("\"kind\" IN ('manager', 'deputy')", name=op.f("ck_management_kind")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_management_to_on")),
        sa.ForeignKeyConstraint(["granted_by"], ["person.id"], name=op.f("fk_management_granted_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_management_person")),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_management_team")),
        sa.PrimaryKeyConstraint("person", "team", "from_on", name=op.f("pk_management")),
    )
    op.create_index(op.f("ix_management_team"), "management", ["team"])
    op.create_table(
        "session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.CheckConstraint('length("token_hash") BETWEEN 1 AND 128', name=op.f("ck_session_token_hash_length")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_session_person")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_person"), "session", ["person"])
    op.create_table(
        "link",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.CheckConstraint('length("hash") BETWEEN 1 AND 128', name=op.f("ck_link_hash_length")),
        sa.CheckConstraint('length("purpose") BETWEEN 1 AND 64', name=op.f("ck_link_purpose_length")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_link_person")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_person"), "link", ["person"])
    op.create_table(
        "throttle",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("window", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint('length("key") BETWEEN 1 AND 200', name=op.f("ck_throttle_key_length")),
        sa.CheckConstraint("n > 0", name=op.f("ck_throttle_n")),
        sa.PrimaryKeyConstraint("key", "window", name=op.f("pk_throttle")),
    )
