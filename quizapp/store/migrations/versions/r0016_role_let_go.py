"""A manager's role can be taken: what somebody managed stays on record, and only what they still manage needs it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEEDED = "to_on IS NOT NULL OR role IS NOT NULL"
COLUMNS = "person, team, from_on, to_on, kind, granted_by, role"


def upgrade() -> None:
    """Let a row of management that has an end be without the role; one that has none keeps it, held by the key."""
    if op.get_bind().dialect.name == "sqlite":
        _remake_management()
        return
    op.alter_column("management", "role", nullable=True)
    op.create_check_constraint(op.f("ck_management_needed"), "management", NEEDED)


def _remake_management() -> None:
    """SQLite cannot let a column be empty that could not be. Nothing refers to the table, and it has no triggers."""
    op.create_table(
        "management_new",
        sa.Column("person", ID, nullable=False),
        sa.Column("team", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.Column("kind", sa.Text(), server_default="manager", nullable=False),
        sa.Column("granted_by", ID),
        sa.Column("role", sa.Text(), server_default="manager"),
        sa.CheckConstraint("\"kind\" IN ('manager', 'deputy')", name=op.f("ck_management_kind")),
        sa.CheckConstraint("\"role\" IN ('manager')", name=op.f("ck_management_role")),
        sa.CheckConstraint(NEEDED, name=op.f("ck_management_needed")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_management_to_on")),
        sa.ForeignKeyConstraint(["granted_by"], ["person.id"], name=op.f("fk_management_granted_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_management_person")),
        sa.ForeignKeyConstraint(["person", "role"], ["role.person", "role.role"], name=op.f("fk_management_role")),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_management_team")),
        sa.PrimaryKeyConstraint("person", "team", "from_on", name=op.f("pk_management")),
    )
    op.execute(f"INSERT INTO management_new ({COLUMNS}) SELECT {COLUMNS} FROM management")  # noqa: S608 (our own names)
    op.drop_table("management")
    op.rename_table("management_new", "management")
    op.create_index(op.f("ix_management_team"), "management", ["team"])
