"""Attempts with their steps and results, and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Attempts with their steps and results, and the audit trail."""
    op.create_table(
        "attempt",
        sa.Column("id", ID, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("thing", ID, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("scorer", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("finished", MOMENT),
        sa.Column("ending", sa.Text()),
        sa.CheckConstraint("(state = 'finished') = (ending IS NOT NULL)", name=op.f("ck_attempt_ending")),
        sa.CheckConstraint("(state = 'finished') = (finished IS NOT NULL)", name=op.f("ck_attempt_finished")),
        sa.CheckConstraint("\"state\" IN ('open', 'finished')", name=op.f("ck_attempt_state")),
        sa.CheckConstraint('length("public_id") BETWEEN 1 AND 64', name=op.f("ck_attempt_public_id_length")),
        sa.CheckConstraint("number > 0", name=op.f("ck_attempt_number")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_attempt_person")),
        sa.ForeignKeyConstraint(["thing"], ["thing.id"], name=op.f("fk_attempt_thing")),
        sa.ForeignKeyConstraint(
            ["version", "thing"], ["version.id", "version.thing"], name=op.f("fk_attempt_version_thing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("person", "thing", "number", name=op.f("uq_attempt_person_thing_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attempt_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attempt_thing"), "attempt", ["thing"])
    op.create_index(op.f("ix_attempt_version"), "attempt", ["version"])
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["person", "thing"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "step",
        sa.Column("attempt", ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("choice", sa.Integer()),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("(kind = 'choice') = (choice IS NOT NULL)", name=op.f("ck_step_choice")),
        sa.CheckConstraint("\"kind\" IN ('choice', 'continue')", name=op.f("ck_step_kind")),
        sa.CheckConstraint("choice >= 0", name=op.f("ck_step_choice_position")),
        sa.CheckConstraint('length("place") BETWEEN 1 AND 500', name=op.f("ck_step_place_length")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_step_number")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_step_attempt")),
        sa.PrimaryKeyConstraint("attempt", "number", name=op.f("pk_step")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reflection",
        sa.Column("attempt", ID, autoincrement=False, nullable=False),
        sa.Column("prompt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint('length("text") BETWEEN 1 AND 20000', name=op.f("ck_reflection_text_length")),
        sa.CheckConstraint("prompt >= 0", name=op.f("ck_reflection_prompt")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_reflection_attempt")),
        sa.PrimaryKeyConstraint("attempt", "prompt", name=op.f("pk_reflection")),
    )
    op.create_table(
        "result",
        sa.Column("id", ID, nullable=False),
        sa.Column("attempt", ID, nullable=False),
        sa.Column("num", sa.BigInteger(), nullable=False),
        sa.Column("den", sa.BigInteger(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("current", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.CheckConstraint('"current" IN (true, false)', name=op.f("ck_result_current")),
        sa.CheckConstraint('"passed" IN (true, false)', name=op.f("ck_result_passed")),
        sa.CheckConstraint("den > 0 AND num BETWEEN 0 AND den", name=op.f("ck_result_score")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_result_attempt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_result_attempt"), "result", ["attempt"])
    op.create_index(
        "uq_result_current",
        "result",
        ["attempt"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "result_point",
        sa.Column("result", ID, autoincrement=False, nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("num", sa.BigInteger()),
        sa.Column("den", sa.BigInteger()),
        sa.Column("word", sa.Text(), nullable=False),
        sa.CheckConstraint("(word = 'not reached') = (num IS NULL)", name=op.f("ck_result_point_reached")),
        sa.CheckConstraint("\"word\" IN ('met', 'partly', 'missed', 'not reached')", name=op.f("ck_result_point_word")),
        sa.CheckConstraint("(num IS NULL) = (den IS NULL)", name=op.f("ck_result_point_value")),
        sa.CheckConstraint("den > 0 AND num BETWEEN 0 AND den", name=op.f("ck_result_point_share")),
        sa.CheckConstraint('length("point") BETWEEN 1 AND 200', name=op.f("ck_result_point_point_length")),
        sa.ForeignKeyConstraint(["result"], ["result.id"], name=op.f("fk_result_point_result")),
        sa.PrimaryKeyConstraint("result", "point", name=op.f("pk_result_point")),
    )
    op.create_table(
        "first_attempt",
        sa.Column("person", ID, nullable=False),
        sa.Column("thing", ID, nullable=False),
        sa.Column("attempt", ID, nullable=False),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_first_attempt_attempt")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_first_attempt_person")),
        sa.ForeignKeyConstraint(["thing"], ["thing.id"], name=op.f("fk_first_attempt_thing")),
        sa.PrimaryKeyConstraint("person", "thing", name=op.f("pk_first_attempt")),
        sa.UniqueConstraint("attempt", name=op.f("uq_first_attempt_attempt")),
    )
    op.create_table(
        "audit",
        sa.Column("seq", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", ID),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", ID),
        sa.Column("object", sa.Text(), server_default="", nullable=False),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint('length("action") BETWEEN 1 AND 64', name=op.f("ck_audit_action_length")),
        sa.CheckConstraint('length("details") BETWEEN 1 AND 4000', name=op.f("ck_audit_details_length")),
        sa.CheckConstraint('length("object") BETWEEN 0 AND 500', name=op.f("ck_audit_object_length")),
        sa.ForeignKeyConstraint(["actor"], ["person.id"], name=op.f("fk_audit_actor")),
        sa.ForeignKeyConstraint(["subject"], ["person.id"], name=op.f("fk_audit_subject")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
