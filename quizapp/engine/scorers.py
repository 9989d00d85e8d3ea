"""The rules by which attempts are scored, each by the number that attempts pin, and the one for new ones (DESIGN §5).

When a rule changes, its new functions stand here beside the old ones under the next number, and `CURRENT` names it.
The old ones stay for ever, so that what was finished by them comes to the same figure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizapp.engine import asking, grading, scoring
from quizapp.engine.story import Story
from quizapp.model.play import Answer, Step
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.quizzes import Drawing, Knowing
from quizapp.model.scenario import Word
from quizapp.model.score import Score, UnknownScorer


@dataclass(frozen=True, slots=True)
class Scorer:
    """One rule, whole: the score of a story and of a set, what one answer is worth (None: nothing), and its word."""

    score: Callable[[Story, Sequence[Step]], Score]
    grade: Callable[[QuestionSet, Drawing, Sequence[Step]], Score]
    value: Callable[[Question, Answer], Fraction | None]
    word: Callable[[Fraction | None], Word]


_FIRST = Scorer(scoring.score, grading.grade, asking.value, scoring.word_of)
SCORERS = {
    1: _FIRST,
    2: _FIRST,  # only what is forgiven in a short answer is more, by this number: `model/forgiveness.py`
}
CURRENT = 2  # what new attempts pin; the walk and simulated plays use it too


def scorer(number: int) -> Scorer:
    """The rule of this number. Raises UnknownScorer where this release has none."""
    found = SCORERS.get(number)
    if found is None:
        raise UnknownScorer(number)
    return found


def score(number: int, story: Story, steps: Sequence[Step]) -> Score:
    """What these steps of a story come to by the rule of this number (`scoring.score` says what steps they are)."""
    return scorer(number).score(story, steps)


def grade(number: int, quiz: QuestionSet, drawing: Drawing, steps: Sequence[Step]) -> Score:
    """What these answers to what was drawn come to by the rule of this number (`grading.grade`)."""
    return scorer(number).grade(quiz, drawing, steps)


def certainties(number: int, quiz: QuestionSet, steps: Sequence[Step]) -> tuple[tuple[Knowing, tuple[int, ...]], ...]:
    """What was known and how surely, by what the rule of this number says that an answer is worth."""
    return grading.certainties(quiz, steps, scorer(number).value)
