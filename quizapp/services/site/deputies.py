"""Deputies: somebody who manages a team for a while, until a day that is said at the start."""

from datetime import datetime, timedelta

from quizapp.model.days import written_day
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem
from quizapp.services.site.people import PersonChanged, change_person
from quizapp.services.site.person_texts import tidy
from quizapp.services.site.site import Site
from quizapp.services.site.whom import Whom, actor_of
from quizapp.store.database import Connection
from quizapp.store.people import managing, people

LONGEST = timedelta(days=366)


def deputise(site: Site, whom: Whom, team: str, until: str) -> PersonChanged:
    """Let somebody see a team and those inside it from today until a day, that day too; another day replaces it.

    Problems: `team` is not there, or theirs to manage for good (`TAKEN`); `until` is no day, gone by, or more than a
    year away (`TOO_FAR`).
    """
    today, on = site.today(), written_day(until)
    if on is None or on < today or on - today > LONGEST:
        code = Code.NO_DAY if on is None else Code.GONE_BY if on < today else Code.TOO_FAR
        return PersonChanged((Problem("until", code, day=today + LONGEST),))

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        found = people.team_id(connection, tidy(team))
        if found is None:
            return PersonChanged((Problem("team", Code.UNKNOWN),))
        if managing.manages(connection, person.id, found):
            return PersonChanged((Problem("team", Code.TAKEN),))
        noted["team"] = str(found)
        people.lock(connection, person.id)  # so that nobody takes the role meanwhile
        managing.deputise(connection, person.id, found, site.day_of(now), on + timedelta(days=1), actor_of(whom))
        return PersonChanged(person=people.get_person(connection, person.id))

    noted = {"until": on.isoformat()}
    return change_person(site, whom, "person-deputy", False, change, noted)


def end(site: Site, whom: Whom, team: str) -> PersonChanged:
    """Have somebody manage a team no longer, from today, as its deputy or for good."""

    def change(connection: Connection, person: Person, now: datetime) -> PersonChanged:
        found, today = people.team_id(connection, tidy(team)), site.day_of(now)
        if found is None:
            return PersonChanged((Problem("team", Code.UNKNOWN),))
        noted["team"] = str(found)
        managing.end_deputy(connection, person.id, found, today)
        people.end_management(connection, person.id, found, today)
        return PersonChanged(person=people.get_person(connection, person.id))

    noted: dict[str, str] = {}
    return change_person(site, whom, "person-manage-end", False, change, noted)
