"""What an attempt showed of each learning point (FORMAT §5). Exact fractions; shown as whole per cent rounded down."""

from dataclasses import dataclass
from fractions import Fraction

from quizapp.model.scenario import Word


@dataclass(frozen=True, slots=True)
class CountedMark:
    """One mark that counted: at which step (number), in which passage, which choice (index as written)."""

    step: int
    passage: str
    choice: int
    word: Word


@dataclass(frozen=True, slots=True)
class PointResult:
    """A learning point's (or practice's) value on the path: the mean of its marks, or None if not reached."""

    point: str
    value: Fraction | None
    word: Word
    marks: tuple[CountedMark, ...] = ()


@dataclass(frozen=True, slots=True)
class CriticalFailure:
    """Why a critical id kept an attempt from passing: its last mark, or `not reached` without one."""

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
        """Whole per cent, rounded down."""
        return int(self.value * 100)
