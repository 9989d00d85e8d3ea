"""How everybody stands with every module is worked out anew by whatever changes it, in the same transaction.

It changes with the day, too: `refresh_due` works out what begins or ends today. Whoever reads standings calls it first,
so that nothing is ever told of yesterday; where somebody calls it each night, readers find nothing left to do.
"""

from collections.abc import Collection, Sequence

from quizapp.engine import requirements as rules
from quizapp.engine.stretches import with_teams_around
from quizapp.model.attempts import Violation
from quizapp.model.requirements import Facts, Requirement
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.people import belongings
from quizapp.store.records import standing_facts, standings

AT_ONCE = 500  # people in one transaction: answers wait for it


def facts(
    site: Site,
    connection: Connection,
    people: Collection[int],
    modules: Collection[str] | None = None,
    instead: Sequence[Requirement] = (),
) -> tuple[Facts, ...]:
    """What these people's standings follow from, as `standing_facts.load` gives it."""
    return standing_facts.load(connection, people, modules, site.day_of, with_teams_around, instead)


def refresh(site: Site, connection: Connection, people: Collection[int], modules: Collection[str] | None = None) -> int:
    """Work out and keep how these people stand with these modules, or with all; how many rows that changed.

    Last thing in a transaction in which anything of theirs was changed: being here, the day of joining, a role, the
    group, the home team, what they completed. Since when they are what they are is kept with it.
    """
    standings.lock(connection, people)
    belongings.keep(connection, people, site.today())
    return _work_out(site, connection, people, modules)


def did(site: Site, connection: Connection, people: Collection[int], module: str) -> None:
    """Keep how these people stand with a module after they did something of it, or it was taken back.

    As `refresh`, where what they are is as it was: somebody's last answer waits for it.
    """
    standings.lock(connection, people)
    _work_out(site, connection, people, [module])


def _work_out(site: Site, connection: Connection, people: Collection[int], modules: Collection[str] | None) -> int:
    today = site.today()
    return standings.save(connection, [rules.standing(one, today) for one in facts(site, connection, people, modules)])


def refresh_later(site: Site, connection: Connection, people: Collection[int]) -> None:
    """The same for very many people: since when they are what they are is kept now, all else by `refresh_due`."""
    today, listed = site.today(), sorted(people)
    for first in range(0, len(listed), AT_ONCE):
        belongings.keep(connection, listed[first : first + AT_ONCE], today)
    for module in standings.asked_of_anybody(connection):
        standings.mark(connection, listed, module, today)


def begun(site: Site, connection: Connection, person: int, module: str) -> None:
    """Keep that a person has begun a module that something asks of them; nothing changes where they had before."""
    found = standings.find(connection, person, module)
    if found is not None and found.begun_on is None:
        did(site, connection, [person], module)


def refresh_due(site: Site) -> int:
    """Work out what begins or ends by today, and what was left to do; how many people that was about.

    Call it where no connection is held. A few people at a time, so that nobody who answers waits for long.
    """
    n = 0
    while True:
        with site.database.read() as connection:
            if not standings.stale(connection, site.today(), 1):
                return n
        with site.database.write() as connection:
            people = standings.stale(connection, site.today(), AT_ONCE)
            refresh(site, connection, people)
        n += len(people)


def wrong(site: Site, connection: Connection) -> tuple[Violation, ...]:
    """Every row that is not what a recount gives, for the doctor; what is still to be worked out anew is none."""
    found: list[Violation] = []
    today, after = site.today(), 0
    while people := standings.everybody(connection, after, AT_ONCE):
        kept, after = standings.of_people(connection, people), people[-1]
        recounted = {(one.person, one.module): rules.standing(one, today) for one in facts(site, connection, people)}
        for key in sorted(recounted):
            row = kept.get(key)
            if row is not None and row.next_on is not None and row.next_on <= today:
                continue
            says_nothing = standings.says_nothing(recounted[key])
            if not says_nothing if row is None else says_nothing or not standings.is_same(row, recounted[key]):
                found.append(Violation(10, f"person {key[0]}: how they stand with {key[1]} is not what follows"))
    return tuple(found)
