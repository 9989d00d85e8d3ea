"""Match: each row is given a right-hand cell, and one cell may be given to two rows."""

from fractions import Fraction

from quizapp.model.kinds.choosing import is_only_chosen, shown_at
from quizapp.model.kinds.guessing import orders
from quizapp.model.kinds.placing import read_places
from quizapp.model.kinds.rules import Form, Order, Rules, Shuffle, Written
from quizapp.model.play import Answer, Given
from quizapp.model.questions import Question, QuestionKind


def _count(question: Question) -> int:
    return len(question.rows)


def _read(given: Given, order: Order) -> Answer:
    return Answer(shown_at(read_places(given, len(order)), order))


def _given(answer: Answer, order: Order) -> Given:
    return Given(places=tuple(order.index(row) for row in answer.chosen))


def _is_answer(question: Question, answer: Answer) -> bool:
    rows = len(question.rows)
    return is_only_chosen(answer) and len(answer.chosen) == rows and all(0 <= row < rows for row in answer.chosen)


def _value(_question: Question, answer: Answer) -> Fraction:
    right = sum(row == cell for row, cell in enumerate(answer.chosen))
    return Fraction(right, len(answer.chosen)) if answer.chosen else Fraction(1)


def _best(question: Question) -> Answer:
    return Answer(tuple(range(len(question.rows))))


def _every(question: Question) -> tuple[Answer, ...]:
    """Every way to give each cell to one row. Where each row has the next one's cell, not one is right."""
    best = _best(question).chosen
    return orders(question, len(best), worst=best[1:] + best[:1])


MATCH = Rules(
    QuestionKind.MATCH,
    written=Written(Form.TABLE),
    parts=_count,
    shuffle=Shuffle.ALWAYS,
    read=_read,
    given=_given,
    is_answer=_is_answer,
    value=_value,
    best=_best,
    every=_every,
)
