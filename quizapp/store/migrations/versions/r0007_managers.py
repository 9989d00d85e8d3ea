"""Whoever manages a team holds the role of a manager: rows that were made without it get it, and a key holds it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

MEND = (
    "INSERT INTO role (person, role) SELECT DISTINCT m.person, 'manager' FROM management m WHERE NOT EXISTS"
    " (SELECT 1 FROM role r WHERE r.person = m.person AND r.role = 'manager')"
)
ROLE = "\"role\" IN ('manager')"


def upgrade() -> None:
    """Give the role to those who manage without it, and tie each row of management to it."""
    op.execute(MEND)
    if op.get_bind().dialect.name == "sqlite":
        _remake_management()
        return
    op.add_column("management", sa.Column("role", sa.Text(), nullable=False, server_default="manager"))
    op.create_check_constraint(op.f("ck_management_role"), "management", ROLE)
    op.create_foreign_key(op.f("fk_management_role"), "management", "role", ["person", "role"], ["person", "role"])


def _remake_management() -> None:
    """SQLite cannot add a key of two columns to a table that is there. Nothing refers to it, and it has no triggers."""
    op.create_table(
        "management_new",
        sa.Column("person", ID, nullable=False),
        sa.Column("team", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.Column("kind", sa.Text(), server_default="manager", nullable=False),
        sa.Column("granted_by", ID),
        sa.Column("role", sa.Text(), server_default="manager", nullable=False),
        sa.CheckConstraint("\"kind\" IN ('manager', 'deputy')", name=op.f("ck_management_kind")),
        sa.CheckConstraint(ROLE, name=op.f("ck_management_role")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_management_to_on")),
        sa.ForeignKeyConstraint(["granted_by"], ["person.id"], name=op.f("fk_management_granted_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_management_person")),
        sa.ForeignKeyConstraint(["person", "role"], ["role.person", "role.role"], name=op.f("fk_management_role")),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_management_team")),
        sa.PrimaryKeyConstraint("person", "team", "from_on", name=op.f("pk_management")),
    )
    columns = "person, team, from_on, to_on, kind, granted_by"
    op.execute(f"INSERT INTO management_new ({columns}) SELECT {columns} FROM management")  # noqa: S608 (our own names)
    op.drop_table("management")
    op.rename_table("management_new", "management")
    op.create_index(op.f("ix_management_team"), "management", ["team"])
