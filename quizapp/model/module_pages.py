"""What the pages of a module show: its task list, a person's picture of themselves, certificates, another way."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizapp.model.completion import Printed
from quizapp.model.scenario import Word


class TaskState(StrEnum):
    """How far a person is with a task. One task at most is *next*."""

    DONE = "done"
    IN_PROGRESS = "in progress"
    NEXT = "next"
    TO_DO = "to do"
    OPTIONAL = "optional"  # not begun, and nothing that completes the module needs it


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the task list. `minutes` is None where no time is said; `note` is a few words more, or empty."""

    title: str
    address: str
    state: TaskState
    about: str = ""
    minutes: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """A part of the task list, with what is asked of it in words, or empty."""

    title: str
    asks: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """A condition of the module's completion in words: `done` of `needed`."""

    text: str
    done: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether nothing is left of it."""
        return self.done >= self.needed


@dataclass(frozen=True, slots=True)
class ModulePage:
    """A module's page: what there is to do, in order, and what completes it.

    `minutes_left` is about how long the required parts that are left take, and `minutes` all of them. `certificate` is
    the code once the module is completed. `can_complete` is whether every condition is met and no completion is
    recorded yet, which happens only where the conditions changed after the last part was done.
    """

    id: str
    title: str
    introduction: str
    source: str
    publisher: str
    published: str
    groups: tuple[TaskGroup, ...]
    conditions: tuple[ConditionShown, ...]
    minutes: int
    minutes_left: int
    completed_on: date | None = None
    certificate: str = ""
    is_withdrawn: bool = False
    can_complete: bool = False


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """A module in *My training*: how far a person is, and where they left off (an address, or empty)."""

    id: str
    title: str
    introduction: str
    source: str
    publisher: str
    published: str
    conditions: tuple[ConditionShown, ...]
    minutes_left: int
    go_on: str
    go_on_title: str
    is_begun: bool
    completed_on: date | None
    certificate: str
    is_withdrawn: bool


class Showing(StrEnum):
    """How well a learning point stands in a person's picture."""

    TWICE = "shown twice"
    ONCE = "shown once"
    NOT_YET = "not shown yet"
    NOT_TESTED = "not tested yet"


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """One answer that tested a point: when, in what, and how it was marked. `address` leads to it."""

    at: datetime
    thing_title: str
    title: str
    word: Word
    address: str


@dataclass(frozen=True, slots=True)
class PointSeen:
    """A learning point in a person's picture. `tested` counts answers, newest first in `answers`.

    `ways` are what tests it and what to play next for it, as (title, address).
    """

    id: str
    text: str
    theme: str
    where: tuple[str, ...]
    showing: Showing
    tested: int
    answers: tuple[AnswerSeen, ...]
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A picture of myself: each learning point that is for this person, and what to play next.

    `next` are (title, address, how many points not yet shown twice it tests), best first.
    """

    module: str
    module_title: str
    points: tuple[PointSeen, ...]
    next: tuple[tuple[str, str, int], ...]
    source: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A certificate as anyone may see it: what is printed, and whether it still stands."""

    code: str
    printed: Printed
    is_withdrawn: bool
    withdrawn_at: datetime | None
    is_mine: bool = False
    may_withdraw: bool = False
    why: str = ""  # for its holder and administrators only


@dataclass(frozen=True, slots=True)
class AnotherWayPage:
    """For a manager or trainer who records that somebody did a part in another way: `parts` are (value, title)."""

    person: str
    public_id: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TookPart:
    """What recording a list of people came to: names recorded, names that had it already, addresses not found."""

    recorded: tuple[str, ...]
    already: tuple[str, ...]
    unknown: tuple[str, ...]
