"""When two short answers are the same."""

import pytest

from quizapp.content.questions.parsing import parse_set
from quizapp.model import forgiveness
from quizapp.model.forgiveness import forgiven, forgiveness_of
from quizapp.model.kinds.short import accepted_index
from quizapp.model.published import SourceFile
from tests.engine.sets import short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élan", "elan"),
        ("e\u0301lan", "elan"),  # an accent as a mark of its own
        ("C.A.M.H.S.", "camhs"),
        ("Straße", "STRASSE"),
        ("not  brought", "Notbrought"),
        ("\uff43\uff41\uff46\uff45", "cafe"),  # wide letters
        ("\u0130stanbul", "istanbul"),  # its small letter has a dot of its own
    ],
)
def test_case_accents_spaces_and_full_stops_are_forgiven(one: str, other: str) -> None:
    assert forgiven(one) == forgiven(other)


@pytest.mark.parametrize(("one", "other"), [("was not brought", "wasn't brought"), ("co-op", "coop"), ("a, b", "a b")])
def test_what_differs_in_more_is_another_answer(one: str, other: str) -> None:
    assert forgiven(one) != forgiven(other)


TOLD = b"---\nminutes: 1\n---\n\n# T\n\n## Q\n\nPoints: a\nAnswer: %s\nWhy: x\n\nWhat?\n"


@pytest.mark.parametrize(("one", "other"), [("a-b", "a b"), ("A.B", "ab"), ("a_b", "A_B."), ("a", "b")])
@pytest.mark.parametrize("strict", [False, True])
def test_authors_are_told_of_two_answers_that_are_the_same_just_where_the_engine_takes_one_for_the_other(
    monkeypatch: pytest.MonkeyPatch, strict: bool, one: str, other: str
) -> None:
    if strict:  # whatever the rule becomes, there is no second one
        monkeypatch.setitem(forgiveness.FORGIVENESS, 2, lambda text: text.replace("-", " "))
    _, said = parse_set(SourceFile("questions/m/s.md", TOLD % f"{one} | {other}".encode()), None)
    told = "same-option" in {diagnostic.code for diagnostic in said}
    assert told == (accepted_index(short("q", accepted=one), other, 2) == 0)


def test_a_scorer_forgives_by_the_rule_that_was_the_newest_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(forgiveness.FORGIVENESS, 3, str.upper)
    assert [forgiveness_of(scorer)("A b.") for scorer in (1, 2, 3, 4)] == ["ab", "ab", "A B.", "A B."]
    assert forgiven("A b.") == "A B."
