"""A question as it is asked: the order shown, what came back, and what that is worth (FORMAT §4's table)."""

from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise

from quizapp.model.forgiveness import forgiven
from quizapp.model.play import Answer, Given, NotAnswered, NotPossible
from quizapp.model.questions import Credit, Question, QuestionKind
from quizapp.model.quizzes import Certainty, Knowing

_CREDIT = {Credit.RIGHT: Fraction(1), Credit.ACCEPTABLE: Fraction(1, 2), Credit.WRONG: Fraction(0)}


def hashed(seed: int, name: str) -> str:
    """SHA-256 of `<seed>:<name>` in hex: the chance by which questions are drawn and options are shuffled.

    No library's random, so that a seed means the same in every version of Python and of this program.
    """
    return sha256(f"{seed}:{name}".encode()).hexdigest()


def shown_order(question: Question, seed: int, shuffle: bool) -> tuple[int, ...]:
    """The indices as written, in the order shown: of options, of things to order, or of a match's right-hand cells.

    Things to order are never shown in the right order, nor a match's cells in that of their rows, if there is another.
    Options are as written without `shuffle`, and true or false always. Empty where there is nothing to order.
    """
    kind = question.kind
    if kind is QuestionKind.ORDER:
        return _never_as_written(_shuffled(question, seed, len(question.things)))
    if kind is QuestionKind.MATCH:
        return _never_as_written(_shuffled(question, seed, len(question.rows)))
    if shuffle and kind in (QuestionKind.ONE, QuestionKind.SEVERAL):
        return _shuffled(question, seed, len(question.options))
    return tuple(range(len(question.options)))


def _shuffled(question: Question, seed: int, number: int) -> tuple[int, ...]:
    return tuple(sorted(range(number), key=lambda index: hashed(seed, f"{question.id}:{index}")))


def _never_as_written(order: tuple[int, ...]) -> tuple[int, ...]:
    return order[1:] + order[:1] if order == tuple(range(len(order))) else order


def read_answer(question: Question, given: Given, order: tuple[int, ...], asks_certainty: bool) -> Answer:
    """The answer that a form gives to a question shown in this order (as `shown_order` gave it).

    Raises NotAnswered for what is missing, and NotPossible for what no such form could send. In a match one cell may
    be given to two rows. A reflection's words are kept apart, so its answer is empty; nor is it asked for certainty.
    """
    problems: list[tuple[str, str]] = []
    chosen: tuple[int, ...] = ()
    text, matched = "", None
    kind = question.kind
    if kind in (QuestionKind.ONE, QuestionKind.TRUE_FALSE):
        chosen = _at(given.positions, order)
        if not chosen:
            problems.append(("answer", "Choose an answer"))
    elif kind is QuestionKind.SEVERAL:
        chosen = tuple(sorted(_at(given.positions, order)))
        if not chosen:
            problems.append(("answer", "Choose at least one answer"))
    elif kind is QuestionKind.ORDER:
        places, problems = _places(given.places, len(order), "Choose a place for each")
        if not problems and (repeated := _first_repeated(places)) is not None:
            problems = [(f"place-{repeated}", "Give each a different place")]
        if not problems:
            chosen = tuple(order[places.index(place)] for place in range(len(order)))
    elif kind is QuestionKind.MATCH:
        places, problems = _places(given.places, len(order), "Choose a match for each row")
        chosen = _at(places, order)
    elif kind is QuestionKind.SHORT:
        text = given.text.strip()
        matched = accepted_index(question, text)
        if not text:
            problems.append(("text", "Type your answer"))
    certainty = None
    if asks_certainty and question.is_scored:
        certainty = _certainty(given.certainty)
        if certainty is None:
            problems.append(("certainty", "Choose how sure you are"))
    if problems:
        raise NotAnswered(tuple(problems))
    answer = Answer(chosen, text, matched, certainty)
    if not is_answer(question, answer):
        raise NotPossible("this question cannot be answered like that")
    return answer


def _at(positions: Sequence[int], order: tuple[int, ...]) -> tuple[int, ...]:
    """The indices as written that are shown at these positions."""
    if any(not 0 <= position < len(order) for position in positions):
        raise NotPossible("there is no such answer")
    return tuple(order[position] for position in positions)


def _places(places: Sequence[int | None], number: int, missing: str) -> tuple[list[int], list[tuple[str, str]]]:
    """The places that were picked, and the problem of the first that was not."""
    if len(places) > number or any(place is not None and not 0 <= place < number for place in places):
        raise NotPossible("there is no such place")
    every = [*places, *[None] * (number - len(places))]
    problems = [(f"place-{index}", missing) for index, place in enumerate(every) if place is None]
    return [place for place in every if place is not None], problems[:1]


def _first_repeated(places: Sequence[int]) -> int | None:
    return next((index for index, place in enumerate(places) if place in places[:index]), None)


def _certainty(given: str) -> Certainty | None:
    if not given:
        return None
    try:
        return Certainty(given)
    except ValueError:
        raise NotPossible("there is no such certainty") from None


def given_of(question: Question, answer: Answer, order: tuple[int, ...]) -> Given:
    """What a form gave, from the answer as stored and the order shown: the inverse of `read_answer`.

    Raises NotPossible for an answer that this question cannot have.
    """
    if not is_answer(question, answer):
        raise NotPossible("this is no answer to this question")
    shown_at = {index: position for position, index in enumerate(order)}
    certainty = "" if answer.certainty is None else answer.certainty.value
    if question.kind is QuestionKind.ORDER:
        return Given(places=tuple(answer.chosen.index(index) for index in order), certainty=certainty)
    chosen = tuple(shown_at[index] for index in answer.chosen)
    if question.kind is QuestionKind.MATCH:
        return Given(places=chosen, certainty=certainty)
    return Given(positions=tuple(sorted(chosen)), text=answer.text, certainty=certainty)


def is_answer(question: Question, answer: Answer) -> bool:
    """Whether this is, in its shape, a whole answer to this question, as `read_answer` gives it."""
    chosen, kind = answer.chosen, question.kind
    if kind in (QuestionKind.SHORT, QuestionKind.REFLECTION):
        return not chosen and (answer.matched is None or 0 <= answer.matched < len(question.accepted))
    if answer.text or answer.matched is not None:
        return False
    if kind is QuestionKind.ORDER:
        return sorted(chosen) == list(range(len(question.things)))
    if kind is QuestionKind.MATCH:
        return len(chosen) == len(question.rows) and all(0 <= row < len(question.rows) for row in chosen)
    if any(not 0 <= option < len(question.options) for option in chosen):
        return False
    if kind is QuestionKind.SEVERAL:
        return bool(chosen) and list(chosen) == sorted(set(chosen))
    return len(chosen) == 1


def accepted_index(question: Question, text: str) -> int | None:
    """Which accepted answer a short answer is, or None. Case, accents, spaces and full stops are forgiven."""
    words = forgiven(text)
    return next((i for i, accepted in enumerate(question.accepted) if forgiven(accepted) == words), None)


def value(question: Question, answer: Answer) -> Fraction | None:
    """What an answer is worth, 0 to 1, by FORMAT §4's table; None for a reflection.

    Raises NotPossible for an answer that this question cannot have.
    """
    if not is_answer(question, answer):
        raise NotPossible("this is no answer to this question")
    chosen, kind = answer.chosen, question.kind
    if kind is QuestionKind.REFLECTION:
        return None
    if kind is QuestionKind.SHORT:
        return Fraction(0 if answer.matched is None else 1)
    if kind is QuestionKind.SEVERAL:
        credits = [option.credit for option in question.options]
        right = sum(credits[option] is Credit.RIGHT for option in chosen)
        wrong = sum(credits[option] is Credit.WRONG for option in chosen)
        return max(Fraction(0), Fraction(right - wrong, max(1, credits.count(Credit.RIGHT))))
    if kind is QuestionKind.ORDER:
        pairs = sum(before + 1 == after for before, after in pairwise(chosen))
        return Fraction(pairs, len(chosen) - 1) if len(chosen) > 1 else Fraction(1)
    if kind is QuestionKind.MATCH:
        rows = sum(row == cell for row, cell in enumerate(chosen))
        return Fraction(rows, len(chosen)) if chosen else Fraction(1)
    return _CREDIT[question.options[chosen[0]].credit]


def best_answer(question: Question) -> Answer:
    """The answer that is worth most, without a certainty: the first right one as written.

    Of a question that nothing answers rightly (content tells), the best that it has.
    """
    kind = question.kind
    if kind is QuestionKind.ORDER:
        return Answer(tuple(range(len(question.things))))
    if kind is QuestionKind.MATCH:
        return Answer(tuple(range(len(question.rows))))
    if kind is QuestionKind.SHORT:
        return Answer(text=question.accepted[0], matched=0) if question.accepted else Answer(text="-")
    if kind is QuestionKind.REFLECTION:
        return Answer()
    options = range(len(question.options))
    if kind is QuestionKind.SEVERAL:
        right = tuple(option for option in options if question.options[option].credit is Credit.RIGHT)
        return Answer(right or tuple(options[:1]))
    return Answer(tuple(sorted(options, key=lambda option: -_CREDIT[question.options[option].credit])[:1]))


def knowing(value: Fraction | None, certainty: Certainty | None) -> Knowing | None:
    """What an answer's value and how sure somebody was come to (FORMAT §5.6); None where either is lacking."""
    if value is None or certainty is None:
        return None
    if value == 1:
        return Knowing.UNSURE_RIGHT if certainty is Certainty.NOT_SURE else Knowing.KNEW
    return Knowing.TALK if certainty is Certainty.SURE else Knowing.UNSURE
