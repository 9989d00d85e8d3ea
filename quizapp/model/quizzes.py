"""What was drawn for a person, what is carried, where they stand with a set, and how sure they were (FORMAT §4, §5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """A question of an attempt: its id, its options' indices in the order shown, and the learning points it marks."""

    question: str
    order: tuple[int, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A learning point that an earlier attempt showed: its value then, and that attempt (its id in the store)."""

    point: str
    value: Fraction
    attempt: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """What an attempt at a set asks, in order, and what it carries. Stored at the start, and never drawn again."""

    questions: tuple[DrawnQuestion, ...] = ()
    carried: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class PastSet:
    """A finished attempt at a set that counts (no practice): each learning point's value, asked or carried."""

    attempt: int
    number: int
    finished: datetime
    passed: bool
    points: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Trains:
    """A scenario: the learning points that it tests, and when the person last finished it (None: never).

    What is retired is not offered, and counts where they finished it.
    """

    scenario: str
    points: frozenset[str]
    finished: datetime | None
    is_offered: bool = True


class RetakeWord(StrEnum):
    """What a person can do with a set now."""

    FIRST = "first"  # never taken
    AGAIN = "again"  # not passed, and an attempt is left
    FURTHER = "further"  # the attempts are used up, and a further one has opened
    USED_UP = "used up"  # the attempts are used up; `ways` or `opens_at` say what opens a further one
    PASSED = "passed"  # only practice


@dataclass(frozen=True, slots=True)
class Retake:
    """Where a person stands with a set. `left` counts attempts before they are used up.

    `missing` are the learning points of the last attempt that are not shown yet, in its order. `ways` are the live
    scenarios that train one of them; where there is none, `opens_at` says when a further attempt opens.
    """

    word: RetakeWord
    left: int
    missing: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    opens_at: datetime | None = None

    @property
    def can_start(self) -> bool:
        """Whether an attempt that counts may begin now."""
        return self.word in (RetakeWord.FIRST, RetakeWord.AGAIN, RetakeWord.FURTHER)


class Certainty(StrEnum):
    """How sure somebody was of an answer."""

    SURE = "sure"
    FAIRLY_SURE = "fairly sure"
    NOT_SURE = "not sure"


class Knowing(StrEnum):
    """What an answer's certainty and its being right come to (FORMAT §5.6). It is in no score."""

    TALK = "sure, and worth talking about"
    KNEW = "knew it"
    UNSURE_RIGHT = "right but unsure"
    UNSURE = "unsure"
