"""How a connection that writes is told from one that only reads."""

from sqlalchemy.engine import Connection

WRITES = {"quizapp_writes": True}  # the option of every connection of `Database.write`


def is_writing(connection: Connection) -> bool:
    """Whether this is a connection of `Database.write`: what it sees may be its own, and never come to be."""
    return bool(connection.get_execution_options().get("quizapp_writes"))
