"""How well a learning point stands in a person's picture of themselves, over all that they have answered."""

from collections.abc import Iterable

from quizapp.model.module_pages import Showing
from quizapp.model.scenario import Word

ENOUGH = 2
"""*Shown twice* needs so many different decisions or questions: the same one again shows memory."""


def showing(answers: Iterable[tuple[str, Word]]) -> Showing:
    """The word for a point that these answers tested, each given as (decision, word).

    A decision's name says which passage or question it is, the same in every attempt.
    """
    answered = tuple(answers)
    met = {decision for decision, word in answered if word is Word.MET}
    if len(met) >= ENOUGH:
        return Showing.TWICE
    if met:
        return Showing.ONCE
    return Showing.NOT_YET if answered else Showing.NOT_TESTED
