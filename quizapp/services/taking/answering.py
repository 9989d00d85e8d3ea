"""From a question's form to the answer that is stored, the same in a set and in a story. Pure; no database."""

from dataclasses import replace

from quizapp.engine import asking
from quizapp.model.play import Answer, Given
from quizapp.model.questions import Question
from quizapp.services.site.storable import storable


def read(question: Question, given: Given, order: tuple[int, ...], asks_certainty: bool, scorer: int) -> Answer:
    """What `asking.read_answer` reads, with words as every database takes them."""
    answer = asking.read_answer(question, given, order, asks_certainty, scorer)
    return replace(answer, text=storable(answer.text)) if answer.text else answer
