"""What stands in a form that somebody put aside: kept with their place until they send it, and no longer."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GONE = "DELETE FROM unsent WHERE attempt = NEW.attempt AND number >= 0"


def upgrade() -> None:
    """Make the table, and have every step take what was not sent with it, whoever adds the step."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "unsent",
        sa.Column("attempt", ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= -2", name=op.f("ck_unsent_number")),
        sa.CheckConstraint('length("fields") BETWEEN 2 AND 1000000', name=op.f("ck_unsent_fields_length")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_unsent_attempt")),
        sa.PrimaryKeyConstraint("attempt", "number", name=op.f("pk_unsent")),
    )
    for statement in _sqlite() if is_sqlite else _postgresql():
        op.execute(sa.text(statement))


def _sqlite() -> tuple[str, ...]:
    return (f"CREATE TRIGGER step_sent AFTER INSERT ON step FOR EACH ROW BEGIN {GONE}; END",)


def _postgresql() -> tuple[str, ...]:
    return (
        f"CREATE FUNCTION step_sent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {GONE}; RETURN NULL; END $$",
        "CREATE TRIGGER step_sent AFTER INSERT ON step FOR EACH ROW EXECUTE FUNCTION step_sent()",
    )
