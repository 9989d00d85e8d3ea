"""What is noted once a day has a name in the audit trail that no second row can have."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column. The trail's triggers hold it, too: they let no row of it change at all."""
    with_check = sa.CheckConstraint('length("once") BETWEEN 1 AND 700', name=op.f("ck_audit_once_length"))
    if op.get_bind().dialect.name == "sqlite":  # which takes a check with a new column, and never without
        op.execute(f"ALTER TABLE audit ADD COLUMN once TEXT CONSTRAINT {with_check.name} CHECK ({with_check.sqltext})")
    else:
        op.add_column("audit", sa.Column("once", sa.Text()))
        op.create_check_constraint(op.f("ck_audit_once_length"), "audit", str(with_check.sqltext))
    said = sa.text("once IS NOT NULL")
    op.create_index("uq_audit_once", "audit", ["once"], unique=True, sqlite_where=said, postgresql_where=said)
