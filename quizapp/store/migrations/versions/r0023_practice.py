"""What became of training in practice: what people say of it, theirs to change; what teams agreed, append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0021"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STAY = ("team_action", "team_action_end")


def upgrade() -> None:
    """Make the tables, and the triggers of those that only grow."""
    op.create_table(
        "in_practice",
        sa.Column("completion", ID, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("supervision_on", sa.Date()),
        sa.Column("set_aside", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint('length("text") BETWEEN 0 AND 2000', name=op.f("ck_in_practice_text_length")),
        sa.CheckConstraint('"shared" IN (true, false)', name=op.f("ck_in_practice_shared")),
        sa.CheckConstraint('"set_aside" IN (true, false)', name=op.f("ck_in_practice_set_aside")),
        sa.CheckConstraint("shared = false OR length(text) > 0", name=op.f("ck_in_practice_shared_words")),
        sa.ForeignKeyConstraint(["completion"], ["completion.id"], name=op.f("fk_in_practice_completion")),
        sa.PrimaryKeyConstraint("completion", name=op.f("pk_in_practice")),
    )
    op.create_table(
        "team_action",
        sa.Column("id", ID, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("team", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint('length("public_id") BETWEEN 1 AND 64', name=op.f("ck_team_action_public_id_length")),
        sa.CheckConstraint('length("text") BETWEEN 1 AND 2000', name=op.f("ck_team_action_text_length")),
        sa.CheckConstraint("due_on >= on_date", name=op.f("ck_team_action_due_on")),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_team_action_team")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_team_action_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_action")),
        sa.UniqueConstraint("public_id", name=op.f("uq_team_action_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_team_action_team"), "team_action", ["team"])
    op.create_table(
        "team_action_end",
        sa.Column("action", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("\"kind\" IN ('done', 'dropped')", name=op.f("ck_team_action_end_kind")),
        sa.CheckConstraint('length("note") BETWEEN 0 AND 2000', name=op.f("ck_team_action_end_note_length")),
        sa.ForeignKeyConstraint(["action"], ["team_action.id"], name=op.f("fk_team_action_end_action")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_team_action_end_by")),
        sa.PrimaryKeyConstraint("action", name=op.f("pk_team_action_end")),
    )
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql():
        op.execute(sa.text(statement))


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW"
        f" BEGIN SELECT RAISE(ABORT, '{table} rows stay as they are'); END"
        for table in STAY
        for event in ("UPDATE", "DELETE")
    ]


def _postgresql() -> list[str]:
    return [
        statement
        for table in STAY
        for statement in (
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        )
    ]
