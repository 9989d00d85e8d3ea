"""The organisation's settings, as a history that is appended to and never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table and its triggers."""
    op.create_table(
        "setting_change",
        sa.Column("seq", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", ID),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column("team", ID),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("previous", ID),
        sa.CheckConstraint('length("setting") BETWEEN 1 AND 64', name=op.f("ck_setting_change_setting_length")),
        sa.CheckConstraint('length("text") BETWEEN 0 AND 10000', name=op.f("ck_setting_change_text_length")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_setting_change_by")),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_setting_change_team")),
        sa.ForeignKeyConstraint(["previous"], ["setting_change.seq"], name=op.f("fk_setting_change_previous")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_setting_change")),
        sa.UniqueConstraint("previous", name=op.f("uq_setting_change_previous")),
        sqlite_autoincrement=True,
    )
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql():
        op.execute(sa.text(statement))


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER setting_change_no_{event.lower()} BEFORE {event} ON setting_change FOR EACH ROW"
        " BEGIN SELECT RAISE(ABORT, 'setting_change rows stay as they are'); END"
        for event in ("UPDATE", "DELETE")
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE TRIGGER setting_change_stays BEFORE UPDATE OR DELETE ON setting_change"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER setting_change_whole BEFORE TRUNCATE ON setting_change"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]
