"""Browsers that a person signed in from: they are let through while somebody guesses at the person's password."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table. No triggers: a browser is forgotten by taking its row away."""
    op.create_table(
        "known_browser",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person", ID, autoincrement=False, nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.CheckConstraint('length("token_hash") BETWEEN 1 AND 128', name=op.f("ck_known_browser_token_hash_length")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_known_browser_person")),
        sa.PrimaryKeyConstraint("token_hash", "person", name=op.f("pk_known_browser")),
    )
    op.create_index(op.f("ix_known_browser_person"), "known_browser", ["person"])
