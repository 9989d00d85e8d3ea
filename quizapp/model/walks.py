"""What walking a scenario's states proves about it, and the figures that an author sees."""

from dataclasses import dataclass, field
from fractions import Fraction

from quizapp.model.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of FORMAT §6. Lengths in steps; scores as fractions; chances between 0 and 1.

    `exact` is False where there were over 200,000 paths and the figures come from 10,000 seeded plays.
    `paths` is None where they could not be counted.
    """

    paths: int | None
    shortest: int
    longest: int
    best: Fraction
    worst: Fraction
    mean: Fraction
    pass_chance: Fraction
    endings: tuple[tuple[str, Fraction], ...]  # anchor, chance under uniform random play
    passages: tuple[tuple[str, Fraction], ...]  # anchor, chance of being seen
    missable: tuple[str, ...]  # learning points that some path does not reach
    exact: bool
    decisions_to_safer: int | None = None  # fewest decisions on a path to a safer ending


@dataclass(frozen=True, slots=True)
class WalkReport:
    """The walk's diagnostics, and whether it saw every state (`complete`)."""

    diagnostics: tuple[Diagnostic, ...]
    states: int
    complete: bool


@dataclass(frozen=True, slots=True)
class ScoreBin:
    """How many plays scored from `low` to `high` per cent, both counted in, and how many of them passed."""

    low: int
    high: int
    plays: int
    passes: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """The outcomes of `plays` seeded plays of a scenario. Counts, by anchor; `scores` by whole per cent.

    `passed` are those of `scores` that passed: a score alone does not say so where something is critical.
    """

    plays: int
    seed: int
    endings: tuple[tuple[str, int], ...]
    passages: tuple[tuple[str, int], ...]
    scores: tuple[tuple[int, int], ...]
    passes: int
    cut_off: int = field(default=0)  # plays stopped at the step limit before an ending
    passed: tuple[tuple[int, int], ...] = ()
    pass_percent: int = 0

    @property
    def bins(self) -> tuple[ScoreBin, ...]:
        """The scores by tens, 0 to 9 first; 100 stands by itself. A ten that nobody scored is there with no plays."""
        return tuple(
            ScoreBin(
                low,
                min(low + 9, 100),
                sum(n for percent, n in self.scores if percent // 10 == low // 10),
                sum(n for percent, n in self.passed if percent // 10 == low // 10),
            )
            for low in range(0, 101, 10)
        )
