"""Mail waits in a table, in the transaction of what it is about; and who would rather have it once a week."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
KINDS = "'invitation', 'password', 'reminder', 'digest', 'team', 'test'"
HITCHES = (
    "'unreachable', 'slow', 'dropped', 'insecure', 'sign-in', 'sender', 'recipient', 'refused', 'folder',"
    " 'no-address', 'late', 'our-fault'"
)


def upgrade() -> None:
    """Make the tables. No triggers: a letter's row changes with each try, and goes after a time."""
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("reason_key", sa.Text(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), server_default="[]", nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("next_try", MOMENT, nullable=False),
        sa.Column("leased_until", MOMENT),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("failed_at", MOMENT),
        sa.Column("hitch", sa.Text()),
        sa.Column("said", sa.Text()),
        sa.CheckConstraint('length("public_id") BETWEEN 1 AND 64', name=op.f("ck_outbox_public_id_length")),
        sa.CheckConstraint('length("reason_key") BETWEEN 1 AND 200', name=op.f("ck_outbox_reason_key_length")),
        sa.CheckConstraint('length("lines") BETWEEN 1 AND 20000', name=op.f("ck_outbox_lines_length")),
        sa.CheckConstraint('length("said") BETWEEN 0 AND 300', name=op.f("ck_outbox_said_length")),
        sa.CheckConstraint(f'"kind" IN ({KINDS})', name=op.f("ck_outbox_kind")),
        sa.CheckConstraint(f'"hitch" IN ({HITCHES})', name=op.f("ck_outbox_hitch")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_outbox_tries")),
        sa.CheckConstraint("sent_at IS NULL OR failed_at IS NULL", name=op.f("ck_outbox_ended")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_outbox_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outbox_public_id")),
        sa.UniqueConstraint("reason_key", name=op.f("uq_outbox_reason_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_person"), "outbox", ["person"])
    waits = sa.text("sent_at IS NULL AND failed_at IS NULL")
    op.create_index("ix_outbox_waits", "outbox", ["next_try"], sqlite_where=waits, postgresql_where=waits)
    failed = sa.text("failed_at IS NOT NULL")
    op.create_index("ix_outbox_failed", "outbox", ["failed_at"], sqlite_where=failed, postgresql_where=failed)
    op.create_table(
        "letter_choice",
        sa.Column("person", ID, autoincrement=False, nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint('"weekly" IN (true, false)', name=op.f("ck_letter_choice_weekly")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_letter_choice_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_letter_choice")),
    )
