"""Two records of one person: whether one of them has anything that is kept for good, and folding it into the other."""

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.store.tables import attempt, completion, otherwise, person_table

_p = person_table.c


def has_done_something(connection: Connection, person: int) -> bool:
    """Whether there is an attempt, a completion or a record of another way under this person."""
    asked = (select(sa.literal(1)).where(table.c.person == person) for table in (attempt, completion, otherwise))
    return any(connection.execute(one.limit(1)).first() is not None for one in asked)


def fold(connection: Connection, other: int, into: int) -> None:
    """Have `other` be the same person as `into`, who gets the address and number that they lack."""
    theirs = connection.execute(select(_p.email_key, _p.staff_no).where(_p.id == other)).one()
    own = connection.execute(select(_p.email_key, _p.staff_no).where(_p.id == into)).one()
    gone = {"email_key": None, "staff_no": None, "merged_into": into}
    connection.execute(person_table.update().where(_p.id == other).values(gone))
    kept = {"email_key": own.email_key or theirs.email_key, "staff_no": own.staff_no or theirs.staff_no}
    connection.execute(person_table.update().where(_p.id == into).values(kept))
