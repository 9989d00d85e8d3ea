"""Recording that somebody did a part of a module in another way. No reason is asked, stored or shown.

A manager records it for a person whom they manage, a trainer for those who took part in a session that they led.
"""

from collections.abc import Iterable
from datetime import date

from quizapp.model.acts import Act, can, must
from quizapp.model.module_pages import AnotherWayPage, RecordedAnotherWay, TookPart
from quizapp.model.people import Managed, Person
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.things import thing_at
from quizapp.services.records import completing
from quizapp.services.site import address_lists
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.published import versions
from quizapp.store.records import completions, teams

MOST_PEOPLE = 60  # recorded at once, after one session
LONGEST_LIST = 20_000  # characters


def _parts(site: Site, connection: Connection) -> tuple[tuple[str, str], ...]:
    """Every live scenario and set, as (path, title), by title."""
    found = ((live.thing.path, live.title) for live in site.all_live(connection))
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def page(site: Site, viewer: Person, public_id: str) -> AnotherWayPage | None:
    """The form for one person; None unless the viewer manages them today."""
    must(viewer, Act.RECORD_ANOTHER_WAY)
    with site.database.read() as connection:
        found = teams.person_in_scope(connection, viewer, site.today(), public_id)
        return AnotherWayPage(found.name, found.public_id, _parts(site, connection)) if found else None


def record_for(site: Site, viewer: Person, public_id: str, part: str, on: date | None) -> RecordedAnotherWay | None:
    """A manager records one part (its path) for one of their people; None where they are not theirs to record for.

    Problems: `part` is none that is live, `on` is no day (None) or still to come. NotPossible for anybody but a
    manager, and for oneself.
    """
    must(viewer, Act.RECORD_ANOTHER_WAY)
    with site.database.write() as connection:
        found = teams.person_in_scope(connection, viewer, site.today(), public_id)
        if found is None:
            return None
        must(viewer, Act.RECORD_ANOTHER_WAY, found)
        title = dict(_parts(site, connection)).get(part)
        problems = (*(() if title is not None else (Problem("part", Code.UNKNOWN),)), *_day_problems(site, on))
        if title is None or on is None or problems:
            return RecordedAnotherWay(problems)
        return RecordedAnotherWay((), title, _record(site, connection, viewer, found, part, on))


def record_session(site: Site, viewer: Person, path: str, listed: str, on: date | None) -> TookPart:
    """A trainer records who took part in a session about a scenario; an address that nobody has is given back.

    `listed` are e-mail addresses as `address_lists` reads them. Whoever is found is recorded, whatever else is wrong:
    `unknown` are addresses that nobody has, and `unread` what is no address. Problems: `on` is no day (None) or is
    still to come, `people` are none, more than 60, or a text that is too long to be read. NotPossible for anybody but a
    trainer, and where the scenario is not live. One who led a session does not record themselves: their own address is
    given back like an unknown one.
    """
    must(viewer, Act.RECORD_SESSION)
    found_in = address_lists.read(listed) if len(listed) <= LONGEST_LIST else address_lists.AddressList((), ())
    problems = (*_day_problems(site, on), *_list_problems(listed, found_in))
    if on is None or problems:
        return TookPart(problems)
    recorded: list[str] = []
    already: list[str] = []
    unknown: list[str] = []
    took_part: dict[int, Person] = {}
    with site.database.write() as connection:
        if versions.live(connection, path) is None:
            raise NotPossible("there is no such scenario any more")
        for email in found_in.addresses:
            found = people.by_email(connection, email)
            if found is None or not can(viewer, Act.RECORD_SESSION, found):
                unknown.append(email)
            else:
                took_part[found.id] = found
        for _, person in sorted(took_part.items()):  # in one order, so that two lists at once never wait for each other
            new = _record(site, connection, viewer, person, path, on)
            (recorded if new else already).append(person.name)
    return TookPart((), _sorted(recorded), _sorted(already), tuple(unknown), found_in.unread)


def _day_problems(site: Site, on: date | None) -> Problems:
    if on is None:
        return (Problem("on", Code.NO_DAY),)
    return (Problem("on", Code.TO_COME),) if on > site.today() else ()


def _list_problems(listed: str, found: address_lists.AddressList) -> Problems:
    if len(listed) > LONGEST_LIST:
        return (Problem("people", Code.TOO_LONG, LONGEST_LIST),)
    if not found.addresses and not found.unread:
        return (Problem("people", Code.MISSING),)
    return (Problem("people", Code.TOO_MANY, MOST_PEOPLE),) if len(found.addresses) > MOST_PEOPLE else ()


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=str.casefold))


def _record(site: Site, connection: Connection, viewer: Person, person: Person | Managed, path: str, on: date) -> bool:
    now = site.now()
    people.lock(connection, person.id)
    added = completions.add_otherwise(connection, person=person.id, path=path, on=on, by=viewer.id, at=now)
    if added:
        audit.record(connection, at=now, actor=viewer.id, action="another-way", subject=person.id, object=path)
        completing.complete(site, connection, person.id, thing_at(path).module, now)
    return added
