"""Browsers that a person signed in from. Only hashes of their tokens are kept; one may be known to several people."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.moments import BROWSER, latest_end
from quizapp.store.columns import Moment
from quizapp.store.tables import known_browser

_IS_KNOWN = select(known_browser.c.person).where(
    known_browser.c.token_hash == bindparam("token"),
    known_browser.c.person == bindparam("person"),
    known_browser.c.expires > bindparam("now", type_=Moment),
    known_browser.c.expires <= bindparam("latest", type_=Moment),
)
# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
_REMEMBER = sa.text(
    "INSERT INTO known_browser (token_hash, person, expires) VALUES (:token, :person, :expires)"
    " ON CONFLICT (token_hash, person) DO UPDATE SET expires = excluded.expires"
).bindparams(bindparam("expires", type_=Moment))
_IS_ANYBODYS = select(known_browser.c.person).where(
    known_browser.c.token_hash == bindparam("token"),
    known_browser.c.expires > bindparam("now", type_=Moment),
    known_browser.c.expires <= bindparam("latest", type_=Moment),
)


def is_known(connection: Connection, token_hash: str, person_id: int, now: datetime) -> bool:
    """Whether this person signed in from this browser, not too long ago, and it was not forgotten since."""
    asked = {"token": token_hash, "person": person_id, "now": now, "latest": latest_end(now, BROWSER)}
    return connection.execute(_IS_KNOWN, asked).first() is not None


def is_anybodys(connection: Connection, token_hash: str, now: datetime) -> bool:
    """Whether anybody signed in from this browser, so that its token is one of ours."""
    asked = {"token": token_hash, "now": now, "latest": latest_end(now, BROWSER)}
    return connection.execute(_IS_ANYBODYS, asked).first() is not None


def remember(connection: Connection, token_hash: str, person_id: int, now: datetime, expires: datetime) -> None:
    """Know this browser for this person until then; those of theirs that are known no longer go."""
    over = sa.and_(known_browser.c.person == person_id, known_browser.c.expires <= now)
    connection.execute(known_browser.delete().where(over))
    connection.execute(_REMEMBER, {"token": token_hash, "person": person_id, "expires": expires})


def forget(connection: Connection, person_id: int) -> int:
    """Know no browser of this person any more; how many there were."""
    return connection.execute(known_browser.delete().where(known_browser.c.person == person_id)).rowcount


def forget_all(connection: Connection) -> None:
    """Know nobody's browsers any more."""
    connection.execute(known_browser.delete())
