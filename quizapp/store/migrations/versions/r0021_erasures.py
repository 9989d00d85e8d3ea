"""Who was erased; and of whoever was, the rows that never change may lose their words, and nothing else."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_ATTEMPT = "SELECT a.person FROM attempt a WHERE a.id = OLD.attempt"
OF_COMPLETION = "SELECT c.person FROM completion c WHERE c.id = OLD.completion"
OF_CODE = "SELECT c.person FROM completion c JOIN certificate f ON f.completion = c.id WHERE f.code = OLD.code"
OF_OTHERWISE = "SELECT o.person FROM otherwise o WHERE o.id = OLD.otherwise"
# Of which table: the column that may be blanked, whose a row is, what the column is then, and what stays as it is.
BLANKED = (
    (
        "answer",
        "text",
        OF_ATTEMPT,
        "NEW.text IS NULL",
        ("attempt", "number", "question", "chosen", "matched", "certainty"),
    ),
    (
        "certificate",
        "printed",
        OF_COMPLETION,
        'NEW.printed LIKE \'%"name": ""%\'',
        ("code", "completion", "issued_at", "replaces"),
    ),
    ("certificate_end", "why", OF_CODE, "NEW.why = '-'", ("code", "kind", "at", "by")),
    ("completion_end", "why", OF_COMPLETION, "NEW.why = '-'", ("completion", "at", "by")),
    ("otherwise_end", "why", OF_OTHERWISE, "NEW.why = '-'", ("otherwise", "at", "by")),
    (
        "exemption",
        "reason",
        "OLD.person",
        "NEW.reason = '-'",
        ("id", "public_id", "requirement", "person", "from_on", "to_on", "by", "at"),
    ),
)


def upgrade() -> None:
    """Make the table, and put the triggers that freeze rows in their new form."""
    op.create_table(
        "erasure",
        sa.Column("person", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", ID),
        sa.CheckConstraint('length("reason") BETWEEN 1 AND 500', name=op.f("ck_erasure_reason_length")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_erasure_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_erasure_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_erasure")),
    )
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql():
        op.execute(sa.text(statement.replace(":", "\\:")))


def _refused(whose: str, becomes: str, stay: tuple[str, ...], differs: str) -> str:
    """What is not the blanking of a row of somebody who was erased."""
    changed = " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in stay)
    was_erased = f"EXISTS (SELECT 1 FROM erasure e WHERE e.person = ({whose}))"  # noqa: S608 (our own names)
    return f"NOT {was_erased} OR NOT ({becomes}) OR {changed}"


def _sqlite() -> list[str]:
    made = []
    for table, _, whose, becomes, stay in BLANKED:
        made += [
            f"DROP TRIGGER {table}_no_update",
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW"
            f" WHEN {_refused(whose, becomes, stay, 'IS NOT')}"
            f" BEGIN SELECT RAISE(ABORT, '{table} rows stay as they are'); END",
        ]
    for event in ("UPDATE", "DELETE"):
        made.append(
            f"CREATE TRIGGER erasure_no_{event.lower()} BEFORE {event} ON erasure FOR EACH ROW"
            " BEGIN SELECT RAISE(ABORT, 'erasure rows stay as they are'); END"
        )
    return made


def _postgresql() -> list[str]:
    made = []
    for table, _, whose, becomes, stay in BLANKED:
        refused = _refused(whose, becomes, stay, "IS DISTINCT FROM")
        made += [
            f"DROP TRIGGER {table}_stays ON {table}",
            f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE FUNCTION blank_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused} THEN"
            f" RAISE EXCEPTION '{table} rows stay as they are' USING ERRCODE = 'integrity_constraint_violation';"
            " END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {table}_blanked BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION blank_{table}()",
        ]
    return [
        *made,
        "CREATE TRIGGER erasure_stays BEFORE UPDATE OR DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER erasure_whole BEFORE TRUNCATE ON erasure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]
