"""Who somebody is: sessions, passwords and one-use links. Sessions are rows that can be revoked."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quizapp.model import moments
from quizapp.model.acts import Act, must
from quizapp.model.letters import LetterKind
from quizapp.model.people import Engagement, Group, Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import letters, passwords, standings, throttle
from quizapp.services.site.digests import digest
from quizapp.services.site.person_texts import email_problems, name_problems, staff_number_problems, tidy
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import accounts, belongings, browsers, directory, people, roster, team_tree

LINK_LIFE = moments.LINK
BROWSER_LIFE = moments.BROWSER
SITE = "quizapp"
SET_PASSWORD = "set-password"  # noqa: S105 (the purpose of a link, not a password)


@dataclass(frozen=True, slots=True)
class SetPassword:
    """The outcome of setting a password: problems, the tokens of a fresh session and of the browser, or none of them
    where the link is used."""

    problems: Problems = ()
    token: str | None = None
    browser: str = ""


@dataclass(frozen=True, slots=True)
class AddedPerson:
    """The outcome of adding somebody: problems to mend, or the token of a one-use link to set a password.

    `name` is theirs as it is kept; `new_teams` are those that were made for them. Where the link was to be sent there
    is no token: a letter waits.
    """

    problems: Problems = ()
    token: str = ""
    name: str = ""
    new_teams: tuple[str, ...] = ()


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
    staff_number: str | None = None,
    works_as: Engagement | None = None,
    by: Person | None = None,
    sends: bool = False,
) -> AddedPerson:
    """Add somebody, with a one-use link to set a password; `sends`: in a letter to them, which waits to be sent.

    `by` is None where whoever runs the site does it. Whoever has a staff number needs no address: they sign in with the
    number. NotAllowed for who may not.

    Problems: `name`, `email`, `team`, `manages` or `staff_number` is empty or too long, the address is none, or
    somebody has it or the staff number already (`TAKEN`; `LEFT` where the address is that of somebody who has left,
    whom `people.come_back` brings back). `sends` is a problem where no mail is set up.
    """
    if by is not None:
        must(by, Act.LOOK_AFTER_PEOPLE)
    now = site.now()
    name, email = tidy(name), tidy(email)
    team, manages = tidy(team) if team is not None else None, tuple(map(tidy, manages))
    staff_number = tidy(staff_number) if staff_number is not None else None
    problems = (
        *name_problems("name", name),
        *(email_problems("email", email) if email or not staff_number else ()),
        *(name_problems("team", team) if team is not None else ()),
        *(problem for managed in manages for problem in name_problems("manages", managed)),
        *(staff_number_problems("staff_number", staff_number) if staff_number is not None else ()),
        *letters.sending_problems(site, sends=sends),
    )
    if problems:
        return AddedPerson(problems)
    with site.database.write() as connection:
        roster.lock(connection)
        if email and people.is_taken(connection, email):
            found = directory.by_address(connection, email)
            return AddedPerson((Problem("email", Code.LEFT if found and found.has_left else Code.TAKEN),))
        if staff_number is not None and people.has_staff_number(connection, staff_number) is not None:
            return AddedPerson((Problem("staff_number", Code.TAKEN),))
        asked = dict.fromkeys(each for each in (team, *manages) if each)
        new = tuple(each for each in asked if people.team_id(connection, each) is None)
        person = place_person(connection, site.day_of(now), name, email or None, roles, team, group, manages)
        if staff_number is not None:
            people.set_staff_number(connection, person.id, staff_number)
        team_tree.reopen_used(connection)
        directory.set_works_as(connection, person.id, works_as)
        standings.refresh(site, connection, [person.id])
        token = "" if sends else open_link(connection, person, now)
        if sends:
            letters.send_link(connection, person, LetterKind.INVITATION, now)
        audit.record(connection, at=now, actor=by.id if by else None, action="person-add", subject=person.id)
    return AddedPerson(token=token, name=person.name, new_teams=new)


def open_link(connection: Connection, person: Person, now: datetime, *, ends_others: bool = True) -> str:
    """The token of a new one-use link with which a person sets a password.

    No link from before works any more, unless one of them may be in a letter that is sent once more (`sending`).
    """
    token = secrets.token_urlsafe(32)
    if ends_others:
        directory.end_links(connection, person.id, now)
    accounts.add_link(connection, digest(token), person.id, SET_PASSWORD, now + LINK_LIFE)
    return token


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
    belongings.keep(connection, [person.id], today)
    return people.get_person(connection, person.id) or person


def team_of(connection: Connection, name: str) -> int:
    """The id of the team of this name, which is made if it is not there."""
    found = people.team_id(connection, name)
    return found if found is not None else people.add_team(connection, name)


def holder_of_link(site: Site, token: str) -> tuple[str, str] | None:
    """The name of whose password this link can still set, and with what they sign in; None where it can set none."""
    with site.database.read() as connection:
        whose = accounts.link_person(connection, digest(token), SET_PASSWORD, site.now())
        return (whose.name, accounts.signs_in_as(connection, whose.id)) if whose is not None else None


def set_password(site: Site, token: str, password: str, address: str = "") -> SetPassword:
    """Use the link, once: set the password, end the person's other sessions, forget their browsers, and sign them in.

    Problems: `password` is empty, too short, too long or easy to guess; then the link can be used again. Raises
    TooManyTries: for a link that is none by where it comes from, for a good one by itself.
    """
    password = passwords.composed(storable(password))
    with site.database.read() as connection:  # first of all: hashing takes long, and anybody can ask for it
        whose = accounts.link_person(connection, digest(token), SET_PASSWORD, site.now())
        own = (accounts.signs_in_as(connection, whose.id), whose.name) if whose is not None else ()
    throttle.count(site, (throttle.with_link(token) if whose is not None else throttle.from_source(site, address),))
    if whose is None:
        return SetPassword()
    problem = passwords.problem_of(password, (*own, site.organisation.local(whose.team).name, SITE))
    if problem is not None:
        return SetPassword((Problem("password", *problem),))
    hashed, now = passwords.hashed(password), site.now()
    with site.database.write() as connection:
        person = accounts.use_link(connection, digest(token), SET_PASSWORD, now)
        if person is None:
            return SetPassword()
        people.set_password(connection, person.id, hashed)
        directory.end_links(connection, person.id, now)
        accounts.revoke_sessions_of(connection, person.id, now)
        browsers.forget(connection, person.id)
        audit.record(connection, at=now, actor=person.id, action="password-set", subject=person.id)
        browser = know_browser(connection, person, now, "")
        return SetPassword(token=open_session(site, connection, person, now), browser=browser)


def know_browser(connection: Connection, person: Person, now: datetime, browser: str) -> str:
    """Remember that this person signed in from this browser; its token: a new one, where it had none of ours."""
    if not browsers.is_anybodys(connection, digest(browser), now):
        browser = secrets.token_urlsafe(32)
    browsers.remember(connection, digest(browser), person.id, now, now + BROWSER_LIFE)
    return browser


def demo_people(site: Site) -> tuple[tuple[Role, Person], ...]:
    """Those who can be signed in with one click: for each role its first holder. NotPossible outside demo mode."""
    _require_demo(site)
    with site.database.read() as connection:
        found = [(role, people.people_with_role(connection, role)) for role in Role]
    return tuple((role, holders[0]) for role, holders in found if holders)


def demo_sign_in(site: Site, public_id: str, address: str = "") -> str | None:
    """A session for one of the demo people; None for anybody else. NotPossible outside demo mode; TooManyTries."""
    person = next((p for _, p in demo_people(site) if p.public_id == public_id), None)
    if person is None:
        throttle.count(site, (throttle.from_source(site, address),))
        return None
    with site.database.write() as connection:
        return open_session(site, connection, person, site.now())


def _require_demo(site: Site) -> None:
    if not site.settings.demo:
        raise NotPossible("signing in with one click is for the demo only")


def open_session(site: Site, connection: Connection, person: Person, now: datetime) -> str:
    """The token of a new session for this person."""
    token = secrets.token_urlsafe(32)
    expires = now + timedelta(hours=site.settings.session_hours)
    accounts.open_session(connection, digest(token), person.id, expires)
    audit.record(connection, at=now, actor=person.id, action="sign-in")
    return token
