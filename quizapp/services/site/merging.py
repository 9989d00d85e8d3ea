"""Two records of one person become one: the one with what they did stays, and the other is folded into it.

Attempts, completions and the audit trail are bound to a record for good, and numbered in it: none is moved to another.
So two records can be made one only where one of them has nothing of the kind. Where both have, they stay two.
"""

from datetime import datetime

from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem
from quizapp.services.site import people, standings
from quizapp.services.site.people import PersonChanged, change_person
from quizapp.services.site.person_texts import tidy
from quizapp.services.site.site import Site
from quizapp.services.site.whom import Whom, actor_of
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import directory, folding
from quizapp.store.people import people as rows


def merge(site: Site, whom: Whom, other: str, *, sure: bool) -> PersonChanged:
    """Fold the record of whoever has this address or staff number into that of `whom`, who keeps name, team and roles.

    What `whom` has not, of address and number, they get. The other record is in no list any more, and lets nobody in.

    Problems of `other`: nobody has it (`UNKNOWN`), it is their own (`OWN`), both did something (`BOTH`), only the other
    did (`HERE`: fold the other way round), or the other is the last administrator (`LAST`); of `sure`: it is not said.
    """
    typed = tidy(other)
    if not typed:
        return PersonChanged((Problem("other", Code.MISSING),))

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        found = directory.by_address(connection, typed) or directory.by_staff_number(connection, typed)
        if found is None:
            return PersonChanged((Problem("other", Code.UNKNOWN),))
        if found.person.id == person.id:
            return PersonChanged((Problem("other", Code.OWN),))
        for one in sorted((person.id, found.person.id)):
            rows.lock(connection, one)
        if folding.has_done_something(connection, found.person.id):
            code = Code.BOTH if folding.has_done_something(connection, person.id) else Code.HERE
            return PersonChanged((Problem("other", code),))
        if not found.has_left and people.is_last_administrator(connection, found.person):
            return PersonChanged((Problem("other", Code.LAST),))
        if not sure:
            return PersonChanged((Problem("sure", Code.MISSING),), found.person)
        if not found.has_left:
            people.let_go(site, connection, found.person, now)
        folding.fold(connection, found.person.id, person.id)
        standings.refresh(site, connection, [found.person.id])
        actor = actor_of(whom)
        audit.record(
            connection, at=now, actor=actor, action="person-folded", subject=found.person.id, object=str(person.id)
        )
        return PersonChanged(person=rows.get_person(connection, person.id))

    return change_person(site, whom, "person-merge", None, change)
