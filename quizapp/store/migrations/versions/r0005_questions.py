"""Questions: what was drawn, carried and answered, and attempts that are practice only."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

STEP_KINDS = "\"kind\" IN ('choice', 'continue', 'answer')"
PRACTICE = 'practice BOOLEAN DEFAULT {no} NOT NULL CONSTRAINT ck_attempt_practice CHECK ("practice" IN (true, false))'
ATTEMPT_PINS = ("id", "public_id", "person", "thing", "version", "scorer", "number", "seed", "started", "practice")
APPEND_ONLY = ("answer", "drawn", "carried")
FINISHED_STAYS = "a finished attempt stays as it is"
PINNED = "what an attempt is pinned to never changes"
BEGUN = "what is asked is drawn before the first step"
NO_ANSWER = "only a step that is an answer has one"
ATTEMPT_IS_FINISHED = "(SELECT state FROM attempt WHERE id = NEW.attempt{lock}) = 'finished'"
HAS_STEPS = "EXISTS (SELECT 1 FROM step WHERE attempt = NEW.attempt)"
STEP_IS_NONE = (
    "NOT EXISTS (SELECT 1 FROM step WHERE attempt = NEW.attempt AND number = NEW.number AND kind = 'answer'"
    " AND place = NEW.question)"
)


def upgrade() -> None:
    """Change steps and attempts, and make the new tables with their triggers."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        _remake_steps()
    else:
        op.drop_constraint(op.f("ck_step_kind"), "step", type_="check")
        op.create_check_constraint(op.f("ck_step_kind"), "step", STEP_KINDS)
    op.execute(f"ALTER TABLE attempt ADD COLUMN {PRACTICE.format(no=0 if sqlite else 'false')}")
    _tables()
    for statement in _sqlite() if sqlite else _postgresql():
        op.execute(sa.text(statement.replace(":", "\\:")))


def _remake_steps() -> None:
    """SQLite cannot change a check. Dropping a table fires no trigger, and takes its own with it: they come back."""
    triggers = op.get_bind().exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'step'"
    )
    guards = triggers.scalars().all()
    op.create_table(
        "step_new",
        sa.Column("attempt", ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("choice", sa.Integer()),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("(kind = 'choice') = (choice IS NOT NULL)", name=op.f("ck_step_choice")),
        sa.CheckConstraint(STEP_KINDS, name=op.f("ck_step_kind")),
        sa.CheckConstraint("choice >= 0", name=op.f("ck_step_choice_position")),
        sa.CheckConstraint('length("place") BETWEEN 1 AND 500', name=op.f("ck_step_place_length")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_step_number")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_step_attempt")),
        sa.PrimaryKeyConstraint("attempt", "number", name=op.f("pk_step")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO step_new (attempt, number, kind, place, choice, at)"
        " SELECT attempt, number, kind, place, choice, at FROM step ORDER BY attempt, number"
    )
    op.drop_table("step")
    op.rename_table("step_new", "step")
    for guard in guards:
        op.execute(sa.text(guard.replace(":", "\\:")))


def _tables() -> None:
    op.create_table(
        "answer",
        sa.Column("attempt", ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("matched", sa.Integer()),
        sa.Column("certainty", sa.Text()),
        sa.CheckConstraint("\"certainty\" IN ('sure', 'fairly sure', 'not sure')", name=op.f("ck_answer_certainty")),
        sa.CheckConstraint('length("chosen") BETWEEN 2 AND 4000', name=op.f("ck_answer_chosen_length")),
        sa.CheckConstraint('length("question") BETWEEN 1 AND 500', name=op.f("ck_answer_question_length")),
        sa.CheckConstraint('length("text") BETWEEN 1 AND 20000', name=op.f("ck_answer_text_length")),
        sa.CheckConstraint("matched >= 0", name=op.f("ck_answer_matched")),
        sa.ForeignKeyConstraint(
            ["attempt", "number"], ["step.attempt", "step.number"], name=op.f("fk_answer_attempt_number")
        ),
        sa.PrimaryKeyConstraint("attempt", "number", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drawn",
        sa.Column("attempt", ID, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("option_order", sa.Text(), nullable=False),
        sa.Column("points", sa.Text(), nullable=False),
        sa.CheckConstraint('length("option_order") BETWEEN 2 AND 4000', name=op.f("ck_drawn_option_order_length")),
        sa.CheckConstraint('length("points") BETWEEN 2 AND 20000', name=op.f("ck_drawn_points_length")),
        sa.CheckConstraint('length("question") BETWEEN 1 AND 500', name=op.f("ck_drawn_question_length")),
        sa.CheckConstraint("ordinal >= 0", name=op.f("ck_drawn_ordinal")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_drawn_attempt")),
        sa.PrimaryKeyConstraint("attempt", "ordinal", name=op.f("pk_drawn")),
        sa.UniqueConstraint("attempt", "question", name=op.f("uq_drawn_attempt_question")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "carried",
        sa.Column("attempt", ID, autoincrement=False, nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("num", sa.BigInteger(), nullable=False),
        sa.Column("den", sa.BigInteger(), nullable=False),
        sa.Column("from_attempt", ID, nullable=False),
        sa.CheckConstraint("den > 0 AND num BETWEEN 0 AND den", name=op.f("ck_carried_share")),
        sa.CheckConstraint("from_attempt < attempt", name=op.f("ck_carried_from_attempt")),
        sa.CheckConstraint('length("point") BETWEEN 1 AND 200', name=op.f("ck_carried_point_length")),
        sa.CheckConstraint("ordinal >= 0", name=op.f("ck_carried_ordinal")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_carried_attempt")),
        sa.ForeignKeyConstraint(["from_attempt"], ["attempt.id"], name=op.f("fk_carried_from_attempt")),
        sa.PrimaryKeyConstraint("attempt", "point", name=op.f("pk_carried")),
        sa.UniqueConstraint("attempt", "ordinal", name=op.f("uq_carried_attempt_ordinal")),
        sqlite_with_rowid=False,
    )


def _changed(columns: tuple[str, ...], operator: str) -> str:
    return " OR ".join(f"NEW.{name} {operator} OLD.{name}" for name in columns)


def _sqlite() -> list[str]:
    def trigger(name: str, event: str, table: str, when: str, text: str) -> str:
        condition = f"WHEN {when} " if when else ""
        return (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
        )

    finished = ATTEMPT_IS_FINISHED.format(lock="")
    made = [
        "DROP TRIGGER attempt_pinned",
        trigger("attempt_pinned", "UPDATE", "attempt", _changed(ATTEMPT_PINS, "IS NOT"), PINNED),
        trigger("answer_open", "INSERT", "answer", finished, FINISHED_STAYS),
        trigger("answer_step", "INSERT", "answer", STEP_IS_NONE, NO_ANSWER),
    ]
    for table in ("drawn", "carried"):
        made.append(trigger(f"{table}_open", "INSERT", table, finished, FINISHED_STAYS))
        made.append(trigger(f"{table}_first", "INSERT", table, HAS_STEPS, BEGUN))
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            made.append(trigger(f"{table}_no_{event.lower()}", event, table, "", f"{table} rows stay as they are"))
    return made


def _postgresql() -> list[str]:
    def function(name: str, body: str, say: str = "CREATE") -> str:
        return f"{say} FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"

    def refuse_if(condition: str, text: str) -> str:
        return f"IF {condition} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"

    # Each lock waits for whoever is finishing the attempt just now, or taking its first step, and reads what they made.
    shared, alone = (ATTEMPT_IS_FINISHED.format(lock=lock) for lock in (" FOR SHARE", " FOR NO KEY UPDATE"))
    pinned = refuse_if("OLD.state = 'finished'", FINISHED_STAYS)
    pinned += refuse_if(_changed(ATTEMPT_PINS, "IS DISTINCT FROM"), PINNED)
    made = [
        function("guard_attempt", pinned, "CREATE OR REPLACE"),
        function("guard_answer", refuse_if(shared, FINISHED_STAYS) + refuse_if(STEP_IS_NONE, NO_ANSWER)),
        function("guard_drawing", refuse_if(alone, FINISHED_STAYS) + refuse_if(HAS_STEPS, BEGUN)),
        "CREATE TRIGGER answer_guard BEFORE INSERT ON answer FOR EACH ROW EXECUTE FUNCTION guard_answer()",
    ]
    for table in ("drawn", "carried"):
        made.append(
            f"CREATE TRIGGER {table}_guard BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION guard_drawing()"
        )
    for table in APPEND_ONLY:
        made.append(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        made.append(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    return made
