"""A service of three teams with a history, for the demo: every attempt in it was played through the engine."""

import random
from collections.abc import Collection, Sequence
from datetime import timedelta
from itertools import cycle
from typing import Final

from quizapp.model.people import Group, Person, Role
from quizapp.model.requirements import Who, WhoKind
from quizapp.services.operating import demo_required
from quizapp.services.operating.demo_history import Course, History, Last
from quizapp.services.site.accounts import place_person
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.published import versions

SEED: Final = 42
SCHOOL, CLINIC, FAMILIES = "Riverside School pastoral team", "Harbour CAMHS", "Family Help North"
BRANCH = "Riverside partnership"  # around all three
PAST: Final = timedelta(days=200)  # how long ago everybody joined, and everything was published
EARLIER: Final = timedelta(days=80)  # by how much the clinic's people began before all others: some have to renew
EVERYBODY = frozenset({Role.STAFF})

# Invented people. The first of each role is the one whom a click on the demo's front page signs in.
STAFF: Final = (
    (
        SCHOOL,
        Group.EDUCATION,
        ("Alex Morgan", "Bethan Price", "Chidi Okafor", "Dana Kowalska", "Ewan Fraser", "Farah Aziz"),
    ),
    (CLINIC, Group.MENTAL_HEALTH, ("Grace Mensah", "Harriet Doyle", "Imran Sheikh", "Jo Whitfield", "Kasia Nowak")),
    (FAMILIES, Group.SOCIAL_CARE, ("Liam Byrne", "Meera Pillai", "Nia Roberts", "Oluwaseun Ade", "Pat Lennox")),
)
LEADERS: Final = (
    ("Robin Hale", Role.MANAGER, SCHOOL),
    ("Sunita Rao", Role.MANAGER, CLINIC),
    ("Tom Ellery", Role.MANAGER, FAMILIES),
    ("Una Fitzgerald", Role.TRAINER, None),
    ("Vera Lindqvist", Role.ADMINISTRATOR, None),
)
INSERTS: Final = {
    "safeguarding-lead": "Frances Lidgate, room 12, extension 204",
    "childrens-social-care": "the children’s front door, 01632 960 100",
    "out-of-hours": "the emergency duty team, 01632 960 199",
    "escalation": "the multi-agency escalation policy, step 1: speak to their team manager today",
    "was-not-brought": "the was-not-brought pathway: call, tell the referrer, raise it in supervision within a week",
    "thresholds": "the partnership’s threshold document",
}
# What the staff have come to, one after another; the first of all, whom a click signs in, has everything to do yet.
COURSES: Final = (
    Course(1.0, 0.7),
    Course(1.0, 0.6, Last.PRACTISED),
    Course(0.6, 0.6, Last.HALF_WAY),
    Course(1.0, 0.6, Last.USED_UP),
    Course(0.4, 0.6, Last.NOT_PASSED),
    Course(1.0, 0.8),
    Course(0.8, 0.7),
    Course(1.0, 0.7, otherwise=True),
    Course(0.2, 0.6, Last.HALF_WAY),
    Course(0.6, 0.7),
    Course(1.0, 0.6, Last.HALF_WAY),
    Course(1.0, 0.7, Last.PRACTISED, otherwise=True),
    Course(0.8, 0.6),
    Course(0.0, 0.6),
    Course(1.0, 0.7),
)


def address_of(name: str) -> str:
    """The e-mail address of one of the demo's people: at a domain that is nobody's, so that no post ever reaches it."""
    return f"{'.'.join(name.lower().split())}@example.org"


def is_to_be_filled(site: Site) -> bool:
    """Whether nobody is there yet, so that `fill` makes people and their history."""
    with site.database.read() as connection:
        return not people.count(connection)


def fill(site: Site) -> bool:
    """Put people, teams and a history into an empty database; False if there are people in it already.

    The same again for the same files, but for when it was, and the codes of certificates.
    """
    now, chance = site.now(), random.Random(SEED)  # noqa: S311 (an invented history, not a secret)
    with site.database.write() as connection:
        if people.count(connection):
            return False
        joined = site.day_of(now - PAST)
        branch = people.add_team(connection, BRANCH)
        for inside in (SCHOOL, CLINIC, FAMILIES):
            people.add_team(connection, inside, branch)
        staff = [
            (place_person(connection, joined, name, address_of(name), EVERYBODY, team, group, ()), team)
            for team, group, names in STAFF
            for name in names
        ]
        managers: dict[str, Person] = {}
        leaders: list[Person] = []
        for name, role, team in LEADERS:
            roles = frozenset({Role.STAFF, role})
            managed = (team,) if role is Role.MANAGER and team else ()
            leader = place_person(connection, joined, name, address_of(name), roles, team, None, managed)
            managers |= dict.fromkeys(managed, leader)
            leaders.append(leader)
        people.start_managing(connection, leaders[0].id, branch, joined)  # whom a click signs in sees all three
        live = versions.all_live(connection)
        for (person, team), course in zip(staff[1:], cycle(COURSES), strict=False):
            began = now - timedelta(days=chance.randint(12, 75), minutes=chance.randint(0, 600))
            began -= EARLIER if team == CLINIC else timedelta()
            past = History(site, connection, person, managers[team], chance, at=began, until=now - timedelta(hours=12))
            past.live_through(live, course)
        everybody = [*(person for person, _ in staff), *leaders]
        _require(site, connection, everybody, {one.thing.module for one in live})
    return True


def _require(site: Site, connection: Connection, everybody: Sequence[Person], modules: Collection[str]) -> None:
    """Ask for each module: of two teams by their team, of the third by what its people work in; the last is away."""
    school, clinic = (Who(WhoKind.TEAM, people.team_id(connection, team) or 0) for team in (SCHOOL, CLINIC))
    today, began = site.today(), site.now() - PAST
    asked = demo_required.rules(site.day_of(began), today, school, clinic, Who(WhoKind.GROUP, Group.SOCIAL_CARE))
    administrator, away = everybody[-1], everybody[len(everybody) - len(LEADERS) - 1]
    demo_required.require(site, connection, asked, modules, administrator, began, away)
    demo_required.work_out(site, connection, everybody)
