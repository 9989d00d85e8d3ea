"""What a question's form sends: read as it is stored, and known for one of its own."""

import pytest

from quizapp.model.pages import ChoiceShown
from quizapp.model.play import Answer, Given
from quizapp.model.questions import QuestionKind
from quizapp.model.quiz_pages import QuestionShown
from quizapp.services.taking import answering
from tests.engine.sets import one, short

THREE = tuple(ChoiceShown(position, "x") for position in range(3))
SHOWN = {
    QuestionKind.ONE: QuestionShown("T", QuestionKind.ONE, "", options=THREE),
    QuestionKind.SEVERAL: QuestionShown("T", QuestionKind.SEVERAL, "", options=THREE),
    QuestionKind.TRUE_FALSE: QuestionShown("T", QuestionKind.TRUE_FALSE, "", options=THREE[:2]),
    QuestionKind.ORDER: QuestionShown("T", QuestionKind.ORDER, "", things=THREE),
    QuestionKind.MATCH: QuestionShown("T", QuestionKind.MATCH, "", rows_html=("a", "b", "c"), cells=THREE),
    QuestionKind.SHORT: QuestionShown("T", QuestionKind.SHORT, ""),
    QuestionKind.REFLECTION: QuestionShown("T", QuestionKind.REFLECTION, ""),
}
SURE = Given(certainty="sure")


def test_words_are_read_as_every_database_takes_them() -> None:
    read = answering.read(short("q"), Given(text=" D.S.L.\ud800\0"), (), False, 1)
    assert read == Answer(text="D.S.L.?")
    assert answering.read(short("q"), Given(text="D.S.L."), (), False, 1) == Answer(text="D.S.L.", matched=1)
    assert answering.read(one("q"), Given(positions=(1,)), (2, 0, 1, 3), False, 1) == Answer((0,))


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (QuestionKind.ONE, Given(positions=(2,))),
        (QuestionKind.ONE, SURE),  # nothing chosen: that is said after the click
        (QuestionKind.TRUE_FALSE, Given(positions=(1,))),
        (QuestionKind.SEVERAL, Given(positions=(0, 2), certainty="sure")),
        (QuestionKind.ORDER, Given(places=(2, 0, 1))),
        (QuestionKind.ORDER, Given(places=(2, 2, 2))),
        (QuestionKind.ORDER, Given(places=(None, 2))),
        (QuestionKind.MATCH, Given(places=(2, 2, 0))),
        (QuestionKind.SHORT, Given(text="x")),
        (QuestionKind.REFLECTION, Given(text="x")),
        (QuestionKind.REFLECTION, Given()),
    ],
)
def test_what_a_form_of_this_kind_sends_is_known_for_its_own(kind: QuestionKind, given: Given) -> None:
    assert answering.could_come_from(SHOWN[kind], given)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        *((kind, Given()) for kind in SHOWN if kind is not QuestionKind.REFLECTION),
        (QuestionKind.ONE, Given(positions=(3,))),
        (QuestionKind.TRUE_FALSE, Given(positions=(2,))),
        (QuestionKind.SEVERAL, Given(positions=(0, 3))),
        (QuestionKind.ORDER, Given(places=(0, 1, 3))),
        (QuestionKind.ORDER, Given(places=(0, 1, 2, None))),
        (QuestionKind.MATCH, Given(places=(0, 1, 2, 0))),
        (QuestionKind.SHORT, Given(positions=(0,), text="x")),
        (QuestionKind.REFLECTION, Given(places=(0,), text="x")),
    ],
)
def test_what_no_form_of_this_kind_sends_is_not(kind: QuestionKind, given: Given) -> None:
    assert not answering.could_come_from(SHOWN[kind], given)
