"""One answer: one option is right, and others may be acceptable."""

from fractions import Fraction

from quizapp.model.kinds import choosing
from quizapp.model.kinds.rules import Rules, Shuffle
from quizapp.model.play import Answer
from quizapp.model.questions import Question, QuestionKind


def _is_answer(question: Question, answer: Answer) -> bool:
    return choosing.are_options(question, answer) and len(answer.chosen) == 1


def _value(question: Question, answer: Answer) -> Fraction:
    return choosing.CREDIT[question.options[answer.chosen[0]].credit]


def _best(question: Question) -> Answer:
    options = range(len(question.options))
    return Answer(tuple(sorted(options, key=lambda option: -choosing.CREDIT[question.options[option].credit])[:1]))


def _every(question: Question) -> tuple[Answer, ...]:
    return tuple(Answer((option,)) for option in range(len(question.options)))


ONE = Rules(
    QuestionKind.ONE,
    written=choosing.OPTIONS,
    parts=choosing.count,
    shuffle=Shuffle.AS_SET,
    read=choosing.read,
    given=choosing.given,
    is_answer=_is_answer,
    value=_value,
    best=_best,
    every=_every,
    picks_one=True,
)
