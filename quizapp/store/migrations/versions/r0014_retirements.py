"""What was live and is offered no longer: which publication ended, when, by whom and why; append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table and its triggers."""
    op.create_table(
        "retirement",
        sa.Column("publication", ID, autoincrement=False, nullable=False),
        sa.Column("by", ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint('length("why") BETWEEN 1 AND 2000', name=op.f("ck_retirement_why_length")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_retirement_by")),
        sa.ForeignKeyConstraint(["publication"], ["publication.seq"], name=op.f("fk_retirement_publication")),
        sa.PrimaryKeyConstraint("publication", name=op.f("pk_retirement")),
    )
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql():
        op.execute(sa.text(statement))


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER retirement_no_{event.lower()} BEFORE {event} ON retirement FOR EACH ROW"
        " BEGIN SELECT RAISE(ABORT, 'retirement rows stay as they are'); END"
        for event in ("UPDATE", "DELETE")
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE TRIGGER retirement_stays BEFORE UPDATE OR DELETE ON retirement"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER retirement_whole BEFORE TRUNCATE ON retirement"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]
