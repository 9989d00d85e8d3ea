"""People, their roles, home teams and the teams that they manage."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection, Row

from quizapp.model.names import as_seen, reading_order
from quizapp.model.people import Group, Person, Role
from quizapp.store.tables import attempt, management, membership, person_table, role, team, unsent

PERSON_COLUMNS = (
    person_table.c.id,
    person_table.c.public_id,
    person_table.c.name,
    person_table.c.group,
    role.c.role,
    team.c.name.label("team"),
)
# One row for each role that a person holds. The home team is the membership without an end (STORE.md: partial unique).
WITH_ROLES_AND_TEAM = (
    person_table.outerjoin(role, role.c.person == person_table.c.id)
    .outerjoin(
        membership,
        sa.and_(membership.c.person == person_table.c.id, membership.c.home, membership.c.to_on.is_(None)),
    )
    .outerjoin(team, team.c.id == membership.c.team)
)
_PEOPLE = select(*PERSON_COLUMNS).select_from(WITH_ROLES_AND_TEAM)
_BY_ID = _PEOPLE.where(person_table.c.id == bindparam("id"))
_BY_EMAIL = _PEOPLE.add_columns(person_table.c.password_hash).where(
    person_table.c.email_key == bindparam("email"), person_table.c.state == "active"
)
_LOCK = select(person_table.c.id).where(person_table.c.id == bindparam("id")).with_for_update(key_share=True)
# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
GIVE_ROLE = sa.text("INSERT INTO role (person, role) VALUES (:person, :role) ON CONFLICT (person, role) DO NOTHING")
_HOLDERS = _PEOPLE.where(
    person_table.c.id.in_(select(role.c.person).where(role.c.role == bindparam("wanted"))),
    person_table.c.state == "active",
)

AT_ONCE = 1_000  # people who are asked about in one query: a database takes only so many parameters


def email_key(email: str) -> str:
    """The form in which addresses are compared and kept: NFC and casefolded, without spaces around it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", email.strip()).casefold())


def staff_number_key(number: str) -> str:
    """The form in which staff numbers are compared and kept: NFC, in capitals, each run of spaces one space."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", number).upper()).split())


def merge(rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[Person, ...]:
    """The people of rows with PERSON_COLUMNS, one row for each of their roles, in the order of the rows."""
    first: dict[int, Row[*tuple[Any, ...]]] = {}
    roles: dict[int, set[Role]] = {}
    for row in rows:
        first.setdefault(row.id, row)
        own = roles.setdefault(row.id, set())
        if row.role is not None:
            own.add(Role(row.role))
    return tuple(
        Person(
            id=row.id,
            public_id=row.public_id,
            name=row.name,
            roles=frozenset(roles[row.id]),
            group=Group(row.group) if row.group is not None else None,
            team=row.team,
        )
        for row in first.values()
    )


def add_person(
    connection: Connection,
    *,
    public_id: str,
    name: str,
    email: str | None,
    roles: Iterable[Role],
    group: Group | None,
    team: int | None,
    joined_on: date,
) -> Person:
    """Add somebody, active, with a home team from the day they joined. IntegrityError if the address is taken."""
    added = person_table.insert().values(
        public_id=public_id,
        email_key=email_key(email) if email is not None else None,
        name=unicodedata.normalize("NFC", name),
        group=group,
        joined_on=joined_on,
    )
    person_id = connection.execute(added.returning(person_table.c.id)).scalar_one()
    names = sorted(set(roles))
    if names:
        connection.execute(role.insert(), [{"person": person_id, "role": r} for r in names])
    if team is not None:
        _join(connection, person_id, team, joined_on)
    person = get_person(connection, person_id)
    if person is None:
        raise AssertionError("a person who was just added is not there")
    return person


def get_person(connection: Connection, person_id: int) -> Person | None:
    """The person with this id, active or not; None if there is none."""
    return next(iter(merge(connection.execute(_BY_ID, {"id": person_id}).all())), None)


def person_by_email(connection: Connection, email: str) -> tuple[Person, str | None] | None:
    """The active person with this address, and their password's hash if they have one; None if there is none."""
    rows = connection.execute(_BY_EMAIL, {"email": email_key(email)}).all()
    return (merge(rows)[0], rows[0].password_hash) if rows else None


def by_email(connection: Connection, email: str) -> Person | None:
    """The active person with this address; None if there is none."""
    found = person_by_email(connection, email)
    return found[0] if found is not None else None


def is_taken(connection: Connection, email: str) -> bool:
    """Whether anybody has this address, active or not."""
    found = select(person_table.c.id).where(person_table.c.email_key == email_key(email))
    return connection.execute(found).first() is not None


def names_of(connection: Connection, wanted: Sequence[int]) -> dict[int, str]:
    """The names of these people, active or not, by id."""
    found: dict[int, str] = {}
    for first in range(0, len(wanted), AT_ONCE):
        some = select(person_table.c.id, person_table.c.name).where(
            person_table.c.id.in_(wanted[first : first + AT_ONCE])
        )
        found |= {row.id: row.name for row in connection.execute(some)}
    return found


def has_staff_number(connection: Connection, number: str) -> int | None:
    """The id of whoever has this staff number, however its letters and spaces are written; None if nobody has."""
    found = select(person_table.c.id).where(person_table.c.staff_no == staff_number_key(number))
    return connection.execute(found).scalar_one_or_none()


def set_staff_number(connection: Connection, person_id: int, number: str | None) -> None:
    """Give a person this staff number, or none. IntegrityError if somebody else has it."""
    kept = staff_number_key(number) if number else None
    connection.execute(person_table.update().where(person_table.c.id == person_id).values(staff_no=kept))


def email_of(connection: Connection, person_id: int) -> str | None:
    """The address of a person who is there, as it is compared; None if they have none."""
    found: str | None = connection.execute(
        select(person_table.c.email_key).where(person_table.c.id == person_id)
    ).scalar_one()
    return found


def people_with_role(connection: Connection, role: Role) -> tuple[Person, ...]:
    """The active people who hold this role, in the order in which they were added."""
    rows = connection.execute(_HOLDERS.order_by(person_table.c.id), {"wanted": role}).all()
    return merge(rows)


def lock(connection: Connection, person: int) -> None:
    """Let nobody else who says this of the same person go on before this transaction ends.

    On SQLite the transaction itself is the lock. Rows that refer to the person can still be written meanwhile.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(_LOCK, {"id": person})


def set_password(connection: Connection, person_id: int, password_hash: str) -> None:
    """Keep this hash as the person's password; sessions are ended by the caller."""
    change = person_table.update().where(person_table.c.id == person_id)
    connection.execute(change.values(password_hash=password_hash))


def set_state(connection: Connection, person_id: int, state: str) -> None:
    """Make a person `active`, `left` or `erased`; only the active can sign in or are seen in a team.

    What somebody who is erased had put aside unsent is deleted.
    """
    connection.execute(person_table.update().where(person_table.c.id == person_id).values(state=state))
    if state == "erased":
        theirs = select(attempt.c.id).where(attempt.c.person == person_id)
        connection.execute(unsent.delete().where(unsent.c.attempt.in_(theirs)))


def count(connection: Connection) -> int:
    """How many people there are, whatever their state."""
    return connection.execute(select(sa.func.count()).select_from(person_table)).scalar_one()


def add_team(connection: Connection, name: str, parent: int | None = None) -> int:
    """Add a team, inside another if `parent` is given, and return its id. IntegrityError if the name is taken."""
    added = team.insert().values(name=unicodedata.normalize("NFC", name), parent=parent)
    return int(connection.execute(added.returning(team.c.id)).scalar_one())


def team_names(connection: Connection) -> tuple[str, ...]:
    """The names of all teams, in order."""
    return tuple(sorted(connection.scalars(select(team.c.name).where(team.c.closed_on.is_(None))), key=reading_order))


def team_id(connection: Connection, name: str) -> int | None:
    """The id of the team of this name, however its letters and spaces are written; None if there is none.

    Of two that differ in nothing else the one that is written in just this way, or else the older.
    """
    exact, key = unicodedata.normalize("NFC", name), as_seen(name)
    found = [row for row in connection.execute(select(team.c.id, team.c.name)) if as_seen(row.name) == key]
    return min(found, key=lambda row: (row.name != exact, row.id)).id if found else None


def move_home(connection: Connection, person_id: int, team: int | None, on: date) -> None:
    """Make this the person's home team from that day on (None: no team); the old membership ends on it."""
    current = sa.and_(membership.c.person == person_id, membership.c.home, membership.c.to_on.is_(None))
    # What began on this day or later never came to count, and would stand in the way of coming back the same day.
    connection.execute(membership.delete().where(current, membership.c.from_on >= on))
    connection.execute(membership.update().where(current).values(to_on=on))
    if team is not None:
        connection.execute(
            membership.delete().where(
                membership.c.person == person_id, membership.c.team == team, membership.c.from_on == on
            )
        )
        _join(connection, person_id, team, on)


def add_management(
    connection: Connection,
    person_id: int,
    team: int,
    from_on: date,
    granted_by: int | None,
    *,
    to_on: date | None = None,
    deputy: bool = False,
) -> None:
    """Let a person see a team, and the teams inside it, from `from_on` until the day before `to_on`.

    They hold the role of a manager from now on: without it, every page for managers would refuse them.
    """
    connection.execute(GIVE_ROLE, {"person": person_id, "role": Role.MANAGER})
    kind = "deputy" if deputy else "manager"
    row = {"person": person_id, "team": team, "from_on": from_on, "to_on": to_on, "granted_by": granted_by}
    connection.execute(management.insert(), {**row, "kind": kind})


def end_management(connection: Connection, person_id: int, team: int, to_on: date) -> None:
    """Let a person see a team no longer from this day on."""
    managing_now = sa.and_(management.c.person == person_id, management.c.team == team, management.c.to_on.is_(None))
    connection.execute(
        management.update()
        .where(managing_now)
        .values(to_on=sa.case((management.c.from_on > to_on, management.c.from_on), else_=to_on))
    )


def managed_teams(connection: Connection) -> dict[int, list[str]]:
    """Person id → the names of the teams that they manage on no end's day yet, in order."""
    open_ended = select(management.c.person, team.c.name).join(team, team.c.id == management.c.team)
    found: dict[int, list[str]] = {}
    for row in connection.execute(open_ended.where(management.c.to_on.is_(None))):
        found.setdefault(row.person, []).append(row.name)
    return {person: sorted(names, key=reading_order) for person, names in found.items()}


def start_managing(connection: Connection, person_id: int, team_id: int, on: date) -> None:
    """Let a person see a team from this day on, until that is ended; nothing changes where they see it already."""
    of_it = sa.and_(management.c.person == person_id, management.c.team == team_id)
    if connection.execute(select(management.c.team).where(of_it, management.c.to_on.is_(None))).first() is None:
        connection.execute(management.delete().where(of_it, management.c.from_on == on))
        add_management(connection, person_id, team_id, on, None)


def end_managing(connection: Connection, person_id: int, on: date) -> None:
    """Let a person see no team any longer from this day on. What they managed stays on record, and needs no role."""
    now = sa.and_(management.c.person == person_id, sa.or_(management.c.to_on.is_(None), management.c.to_on > on))
    ends = sa.case((management.c.from_on > on, management.c.from_on), else_=on)
    connection.execute(management.update().where(now).values(to_on=ends))
    connection.execute(management.update().where(management.c.person == person_id).values(role=None))


def _join(connection: Connection, person_id: int, team: int, on: date) -> None:
    connection.execute(
        membership.insert(), {"person": person_id, "team": team, "from_on": on, "to_on": None, "home": True}
    )
