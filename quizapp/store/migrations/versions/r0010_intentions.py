"""One thing that somebody means to do after a story: their words, and a day if they like; theirs to change."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table. No triggers: like a reflection, it is its writer's alone to change."""
    op.create_table(
        "intention",
        sa.Column("attempt", ID, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date()),
        sa.Column("done", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint('length("text") BETWEEN 1 AND 2000', name=op.f("ck_intention_text_length")),
        sa.CheckConstraint('"done" IN (true, false)', name=op.f("ck_intention_done")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_intention_attempt")),
        sa.PrimaryKeyConstraint("attempt", name=op.f("pk_intention")),
    )
