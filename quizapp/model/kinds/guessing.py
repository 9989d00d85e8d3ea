"""Where a question can be answered in too many ways, some of them stand for all: the same ones every time."""

from collections.abc import Callable
from itertools import permutations
from random import Random

from quizapp.model.play import Answer
from quizapp.model.questions import Question

MOST_ANSWERS = 120
"""All orders of five things. Of a question that can be answered in more ways, so many answers stand for all."""


def chance_of(question: Question) -> Random:
    """The chance by which answers are chosen, seeded with the question's id: the same answers come out again."""
    return Random(question.id)  # noqa: S311 - nothing here is a secret


def some_answers(
    best: tuple[int, ...], worst: tuple[int, ...], another: Callable[[], tuple[int, ...]]
) -> tuple[Answer, ...]:
    """MOST_ANSWERS different answers: the best, one that is worth as little as any, and others by chance."""
    found = dict.fromkeys((best, worst))
    while len(found) < MOST_ANSWERS:
        found.setdefault(another() or best)
    return tuple(Answer(chosen) for chosen in found)


def orders(question: Question, number: int, worst: tuple[int, ...]) -> tuple[Answer, ...]:
    """Every order of so many things, or MOST_ANSWERS of them where there are more. As written is the best."""
    every = tuple(range(number))
    if number <= 5:
        return tuple(Answer(order) for order in permutations(every))
    chance = chance_of(question)
    return some_answers(every, worst, lambda: tuple(chance.sample(every, number)))
