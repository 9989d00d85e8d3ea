"""A service of three teams with a history, for the demo: every attempt in it was played through the engine."""

import random
from datetime import datetime, timedelta
from typing import Final

from quizapp.engine import moves
from quizapp.engine.scoring import SCORER, score
from quizapp.engine.simulation import play
from quizapp.model.people import Group, Person, Role
from quizapp.model.play import Step
from quizapp.services.accounts import place_person
from quizapp.services.results import stored
from quizapp.services.site import Playable, Site
from quizapp.store import attempts, people, versions
from quizapp.store.database import Connection

SEED: Final = 42
SCHOOL, CLINIC, FAMILIES = "Riverside School pastoral team", "Harbour CAMHS", "Family Help North"
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
    "safeguarding-lead": "Kim Adeyemi, room 12, extension 204",
    "childrens-social-care": "the children's front door, 01632 960 100",
    "out-of-hours": "the emergency duty team, 01632 960 199",
    "escalation": "the multi-agency escalation policy, step 1: speak to their team manager today",
    "was-not-brought": "the was-not-brought pathway: call, tell the referrer, raise it in supervision within a week",
    "thresholds": "the partnership's threshold document",
}


def fill(site: Site) -> bool:
    """Put people, teams and a history into an empty database; False if there are people in it already."""
    now, chance = site.now(), random.Random(SEED)  # noqa: S311 (an invented history, not a secret)
    with site.database.write() as connection:
        if people.count(connection):
            return False
        joined = (now - timedelta(days=200)).date()
        staff = [
            place_person(connection, joined, name, None, EVERYBODY, team, group, ())
            for team, group, names in STAFF
            for name in names
        ]
        for name, role, team in LEADERS:
            roles = frozenset({Role.STAFF, role})
            place_person(
                connection, joined, name, None, roles, team, None, (team,) if role is Role.MANAGER and team else ()
            )
        live = [(p.path, p.version, site.playable(p.version, connection)) for p in versions.all_live(connection)]
        for person in staff[1:]:
            for path, version, playable in live:
                _history(connection, person, path, version, playable, now, chance)
    return True


def _history(
    connection: Connection,
    person: Person,
    path: str,
    version: str,
    playable: Playable,
    now: datetime,
    chance: random.Random,
) -> None:
    """Up to three attempts of one person at one scenario, better each time; some stopped half way; some not begun."""
    at = now - timedelta(days=chance.randint(3, 90), minutes=chance.randint(0, 600))
    for attempt in range(chance.choice((0, 1, 1, 1, 2, 2, 3))):
        steps = play(
            playable.story, chance.randrange(2**31), skill=min(0.95, 0.55 + 0.2 * attempt + chance.random() * 0.3)
        )
        stopped = chance.random() < 0.15
        if _play(
            connection, person, path, version, playable, steps[: len(steps) // 2] if stopped else steps, at, chance
        ):
            return
        at = min(at + timedelta(days=chance.randint(1, 9)), now - timedelta(hours=2))


def _play(
    connection: Connection,
    person: Person,
    path: str,
    version: str,
    playable: Playable,
    steps: tuple[Step, ...],
    at: datetime,
    chance: random.Random,
) -> bool:
    """Store one attempt, step by step as a person would have made them; True if it was left open or passed."""
    attempt = attempts.start(
        connection,
        public_id=f"demo{chance.getrandbits(96):024x}",
        person=person.id,
        path=path,
        version=version,
        scorer=SCORER,
        seed=chance.randrange(2**31),
        at=at,
    )
    taken: list[Step] = []
    for step in steps:
        at += timedelta(seconds=chance.randint(15, 80))
        taken.append(Step(step.number, step.kind, step.passage, step.choice, at))
        attempts.append(connection, attempt.id, taken[-1])
    last = moves.replay(playable.story, tuple(taken))[-1]
    if not moves.at_ending(playable.story, last):
        return True
    result = stored(score(playable.story, tuple(taken)))
    attempts.finish(connection, attempt.id, ending=last.passage, at=at, result=result)
    return result.passed
