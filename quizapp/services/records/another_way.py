"""Recording that somebody did a part of a module in another way. No reason is asked, stored or shown.

A manager records it for a person whom they manage, a trainer for those who took part in a session that they led.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from quizapp.model.acts import Act, can, must
from quizapp.model.module_pages import AnotherWayPage, TookPart
from quizapp.model.people import Managed, Person
from quizapp.model.play import NotPossible
from quizapp.model.things import thing_at
from quizapp.services.records import completing
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.published import versions
from quizapp.store.records import completions, teams

MOST_PEOPLE = 60  # recorded at once, after one session


def parts(site: Site) -> tuple[tuple[str, str], ...]:
    """Every live scenario and set, as (path, title), by title."""
    with site.database.read() as connection:
        return _parts(site, connection)


def _parts(site: Site, connection: Connection) -> tuple[tuple[str, str], ...]:
    found = ((live.thing.path, live.title) for live in site.all_live(connection))
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def page(site: Site, viewer: Person, public_id: str) -> AnotherWayPage | None:
    """The form for one person; None unless the viewer manages them today."""
    must(viewer, Act.RECORD_ANOTHER_WAY)
    with site.database.read() as connection:
        found = teams.person_in_scope(connection, viewer, site.today(), public_id)
        return AnotherWayPage(found.name, found.public_id, _parts(site, connection)) if found else None


def record_for(site: Site, viewer: Person, public_id: str, path: str, on: date) -> bool | None:
    """A manager records one part for one of their people; False if it was there already; None: not theirs to record.

    NotPossible for anybody but a manager, for oneself, for a day to come, and where no such part is live.
    """
    must(viewer, Act.RECORD_ANOTHER_WAY)
    with site.database.write() as connection:
        found = teams.person_in_scope(connection, viewer, site.today(), public_id)
        if found is None:
            return None
        must(viewer, Act.RECORD_ANOTHER_WAY, found)
        return _record(site, connection, viewer, found, path, on)


def record_session(site: Site, viewer: Person, path: str, emails: Sequence[str], on: date) -> TookPart:
    """A trainer records who took part in a session about a scenario; an address that nobody has is told back.

    NotPossible for anybody but a trainer, for more than 60 people, for a day to come, and where it is not live. One
    who led a session does not record themselves: their own address is told back like one that nobody has.
    """
    must(viewer, Act.RECORD_SESSION)
    asked = tuple(dict.fromkeys(email.strip() for email in emails if email.strip()))
    if not asked:
        raise NotPossible("no e-mail address was given")
    if len(asked) > MOST_PEOPLE:
        raise NotPossible(f"that is more than {MOST_PEOPLE} people at once")
    recorded: list[str] = []
    already: list[str] = []
    unknown: list[str] = []
    took_part: dict[int, Person] = {}
    with site.database.write() as connection:
        _may_be_recorded(site, connection, path, on)
        for email in asked:
            found = people.by_email(connection, email)
            if found is None or not can(viewer, Act.RECORD_SESSION, found):
                unknown.append(email)
            else:
                took_part[found.id] = found
        for _, person in sorted(took_part.items()):  # in one order, so that two lists at once never wait for each other
            new = _record(site, connection, viewer, person, path, on)
            (recorded if new else already).append(person.name)
    return TookPart(_sorted(recorded), _sorted(already), tuple(unknown))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=str.casefold))


def _record(site: Site, connection: Connection, viewer: Person, person: Person | Managed, path: str, on: date) -> bool:
    now = site.now()
    _may_be_recorded(site, connection, path, on)
    people.lock(connection, person.id)
    added = completions.add_otherwise(connection, person=person.id, path=path, on=on, by=viewer.id, at=now)
    if added:
        audit.record(connection, at=now, actor=viewer.id, action="another-way", subject=person.id, object=path)
        completing.complete(site, connection, person.id, thing_at(path).module, now)
    return added


def _may_be_recorded(site: Site, connection: Connection, path: str, on: date) -> None:
    if on > site.today():
        raise NotPossible("the day is still to come")
    if versions.live(connection, path) is None:
        raise NotPossible("there is no such scenario or set any more")
