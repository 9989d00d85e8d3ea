"""Every answer that chance may give to a question: for seeded plays, and for the walk of a story that asks."""

from collections.abc import Callable
from functools import lru_cache
from itertools import combinations, permutations
from random import Random

from quizapp.engine.asking import best_answer
from quizapp.model.play import Answer
from quizapp.model.questions import Credit, Question, QuestionKind

MOST_ANSWERS = 120
"""All orders of five things. Of a question that can be answered in more ways, so many answers stand for all."""

WRONG_WORDS = 3
"""How many wrong short answers stand beside a right one: nobody can tell how likely a wrong word is, so a short answer
is taken to be as hard to hit upon as one of four options."""

NOT_SURE = "I am not sure"


@lru_cache(maxsize=1_000)
def every_answer(question: Question) -> tuple[Answer, ...]:
    """The answers that chance chooses among, each as likely as another; the best is among them.

    ONE and TRUE_FALSE: each option. SEVERAL: every subset but the empty one. ORDER: every order. MATCH: every way to
    give each cell to one row. Where these are over MOST_ANSWERS, so many of them, the same again for the same question,
    with the best and one that is worth as little as any. SHORT: one right and WRONG_WORDS wrong. REFLECTION: its words
    are kept apart, so one empty answer.
    """
    kind = question.kind
    if kind is QuestionKind.SHORT:
        return (best_answer(question), *(Answer(text=NOT_SURE) for _ in range(WRONG_WORDS)))
    if kind is QuestionKind.REFLECTION:
        return (Answer(),)
    if kind is QuestionKind.ORDER:
        return _orders(question, len(question.things))
    if kind is QuestionKind.MATCH:
        return _orders(question, len(question.rows))
    number = len(question.options)
    if kind is not QuestionKind.SEVERAL:
        return tuple(Answer((option,)) for option in range(number))
    if 2**number - 1 <= MOST_ANSWERS:
        return tuple(Answer(some) for size in range(1, number + 1) for some in combinations(range(number), size))
    wrong = tuple(n for n, option in enumerate(question.options) if option.credit is Credit.WRONG)
    chance = _chance(question)
    return _so_many(
        best_answer(question).chosen,
        wrong or (0,),
        lambda: tuple(n for n in range(number) if chance.random() < 0.5),
    )


def _orders(question: Question, number: int) -> tuple[Answer, ...]:
    every = tuple(range(number))
    if number <= 5:
        return tuple(Answer(order) for order in permutations(every))
    chance = _chance(question)
    # Not one pair of the order from back to front is right, nor one row where each has the next one's cell.
    worst = every[::-1] if question.kind is QuestionKind.ORDER else every[1:] + every[:1]
    return _so_many(every, worst, lambda: tuple(chance.sample(every, number)))


def _chance(question: Question) -> Random:
    return Random(question.id)  # noqa: S311 - the same answers must come out again; nothing here is a secret


def _so_many(
    best: tuple[int, ...], worst: tuple[int, ...], another: Callable[[], tuple[int, ...]]
) -> tuple[Answer, ...]:
    found = dict.fromkeys((best, worst))
    while len(found) < MOST_ANSWERS:
        found.setdefault(another() or best)
    return tuple(Answer(chosen) for chosen in found)
