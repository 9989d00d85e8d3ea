"""What the database itself refused, by the same names on both databases."""

import sqlite3

import sqlalchemy as sa

UNIQUE_VIOLATION = "23505"  # PostgreSQL's, for a key that is there already


class Refused(Exception):
    """The database refused a change: a finished attempt, a gap in its steps, or something that is not there.

    The transaction can only be rolled back.
    """


def is_repeat(error: sa.exc.IntegrityError) -> bool:
    """Whether the same key is there already, and not some other rule that was broken."""
    if isinstance(error.orig, sqlite3.IntegrityError):
        return error.orig.sqlite_errorname in ("SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE")
    return getattr(error.orig, "sqlstate", None) == UNIQUE_VIOLATION


def refused(error: sa.exc.IntegrityError) -> Refused:
    """The same as a Refused, with the first line of what the database said."""
    return Refused(str(error.orig).partition("\n")[0])
