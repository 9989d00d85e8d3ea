"""That somebody completed a module, by which attempts, and the certificate that proves it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizapp.model.briefing import CompletionCondition
from quizapp.model.things import Thing


class CompletionSource(StrEnum):
    """How a completion came about. Pages never show it: all read the same."""

    EARNED = "earned"
    ANOTHER_WAY = "another-way"  # some part of it was done in another way


@dataclass(frozen=True, slots=True)
class Done:
    """A part of a module that a person has done: the first attempt that passed, or another way that was recorded.

    `attempt` is the attempt's id in the store, and `otherwise` that of the record of another way; one of the two is
    None.
    """

    thing: Thing
    at: datetime
    attempt: int | None = None
    otherwise: int | None = None


@dataclass(frozen=True, slots=True)
class ModulePart:
    """A live scenario or set of a module, with its nominal minutes."""

    thing: Thing
    minutes: int


@dataclass(frozen=True, slots=True)
class ConditionProgress:
    """How far a person is with one condition of `complete:`: `done` of `needed`."""

    condition: CompletionCondition
    done: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether nothing is left of it."""
        return self.done >= self.needed


@dataclass(frozen=True, slots=True)
class Completion:
    """That a person completed a module. `briefing` is the SHA-256 of the briefing's bytes whose conditions were met."""

    id: int
    person: int
    module: str
    on: date
    briefing: str
    source: CompletionSource


@dataclass(frozen=True, slots=True)
class Printed:
    """What a certificate says, fixed when it is issued. `topics` are the briefing's themes; minutes are whole.

    `issuer` is the organisation's name, and `published_on` the day of the module's newest publication then: empty
    and None where none was set, and in certificates of before either was kept.
    """

    name: str
    module: str
    module_title: str
    version: str
    on: date
    topics: tuple[str, ...]
    minutes_nominal: int
    minutes_taken: int
    source: str
    issuer: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: its code, what is printed on it, and when and why it was withdrawn, if it was."""

    code: str
    completion: int
    person: int
    printed: Printed
    revoked_at: datetime | None = None
    why: str = ""
