"""Reflection: something to think about. Nothing is right or wrong, and what is written is for its writer alone."""

from quizapp.model.kinds.rules import Form, Order, Rules, Written
from quizapp.model.play import Answer, Given
from quizapp.model.questions import Question, QuestionKind


def _read(_given: Given, _order: Order) -> Answer:
    return Answer()


def _write(_answer: Answer, _order: Order) -> Given:
    return Given()


def _is_answer(_question: Question, answer: Answer) -> bool:
    return not answer.chosen and answer.matched is None


def _value(_question: Question, _answer: Answer) -> None:
    return None


def _best(_question: Question) -> Answer:
    return Answer()


def _every(_question: Question) -> tuple[Answer, ...]:
    return (Answer(),)


REFLECTION = Rules(
    QuestionKind.REFLECTION,
    written=Written(Form.PROMPT, "Reflect"),
    read=_read,
    given=_write,
    is_answer=_is_answer,
    value=_value,
    best=_best,
    every=_every,
    is_private=True,
)
