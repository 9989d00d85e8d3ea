"""Whose record was folded into whose, where somebody was there twice; and teams that were closed."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0020"


def upgrade() -> None:
    """Add the columns, empty. SQLite takes a key with a new column only; PostgreSQL takes it so, too."""
    key = f"CONSTRAINT {op.f('fk_person_merged_into')} REFERENCES person (id)"
    integer = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(f"ALTER TABLE person ADD COLUMN merged_into {integer} {key}")
    op.add_column("team", sa.Column("closed_on", sa.Date()))
