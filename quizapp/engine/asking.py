"""A question as it is asked, whatever its kind: the order shown, what came back, and what that is worth.

Each kind's own rules stand in `model/kinds/`.
"""

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256

from quizapp.model.kinds import rules_of
from quizapp.model.kinds.rules import Order, Shuffle
from quizapp.model.play import Answer, Given, NotAnswered, NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.questions import Question
from quizapp.model.quizzes import Certainty, Knowing


def hashed(seed: int, name: str) -> str:
    """SHA-256 of `<seed>:<name>` in hex: the chance by which questions are drawn and options are shuffled.

    No library's random, so that a seed means the same in every version of Python and of this program.
    """
    return sha256(f"{seed}:{name}".encode()).hexdigest()


def shown_order(question: Question, seed: int, shuffle: bool) -> Order:
    """The indices as written, in the order shown: of options, of things to order, or of a match's right-hand cells.

    Things to order are never shown in the right order, nor a match's cells in that of their rows, if there is another.
    Options are as written without `shuffle`, and true or false always. Empty where there is nothing to order.
    """
    rules = rules_of(question)
    as_written = tuple(range(rules.parts(question)))
    if rules.shuffle is Shuffle.NEVER or (rules.shuffle is Shuffle.AS_SET and not shuffle):
        return as_written
    order = tuple(sorted(as_written, key=lambda index: hashed(seed, f"{question.id}:{index}")))
    return order[1:] + order[:1] if rules.shuffle is Shuffle.ALWAYS and order == as_written else order


def read_answer(question: Question, given: Given, order: Order, asks_certainty: bool, scorer: int) -> Answer:
    """The answer that a form gives to a question shown in this order (as `shown_order` gave it), by a scorer's rules.

    Raises NotAnswered for what is missing, and NotPossible for what no such form could send. A reflection's words are
    kept apart, so its answer is empty.
    """
    rules = rules_of(question)
    certainty = _certainty(given.certainty) if asks_certainty else None
    unsure: Problems = (Problem("certainty", Code.MISSING),) if asks_certainty and certainty is None else ()
    try:
        answer = rules.read(given, order)
    except NotAnswered as missing:
        raise NotAnswered((*missing.problems, *unsure)) from None
    if unsure:
        raise NotAnswered(unsure)
    matched = None if rules.matched is None else rules.matched(question, answer.text, scorer)
    answer = Answer(answer.chosen, answer.text, matched, certainty)
    if not rules.is_answer(question, answer):
        raise NotPossible("this question cannot be answered like that")
    return answer


def _certainty(given: str) -> Certainty | None:
    if not given:
        return None
    try:
        return Certainty(given)
    except ValueError:
        raise NotPossible("there is no such certainty") from None


def given_of(question: Question, answer: Answer, order: Order) -> Given:
    """What a form gave, from the answer as stored and the order shown: the inverse of `read_answer`.

    Raises NotPossible for an answer that this question cannot have.
    """
    rules = rules_of(question)
    if not rules.is_answer(question, answer):
        raise NotPossible("this is no answer to this question")
    given = rules.given(answer, order)
    return given if answer.certainty is None else replace(given, certainty=answer.certainty.value)


def is_answer(question: Question, answer: Answer) -> bool:
    """Whether this is, in its shape, a whole answer to this question, as `read_answer` gives it."""
    return rules_of(question).is_answer(question, answer)


def value(question: Question, answer: Answer) -> Fraction | None:
    """What an answer is worth, 0 to 1, by FORMAT §4's table; None for a reflection.

    Raises NotPossible for an answer that this question cannot have.
    """
    rules = rules_of(question)
    if not rules.is_answer(question, answer):
        raise NotPossible("this is no answer to this question")
    return rules.value(question, answer)


def best_answer(question: Question) -> Answer:
    """The answer that is worth most, without a certainty: the first right one as written.

    Of a question without a right answer, which is an error in its file, the best that it has.
    """
    return rules_of(question).best(question)


def knowing(value: Fraction | None, certainty: Certainty | None) -> Knowing | None:
    """What an answer's value and how sure somebody was come to (FORMAT §5.6); None where either is lacking."""
    if value is None or certainty is None:
        return None
    if value == 1:
        return Knowing.UNSURE_RIGHT if certainty is Certainty.NOT_SURE else Knowing.KNEW
    return Knowing.TALK if certainty is Certainty.SURE else Knowing.UNSURE
