"""What an attempt showed of each learning point (FORMAT §5). Exact fractions; shown as whole per cent rounded down."""

from dataclasses import dataclass
from fractions import Fraction

from quizapp.model.scenario import Word


def whole_percent(value: Fraction) -> int:
    """A share from 0 to 1 as pages show it: whole per cent, rounded down (FORMAT §5.4). Nothing is compared by it."""
    return int(value * 100)


class UnknownScorer(Exception):
    """An attempt is pinned to a scoring rule that this release does not have. `number` is the rule's."""

    def __init__(self, number: int) -> None:
        super().__init__(f"scorer {number} is not known to this release")
        self.number = number


@dataclass(frozen=True, slots=True)
class CountedMark:
    """One mark that counted: at which step (number), in which passage, which choice (index as written).

    For an answer to a question, `passage` is the question's id and `choice` is None. `value` is the mark's worth: a
    question's can be any fraction, and its word is met at 1, missed at 0 and partly between.
    """

    step: int
    passage: str
    choice: int | None
    word: Word
    value: Fraction


@dataclass(frozen=True, slots=True)
class PointResult:
    """A learning point's (or practice's) value on the path: the mean of its marks, or None if not reached."""

    point: str
    value: Fraction | None
    word: Word
    marks: tuple[CountedMark, ...] = ()
    carried_from: int | None = None  # the attempt (its id in the store) that showed it, where it was not asked again


@dataclass(frozen=True, slots=True)
class PathFact:
    """A fact of one path: `decisions` counted on it; `point` came up in `places` of them, and was shown in `shown`.

    `last` is the mark that showed it last; of a point that was not shown, its last mark.
    """

    decisions: int
    point: str
    places: int
    shown: int
    last: CountedMark


@dataclass(frozen=True, slots=True)
class CriticalFailure:
    """Why an attempt did not pass for a critical id: its last mark, or `not reached` without one.

    In a question set: the word of its value, which is below the pass mark.
    """

    point: str
    last: Word


@dataclass(frozen=True, slots=True)
class Score:
    """The whole score of an attempt. `points` are learning points, in the score; `practices` are in none."""

    value: Fraction
    pass_percent: int
    passed: bool
    points: tuple[PointResult, ...]
    practices: tuple[PointResult, ...]
    critical_failures: tuple[CriticalFailure, ...] = ()

    @property
    def percent(self) -> int:
        """The score as pages show it."""
        return whole_percent(self.value)
