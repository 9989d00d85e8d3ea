"""Who must complete which module, by when and how often; and how a person stands with one on a day.

Days that end something here are the last on which it still holds (`due_on`, `expires_on`, `exempt_until`), as people
say them. What is stored as `to_on` is the first day that no longer counts, as everywhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How a person stands with a module on a day."""

    NOT_REQUIRED = "not required"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in progress"
    UP_TO_DATE = "up to date"
    EXPIRING = "expiring"  # it can be renewed already, or is in its days of grace
    OVERDUE = "overdue"  # was never completed, and should have been
    EXPIRED = "expired"  # was completed, and should have been renewed
    EXEMPT = "exempt"


class WhoKind(StrEnum):
    """How a requirement says whom it is for."""

    EVERYBODY = "everybody"
    TEAM = "team"  # whose home it is, and those of the teams inside it
    ROLE = "role"
    GROUP = "group"
    PERSON = "person"


class CountedFrom(StrEnum):
    """From when the months until the next renewal are counted."""

    COMPLETION = "completion"
    EXPIRY = "expiry"  # the one before; a renewal that is late counts from its own day


@dataclass(frozen=True, slots=True)
class Who:
    """Some people: a team's or a person's id, a role's or a group's word, or everybody."""

    kind: WhoKind
    of: int | str = ""


EVERYBODY = Who(WhoKind.EVERYBODY)


@dataclass(frozen=True, slots=True)
class RequirementRule:
    """What a requirement asks from a day on, until a later rule says otherwise. `who` empty: from that day of nobody.

    `due_by` is for those of whom it asks already when the rule begins; `due_days` after it begins to ask are for
    others; either alone is for all whom it fits. `renew_months`: None is never. `window_days` before an expiry a
    renewal counts; `grace_days` after a last day it reads as late. `number` counts a requirement's rules from 1.
    """

    number: int
    from_on: date
    name: str
    who: tuple[Who, ...]
    due_by: date | None = None
    due_days: int | None = None
    renew_months: int | None = None
    counted_from: CountedFrom = CountedFrom.COMPLETION
    window_days: int = 0
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """That some people must complete a module: all rules that were made for it, by number.

    `id` stays in the server; `public_id` is what pages and links carry.
    """

    id: int
    public_id: str
    module: str
    rules: tuple[RequirementRule, ...]

    @property
    def name(self) -> str:
        """What it is called now."""
        return self.rules[-1].name


@dataclass(frozen=True, slots=True)
class Exemption:
    """That a requirement asks nothing of a person from a day until the day before another, if that is known."""

    requirement: int
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Belonging:
    """That somebody was one of these people from a day until the day before another; None goes on.

    Of everybody: while they were here. Of a team: while it was their home, or their home was inside it.
    """

    who: Who
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a person's standing with a module follows from.

    `homes` are the home teams themselves, `belongings` the teams around them, too. `completions` are days in order, of
    what stands; `begun` is the day on which the first attempt was begun.
    """

    person: int
    module: str
    requirements: tuple[Requirement, ...]
    belongings: tuple[Belonging, ...] = ()
    homes: tuple[Belonging, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    completions: tuple[date, ...] = ()
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """From this day on, until the next phase, a standing reads as this."""

    on: date
    status: Status


@dataclass(frozen=True, slots=True)
class ModuleStanding:
    """How a person stands with a module: the dates, and the phases from the day on which it was worked out.

    It holds until the day before `next_on`, on which a rule, an exemption or a membership begins or ends. `due_on` is
    the last day to complete it, `expires_on` the last on which a completion still counts, and from `renew_from` it can
    be renewed: of several requirements those whose day comes first. There are never more than three phases.
    """

    person: int
    module: str
    home_team: int | None
    phases: tuple[Phase, ...]
    due_on: date | None = None
    completed_on: date | None = None
    renew_from: date | None = None
    expires_on: date | None = None
    exempt_until: date | None = None
    begun_on: date | None = None
    next_on: date | None = None

    def status(self, on: date) -> Status:
        """How it reads on a day, of those between the first phase and `next_on`."""
        return status_on(self.phases, on)


def status_on(phases: Sequence[Phase], on: date) -> Status:
    """What the last phase that has begun by this day says; the first one's before it."""
    return next((phase.status for phase in reversed(phases) if phase.on <= on), phases[0].status)
