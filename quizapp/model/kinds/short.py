"""Short answer: a word or a few, right where they are one of those that count (`model/forgiveness.py`)."""

from fractions import Fraction

from quizapp.model.forgiveness import forgiven, forgiven_at_first, forgiveness_of
from quizapp.model.kinds.rules import Form, Order, Rules, Written
from quizapp.model.play import Answer, Given, NotAnswered
from quizapp.model.problems import Code, Problem
from quizapp.model.questions import Question, QuestionKind

WRONG_WORDS = 3
"""How many wrong answers stand beside a right one: nobody can tell how likely a wrong word is, so a short answer is
taken to be as hard to hit upon as one of four options."""

FORGIVEN = (
    "capital letters",
    "accents",
    "spaces",
    "full stops",
    "apostrophes",
    "hyphens",
    "quotation marks",
    "signs at the end",
)
"""What makes no difference, in an author's words; the manual and the hint beside the field say the same (a test)."""

NOT_SURE = "I am not sure"


def _read(given: Given, _order: Order) -> Answer:
    text = given.text.strip()
    if not text:
        raise NotAnswered((Problem("text", Code.MISSING),))
    return Answer(text=text)


def _given(answer: Answer, _order: Order) -> Given:
    return Given(text=answer.text)


def accepted_index(question: Question, text: str, scorer: int) -> int | None:
    """Which accepted answer these words are by what this scorer forgives, or None."""
    sign = forgiveness_of(scorer)
    words = sign(text)
    return next((i for i, accepted in enumerate(question.accepted) if sign(accepted) == words), None)


def _is_answer(question: Question, answer: Answer) -> bool:
    return not answer.chosen and (answer.matched is None or 0 <= answer.matched < len(question.accepted))


def _value(_question: Question, answer: Answer) -> Fraction:
    return Fraction(0 if answer.matched is None else 1)


def _best(question: Question) -> Answer:
    return Answer(text=question.accepted[0], matched=0) if question.accepted else Answer(text="-")


def _every(question: Question) -> tuple[Answer, ...]:
    return (_best(question), *(Answer(text=NOT_SURE) for _ in range(WRONG_WORDS)))


SHORT = Rules(
    QuestionKind.SHORT,
    written=Written(
        Form.TYPED,
        "Answer",
        forgiven,
        forgiven_at_first,
        f"{', '.join(FORGIVEN[:-1])} and {FORGIVEN[-1]} are forgiven anyway",
    ),
    read=_read,
    given=_given,
    matched=accepted_index,
    is_answer=_is_answer,
    value=_value,
    best=_best,
    every=_every,
)
