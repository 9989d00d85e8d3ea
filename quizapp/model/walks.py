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
class Simulation:
    """The outcomes of `plays` seeded plays of a scenario. Counts, by anchor; scores by whole per cent."""

    plays: int
    seed: int
    endings: tuple[tuple[str, int], ...]
    passages: tuple[tuple[str, int], ...]
    scores: tuple[tuple[int, int], ...]
    passes: int
    cut_off: int = field(default=0)  # plays stopped at the step limit before an ending
