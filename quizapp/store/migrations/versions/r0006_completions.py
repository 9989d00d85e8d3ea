"""What completes a module: other ways that were recorded, completions with their evidence, and certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

APPEND_ONLY = ("otherwise", "completion", "completion_evidence")
CERTIFICATE_PINS = ("code", "completion", "printed", "issued_at")
CERTIFICATE_STAYS = "a certificate is withdrawn once, and otherwise stays as it is"


def upgrade() -> None:
    """Make the tables and their triggers."""
    _tables()
    statements = _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql()
    for statement in statements:
        op.execute(sa.text(statement.replace(":", "\\:")))


def _tables() -> None:
    op.create_table(
        "otherwise",
        sa.Column("id", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("thing", ID, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_otherwise_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_otherwise_person")),
        sa.ForeignKeyConstraint(["thing"], ["thing.id"], name=op.f("fk_otherwise_thing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_otherwise")),
        sa.UniqueConstraint("person", "thing", name=op.f("uq_otherwise_person_thing")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "completion",
        sa.Column("id", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("briefing_sha", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("\"source\" IN ('earned', 'another-way')", name=op.f("ck_completion_source")),
        sa.CheckConstraint('length("module") BETWEEN 1 AND 200', name=op.f("ck_completion_module_length")),
        sa.ForeignKeyConstraint(["briefing_sha"], ["blob.sha256"], name=op.f("fk_completion_briefing_sha")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_completion_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion")),
        sa.UniqueConstraint("person", "module", name=op.f("uq_completion_person_module")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "completion_evidence",
        sa.Column("completion", ID, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt", ID),
        sa.Column("otherwise", ID),
        sa.CheckConstraint("(attempt IS NULL) <> (otherwise IS NULL)", name=op.f("ck_completion_evidence_one")),
        sa.CheckConstraint("ordinal >= 0", name=op.f("ck_completion_evidence_ordinal")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_completion_evidence_attempt")),
        sa.ForeignKeyConstraint(["completion"], ["completion.id"], name=op.f("fk_completion_evidence_completion")),
        sa.ForeignKeyConstraint(["otherwise"], ["otherwise.id"], name=op.f("fk_completion_evidence_otherwise")),
        sa.PrimaryKeyConstraint("completion", "ordinal", name=op.f("pk_completion_evidence")),
        sa.UniqueConstraint("completion", "attempt", name=op.f("uq_completion_evidence_completion_attempt")),
        sa.UniqueConstraint("completion", "otherwise", name=op.f("uq_completion_evidence_completion_otherwise")),
    )
    op.create_table(
        "certificate",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("completion", ID, nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.Column("why", sa.Text()),
        sa.CheckConstraint("(revoked_at IS NULL) = (why IS NULL)", name=op.f("ck_certificate_revoked")),
        sa.CheckConstraint('length("code") BETWEEN 1 AND 64', name=op.f("ck_certificate_code_length")),
        sa.CheckConstraint('length("printed") BETWEEN 2 AND 20000', name=op.f("ck_certificate_printed_length")),
        sa.CheckConstraint('length("why") BETWEEN 1 AND 2000', name=op.f("ck_certificate_why_length")),
        sa.ForeignKeyConstraint(["completion"], ["completion.id"], name=op.f("fk_certificate_completion")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_certificate")),
        sa.UniqueConstraint("completion", name=op.f("uq_certificate_completion")),
    )


def _changed(operator: str) -> str:
    """Something but the withdrawal changes, or it was withdrawn before."""
    pins = " OR ".join(f"NEW.{name} {operator} OLD.{name}" for name in CERTIFICATE_PINS)
    return f"OLD.revoked_at IS NOT NULL OR {pins}"


def _sqlite() -> list[str]:
    def trigger(name: str, event: str, table: str, when: str, text: str) -> str:
        condition = f"WHEN {when} " if when else ""
        return (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
        )

    made = [
        trigger("certificate_pinned", "UPDATE", "certificate", _changed("IS NOT"), CERTIFICATE_STAYS),
        trigger("certificate_no_delete", "DELETE", "certificate", "", "certificate rows stay"),
    ]
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            made.append(trigger(f"{table}_no_{event.lower()}", event, table, "", f"{table} rows stay as they are"))
    return made


def _postgresql() -> list[str]:
    made = [
        "CREATE FUNCTION guard_certificate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {_changed('IS DISTINCT FROM')} THEN RAISE EXCEPTION '{CERTIFICATE_STAYS}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER certificate_guard BEFORE UPDATE ON certificate"
        " FOR EACH ROW EXECUTE FUNCTION guard_certificate()",
    ]
    for table in (*APPEND_ONLY, "certificate"):
        events = "UPDATE OR DELETE" if table in APPEND_ONLY else "DELETE"
        made.append(
            f"CREATE TRIGGER {table}_stays BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        made.append(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    return made
