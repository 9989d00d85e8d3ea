"""People brought in from a file: first what it would do, then all of it, or nothing.

What is worked out is looked at again in the transaction that does it: where somebody changed the list meanwhile, it is
worked out anew, and where that comes to something else than was shown, nothing happens.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from quizapp.model.acts import Act, must
from quizapp.model.people import Person, Role
from quizapp.model.people_import import Enrolled, ImportFile, ImportPlan
from quizapp.model.progress import Progress, in_silence
from quizapp.services.site import accounts, standings
from quizapp.services.site.importing.planning import Pair, WorkedOut, work_out
from quizapp.services.site.site import Site, StoreUnavailable
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import accounts as access
from quizapp.store.people import browsers, directory, enrolling, people, roster, team_tree
from quizapp.store.people.enrolling import Home
from quizapp.store.records import standings as kept

IMPORT = "import"  # what the rows of the audit trail say that it came from


@dataclass(frozen=True, slots=True)
class NewLink:
    """Somebody who was added or came back, with the token of a link to set a password."""

    name: str
    email: str
    staff_number: str
    token: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done, with links if they were asked for; or, where `is_done` is not true, what would be done now."""

    plan: ImportPlan
    is_done: bool = False
    links: tuple[NewLink, ...] = ()


def dry_run(site: Site, file: ImportFile, by: Person | None = None, progress: Progress = in_silence) -> ImportPlan:
    """What the file would change, or every mistake in it; nothing is stored. NotAllowed for who may not.

    `by` is None where whoever runs the site does it by a command.
    """
    _may(by)
    return _worked_out(site, file, site.today(), progress)[1].plan


def bring_in(
    site: Site,
    file: ImportFile,
    seal: str,
    by: Person | None = None,
    *,
    with_links: bool = False,
    progress: Progress = in_silence,
) -> Imported:
    """Do what `dry_run` showed, by its seal, in one transaction; nothing where it has come to be something else."""
    _may(by)
    now = site.now()
    while True:
        listed, worked = _worked_out(site, file, site.day_of(now), progress)
        if worked.plan.mistakes or worked.plan.seal != seal or not worked.plan.does_something:
            return Imported(worked.plan)
        with site.database.write() as connection:
            roster.lock(connection)
            if roster.roster(connection) == listed:
                links = _do(site, connection, worked, now, by, with_links=with_links)
                break
    with suppress(StoreUnavailable):  # all of it is stored; whoever reads how people stand works out what is left
        standings.refresh_due(site)
    return Imported(worked.plan, True, links)


def _may(by: Person | None) -> None:
    if by is not None:
        must(by, Act.LOOK_AFTER_PEOPLE)


def _worked_out(site: Site, file: ImportFile, today: date, progress: Progress) -> tuple[roster.Roster, WorkedOut]:
    with site.database.snapshot() as connection:
        listed = roster.roster(connection)
    return listed, work_out(file, listed, today, progress)


def _do(
    site: Site, connection: Connection, worked: WorkedOut, now: datetime, by: Person | None, *, with_links: bool
) -> tuple[NewLink, ...]:
    today, actor = site.day_of(now), by.id if by is not None else None
    for team in worked.teams:
        people.add_team(connection, team.name)
    teams = enrolling.team_ids(connection)
    for team in worked.teams:
        if team.parent:
            enrolling.put_under(connection, teams[team.name], teams[team.parent])
        audit.record(connection, at=now, actor=actor, action="team-add", object=str(teams[team.name]))
    added = [(secrets.token_urlsafe(16), pair) for pair in worked.pairs if pair.before is None]
    ids = enrolling.add_people(connection, [(public, pair.after) for public, pair in added])
    known = {pair.line: ids[public] for public, pair in added}
    changed = [pair for pair in worked.pairs if pair.before is not None]
    known |= {pair.line: pair.after.id for pair in changed}
    kept.lock(connection, known.values())  # in one order, and before their figures move: who finishes holds theirs, too
    enrolling.set_people(connection, [pair.after for pair in changed if _own(pair.before) != _own(pair.after)])
    placed = [Home(known[pair.line], teams[pair.after.team], pair.after.joined) for _, pair in added if pair.after.team]
    enrolling.join(connection, placed)
    homes = [Home(pair.after.id, teams.get(pair.after.team), today) for pair in changed if _moves(pair)]
    enrolling.set_homes(connection, homes)
    gone = [pair for pair in changed if pair.after.has_left and pair.before and not pair.before.has_left]
    for pair in gone:
        _let_go(connection, pair, now, today)
    for pair in worked.pairs:
        if not pair.after.has_left:
            _set_roles(connection, known[pair.line], pair, teams, today)
    came = [pair for pair in worked.pairs if not pair.after.has_left and (pair.before is None or pair.before.has_left)]
    done = {"person-add": [pair for _, pair in added], "person-leave": gone}
    done["person-return"] = [pair for pair in came if pair.before is not None]
    named = {pair.line for pairs in done.values() for pair in pairs}
    done["person-change"] = [pair for pair in worked.pairs if pair.line not in named]
    for action, pairs in done.items():
        subjects = [known[pair.line] for pair in pairs]
        audit.record_of_each(connection, at=now, actor=actor, action=action, subjects=subjects, object=IMPORT)
    team_tree.reopen_used(connection)
    standings.refresh_later(site, connection, known.values())
    counts = {action: len(pairs) for action, pairs in done.items()}
    audit.record(connection, at=now, actor=actor, action="people-import", details=counts)
    return tuple(_link(connection, known[pair.line], pair.after, now) for pair in came) if with_links else ()


def _own(one: Enrolled | None) -> tuple[object, ...]:
    """What stands in somebody's own row."""
    if one is None:
        return ()
    return (one.name, one.email, one.staff_number, one.group, one.works_as, one.joined, one.has_left)


def _moves(pair: Pair) -> bool:
    before, after = pair.before, pair.after
    return before is not None and not after.has_left and (before.has_left or before.team != after.team)


def _let_go(connection: Connection, pair: Pair, now: datetime, today: date) -> None:
    """As `people.leave` does, from the day that the file says."""
    person, on = pair.after.id, pair.leaves or today
    directory.leave_home(connection, person, on)
    people.end_managing(connection, person, on)
    directory.forget_password(connection, person)
    directory.end_links(connection, person, now)
    access.revoke_sessions_of(connection, person, now)
    browsers.forget(connection, person)


def _set_roles(connection: Connection, person: int, pair: Pair, teams: dict[str, int], today: date) -> None:
    before = pair.before
    held, managed = (before.holds, before.manages) if before is not None else (pair.after.holds, frozenset[str]())
    if before is not None and before.has_left:
        managed = frozenset()
    taken = held - pair.after.holds
    if Role.MANAGER in taken:
        people.end_managing(connection, person, today)
    else:
        for team in sorted(managed - pair.after.manages):
            people.end_management(connection, person, teams[team], today)
    if taken or pair.after.holds - held:
        directory.change_roles(connection, person, add=pair.after.holds - held, take=taken)
    for team in sorted(pair.after.manages - managed):
        people.start_managing(connection, person, teams[team], today)


def _link(connection: Connection, person: int, one: Enrolled, now: datetime) -> NewLink:
    found = people.get_person(connection, person)
    if found is None:
        raise AssertionError("somebody who was just brought in is not there")
    return NewLink(one.name, one.email, one.staff_number, accounts.open_link(connection, found, now))
