"""How far over chance a way of picking may be: the table of FORMAT §7."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizapp.model.form import Tell, TellFigure


@dataclass(frozen=True, slots=True)
class Threshold:
    """From so many items on: how far over chance a rule, and the learner, may not be. None: it is not looked at."""

    items: int
    rule: Fraction
    learner: Fraction | None
    only_files: bool = False


THRESHOLDS = (
    Threshold(150, Fraction(10, 100), Fraction(25, 100)),
    Threshold(40, Fraction(15, 100), Fraction(25, 100)),
    Threshold(20, Fraction(20, 100), Fraction(35, 100)),
    Threshold(10, Fraction(30, 100), None, only_files=True),
)
"""The most items first. These are what shuffled keys exceed once in twenty times, and a little more."""


def threshold_for(items: int, is_file: bool) -> Threshold | None:
    """What holds for a file, or a module, with so many items; None for too few to say anything."""
    return next((one for one in THRESHOLDS if items >= one.items and (is_file or not one.only_files)), None)


def told(tells: Sequence[TellFigure], is_file: bool) -> tuple[Tell, ...]:
    """Those of these that are as far over chance as they may not be, each by the items in which it was tried."""
    return tuple(tell.tell for tell in tells if _is_told(tell, threshold_for(tell.tried, is_file)))


def _is_told(tell: TellFigure, held: Threshold | None) -> bool:
    if held is None:
        return False
    most = held.learner if tell.tell is Tell.LEARNER else held.rule
    return most is not None and tell.over >= most
