"""How somebody works for the organisation: employee, agency, bank, volunteer, foster carer. It was not asked before."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0016"

KINDS = "\"works_as\" IN ('employee', 'agency', 'bank', 'volunteer', 'foster-carer')"


def upgrade() -> None:
    """Add the column, empty. SQLite takes a check with a new column only; PostgreSQL takes both ways."""
    check = f"CONSTRAINT {op.f('ck_person_works_as')} CHECK ({KINDS})"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"ALTER TABLE person ADD COLUMN works_as TEXT {check}")
        return
    op.add_column("person", sa.Column("works_as", sa.Text()))
    op.create_check_constraint(op.f("ck_person_works_as"), "person", KINDS)
