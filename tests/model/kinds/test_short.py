"""Which accepted answer a short answer is."""

import pytest

from quizapp.model.kinds.short import accepted_index
from tests.engine.sets import short


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Named GP", 0),
        ("  named   g.p. ", 0),
        ("CAFE", 1),
        ("strasse", 2),
        ("named nurse", None),
        ("caf", None),
        ("", None),
    ],
)
def test_it_is_the_first_accepted_answer_that_is_the_same_once_both_are_forgiven(text, index):
    """What is forgiven is tested beside the rule, in tests/model/test_forgiveness.py."""
    assert accepted_index(short("q", accepted="named GP | Café | Straße | cafe"), text, 1) == index


def test_nothing_else_is_forgiven():
    asked = short("q", accepted="a child's word")
    assert accepted_index(asked, "A childs word", 1) is None
    assert accepted_index(asked, "a child's words", 1) is None
