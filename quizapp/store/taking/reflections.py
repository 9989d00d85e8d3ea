"""Private reflections after a story: outside the frozen rows, the learner's own, in no list and no export."""

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.store.tables import reflection

# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
_SAVE = sa.text(
    "INSERT INTO reflection (attempt, prompt, text) VALUES (:attempt, :prompt, :text)"
    " ON CONFLICT (attempt, prompt) DO UPDATE SET text = excluded.text"
)
_OF_ATTEMPT = (
    select(reflection.c.prompt, reflection.c.text)
    .where(reflection.c.attempt == bindparam("of"))
    .order_by(reflection.c.prompt)
)


def save(connection: Connection, attempt_id: int, prompt: int, text: str) -> None:
    """Keep what was written under a prompt (numbered from 0) in place of what was there; an empty text is deleted."""
    if text:
        connection.execute(_SAVE, {"attempt": attempt_id, "prompt": prompt, "text": text})
    else:
        gone = reflection.delete().where(reflection.c.attempt == attempt_id, reflection.c.prompt == prompt)
        connection.execute(gone)


def of_attempt(connection: Connection, attempt_id: int) -> dict[int, str]:
    """What was written, by the prompt's number."""
    return {row.prompt: row.text for row in connection.execute(_OF_ATTEMPT, {"of": attempt_id})}
