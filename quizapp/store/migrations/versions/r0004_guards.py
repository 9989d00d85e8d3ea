"""Triggers: what was finished stays as it is, and what is append-only is only ever appended to.

Both databases refuse with an integrity error, whose text is the sentence given here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

FINISHED_STAYS = "a finished attempt stays as it is"
GAP = "NEW.number > 0 AND NOT EXISTS (SELECT 1 FROM step WHERE attempt = NEW.attempt AND number = NEW.number - 1)"
GAP_TEXT = "the step before this one is not there"
RESULT_STAYS = "a result stays as it is"
PINNED = "what an attempt is pinned to never changes"
APPEND_ONLY = ("audit", "publication", "blob", "version", "version_part", "step", "result_point")
# A correction replaces a result by a newer one, and otherwise it stays.
RESULT_PINS = ("id", "attempt", "num", "den", "passed", "at")
ATTEMPT_PINS = ("id", "public_id", "person", "thing", "version", "scorer", "number", "seed", "started")


def upgrade() -> None:
    """Make the triggers of this dialect."""
    statements = _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql()
    for statement in statements:
        op.execute(sa.text(statement.replace(":", "\\:")))


def _changed(columns: tuple[str, ...], operator: str) -> str:
    return " OR ".join(f"NEW.{name} {operator} OLD.{name}" for name in columns)


def _sqlite() -> list[str]:
    def trigger(name: str, event: str, table: str, when: str, text: str) -> str:
        condition = f"WHEN {when} " if when else ""
        return (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
        )

    made = []
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            made.append(trigger(f"{table}_no_{event.lower()}", event, table, "", f"{table} rows stay as they are"))
    made += [
        trigger("attempt_frozen", "UPDATE", "attempt", "OLD.state = 'finished'", FINISHED_STAYS),
        trigger("attempt_pinned", "UPDATE", "attempt", _changed(ATTEMPT_PINS, "IS NOT"), PINNED),
        trigger("attempt_no_delete", "DELETE", "attempt", "", "attempt rows stay"),
        trigger("result_pinned", "UPDATE", "result", _changed(RESULT_PINS, "IS NOT"), RESULT_STAYS),
        trigger("result_no_delete", "DELETE", "result", "", "result rows stay"),
        trigger(
            "step_open",
            "INSERT",
            "step",
            "(SELECT state FROM attempt WHERE id = NEW.attempt) = 'finished'",
            FINISHED_STAYS,
        ),
        trigger("step_gapless", "INSERT", "step", GAP, GAP_TEXT),
    ]
    return made


def _postgresql() -> list[str]:
    def function(name: str, body: str) -> str:
        return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"

    def refuse_if(condition: str, text: str) -> str:
        return f"IF {condition} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"

    # The share lock waits for whoever is finishing this attempt just now, and then reads what they made of it.
    finished = "(SELECT state FROM attempt WHERE id = NEW.attempt FOR SHARE) = 'finished'"
    made = [
        function(
            "refuse_change",
            "RAISE EXCEPTION '% rows stay as they are', TG_TABLE_NAME"
            " USING ERRCODE = 'integrity_constraint_violation';",
        ),
        function(
            "guard_attempt",
            refuse_if("OLD.state = 'finished'", FINISHED_STAYS)
            + refuse_if(_changed(ATTEMPT_PINS, "IS DISTINCT FROM"), PINNED)
            + " RETURN NEW;",
        ),
        function(
            "guard_result",
            refuse_if(_changed(RESULT_PINS, "IS DISTINCT FROM"), RESULT_STAYS) + " RETURN NEW;",
        ),
        function("guard_step", refuse_if(finished, FINISHED_STAYS) + refuse_if(GAP, GAP_TEXT) + " RETURN NEW;"),
        "CREATE TRIGGER attempt_guard BEFORE UPDATE ON attempt FOR EACH ROW EXECUTE FUNCTION guard_attempt()",
        "CREATE TRIGGER result_guard BEFORE UPDATE ON result FOR EACH ROW EXECUTE FUNCTION guard_result()",
        "CREATE TRIGGER step_guard BEFORE INSERT ON step FOR EACH ROW EXECUTE FUNCTION guard_step()",
    ]
    for table in (*APPEND_ONLY, "attempt", "result"):
        events = "UPDATE OR DELETE" if table in APPEND_ONLY else "DELETE"
        made.append(
            f"CREATE TRIGGER {table}_stays BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        made.append(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    return made
