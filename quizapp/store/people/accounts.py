"""Sessions, one-use links and the throttle. Only hashes of tokens are kept: a copy of the database signs nobody in."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.moments import LINK, SESSION, latest_end
from quizapp.model.people import Person, SignedIn
from quizapp.store.columns import Moment
from quizapp.store.people.people import (
    PERSON_COLUMNS,
    WITH_ROLES_AND_TEAM,
    email_key,
    get_person,
    merge,
    person_by_email,
    staff_number_key,
)
from quizapp.store.tables import link, person_table, session, throttle

_SIGNED_IN = (
    select(*PERSON_COLUMNS, session.c.expires)
    .select_from(session.join(WITH_ROLES_AND_TEAM, person_table.c.id == session.c.person))
    .where(
        session.c.token_hash == bindparam("token"),
        session.c.revoked_at.is_(None),
        session.c.expires > bindparam("now", type_=Moment),
        session.c.expires <= bindparam("latest", type_=Moment),
        person_table.c.state == "active",
    )
)
_BY_STAFF_NUMBER = (
    select(*PERSON_COLUMNS, person_table.c.password_hash)
    .select_from(WITH_ROLES_AND_TEAM)
    .where(person_table.c.staff_no == bindparam("number"), person_table.c.state == "active")
)
_NAMES_TYPED = select(person_table.c.email_key, person_table.c.staff_no).where(person_table.c.id == bindparam("id"))
_LINK_IS_GOOD = sa.and_(
    link.c.hash == bindparam("link"),
    link.c.purpose == bindparam("why"),
    link.c.used_at.is_(None),
    link.c.expires > bindparam("now", type_=Moment),
    link.c.expires <= bindparam("latest", type_=Moment),
)
_LINK_PERSON = select(link.c.person).where(_LINK_IS_GOOD)
_USE_LINK = link.update().where(_LINK_IS_GOOD).values(used_at=bindparam("now", type_=Moment)).returning(link.c.person)
# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
_HIT = sa.text(
    'INSERT INTO throttle ("key", "window", n) VALUES (:key, :window, 1)'
    ' ON CONFLICT ("key", "window") DO UPDATE SET n = throttle.n + 1 RETURNING n'
)


def person_signing_in(connection: Connection, typed: str) -> tuple[Person, str | None] | None:
    """The active person with this address, or else this staff number, and their password's hash if they have one."""
    found = person_by_email(connection, typed)
    if found is not None:
        return found
    rows = connection.execute(_BY_STAFF_NUMBER, {"number": staff_number_key(typed)}).all()
    return (merge(rows)[0], rows[0].password_hash) if rows else None


def signs_in_as(connection: Connection, person_id: int) -> str:
    """With what a person who is there signs in, as it is kept: the address, or the staff number of who has none."""
    row = connection.execute(_NAMES_TYPED, {"id": person_id}).one()
    return row.email_key or row.staff_no or ""


def account_key(connection: Connection, typed: str, found: Person | None) -> str:
    """What tries at an account are counted under: the same for its address and its number."""
    return signs_in_as(connection, found.id) if found is not None else email_key(typed)


def open_session(connection: Connection, token_hash: str, person_id: int, expires: datetime) -> None:
    """Keep a session under the hash of its token."""
    connection.execute(session.insert(), {"token_hash": token_hash, "person": person_id, "expires": expires})


def signed_in(connection: Connection, token_hash: str, now: datetime) -> SignedIn | None:
    """Whose live session this is, in one query; None if it was revoked, has expired, or its person is not active."""
    known = {"token": token_hash, "now": now, "latest": latest_end(now, SESSION)}
    rows = connection.execute(_SIGNED_IN, known).all()
    return SignedIn(merge(rows)[0], rows[0].expires) if rows else None


def revoke_session(connection: Connection, token_hash: str, now: datetime) -> None:
    """End this session; one that has ended stays as it was."""
    live = sa.and_(session.c.token_hash == token_hash, session.c.revoked_at.is_(None))
    connection.execute(session.update().where(live).values(revoked_at=now))


def revoke_sessions_of(connection: Connection, person_id: int, now: datetime, keep: str | None = None) -> None:
    """End every session of a person, except the one with the hash `keep`."""
    live = [session.c.person == person_id, session.c.revoked_at.is_(None)]
    if keep is not None:
        live.append(session.c.token_hash != keep)
    connection.execute(session.update().where(*live).values(revoked_at=now))


def revoke_all_sessions(connection: Connection, now: datetime) -> None:
    """End every session of everybody."""
    connection.execute(session.update().where(session.c.revoked_at.is_(None)).values(revoked_at=now))


def add_link(connection: Connection, link_hash: str, person_id: int, purpose: str, expires: datetime) -> None:
    """Keep a one-use link under its hash."""
    row = {"hash": link_hash, "person": person_id, "purpose": purpose, "expires": expires}
    connection.execute(link.insert(), row)


def link_person(connection: Connection, link_hash: str, purpose: str, now: datetime) -> Person | None:
    """Whose link this is; None if it was used, has expired, is for something else, or its person is not active."""
    return _active(connection, connection.execute(_LINK_PERSON, _key(link_hash, purpose, now)).scalar_one_or_none())


def use_link(connection: Connection, link_hash: str, purpose: str, now: datetime) -> Person | None:
    """Use the link up, and say whose it is; None as for `link_person`. Of two at once only one gets the person."""
    return _active(connection, connection.execute(_USE_LINK, _key(link_hash, purpose, now)).scalar_one_or_none())


def throttle_hit(connection: Connection, key: str, window: int) -> int:
    """Count one more try of `key` in this window, and return how many that makes."""
    return int(connection.execute(_HIT, {"key": key, "window": window}).scalar_one())


def throttle_counts(connection: Connection, keys: Iterable[str], window: int) -> dict[str, int]:
    """How many tries are counted of each of these keys in this window; those without any are left out."""
    wanted = select(throttle.c.key, throttle.c.n).where(throttle.c.window == window, throttle.c.key.in_(list(keys)))
    return {row.key: row.n for row in connection.execute(wanted)}


def throttle_return(connection: Connection, key: str, window: int) -> None:
    """Count one try less of `key` in this window."""
    one = sa.and_(throttle.c.key == key, throttle.c.window == window)
    connection.execute(throttle.delete().where(one, throttle.c.n == 1))
    connection.execute(throttle.update().where(one).values(n=throttle.c.n - 1))


def throttle_forget(connection: Connection, before: int) -> None:
    """Forget every try in windows before this one, so that the table stays small."""
    connection.execute(throttle.delete().where(throttle.c.window < before))


def _key(link_hash: str, purpose: str, now: datetime) -> dict[str, object]:
    return {"link": link_hash, "why": purpose, "now": now, "latest": latest_end(now, LINK)}


def _active(connection: Connection, person_id: int | None) -> Person | None:
    if person_id is None:
        return None
    active = select(person_table.c.state == "active").where(person_table.c.id == person_id)
    return get_person(connection, person_id) if connection.execute(active).scalar_one() else None
