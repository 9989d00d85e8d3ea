"""From a question's form to its answer, the same in a set, in a story and after signing in. Pure; no database."""

from dataclasses import replace

from quizapp.engine import asking
from quizapp.model.kinds import RULES
from quizapp.model.play import Answer, Given, NotAnswered, NotPossible
from quizapp.model.questions import Question
from quizapp.model.quiz_pages import QuestionShown
from quizapp.services.site.storable import storable


def read(question: Question, given: Given, order: tuple[int, ...], asks_certainty: bool, scorer: int) -> Answer:
    """What `asking.read_answer` reads, with words as every database takes them."""
    answer = asking.read_answer(question, given, order, asks_certainty, scorer)
    return replace(answer, text=storable(answer.text)) if answer.text else answer


def could_come_from(shown: QuestionShown, given: Given) -> bool:
    """Whether the form of this question could have sent this. Whether it is a whole answer is not looked at.

    A form with nothing in it is taken for one only where nothing need be written.
    """
    rules, parts = RULES[shown.kind], shown.options or shown.things or shown.cells
    if given == Given():
        return rules.is_private
    if not parts and (given.positions or given.places):
        return False
    try:
        rules.read(given, tuple(range(len(parts))))
    except NotAnswered:
        return True
    except NotPossible:
        return False
    return True
