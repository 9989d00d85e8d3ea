"""Several answers: more than one option is right, and a wrong one takes away what a right one gave."""

from fractions import Fraction
from itertools import combinations

from quizapp.model.kinds import choosing
from quizapp.model.kinds.guessing import MOST_ANSWERS, chance_of, some_answers
from quizapp.model.kinds.rules import Rules, Shuffle
from quizapp.model.play import Answer
from quizapp.model.questions import Credit, Question, QuestionKind


def _is_answer(question: Question, answer: Answer) -> bool:
    chosen = answer.chosen
    return choosing.are_options(question, answer) and bool(chosen) and list(chosen) == sorted(set(chosen))


def _value(question: Question, answer: Answer) -> Fraction:
    credits = [option.credit for option in question.options]
    right = sum(credits[option] is Credit.RIGHT for option in answer.chosen)
    wrong = sum(credits[option] is Credit.WRONG for option in answer.chosen)
    return max(Fraction(0), Fraction(right - wrong, max(1, credits.count(Credit.RIGHT))))


def _best(question: Question) -> Answer:
    options = range(len(question.options))
    right = tuple(option for option in options if question.options[option].credit is Credit.RIGHT)
    return Answer(right or tuple(options[:1]))


def _every(question: Question) -> tuple[Answer, ...]:
    """Every subset but the empty one."""
    number = len(question.options)
    if 2**number - 1 <= MOST_ANSWERS:
        return tuple(Answer(some) for size in range(1, number + 1) for some in combinations(range(number), size))
    wrong = tuple(n for n, option in enumerate(question.options) if option.credit is Credit.WRONG)
    chance = chance_of(question)
    return some_answers(
        _best(question).chosen,
        wrong or (0,),
        lambda: tuple(n for n in range(number) if chance.random() < 0.5),
    )


SEVERAL = Rules(
    QuestionKind.SEVERAL,
    written=choosing.OPTIONS,
    parts=choosing.count,
    shuffle=Shuffle.AS_SET,
    read=choosing.read,
    given=choosing.given,
    is_answer=_is_answer,
    value=_value,
    best=_best,
    every=_every,
)
