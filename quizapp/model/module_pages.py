"""What the pages of a module show: its task list, a person's picture of themselves, certificates, another way."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizapp.model.briefing import ConditionKind
from quizapp.model.completion import Printed
from quizapp.model.problems import Problems
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

    `tried`: an attempt at it was finished, and it is not done yet.
    """

    thing: Thing
    title: str
    state: TaskState
    minutes: int
    attempt: str = ""
    tried: bool = False


@dataclass(frozen=True, slots=True)
class WhatNext:
    """What somebody does next in a module: a task, or once nothing is left the certificate (a code; "" without one)."""

    task: Task | None
    certificate: str


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
class ModulePage:
    """A module's page: what there is to do, in order, and what completes it.

    `choose` is how many scenarios of one's own choice it asks for, or 0. `completed_by` are the titles of the sets that
    complete it, where there are others to practise with, and else empty. `to_reflect` is the public id of the attempt
    at a story that was finished last, or empty.
    `minutes_left` is about how long the required parts that are left take, and `minutes` all of them. `certificate` is
    the code once the module is completed. `can_complete` is whether every condition is met and no completion is
    recorded yet, which happens only where the conditions changed after the last part was done. `go_on` is what to do
    next, if anything is left.
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
    certificate: str = ""
    is_withdrawn: bool = False
    can_complete: bool = False
    go_on: Task | None = None
    nation: str = ""  # whose contacts it shows; "" for those of all

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
    certificate: str
    is_withdrawn: bool

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
    """One answer that tested a point: when, in what, and how it was marked; and the step of an attempt that it is."""

    at: datetime
    thing: Thing
    thing_title: str
    title: str
    word: Word
    attempt: str
    step: int


@dataclass(frozen=True, slots=True)
class PointSeen:
    """A learning point in a person's picture. `tested` counts answers, newest first in `answers`.

    `ways` are what tests it and what to play next for it, as (title, what it is).
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
class RecordedAnotherWay:
    """Of recording a part for one person: problems of the form, or the part's title and whether it is new."""

    problems: Problems = ()
    title: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class TookPart:
    """Of recording a list of people: problems of the form and nothing more, or names and addresses.

    `recorded` are names, `already` names that had it before, `unknown` addresses that nobody has, and `unread` what is
    no address at all.
    """

    problems: Problems = ()
    recorded: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
