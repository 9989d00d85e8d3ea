"""How people work for the organisation, whose record was folded into whose, and teams that were closed."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

KINDS = "\"works_as\" IN ('employee', 'agency', 'bank', 'volunteer', 'foster-carer')"


def upgrade() -> None:
    """Add the columns, empty. SQLite takes a check or a key with a new column only; PostgreSQL takes both ways."""
    check = f"CONSTRAINT {op.f('ck_person_works_as')} CHECK ({KINDS})"
    key = f"CONSTRAINT {op.f('fk_person_merged_into')} REFERENCES person (id)"
    integer = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(f"ALTER TABLE person ADD COLUMN works_as TEXT {check}")
    op.execute(f"ALTER TABLE person ADD COLUMN merged_into {integer} {key}")
    op.add_column("team", sa.Column("closed_on", sa.Date()))
