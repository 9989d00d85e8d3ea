"""Every answer that chance may give to a question: for seeded plays, and for the walk of a story that asks."""

from functools import lru_cache

from quizapp.model.kinds import rules_of
from quizapp.model.play import Answer
from quizapp.model.questions import Question


@lru_cache(maxsize=1_000)
def every_answer(question: Question) -> tuple[Answer, ...]:
    """The answers that chance chooses among, each as likely as another; the best is among them.

    Where there are more than `guessing.MOST_ANSWERS`, so many of them, the same again for the same question.
    """
    return rules_of(question).every(question)
