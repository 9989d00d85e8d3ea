"""What the kinds with options share: what a tick means, and what it gives."""

from collections.abc import Sequence
from fractions import Fraction

from quizapp.model.kinds.rules import Form, Order, Written
from quizapp.model.play import Answer, Given, NotAnswered, NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.model.questions import Credit, Question

CREDIT = {Credit.RIGHT: Fraction(1), Credit.ACCEPTABLE: Fraction(1, 2), Credit.WRONG: Fraction(0)}
OPTIONS = Written(Form.OPTIONS)


def count(question: Question) -> int:
    """How many options there are."""
    return len(question.options)


def shown_at(positions: Sequence[int], order: Order) -> tuple[int, ...]:
    """The indices as written that are shown at these positions; NotPossible where nothing is."""
    if any(not 0 <= position < len(order) for position in positions):
        raise NotPossible("there is no such answer")
    return tuple(order[position] for position in positions)


def read(given: Given, order: Order) -> Answer:
    """What was ticked, sorted as written."""
    chosen = tuple(sorted(shown_at(given.positions, order)))
    if not chosen:
        raise NotAnswered((Problem("answer", Code.MISSING),))
    return Answer(chosen)


def given(answer: Answer, order: Order) -> Given:
    """The ticks that give this answer."""
    return Given(positions=tuple(sorted(order.index(option) for option in answer.chosen)))


def is_only_chosen(answer: Answer) -> bool:
    """Whether nothing but indices is in it."""
    return not answer.text and answer.matched is None


def are_options(question: Question, answer: Answer) -> bool:
    """Whether nothing but options of this question is in it."""
    return is_only_chosen(answer) and all(0 <= option < len(question.options) for option in answer.chosen)
