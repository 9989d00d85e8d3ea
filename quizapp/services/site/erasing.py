"""Erasing somebody: what it would come to, doing it for good, and doing it again after a restore.

Nobody erases themselves, or the last administrator. A problem of `who` is `UNKNOWN`, `LAST` or `ONESELF`; of
`reason`, that it is too short or too long, or names them (`NAMES_THEM`); of `name`, that it is not theirs (`NOT_SAME`).
"""

import re
from collections.abc import Sequence

from quizapp.model.acts import Act, must
from quizapp.model.erasures import Erased, ToErase
from quizapp.model.names import as_seen
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import standings
from quizapp.services.site.people import is_last_administrator
from quizapp.services.site.person_texts import tidy
from quizapp.services.site.site import Site, StoreUnavailable
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import directory, erasing, people
from quizapp.store.scrubbing import scrub

SHORTEST_REASON = 5  # characters
LONGEST_REASON = 500
SHORTEST_NAMED = 3  # characters of a name, an address or a number that a reason must not have


def look(site: Site, viewer: Person | None, who: str) -> ToErase:
    """What erasing whoever has this address or staff number would come to. `viewer` None: whoever runs the site."""
    if viewer is not None:
        must(viewer, Act.LOOK_AFTER_PEOPLE)
    with site.database.write() as connection:  # to know who is the last administrator
        return _found(connection, viewer, who)


def erase(site: Site, viewer: Person | None, who: str, *, reason: str, name: str) -> ToErase:
    """Erase them for good, with the reason, if the name that was typed is theirs."""
    if viewer is not None:
        must(viewer, Act.LOOK_AFTER_PEOPLE)
    reason, now = storable(reason).strip(), site.now()
    by = viewer.id if viewer is not None else None
    with site.database.write() as connection:
        found = _found(connection, viewer, who)
        if found.person is None:
            return found
        problems = (*found.problems, *_problems(found, found.person, reason, name))
        if problems:
            return ToErase(problems, found.person, found.email, found.staff_number, found.kept)
        today = site.day_of(now)
        erasing.erase(connection, found.person.id, at=now, today=today, reason=reason, by=by)
        standings.refresh(site, connection, [found.person.id])
        audit.record(connection, at=now, actor=by, action="person-erase", subject=found.person.id)
    is_clean = _is_scrubbed(site)
    return ToErase((), found.person, found.email, found.staff_number, found.kept, is_done=True, is_clean=is_clean)


def erased(site: Site) -> tuple[Erased, ...]:
    """Whoever was erased, in the order in which it was done."""
    with site.database.read() as connection:
        return erasing.everybody_erased(connection)


def erase_again(site: Site, known: Sequence[Erased]) -> int:
    """Erase those who were erased and are here again, because a backup did not know of it; how many they were."""
    now = site.now()
    with site.database.write() as connection:
        back = erasing.not_erased(connection, known)
        for one, person, by in back:
            today = site.day_of(now)
            erasing.erase(connection, person, at=one.at, today=today, reason=one.reason, by=by)
            standings.refresh(site, connection, [person])
            audit.record(connection, at=now, actor=None, action="person-erase", subject=person, object="restore")
    if back:
        _is_scrubbed(site)
    return len(back)


def _is_scrubbed(site: Site) -> bool:
    """Whether no trace is left in the file. They are erased already: a database that is busy now is no error."""
    try:
        return scrub(site.database)
    except StoreUnavailable:
        return False


def _found(connection: Connection, viewer: Person | None, who: str) -> ToErase:
    person = erasing.find(connection, tidy(who))
    if person is None:
        return ToErase((Problem("who", Code.UNKNOWN),))
    people.lock(connection, person.id)
    problems: Problems = ()
    if viewer is not None and viewer.id == person.id:
        problems = (Problem("who", Code.ONESELF),)
    elif is_last_administrator(connection, person):
        problems = (Problem("who", Code.LAST),)
    number = directory.staff_number(connection, person.id)
    kept = erasing.counted(connection, person.id)
    return ToErase(problems, person, people.email_of(connection, person.id) or "", number, kept)


def _problems(asked: ToErase, person: Person, reason: str, name: str) -> Problems:
    found: list[Problem] = []
    said = as_seen(reason)
    known = (person.name, *person.name.split(), asked.email, asked.staff_number)
    if len(reason) < SHORTEST_REASON:
        found.append(Problem("reason", Code.TOO_SHORT, SHORTEST_REASON))
    elif len(reason) > LONGEST_REASON:
        found.append(Problem("reason", Code.TOO_LONG, LONGEST_REASON))
    elif any(re.search(rf"\b{re.escape(as_seen(one))}\b", said) for one in known if len(one) >= SHORTEST_NAMED):
        found.append(Problem("reason", Code.NAMES_THEM))  # it is kept, and would say who they were
    if as_seen(tidy(name)) != as_seen(person.name):
        found.append(Problem("name", Code.NOT_SAME))
    return tuple(found)
