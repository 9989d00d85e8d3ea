"""Who somebody is: sign-in, sign-out, passwords and one-use links. Sessions are rows that can be revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quizapp.model.people import Group, Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import passwords
from quizapp.services.site.person_texts import LONGEST_EMAIL, email_problems, name_problems, tidy
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import accounts, directory, people

WINDOW = timedelta(minutes=15)  # a refused person can try again when the window ends: nobody is locked out for good
TRIES_FOR_AN_ACCOUNT = 10
LONGEST_TYPED = 1024  # characters of a password that somebody signs in with
LINK_LIFE = timedelta(days=7)
SET_PASSWORD = "set-password"  # noqa: S105 (the purpose of a link, not a password)


@dataclass(frozen=True, slots=True)
class SignIn:
    """The outcome of signing in: a token and a person, or neither; `throttled` asks to wait a quarter of an hour.

    Without a token and without problems, the address or the password is not right; pages never say which of them.
    """

    token: str | None = None
    throttled: bool = False
    person: Person | None = None
    problems: Problems = ()


@dataclass(frozen=True, slots=True)
class SetPassword:
    """The outcome of setting a password: problems, a fresh session's token, or neither where the link is used."""

    problems: Problems = ()
    token: str | None = None


@dataclass(frozen=True, slots=True)
class AddedPerson:
    """The outcome of adding somebody: problems to mend, or the token of a one-use link to set a password.

    `name` is theirs as it is kept; `new_teams` are those that were made for them.
    """

    problems: Problems = ()
    token: str = ""
    name: str = ""
    new_teams: tuple[str, ...] = ()


def sign_in(site: Site, email: str, password: str, address: str) -> SignIn:
    """Try to sign in. An unknown address, a wrong password and a leaver look the same and take the same time.

    Problems: `email` or `password` is empty or too long; such a form counts as no try.
    """
    now, email, password = site.now(), storable(email), storable(password)
    problems = (*_text_problems("email", email, LONGEST_EMAIL), *_text_problems("password", password, LONGEST_TYPED))
    if problems:
        return SignIn(problems=problems)
    window = int(now.timestamp() // WINDOW.total_seconds())
    keys = (f"account:{digest(people.email_key(email))}", f"address:{digest(address)}")
    with site.database.write() as connection:
        account, source = (accounts.throttle_hit(connection, key, window) for key in keys)
        accounts.throttle_forget(connection, window)
        found = people.person_by_email(connection, email)
    if account > TRIES_FOR_AN_ACCOUNT or source > site.settings.sign_in_tries:
        return SignIn(throttled=True)
    hashed = found[1] if found else None
    good = passwords.is_right(password, hashed)
    if found is None or hashed is None or not good:
        with site.database.write() as connection:
            audit.record(
                connection, at=now, actor=None, action="sign-in-refused", subject=found[0].id if found else None
            )
        return SignIn()
    with site.database.write() as connection:
        for key in keys:  # only what went wrong counts: a whole school may sign in from behind one address
            accounts.throttle_return(connection, key, window)
        token = _open_session(site, connection, found[0], now)
    return SignIn(token=token, person=found[0])


def sign_out(site: Site, token: str) -> None:
    """End the session that this token opened; the token is worth nothing afterwards."""
    now = site.now()
    with site.database.write() as connection:
        live = accounts.signed_in(connection, digest(token), now)
        accounts.revoke_session(connection, digest(token), now)
        if live is not None:
            audit.record(connection, at=now, actor=live.person.id, action="sign-out")


def signed_in(site: Site, token: str) -> Person | None:
    """Whose live session this is, asked of the database on every request, so that a revoked one ends at once."""
    with site.database.read() as connection:
        live = accounts.signed_in(connection, digest(token), site.now())
    return live.person if live else None


def add_person(
    site: Site,
    *,
    name: str,
    email: str,
    roles: frozenset[Role],
    team: str | None = None,
    group: Group | None = None,
    manages: tuple[str, ...] = (),
) -> AddedPerson:
    """Add somebody, with a one-use link to set a password.

    Problems: `name`, `email`, `team` or `manages` is empty or too long, the address is none, or somebody has it
    already (`TAKEN`; `LEFT` where that is somebody who has left, whom `people.come_back` brings back).
    """
    now = site.now()
    name, email = tidy(name), tidy(email)
    team, manages = tidy(team) if team is not None else None, tuple(map(tidy, manages))
    problems = (
        *name_problems("name", name),
        *email_problems("email", email),
        *(name_problems("team", team) if team is not None else ()),
        *(problem for managed in manages for problem in name_problems("manages", managed)),
    )
    if problems:
        return AddedPerson(problems)
    with site.database.write() as connection:
        if people.is_taken(connection, email):
            found = directory.by_address(connection, email)
            return AddedPerson((Problem("email", Code.LEFT if found and found.has_left else Code.TAKEN),))
        asked = dict.fromkeys(each for each in (team, *manages) if each)
        new = tuple(each for each in asked if people.team_id(connection, each) is None)
        person = place_person(connection, site.day_of(now), name, email, roles, team, group, manages)
        token = open_link(connection, person, now)
        audit.record(connection, at=now, actor=None, action="person-add", subject=person.id)
    return AddedPerson(token=token, name=person.name, new_teams=new)


def open_link(connection: Connection, person: Person, now: datetime) -> str:
    """The token of a new one-use link with which a person sets a password; no link from before works any more."""
    token = secrets.token_urlsafe(32)
    directory.end_links(connection, person.id, now)
    accounts.add_link(connection, digest(token), person.id, SET_PASSWORD, now + LINK_LIFE)
    return token


def _text_problems(field: str, text: str, most: int) -> Problems:
    if not text:
        return (Problem(field, Code.MISSING),)
    return (Problem(field, Code.TOO_LONG, most),) if len(text) > most else ()


def place_person(
    connection: Connection,
    today: date,
    name: str,
    email: str | None,
    roles: frozenset[Role],
    team: str | None,
    group: Group | None,
    manages: tuple[str, ...],
) -> Person:
    """Put a person into their home team and the teams that they manage, making teams that are not there yet.

    Whoever manages a team is a manager, whatever `roles` says; a manager need not manage a team yet.
    """
    home = team_of(connection, team) if team else None
    person = people.add_person(
        connection,
        public_id=secrets.token_urlsafe(16),
        name=name,
        email=email,
        roles=roles,
        group=group,
        team=home,
        joined_on=today,
    )
    for managed in dict.fromkeys(team_of(connection, each) for each in manages):
        people.add_management(connection, person.id, managed, today, None)
    return people.get_person(connection, person.id) or person


def team_of(connection: Connection, name: str) -> int:
    """The id of the team of this name, which is made if it is not there."""
    found = people.team_id(connection, name)
    return found if found is not None else people.add_team(connection, name)


def link_is_good(site: Site, token: str) -> bool:
    """Whether this link can still set a password."""
    with site.database.read() as connection:
        return accounts.link_person(connection, digest(token), SET_PASSWORD, site.now()) is not None


def set_password(site: Site, token: str, password: str) -> SetPassword:
    """Use the link, once: set the password, end the person's other sessions, and sign them in.

    Problems: `password` is empty, too short, too long or easy to guess; then the link can be used again.
    """
    password = passwords.composed(storable(password))
    if not link_is_good(site, token):
        return SetPassword()
    problem = passwords.problem_of(password)
    if problem is not None:
        return SetPassword((Problem("password", *problem),))
    hashed, now = passwords.hashed(password), site.now()
    with site.database.write() as connection:
        person = accounts.use_link(connection, digest(token), SET_PASSWORD, now)
        if person is None:
            return SetPassword()
        people.set_password(connection, person.id, hashed)
        accounts.revoke_sessions_of(connection, person.id, now)
        audit.record(connection, at=now, actor=person.id, action="password-set", subject=person.id)
        return SetPassword(token=_open_session(site, connection, person, now))


def demo_people(site: Site) -> tuple[tuple[Role, Person], ...]:
    """Those who can be signed in with one click: for each role its first holder. NotPossible outside demo mode."""
    _require_demo(site)
    with site.database.read() as connection:
        found = [(role, people.people_with_role(connection, role)) for role in Role]
    return tuple((role, holders[0]) for role, holders in found if holders)


def demo_sign_in(site: Site, public_id: str) -> str | None:
    """A session for one of the demo people; None for anybody else. NotPossible outside demo mode."""
    person = next((p for _, p in demo_people(site) if p.public_id == public_id), None)
    if person is None:
        return None
    with site.database.write() as connection:
        return _open_session(site, connection, person, site.now())


def _require_demo(site: Site) -> None:
    if not site.settings.demo:
        raise NotPossible("signing in with one click is for the demo only")


def _open_session(site: Site, connection: Connection, person: Person, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    expires = now + timedelta(hours=site.settings.session_hours)
    accounts.open_session(connection, digest(token), person.id, expires)
    audit.record(connection, at=now, actor=person.id, action="sign-in")
    return token


def digest(text: str) -> str:
    """What is stored of a token, and of what a throttle counts: its SHA-256, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
