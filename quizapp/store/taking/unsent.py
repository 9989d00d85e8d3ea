"""What stands in a form that somebody put aside: their own, as reflections are, in no list and no export.

A step takes what was put aside for it when it is stored: the database does that by itself (migration 0011).
"""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.play import Fields
from quizapp.store.tables import unsent

_OF_FORM = select(unsent.c.fields).where(unsent.c.attempt == bindparam("of"), unsent.c.number == bindparam("form"))


def of_form(connection: Connection, attempt_id: int, number: int) -> Fields:
    """What stands in the form of this step, or of this number below 0; nothing where none was put aside."""
    found: Fields | None = connection.execute(_OF_FORM, {"of": attempt_id, "form": number}).scalar_one_or_none()
    return found or ()


def save(connection: Connection, attempt_id: int, number: int, fields: Fields, at: datetime) -> None:
    """Keep this in place of what was there. The attempt's row is locked, or nobody else writes."""
    forget(connection, attempt_id, number)
    connection.execute(unsent.insert().values(attempt=attempt_id, number=number, fields=fields, at=at))


def forget(connection: Connection, attempt_id: int, number: int) -> None:
    """Delete it."""
    connection.execute(unsent.delete().where(unsent.c.attempt == attempt_id, unsent.c.number == number))
