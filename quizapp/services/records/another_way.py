"""Recording that somebody did a part of a module in another way. No reason is asked, stored or shown.

A manager records it here for a person whom they manage, a trainer for those who took part in a session (`took_part`).
"""

from datetime import date, datetime

from quizapp.engine import another_way as days
from quizapp.engine import completion as rules
from quizapp.model.acts import Act, can, must
from quizapp.model.another_way_pages import AnotherWayPage, AnotherWayPart, RecordedAnotherWay
from quizapp.model.completion import Done
from quizapp.model.people import Managed, Person
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.published import LiveModule
from quizapp.model.retired import ListedModule, ListedPart
from quizapp.model.things import Thing, thing_at
from quizapp.services.records import completing
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import directory, people
from quizapp.store.published import versions
from quizapp.store.records import completions, otherwise, teams


def theirs(site: Site, connection: Connection, viewer: Person, public_id: str) -> Managed | None:
    """Whom a manager records for: somebody else whom they manage today; None for anybody else, and for themselves."""
    found = teams.person_in_scope(connection, viewer, site.today(), public_id)
    return found if found is not None and can(viewer, Act.RECORD_ANOTHER_WAY, found) else None


def page(site: Site, viewer: Person, public_id: str) -> AnotherWayPage | None:
    """The form for one person; None where they are not the viewer's to record for (`theirs`).

    What was retired before they joined is not in it: there is no day on which they can have done it.
    """
    must(viewer, Act.RECORD_ANOTHER_WAY)
    with site.database.read() as connection:
        found = theirs(site, connection, viewer, public_id)
        if found is None:
            return None
        listed = site.live_now(connection).grouped
        done = completions.done_everywhere(connection, found.id, site.counts_from)
        joined_on = directory.joined_on(connection, found.id)
    days = {part.thing: site.day_of(part.at) for parts in done.values() for part in parts}
    modules = []
    for module in listed:
        parts = (
            AnotherWayPart(part.thing.path, part.title, days.get(part.thing), last_day(site, part.retired_at))
            for part in module.parts
        )
        shown = tuple(part for part in parts if part.retired_on is None or part.retired_on >= joined_on)
        if shown:
            modules.append((module.title, shown))
    return AnotherWayPage(found.name, public_id, tuple(modules), found.email, found.staff_number)


def find(site: Site, connection: Connection, path: str) -> tuple[ListedModule, ListedPart] | None:
    """A scenario or set that is or was live, with its module; None where nothing at this path ever was."""
    modules = site.live_now(connection).listed
    return next(((module, part) for module in modules for part in module.parts if part.thing.path == path), None)


def last_day(site: Site, retired_at: datetime | None) -> date | None:
    """The organisation's day on which something was retired, which is the last on which it was offered."""
    return site.day_of(retired_at) if retired_at is not None else None


def record_for(site: Site, viewer: Person, public_id: str, part: str, on: date | None) -> RecordedAnotherWay | None:
    """A manager records one part (its path) for one of their people; None where they are not theirs to record for.

    Problems: `part` is none that is or was live, `on` is no day on which they can have done it (`engine.another_way`).
    NotPossible for anybody but a manager.
    """
    must(viewer, Act.RECORD_ANOTHER_WAY)
    with site.database.write() as connection:
        completing.hold_rules(connection)
        found = theirs(site, connection, viewer, public_id)
        if found is None:
            return None
        asked = find(site, connection, part)
        problems = _problems(site, connection, found, asked[1] if asked is not None else None, on)
        if asked is None or on is None or problems:
            return RecordedAnotherWay(problems)
        return RecordedAnotherWay((), asked[1].title, store(site, connection, viewer, found, part, on))


def to_confirm(site: Site, viewer: Person, public_id: str, part: str, on: date | None) -> RecordedAnotherWay | None:
    """What `record_for` would come to, with the same problems; nothing is stored."""
    must(viewer, Act.RECORD_ANOTHER_WAY)
    with site.database.read() as connection:
        found = theirs(site, connection, viewer, public_id)
        if found is None:
            return None
        asked = find(site, connection, part)
        problems = _problems(site, connection, found, asked[1] if asked is not None else None, on)
        if asked is None or on is None or problems:
            return RecordedAnotherWay(problems)
        module, listed = asked
        is_new = not otherwise.stands(connection, found.id, part)
        live = site.live_module(module.id, connection)
        completed = completes(site, connection, found.id, live, listed.thing, on)
        return RecordedAnotherWay((), listed.title, is_new, module.title, completed)


def completes(
    site: Site, connection: Connection, person: int, module: LiveModule | None, thing: Thing, on: date
) -> bool:
    """Whether a person who did this part on that day has then completed its module, and has not done so before.

    Nobody completes a module of which nothing is live (None).
    """
    if module is None:
        return False
    done = completions.done(connection, person, module.id, site.counts_from)
    more = (*done, Done(thing, site.counts_from(on, site.now())))
    open_yet = completions.find(connection, person, module.id) is None
    return open_yet and rules.evidence(module.briefing.complete, more) is not None


def _problems(
    site: Site, connection: Connection, person: Managed, part: ListedPart | None, on: date | None
) -> Problems:
    """What is wrong with a part (None: none that is or was live) and a day, for this person."""
    live_from = first_day(site, connection, part.thing.path) if part is not None else None
    live_until = last_day(site, part.retired_at) if part is not None else None
    joined_on = directory.joined_on(connection, person.id)
    known = {"live_from": live_from, "live_until": live_until, "joined_on": joined_on}
    day = days.day_problem("on", on, site.today(), **known)
    unknown = (Problem("part", Code.UNKNOWN),) if part is None else ()
    return (*unknown, *((day,) if day is not None else ()))


def first_day(site: Site, connection: Connection, path: str) -> date | None:
    """The organisation's day on which anything was first published at this path; None if nothing ever was."""
    first = versions.first_published(connection, path)
    return site.day_of(first) if first is not None else None


def store(site: Site, connection: Connection, viewer: Person, person: Person | Managed, path: str, on: date) -> bool:
    """Keep that a person did this part on that day, with what it completes; False if a record of it stands already."""
    now = site.now()
    people.lock(connection, person.id)
    added = otherwise.add(connection, person=person.id, path=path, on=on, by=viewer.id, at=now)
    if added:
        audit.record(connection, at=now, actor=viewer.id, action="another-way", subject=person.id, object=path)
        completing.complete(site, connection, person.id, thing_at(path).module, now)
    return added
