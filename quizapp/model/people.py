"""People, their roles and their teams."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from quizapp.model.completion import CompletionSource
from quizapp.model.things import ThingKind


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


class Engagement(StrEnum):
    """How somebody works for the organisation. It is no professional group: an agency nurse is `health`, too."""

    EMPLOYEE = "employee"
    AGENCY = "agency"
    BANK = "bank"
    VOLUNTEER = "volunteer"
    FOSTER_CARER = "foster-carer"


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
    staff_number: str = ""


@dataclass(frozen=True, slots=True)
class Managed:
    """Somebody whom a person (`by`, an id) manages today. Only the store's scope makes one (`store.people.scope`).

    `email` and `staff_number` are empty where there is none; `apart` is what tells them from others of their name in
    the same list, or empty.
    """

    by: int
    id: int
    public_id: str
    name: str
    email: str = ""
    staff_number: str = ""
    apart: str = ""


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
    another_way: bool = False  # whether it is a pass by a record of another way
    recorded: datetime | None = None  # when another way was recorded


@dataclass(frozen=True, slots=True)
class TeamScenario:
    """A column of *My team*: a scenario or set. Its title is told apart from others of the same name.

    `retired_at` is since when it is offered no longer; it is shown then for the records of it.
    """

    module: str
    id: str
    title: str
    kind: ThingKind
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TeamModule:
    """A module of *My team*, with its title; `retired_at` is since when nothing of it is offered any more."""

    id: str
    title: str
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """How a completion came about, its certificate's code (empty where it has none), and when it was recorded."""

    source: CompletionSource
    code: str
    is_withdrawn: bool
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A row of *My team*: who, and a standing for each of the table's scenarios, in their order.

    `completed` are the days on which they completed each of the table's modules, or None, and `proofs` what proves it.
    """

    who: Managed
    standings: tuple[Standing, ...]
    completed: tuple[date | None, ...] = ()
    proofs: tuple[Proof | None, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamTable:
    """One team that a manager manages: columns, then rows by name."""

    team: str
    scenarios: tuple[TeamScenario, ...]
    rows: tuple[TeamRow, ...]
    modules: tuple[TeamModule, ...] = ()

    def with_records(self) -> "TeamTable":
        """The same without the retired scenarios, sets and modules of which nobody in it has a record."""
        parts = [n for n, part in enumerate(self.scenarios) if part.retired_at is None or self._any_began(n)]
        kept = {self.scenarios[n].module for n in parts}
        completed = {one.id for row in self.rows for one, on in zip(self.modules, row.completed, strict=True) if on}
        modules = [n for n, one in enumerate(self.modules) if one.retired_at is None or one.id in kept | completed]
        rows = (
            replace(
                row,
                standings=tuple(row.standings[n] for n in parts),
                completed=tuple(row.completed[n] for n in modules),
                proofs=tuple(row.proofs[n] for n in modules),
            )
            for row in self.rows
        )
        scenarios, of = tuple(self.scenarios[n] for n in parts), tuple(self.modules[n] for n in modules)
        return TeamTable(self.team, scenarios, tuple(rows), of)

    def _any_began(self, column: int) -> bool:
        return any(row.standings[column].progress is not Progress.NOT_STARTED for row in self.rows)
