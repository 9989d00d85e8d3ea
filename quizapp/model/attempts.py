"""Attempts as they are stored, and the results that they earned."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from quizapp.model.moments import no_earlier
from quizapp.model.play import Step
from quizapp.model.quizzes import Drawing
from quizapp.model.score import whole_percent
from quizapp.model.things import Thing


class AttemptState(StrEnum):
    """Open goes to finished and never back."""

    OPEN = "open"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's run through one version. `number` counts a person's attempts at a scenario or set from 1.

    `id` stays in the server, `public_id` is what links carry; `version` and `scorer` never change. `ending` is the
    anchor of a story's ending, and empty for a set that is finished. `practice` is *practise again* after a pass: it
    counts for nothing. `has_unsent`: the form of its next step was put aside with something in it.
    """

    id: int
    public_id: str
    person: int
    thing: Thing
    version: str
    scorer: int
    number: int
    seed: int
    state: AttemptState
    started: datetime
    finished: datetime | None = None
    ending: str | None = None
    practice: bool = False
    has_unsent: bool = False

    @property
    def path(self) -> str:
        """Where the file of what it is an attempt at stands in a site."""
        return self.thing.path


@dataclass(frozen=True, slots=True)
class Run:
    """An attempt with its steps in order, and for a set what was drawn: everything that replay and scoring need.

    Only where `first` is over 0, for a page or an answer in the middle of a story, the steps before it were not loaded.
    """

    attempt: Attempt
    steps: tuple[Step, ...]
    drawing: Drawing | None = None
    first: int = 0

    @property
    def count(self) -> int:
        """How many steps were taken."""
        return self.first + len(self.steps)

    def step(self, number: int) -> Step | None:
        """The step of this number; None if it was not taken. One before `first` is not there to be asked for."""
        if number < self.first:
            raise AssertionError(f"step {number} of attempt {self.attempt.id} was not loaded")
        return self.steps[number - self.first] if number < self.count else None

    def no_earlier(self, now: datetime) -> datetime:
        """When the next step is: now; where the clock went back, as late as the step before it, or as the start."""
        return no_earlier(now, self.attempt.started, *(step.at for step in self.steps[-1:]))


@dataclass(frozen=True, slots=True)
class StoredScore:
    """The score as stored when the attempt was finished, exact: num/den. It is all that a list of attempts shows."""

    num: int
    den: int
    passed: bool

    @property
    def percent(self) -> int:
        """The score as pages show it."""
        return whole_percent(Fraction(self.num, self.den))


@dataclass(frozen=True, slots=True)
class StoredResult(StoredScore):
    """The same with what it is made of: each point's (num, den, word), and why the attempt did not pass.

    num and den of a point that was not reached are None. `critical` are the ids for which the attempt did not pass,
    each with the word that decided, as `CriticalFailure` has them; None where the result was stored before they were.
    """

    points: tuple[tuple[str, int | None, int | None, str], ...]
    critical: tuple[tuple[str, str], ...] | None = ()


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where an attempt stands for lists: its number of steps, and its result if it is finished."""

    attempt: Attempt
    steps: int
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Alike:
    """One answer that somebody gave in `times` finished attempts at one version: the step and attempt of the newest.

    Only the first answer to a decision or question in an attempt is among them: it is the one that counts. `points` are
    those that the question was drawn for, where it was asked in a set. `attempt` is the public id.
    """

    thing: Thing
    version: str
    scorer: int
    step: Step
    at: datetime
    points: tuple[str, ...]
    attempt: str
    times: int


@dataclass(frozen=True, slots=True)
class OddMoment:
    """Rows whose moments are odd in one way: the first of them in words, with ids and never names, and how many."""

    first: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken invariant of the store: its number in the reliability page, and what was found."""

    invariant: int
    text: str
