"""A person's run through one version: where they stand, the moves they made, and what is shown to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.model.problems import Problems
from quizapp.model.quizzes import Certainty


class NotPossible(Exception):
    """A move that the rules forbid: a choice that is not offered, a step out of turn. Shown as a 409 page."""


class NotAllowed(NotPossible):
    """Something that this person may not do, or not to this. What it is is in `act`, in our own words."""

    def __init__(self, act: str) -> None:
        super().__init__(f"not for this person: {act}")
        self.act = act


class NotAnswered(NotPossible):
    """A question's form that is not filled in. Fields are `answer`, `place-<n>`, `text` and `certainty`."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.code}" for problem in problems))
        self.problems = problems


class StepKind(StrEnum):
    """What a move is."""

    CHOICE = "choice"
    CONTINUE = "continue"
    ANSWER = "answer"  # to a question: of a set, or asked in a passage


@dataclass(frozen=True, slots=True)
class Given:
    """What a question's form sent: positions as shown, counted from 0. Nothing in it is known to be right, or even
    possible.

    `positions`: the radio or the boxes that were ticked. `places`: the selects in the order shown, None where nothing
    was picked; for *put in order* the place (from 0) given to each thing, for *match* the position of the right-hand
    cell given to each row. `text`: a short answer's words, or a reflection's.
    """

    positions: tuple[int, ...] = ()
    places: tuple[int | None, ...] = ()
    text: str = ""
    certainty: str = ""


Reply = int | Given | None
"""What a person sends for a step: a choice's position as shown, an answer to a question, or None for the way on."""


AFTER_A_STORY = REFLECTIONS, ONE_THING = -1, -2
"""The forms after a story, numbered as steps are: *Questions for you alone*, and *One thing that I will do*."""

Fields = tuple[tuple[str, str], ...]
"""What stands in a form that was put aside: the name and the text of each field, as the form sends them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as stored: indices as written in the file, so that it means the same for ever in its pinned version.

    `chosen`, by the question's kind. ONE and TRUE_FALSE: one option. SEVERAL: options, sorted. ORDER: the things, in
    the order that the person gave them. MATCH: for each row, the row whose right-hand cell was given. SHORT and
    REFLECTION: nothing. `text` is a short answer's words, and `matched` the index of the accepted answer that they are
    (None: none of them). A reflection's words are kept apart, and never here.
    """

    chosen: tuple[int, ...] = ()
    text: str = ""
    matched: int | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One move of an attempt, numbered from 0. `choice` is the index in the passage's choices as written, or None.

    The position that the person clicked is turned into that index before it is stored, so that a step means
    the same for ever in its pinned version. `at` is aware and in UTC, or None where nothing was recorded.
    For an ANSWER, `passage` holds the question's id (`<set>#<anchor>`), and `answer` what was answered.
    """

    number: int
    kind: StepKind
    passage: str
    choice: int | None = None
    at: datetime | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands before their next step.

    `counters` are in the order of the scenario's `counters`; `visited` are the passages at which a step was taken
    before this one was opened. `asked` is how many of this passage's questions were answered on this visit.
    """

    passage: str
    counters: tuple[int, ...]
    visited: frozenset[str]
    asked: int = 0
