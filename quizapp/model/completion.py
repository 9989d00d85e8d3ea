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


class CertificateEnd(StrEnum):
    """How a certificate ended."""

    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # by another, which names it


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
class TakenBack:
    """That a record of another way was taken back: when, by whom (a name), and why."""

    at: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record of another way: what was done on which day, and who (a name) recorded it when. It stands, or does not.

    `id` stays in the server; `public_id` is what pages and links carry.
    """

    id: int
    public_id: str
    thing: Thing
    on: date
    at: datetime
    by: str
    taken_back: TakenBack | None = None


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
    """That a person completed a module, on the day on which the last part of it was done; recorded at a moment (UTC).

    `briefing` is the SHA-256 of the briefing's bytes whose conditions were met.
    """

    id: int
    person: int
    module: str
    on: date
    briefing: str
    source: CompletionSource
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Earned:
    """That a person (by id) has done what completes a module: on which day, how, and by what."""

    person: int
    on: date
    source: CompletionSource
    evidence: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a certificate says, fixed when it is issued. `topics` are the briefing's themes; minutes are whole.

    `issuer` is the organisation's name, and `published_on` the day of the module's newest publication then: empty
    and None where none was set, and in certificates of before either was kept. `recorded_on` is the day on which the
    completion was recorded, where that is a later one than `on`.
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
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class HowItEnded:
    """That something that was recorded stands no longer: since when, why, and by whose doing (an id, where known)."""

    at: datetime
    why: str
    by: int | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: its code, what is printed on it, and how it ended, if it did. `replaces` is a code, or empty."""

    code: str
    completion: int
    person: int
    printed: Printed
    issued: datetime
    replaces: str = ""
    kind: CertificateEnd | None = None
    ended: HowItEnded | None = None

    @property
    def stands(self) -> bool:
        """Whether it proves anything today."""
        return self.ended is None
