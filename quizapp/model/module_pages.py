"""What the pages of a module show: its task list, a person's picture of themselves, and certificates."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizapp.model.briefing import ConditionKind
from quizapp.model.completion import CertificateEnd, Done, Printed
from quizapp.model.scenario import Word
from quizapp.model.things import Thing, briefing_of


class TaskState(StrEnum):
    """How far a person is with a task. One task at most is *next*."""

    DONE = "done"
    IN_PROGRESS = "in progress"
    NEXT = "next"
    TRIED = "tried"  # finished, and not passed
    TO_DO = "to do"
    OPTIONAL = "optional"  # not begun, and nothing that completes the module needs it


@dataclass(frozen=True, slots=True)
class Task:
    """A scenario or set in the task list. `attempt` is the public id of the open attempt at it, or empty.

    `tried`: an attempt at it was finished, and it is not done yet. `retired_at` is since when it is offered no longer.
    `used_up`: of a set that comes next: no attempt is open now, and its page says what opens another.
    """

    thing: Thing
    title: str
    state: TaskState
    minutes: int
    attempt: str = ""
    tried: bool = False
    retired_at: datetime | None = None
    used_up: bool = False


@dataclass(frozen=True, slots=True)
class WhatNext:
    """What somebody does next in a module: a task, or once nothing is left the certificate (a code; "" without one).

    `done` are the parts of it that they have done.
    """

    task: Task | None
    certificate: str
    done: tuple[Done, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """A condition of the module's completion, `done` of `needed`. `title` is that of what it names, if it names one."""

    kind: ConditionKind
    title: str
    done: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether nothing is left of it."""
        return self.done >= self.needed


@dataclass(frozen=True, slots=True)
class MissedPart:
    """A part that somebody misses because a record of it was taken back: when, and whether it is still offered."""

    title: str
    at: datetime
    is_offered: bool


@dataclass(frozen=True, slots=True)
class PutRight:
    """What was put right in a person's record of a module, for themselves to read; nothing where it is false.

    `records` are the parts that they still miss because a record of them was taken back.
    `completed_on` and `ended_at` are of their completion that ended with it, if one did, and `certificate` is its code.
    """

    records: tuple[MissedPart, ...] = ()
    completed_on: date | None = None
    ended_at: datetime | None = None
    certificate: str = ""

    def __bool__(self) -> bool:
        return bool(self.records) or self.completed_on is not None


@dataclass(frozen=True, slots=True)
class ModulePage:
    """A module's page: what there is to do, in order, and what completes it.

    `choose` is how many scenarios of one's own choice it asks for, or 0. `completed_by` are the titles of the sets that
    complete it, where there are others to practise with, and else empty. `to_reflect` is the public id of the attempt
    at a story that was finished last, or empty.
    `minutes_left` is about how long the required parts that are left take, and `minutes` all of them. `certificate` is
    the code once the module is completed, which it is as soon as every condition is met. `go_on` is what to do next, if
    anything is left. `recorded` is when the completion was recorded, which may be long after its day. `retired` is what
    the person began or did of it that is offered no longer.
    """

    id: str
    title: str
    introduction: str
    source: str
    publisher: str
    published: str
    scenarios: tuple[Task, ...]
    sets: tuple[Task, ...]
    is_begun: bool
    choose: int
    completed_by: tuple[str, ...]
    to_reflect: str
    conditions: tuple[ConditionShown, ...]
    minutes: int
    minutes_left: int
    completed_on: date | None = None
    recorded: datetime | None = None
    certificate: str = ""
    is_withdrawn: bool = False
    go_on: Task | None = None
    nation: str = ""  # whose contacts it shows; "" for those of all
    put_right: PutRight = PutRight()
    retired: tuple[Task, ...] = ()

    @property
    def thing(self) -> Thing:
        """The module itself, by its briefing."""
        return briefing_of(self.id)


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """A module in *My training*: how far a person is, and what to go on with, if anything is left."""

    id: str
    title: str
    introduction: str
    source: str
    publisher: str
    published: str
    conditions: tuple[ConditionShown, ...]
    minutes_left: int
    go_on: Task | None
    is_begun: bool
    completed_on: date | None
    recorded: datetime | None
    certificate: str
    is_withdrawn: bool
    put_right: PutRight

    @property
    def thing(self) -> Thing:
        """The module itself, by its briefing."""
        return briefing_of(self.id)


class Showing(StrEnum):
    """How well a learning point stands in a person's picture."""

    TWICE = "shown twice"
    ONCE = "shown once"
    NOT_YET = "not shown yet"
    NOT_TESTED = "not tested yet"


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """An answer that tested a point: when, in what, and how it was marked; and the step of an attempt that it is.

    `times` is how often that decision or question was so marked; the rest is of the newest time.
    """

    at: datetime
    thing: Thing
    thing_title: str
    title: str
    word: Word
    attempt: str
    step: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class PointSeen:
    """A learning point in a person's picture. `tested` counts answers.

    `answers` has one for each decision or question and each way in which it was marked, the newest first. `ways` are
    what tests it and what to play next for it, as (title, what it is).
    """

    id: str
    text: str
    theme: str
    where: tuple[str, ...]
    showing: Showing
    tested: int
    answers: tuple[AnswerSeen, ...]
    ways: tuple[tuple[str, Thing], ...]


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A picture of myself: each learning point that is for this person, and what to play next.

    `next` are (title, what it is, how many points not yet shown twice it tests), best first.
    """

    module: str
    module_title: str
    points: tuple[PointSeen, ...]
    next: tuple[tuple[str, Thing, int], ...]
    source: str
    publisher: str
    published: str
    source_url: str = ""  # where the source can be read


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A certificate as anyone may see it: what is printed, and whether it still stands, or how and when it ended.

    `replaces` is the code that it took the place of, or empty. `name_now` is its holder's name of today, for them
    alone and where another is printed. `replaced_by` is for whoever may read `why`; to others the `name` that was
    printed on one that ended is empty.
    """

    code: str
    printed: Printed
    kind: CertificateEnd | None
    ended_at: datetime | None
    is_mine: bool = False
    may_withdraw: bool = False
    why: str = ""  # for its holder and administrators only
    replaces: str = ""
    replaced_by: str = ""
    name_now: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.kind is CertificateEnd.WITHDRAWN

    @property
    def is_replaced(self) -> bool:
        """Whether another stands in its place."""
        return self.kind is CertificateEnd.REPLACED
