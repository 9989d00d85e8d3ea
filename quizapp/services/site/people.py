"""Whoever runs the site looks after people: a new link, leaving, coming back, another team, name, address or number.

A problem of `email` is `UNKNOWN` (nobody has it), `LEFT` or `HERE` (they have left, or have not). Whoever is the last
administrator is not let go, nor loses the role, by an oversight: nobody could set up anything any more (`LAST`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from quizapp.model.letters import LetterKind
from quizapp.model.people import Listed, Person, Role
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import accounts, letters, standings
from quizapp.services.site.person_texts import email_problems, name_problems, staff_number_problems, tidy
from quizapp.services.site.site import Site
from quizapp.services.site.whom import Whom, actor_of, find, has_changed, may_change
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import accounts as access
from quizapp.store.people import browsers, directory, people, roster, team_tree


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """The outcome of a change: problems to mend, or who it is, the team they are in now, and a link's token if any.

    `is_new_team`: the team was made for it. `ended` are the teams that they managed until now.
    """

    problems: Problems = ()
    person: Person | None = None
    token: str = ""
    is_new_team: bool = False
    ended: tuple[str, ...] = ()


Change = Callable[[Connection, Person, datetime], PersonChanged]


def everybody(site: Site) -> tuple[Listed, ...]:
    """All people by name, with their addresses; those who have left, too."""
    with site.database.read() as connection:
        return directory.everybody(connection)


def team_names(site: Site) -> tuple[str, ...]:
    """The names of all teams, in order."""
    with site.database.read() as connection:
        return people.team_names(connection)


def new_link(site: Site, email: Whom | str, *, sends: bool = False) -> PersonChanged:
    """A new one-use link to set a password, for somebody who forgot theirs or let a link run out; older links end.

    `sends`: in a letter to them, which waits to be sent; a problem where no mail is set up.
    """
    if problems := letters.sending_problems(site, sends=sends):
        return PersonChanged(problems)

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        return PersonChanged(person=person, token=_link(connection, person, now, sends=sends))

    return change_person(site, email, "person-link", False, change)


def leave(site: Site, email: Whom | str, *, even_so: bool = False) -> PersonChanged:
    """Let somebody in no longer, from now on: they are in no team and manage none. What they did stays on record.

    The last administrator only `even_so`.
    """

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        if not even_so and is_last_administrator(connection, person):
            return PersonChanged((Problem("email", Code.LAST),))
        return PersonChanged(person=person, ended=let_go(site, connection, person, now))

    return change_person(site, email, "person-leave", False, change)


def let_go(site: Site, connection: Connection, person: Person, now: datetime) -> tuple[str, ...]:
    """Have somebody be in no team, and nothing that was theirs let anybody in; the teams that they managed."""
    today = site.day_of(now)
    ended = _managed(connection, person)
    people.set_state(connection, person.id, directory.LEFT)
    directory.leave_home(connection, person.id, today)
    people.end_managing(connection, person.id, today)
    directory.forget_password(connection, person.id)
    directory.end_links(connection, person.id, now)
    _sign_out_everywhere(connection, person, now)
    return ended


def forget_browsers(site: Site, email: Whom | str) -> PersonChanged:
    """Sign somebody out everywhere, and know none of their browsers any more: one was lost, or is shared."""

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        _sign_out_everywhere(connection, person, now)
        return PersonChanged(person=person)

    return change_person(site, email, "person-forget-browsers", False, change)


def come_back(site: Site, email: Whom | str, team: str | None = None, *, sends: bool = False) -> PersonChanged:
    """Let somebody in who had left, as who they were: into this team, or the one that they were last in.

    They set a new password with the link, which is in a letter to them if it `sends` one. Teams that they managed are
    given again by whoever decides that.
    """
    team = tidy(team) if team is not None else None
    problems = name_problems("team", team) if team is not None else ()
    if problems := (*problems, *letters.sending_problems(site, sends=sends)):
        return PersonChanged(problems)

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        home = team or directory.last_home(connection, person.id)
        people.set_state(connection, person.id, directory.HERE)
        is_new = _move(site, connection, person, home, now) if home else False
        token = _link(connection, person, now, sends=sends)
        return PersonChanged(person=people.get_person(connection, person.id), token=token, is_new_team=is_new)

    return change_person(site, email, "person-return", True, change)


def move(site: Site, email: Whom | str, team: str) -> PersonChanged:
    """Make this somebody's home team from today on. Problems: `team` is empty or too long."""
    team = tidy(team)
    if problems := name_problems("team", team):
        return PersonChanged(problems)

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        is_new = _move(site, connection, person, team, now)
        return PersonChanged(person=people.get_person(connection, person.id), is_new_team=is_new)

    return change_person(site, email, "person-move", False, change)


def manage(site: Site, email: Whom | str, team: str, *, ends: bool = False) -> PersonChanged:
    """Let somebody manage this team from today on, or no longer. Problems of `team`: empty, too long, not there."""
    team = tidy(team)
    if problems := name_problems("team", team):
        return PersonChanged(problems)

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        found = people.team_id(connection, team)
        if found is None:
            return PersonChanged((Problem("team", Code.UNKNOWN),))
        if ends:
            people.end_management(connection, person.id, found, site.day_of(now))
        else:
            people.lock(connection, person.id)  # so that nobody takes the role meanwhile
            people.start_managing(connection, person.id, found, site.day_of(now))
        return PersonChanged(person=people.get_person(connection, person.id))

    return change_person(site, email, "person-manage", False, change)


def change_roles(
    site: Site, email: Whom | str, *, add: frozenset[Role] = frozenset(), take: frozenset[Role] = frozenset()
) -> PersonChanged:
    """Give somebody these roles, and take those; all others stay. Who is a manager no more manages nothing from today.

    Problems of `take`: a role that is given, too (`REPEATED`), and that of the last administrator (`LAST`).
    """
    if add & take:
        return PersonChanged((Problem("take", Code.REPEATED),))

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        if Role.ADMINISTRATOR in take and is_last_administrator(connection, person):
            return PersonChanged((Problem("take", Code.LAST),))
        people.lock(connection, person.id)
        ended = _managed(connection, person) if Role.MANAGER in take else ()
        if Role.MANAGER in take:
            people.end_managing(connection, person.id, site.day_of(now))
        directory.change_roles(connection, person.id, add=add, take=take)
        return PersonChanged(person=people.get_person(connection, person.id), ended=ended)

    changed = {"add": ",".join(sorted(add)), "take": ",".join(sorted(take))}
    return change_person(site, email, "person-role", False, change, changed)


def rename(site: Site, email: Whom | str, *, name: str | None = None, new_email: str | None = None) -> PersonChanged:
    """Give somebody another name, another address, or both; also one who has left.

    Problems: `name` or `new_email` is empty or too long, or no address, or somebody else's (`TAKEN`).
    """
    name, new_email = (tidy(text) if text is not None else None for text in (name, new_email))
    problems = (
        *(name_problems("name", name) if name is not None else ()),
        *(email_problems("new_email", new_email) if new_email is not None else ()),
    )
    if problems:
        return PersonChanged(problems)

    def change(connection: Connection, person: Person, _: datetime) -> PersonChanged:
        if new_email is not None:
            other = directory.by_address(connection, new_email)
            if other is not None and other.person.id != person.id:
                return PersonChanged((Problem("new_email", Code.TAKEN),))
        directory.rename(connection, person.id, name=name, email=new_email)
        return PersonChanged(person=people.get_person(connection, person.id))

    return change_person(site, email, "person-rename", None, change)


def give_staff_number(site: Site, email: Whom | str, number: str | None) -> PersonChanged:
    """Give somebody this staff number, or none; also one who has left.

    Problems: `staff_number` is empty, too long, or somebody else's (`TAKEN`).
    """
    number = tidy(number) if number is not None else None
    if number is not None and (problems := staff_number_problems("staff_number", number)):
        return PersonChanged(problems)

    def change(connection: Connection, person: Person, _: datetime) -> PersonChanged:
        if number is not None and people.has_staff_number(connection, number) not in (None, person.id):
            return PersonChanged((Problem("staff_number", Code.TAKEN),))
        people.set_staff_number(connection, person.id, number)
        return PersonChanged(person=person)

    return change_person(site, email, "person-staff-number", None, change)


def joined(site: Site, email: Whom | str, on: date | None) -> PersonChanged:
    """Say on which day somebody joined; also of one who has left. Problems: `joined` is no day, or still to come."""

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        if on is None or on > site.day_of(now):
            return PersonChanged((Problem("joined", Code.NO_DAY if on is None else Code.TO_COME),))
        directory.set_joined(connection, person.id, on)
        return PersonChanged(person=person)

    return change_person(site, email, "person-joined", None, change)


def _link(connection: Connection, person: Person, now: datetime, *, sends: bool) -> str:
    """The token of a new link; "" where it is sent, in a letter that waits."""
    if not sends:
        return accounts.open_link(connection, person, now)
    letters.send_link(connection, person, LetterKind.INVITATION, now)
    return ""


def _sign_out_everywhere(connection: Connection, person: Person, now: datetime) -> None:
    access.revoke_sessions_of(connection, person.id, now)
    browsers.forget(connection, person.id)


def _move(site: Site, connection: Connection, person: Person, team: str, now: datetime) -> bool:
    is_new = people.team_id(connection, team) is None
    people.move_home(connection, person.id, accounts.team_of(connection, team), site.day_of(now))
    return is_new


def _managed(connection: Connection, person: Person) -> tuple[str, ...]:
    """The names of the teams that somebody manages on no end's day yet, in order."""
    return tuple(people.managed_teams(connection).get(person.id, ()))


def is_last_administrator(connection: Connection, person: Person) -> bool:
    """Whether this person is one and nobody else is; no other can stop being one before this transaction ends."""
    for one in people.people_with_role(connection, Role.ADMINISTRATOR):  # by id, so that two never wait for each other
        people.lock(connection, one.id)
    return [one.id for one in people.people_with_role(connection, Role.ADMINISTRATOR)] == [person.id]


def change_person(
    site: Site,
    email: Whom | str,
    action: str,
    has_left: bool | None,
    change: Change,
    details: Mapping[str, str] | None = None,
) -> PersonChanged:
    """Make a change to whoever it is, on record, in one transaction. `has_left`: as they must be."""
    now = site.now()
    may_change(email)
    with site.database.write() as connection:
        roster.lock(connection)
        found = find(connection, email)
        if has_changed(connection, email):
            return PersonChanged((Problem("seen", Code.CHANGED),), found.person if found else None)
        if found is None:
            return PersonChanged((Problem("email", Code.UNKNOWN),))
        if has_left is not None and found.has_left is not has_left:
            return PersonChanged((Problem("email", Code.LEFT if found.has_left else Code.HERE),), found.person)
        done = change(connection, found.person, now)
        if not done.problems:
            team_tree.reopen_used(connection)
            standings.refresh(site, connection, [found.person.id])
            ended = {"managed": ",".join(str(people.team_id(connection, team)) for team in done.ended)}
            noted = {**(details or {}), **(ended if done.ended else {})}
            audit.record(
                connection, at=now, actor=actor_of(email), action=action, subject=found.person.id, details=noted
            )
        return done
