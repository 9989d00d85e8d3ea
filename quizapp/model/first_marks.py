"""What team figures are made of: the first mark that somebody earned of a learning point (FORMAT §5.8)."""

from dataclasses import dataclass

from quizapp.model.scenario import Word

NO_ONE_CHOICE = -1
"""Stands for the choice of an answer that is not one choice or option, such as an order or a short text."""


@dataclass(frozen=True, slots=True)
class FirstMark:
    """The first mark of a point in an attempt, or that it was not reached, and then `place` is empty.

    `place` is the passage or the question, and `choice` the choice or option as written. `sure_wrong`: the answer was
    not whole, and they said that they were sure.
    """

    point: str
    word: Word
    place: str = ""
    choice: int = NO_ONE_CHOICE
    sure_wrong: bool = False
