"""Recording who took part in a session about a scenario: what a trainer's list would come to, and keeping it.

Whose an address is is told of people whom the trainer manages, too; of others once this records them, and not before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from quizapp.engine.another_way import day_problem
from quizapp.model.acts import Act, can, must
from quizapp.model.another_way_pages import Attendee, SessionPage, TookPart
from quizapp.model.names import reading_order
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.published import LiveModule
from quizapp.model.things import scenario, thing_at
from quizapp.services.records import another_way, completing
from quizapp.services.site import address_lists
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.people import directory, people
from quizapp.store.published import retirements, versions
from quizapp.store.records import otherwise, teams

MOST_PEOPLE = 60  # recorded at once, after one session
LONGEST_LIST = 20_000  # characters


@dataclass(frozen=True, slots=True)
class _Found:
    """Who is behind the addresses of a list, each once and in its order, with how much of them is told."""

    there: tuple[tuple[Person, Attendee], ...]
    managed: frozenset[int]
    told: TookPart  # all but those who were there


def session_page(site: Site, viewer: Person, module: str, name: str) -> SessionPage | None:
    """The scenario that a session was about; None where there never was one. NotPossible for anybody but a trainer."""
    must(viewer, Act.RECORD_SESSION)
    with site.database.read() as connection:
        found = another_way.find(site, connection, scenario(module, name).path)
    if found is None:
        return None
    of, part = found
    last = another_way.last_day(site, part.retired_at)
    return SessionPage(module, of.title, name, part.title, last, of.retired_at is not None)


def to_confirm(site: Site, viewer: Person, path: str, listed: str, on: date | None) -> TookPart:
    """What `record` would come to, with the same problems, in the order of the list; nothing is stored."""
    must(viewer, Act.RECORD_SESSION)
    with site.database.read() as connection:
        found = _find(site, connection, viewer, path, listed, on)
        if on is None or found.told.problems:
            return found.told
        module = site.live_module(thing_at(path).module, connection)
        new: list[Attendee] = []
        already: list[Attendee] = []
        for person, shown in found.there:
            if otherwise.stands(connection, person.id, path):
                already.append(shown)
                continue
            new.append(replace(shown, completes=_completes(site, connection, found, person.id, module, path, on)))
    return replace(found.told, recorded=tuple(new), already=tuple(already))


def record(site: Site, viewer: Person, path: str, listed: str, on: date | None) -> TookPart:
    """A trainer records who took part in a session about a scenario; an address that nobody has is given back.

    `listed` are e-mail addresses as `address_lists` reads them. Whoever is found is recorded, whatever else is wrong;
    they are told by name. Problems: `on` is no day on which it can have been (`engine.another_way`), `people` are none,
    more than 60, or a text that is too long to be read. NotPossible for anybody but a trainer, and where the
    scenario never was live. One who led a session does not record themselves: their own address is given back apart.
    """
    must(viewer, Act.RECORD_SESSION)
    new: list[Attendee] = []
    already: list[Attendee] = []
    with site.database.write() as connection:
        completing.hold_rules(connection)
        found = _find(site, connection, viewer, path, listed, on)
        if on is None or found.told.problems:
            return found.told
        module = site.live_module(thing_at(path).module, connection)
        # In one order, so that two lists at once never wait for each other.
        for person, shown in sorted(found.there, key=lambda one: one[0].id):
            completes = _completes(site, connection, found, person.id, module, path, on)
            if another_way.store(site, connection, viewer, person, path, on):
                new.append(replace(shown, name=person.name, completes=completes))
            else:
                already.append(shown)
    return replace(found.told, recorded=_sorted(new), already=_sorted(already))


def _completes(
    site: Site, connection: Connection, found: _Found, person: int, module: LiveModule | None, path: str, on: date
) -> bool:
    """Whether a session completes the module for somebody whom the viewer manages: of others, nobody is told."""
    if module is None or person not in found.managed:
        return False
    return another_way.completes(site, connection, person, module, thing_at(path), on)


def _find(site: Site, connection: Connection, viewer: Person, path: str, listed: str, on: date | None) -> _Found:
    ended = retirements.find(connection, path)
    if ended is None and versions.live(connection, path) is None:
        raise NotPossible("there is no such scenario")
    read = address_lists.read(listed) if len(listed) <= LONGEST_LIST else address_lists.AddressList((), ())
    live_from = another_way.first_day(site, connection, path)
    live_until = another_way.last_day(site, ended.at if ended is not None else None)
    day = day_problem("on", on, site.today(), live_from=live_from, live_until=live_until)
    problems = (*((day,) if day is not None else ()), *_list_problems(listed, read))
    if on is None or problems:
        return _Found((), frozenset(), TookPart(problems))
    unknown: list[str] = []
    own = ""
    known: dict[int, Person] = {}
    emails: dict[int, str] = {}
    for email in read.addresses:
        found = people.by_email(connection, email)
        if found is not None and found.id == viewer.id:
            own = email
        elif found is None or not can(viewer, Act.RECORD_SESSION, found):
            unknown.append(email)
        else:
            known[found.id], emails[found.id] = found, people.email_key(email)
    managed = teams.in_scope(connection, viewer, site.today(), known) if can(viewer, Act.SEE_TEAM) else frozenset()
    there: list[tuple[Person, Attendee]] = []
    later: list[Attendee] = []
    for person in known.values():
        shown = Attendee(emails[person.id], person.name if person.id in managed else "")
        joined_on = directory.joined_on(connection, person.id)
        if on < joined_on:
            later.append(replace(shown, joined_on=joined_on) if shown.name else shown)
        else:
            there.append((person, shown))
    told = TookPart((), later=tuple(later), unknown=tuple(unknown), own=own, unread=read.unread)
    return _Found(tuple(there), managed, told)


def _list_problems(listed: str, found: address_lists.AddressList) -> Problems:
    if len(listed) > LONGEST_LIST:
        return (Problem("people", Code.TOO_LONG, LONGEST_LIST),)
    if not found.addresses and not found.unread:
        return (Problem("people", Code.MISSING),)
    return (Problem("people", Code.TOO_MANY, MOST_PEOPLE),) if len(found.addresses) > MOST_PEOPLE else ()


def _sorted(attendees: Iterable[Attendee]) -> tuple[Attendee, ...]:
    return tuple(sorted(attendees, key=lambda one: (reading_order(one.name), one.email)))
