"""People, their roles and their teams."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is here for. What that allows is decided in `model.acts`, and nowhere else."""

    STAFF = "staff"
    TRAINER = "trainer"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Group(StrEnum):
    """A professional group: which learning points are for a person (FORMAT §2)."""

    EDUCATION = "education"
    HEALTH = "health"
    MENTAL_HEALTH = "mental-health"
    SOCIAL_CARE = "social-care"
    POLICE = "police"
    VOLUNTARY = "voluntary"
    MANAGERS = "managers"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in. `id` stays in the server; `public_id` is what pages and links carry."""

    id: int
    public_id: str
    name: str
    roles: frozenset[Role]
    group: Group | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in an operator's list: who, their address, whether they have left, and what they can sign in with."""

    person: Person
    email: str
    has_left: bool
    has_password: bool
    manages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Managed:
    """Somebody whom a person (`by`, an id) manages today. Only the store's scope makes one (`store.people.scope`)."""

    by: int
    id: int
    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session: whose it is and until when (UTC)."""

    person: Person
    expires: datetime


class Progress(StrEnum):
    """How far a person is with a scenario."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    FINISHED = "finished"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's standing with one scenario: what a manager sees of it. No score, no answers."""

    progress: Progress
    attempts: int
    started: datetime | None = None
    finished: datetime | None = None  # of the passed attempt if there is one, else the latest finished


@dataclass(frozen=True, slots=True)
class TeamScenario:
    """A column of *My team*: a live scenario or set."""

    module: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A row of *My team*: who, and a standing for each of the table's scenarios, in their order.

    `completed` are the days on which they completed each of the table's modules, or None.
    """

    who: Managed
    standings: tuple[Standing, ...]
    completed: tuple[date | None, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamTable:
    """One team that a manager manages: columns, then rows by name. `modules` are ids and titles."""

    team: str
    scenarios: tuple[TeamScenario, ...]
    rows: tuple[TeamRow, ...]
    modules: tuple[tuple[str, str], ...] = ()
