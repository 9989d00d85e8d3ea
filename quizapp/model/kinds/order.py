"""Put in order: what counts is which thing comes right after which."""

from fractions import Fraction
from itertools import pairwise

from quizapp.model.kinds.choosing import is_only_chosen
from quizapp.model.kinds.guessing import orders
from quizapp.model.kinds.placing import field_of, read_places
from quizapp.model.kinds.rules import Form, Order, Rules, Shuffle, Written
from quizapp.model.play import Answer, Given, NotAnswered
from quizapp.model.problems import Code, Problem
from quizapp.model.questions import Question, QuestionKind


def _count(question: Question) -> int:
    return len(question.things)


def _read(given: Given, order: Order) -> Answer:
    places = read_places(given, len(order))
    for select, place in enumerate(places):
        if place in places[:select]:
            raise NotAnswered((Problem(field_of(select), Code.REPEATED),))
    return Answer(tuple(order[places.index(place)] for place in range(len(order))))


def _given(answer: Answer, order: Order) -> Given:
    return Given(places=tuple(answer.chosen.index(thing) for thing in order))


def _is_answer(question: Question, answer: Answer) -> bool:
    return is_only_chosen(answer) and sorted(answer.chosen) == list(range(len(question.things)))


def _value(_question: Question, answer: Answer) -> Fraction:
    pairs = sum(before + 1 == after for before, after in pairwise(answer.chosen))
    return Fraction(pairs, len(answer.chosen) - 1) if len(answer.chosen) > 1 else Fraction(1)


def _best(question: Question) -> Answer:
    return Answer(tuple(range(len(question.things))))


def _every(question: Question) -> tuple[Answer, ...]:
    """Every order. From back to front, not one pair is right."""
    return orders(question, len(question.things), worst=_best(question).chosen[::-1])


ORDER = Rules(
    QuestionKind.ORDER,
    written=Written(Form.STEPS),
    parts=_count,
    shuffle=Shuffle.ALWAYS,
    read=_read,
    given=_given,
    is_answer=_is_answer,
    value=_value,
    best=_best,
    every=_every,
)
