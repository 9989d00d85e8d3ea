"""Why a pass was kept back stays with the result: the critical ids that were not met, with the word that decided.

Results of before have nothing there, which says that nobody wrote it down; the scorer of their attempt can tell.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

CHECK = "length(\"critical\") BETWEEN 2 AND 20000 AND (NOT passed OR critical = '[]')"
RESULT_PINS = ("id", "attempt", "num", "den", "passed", "at", "critical")
RESULT_STAYS = "a result stays as it is"


def upgrade() -> None:
    """Add the column, and pin it as the rest of a result is."""
    op.execute(f"ALTER TABLE result ADD COLUMN critical TEXT CONSTRAINT ck_result_critical CHECK ({CHECK})")
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _sqlite() if sqlite else _postgresql():
        op.execute(sa.text(statement.replace(":", "\\:")))


def _changed(operator: str) -> str:
    return " OR ".join(f"NEW.{name} {operator} OLD.{name}" for name in RESULT_PINS)


def _sqlite() -> list[str]:
    return [
        "DROP TRIGGER result_pinned",
        f"CREATE TRIGGER result_pinned BEFORE UPDATE ON result FOR EACH ROW WHEN {_changed('IS NOT')} "
        f"BEGIN SELECT RAISE(ABORT, '{RESULT_STAYS}'); END",
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION guard_result() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {_changed('IS DISTINCT FROM')} THEN RAISE EXCEPTION '{RESULT_STAYS}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    ]
