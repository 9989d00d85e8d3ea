"""Deputies: somebody who manages a team for a while, until a day that is said at the start."""

from datetime import date, datetime, timedelta

from quizapp.model.acts import Act, must
from quizapp.model.days import written_day
from quizapp.model.names import reading_order
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.team_tree import DeputiesPage
from quizapp.services.site.people import PersonChanged, change_person
from quizapp.services.site.person_texts import tidy
from quizapp.services.site.site import Site
from quizapp.services.site.whom import Whom, actor_of, find
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import directory, managing, people, roster, team_tree

LONGEST = timedelta(days=366)


def deputise(site: Site, whom: Whom, team: str, until: str) -> PersonChanged:
    """Let somebody see a team and those inside it from today until a day, that day too; another day replaces it.

    Problems: `team` is not there, or theirs to manage for good (`TAKEN`); `until` is no day, gone by, or more than a
    year away (`TOO_FAR`).
    """
    on = _last_day(site, until)
    if isinstance(on, Problem):
        return PersonChanged((on,))

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


def mine(site: Site, viewer: Person) -> DeputiesPage:
    """Deputies of the teams that the viewer manages for good, and of those inside them. NotAllowed for who may not."""
    must(viewer, Act.NAME_DEPUTY)
    with site.database.snapshot() as connection:
        own = managing.led_by(connection, viewer, site.today())
        found = managing.deputies_of(connection, tuple(own), site.today())
    names = tuple(sorted(own.values(), key=reading_order))
    return DeputiesPage(found, names, site.today())


def name(site: Site, viewer: Person, who: str, team: str, until: str) -> Problems:
    """Let the colleague with this address or staff number be deputy of a team that the viewer manages for good.

    Problems: `who` is empty, nobody who is here (`UNKNOWN`), or oneself (`OWN`); `team` is none of theirs (`UNKNOWN`),
    or that person's to manage already (`TAKEN`); of `until` as `deputise` has them. NotAllowed for who may not.
    """
    must(viewer, Act.NAME_DEPUTY)
    typed, on, now = tidy(who), _last_day(site, until), site.now()
    wrong = () if typed else (Problem("who", Code.MISSING),)
    if wrong or isinstance(on, Problem):
        return (*wrong, on) if isinstance(on, Problem) else wrong
    with site.database.write() as connection:
        roster.lock(connection)
        found = find(connection, typed)
        if found is None or found.has_left:
            return (Problem("who", Code.UNKNOWN),)
        if found.person.id == viewer.id:
            return (Problem("who", Code.OWN),)
        own = {title: number for number, title in managing.led_by(connection, viewer, site.day_of(now)).items()}
        if team not in own:
            return (Problem("team", Code.UNKNOWN),)
        if managing.manages(connection, found.person.id, own[team]):
            return (Problem("team", Code.TAKEN),)
        people.lock(connection, found.person.id)
        after = on + timedelta(days=1)
        managing.deputise(connection, found.person.id, own[team], site.day_of(now), after, viewer.id)
        team_tree.reopen_used(connection)
        details: dict[str, str | int] = {"until": on.isoformat(), "team": own[team]}
        audit.record(
            connection, at=now, actor=viewer.id, action="person-deputy", subject=found.person.id, details=details
        )
    return ()


def end_mine(site: Site, viewer: Person, public_id: str, team: str) -> bool:
    """End today what a deputy of the viewer's was given; False where there is no such deputy."""
    must(viewer, Act.NAME_DEPUTY)
    now = site.now()
    with site.database.write() as connection:
        roster.lock(connection)
        own = {title: number for number, title in managing.led_by(connection, viewer, site.day_of(now)).items()}
        found = directory.by_public_id(connection, public_id)
        if found is None or team not in own:
            return False
        if not managing.end_deputy(connection, found.person.id, own[team], site.day_of(now)):
            return False
        details = {"team": own[team]}
        audit.record(
            connection, at=now, actor=viewer.id, action="person-deputy-end", subject=found.person.id, details=details
        )
    return True


def _last_day(site: Site, until: str) -> date | Problem:
    today, on = site.today(), written_day(until)
    if on is None or on < today or on - today > LONGEST:
        code = Code.NO_DAY if on is None else Code.GONE_BY if on < today else Code.TOO_FAR
        return Problem("until", code, day=today + LONGEST)
    return on
