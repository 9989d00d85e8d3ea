"""Which accepted answer a short answer is."""

import pytest

from quizapp.model.kinds.short import accepted_index
from tests.engine.sets import short


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Named GP", 0),
        ("  named   gp ", 0),
        ("Named G.P.", 0),
        ("namedgp", 0),
        ("café", 1),
        ("CAFE", 1),
        ("cafe\u0301", 1),  # an accent as a mark of its own
        ("STRASSE", 2),
        ("\uff43\uff41\uff46\uff45", 1),  # wide letters
        ("\u0130stanbul", 3),
        ("named nurse", None),
        ("caf", None),
        ("", None),
    ],
)
def test_case_accents_spaces_and_full_stops_are_forgiven(text, index):
    assert accepted_index(short("q", accepted="named GP | Café | Straße | istanbul"), text, 1) == index


def test_nothing_else_is_forgiven():
    asked = short("q", accepted="a child's word")
    assert accepted_index(asked, "A childs word", 1) is None
    assert accepted_index(asked, "a child's words", 1) is None
