"""The figures of a question set that its author sees: what it has, what a draw of it gives, what guessing comes to."""

from dataclasses import dataclass
from fractions import Fraction

from quizapp.model.questions import QuestionKind


@dataclass(frozen=True, slots=True)
class PointAsked:
    """How many scored questions carry a learning point, and how many of them one draw asks for; 0 without a draw."""

    point: str
    questions: int
    drawn: int

    @property
    def draws(self) -> int | None:
        """How many draws it takes until somebody has seen all of them and meets one again; None without a draw."""
        return self.questions // self.drawn if self.drawn else None


@dataclass(frozen=True, slots=True)
class SetFigures:
    """What a set can ask, those of the sets that it draws from included.

    `kinds` are its scored questions by kind. `least` and `most` are how many questions somebody is asked, by their
    professional group. `minutes` are what the file says, and `takes` what reading and answering take whoever is asked
    most. `by_chance` is the mean value of an answer at random, from 0 to 1.
    """

    questions: int
    reflections: int
    kinds: tuple[tuple[QuestionKind, int], ...]
    points: tuple[PointAsked, ...]
    least: int
    most: int
    is_drawn: bool
    minutes: int
    takes: Fraction
    by_chance: Fraction
