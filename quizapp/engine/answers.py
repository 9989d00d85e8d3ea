"""Every answer that chance may give to a question: for seeded plays, and for the walk of a story that asks."""

import sys

from quizapp.model.cache import Cache
from quizapp.model.kinds import rules_of
from quizapp.model.play import Answer
from quizapp.model.questions import Question

MOST = 16 << 20  # bytes of answers in each process: a question that can be answered in 120 ways takes about 25 kB


def every_answer(question: Question) -> tuple[Answer, ...]:
    """The answers that chance chooses among, each as likely as another; the best is among them.

    Where there are more than `guessing.MOST_ANSWERS`, so many of them, the same again for the same question.
    """
    found = _known.get(question)
    return found if found is not None else _known.add(question, rules_of(question).every(question))


def answers_bytes(question: Question, answers: tuple[Answer, ...]) -> int:
    """About what the answers to a question take, and the question itself, which nothing else may hold any longer."""
    texts = sum(sys.getsizeof(prose.text) for prose in (question.stem, *(o.label for o in question.options)))
    return 2_000 + texts + sum(150 + 8 * len(answer.chosen) + sys.getsizeof(answer.text) for answer in answers)


_known: Cache[Question, tuple[Answer, ...]] = Cache(MOST, answers_bytes)
