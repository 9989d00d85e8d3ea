"""How well a point stands in somebody's picture."""

from itertools import permutations

import pytest

from quizapp.engine.picture import showing
from quizapp.model.module_pages import Showing
from quizapp.model.scenario import Word

MET, PARTLY, MISSED = Word.MET, Word.PARTLY, Word.MISSED


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], Showing.NOT_TESTED),
        ([("a", MISSED)], Showing.NOT_YET),
        ([("a", PARTLY), ("b", PARTLY), ("c", PARTLY)], Showing.NOT_YET),
        ([("a", MET)], Showing.ONCE),
        ([("a", MET), ("a", MET), ("a", MET)], Showing.ONCE),
        ([("a", MET), ("b", PARTLY)], Showing.ONCE),
        ([("a", MET), ("b", MET)], Showing.TWICE),
        ([("a", MET), ("b", MET), ("c", MISSED)], Showing.TWICE),
        ([("a", MISSED), ("a", MET), ("b", MISSED), ("b", MET)], Showing.TWICE),
    ],
)
def test_twice_needs_two_different_decisions_in_any_order(answers: list[tuple[str, Word]], expected: Showing):
    for order in permutations(answers):
        assert showing(order) is expected


def test_answers_may_come_one_by_one():
    assert showing(pair for pair in [("a", MET), ("b", MET)]) is Showing.TWICE
