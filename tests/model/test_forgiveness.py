"""When two short answers are the same."""

from pathlib import Path

import pytest

from quizapp.content.questions.parsing import parse_set
from quizapp.model import forgiveness
from quizapp.model.forgiveness import forgiven, forgiveness_of
from quizapp.model.kinds.short import FORGIVEN, accepted_index
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("children's social care", "children\u2019s social care"),  # as a telephone types it
        ("children's social care", "childrens social care"),
        ("children`s social care", "Children\u00b4s social care"),
        ("co-op", "coop"),
        ("was-not-brought", "was not brought"),
        ("was\u2013not\u2014brought", "was not\u2011brought"),
        ('"was not brought"', "\u201cwas not brought\u201d"),
        ("\u00abwas not brought\u00bb", "was not brought"),
        ("was not brought!", "was not brought?"),
        ("police, ", "police"),
        ("police\u2026", "police;"),
        ("C.A.M.H.S.", "camhs!"),
        ("covid-19", "COVID 19"),
    ],
)
def test_signs_beside_letters_are_forgiven_from_the_second_scorer_on(one: str, other: str) -> None:
    assert forgiven(one) == forgiven(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("was not brought", "wasn't brought"),
        ("a, b", "a b"),
        ("1.5", "15"),
        ("9-11", "911"),
        ("-5", "5"),
        (".5", "5"),
        ("-.5", "5"),
        ("...", "?"),
        ("to be", "to be/not to be"),
    ],
)
def test_what_differs_in_more_is_another_answer(one: str, other: str) -> None:
    assert (forgiven(one) or one) != (forgiven(other) or other)


def test_an_older_attempt_goes_by_what_was_forgiven_when_it_began() -> None:
    asked = short("q", accepted="children's social care")
    typed = "Children\u2019s social care."
    assert (accepted_index(asked, typed, 1), accepted_index(asked, typed, 2)) == (None, 0)


TOLD = b"---\nminutes: 1\n---\n\n# T\n\n## Q\n\nPoints: a\nAnswer: %s\nWhy: x\n\nWhat?\n"


@pytest.mark.parametrize(("one", "other"), [("a-b", "a b"), ("A.B", "ab"), ("a_b", "A_B."), ("a", "b"), ("a'b", "ab")])
@pytest.mark.parametrize("later", [False, True])
def test_authors_are_told_of_two_answers_that_are_the_same_just_where_the_engine_takes_one_for_the_other(
    monkeypatch: pytest.MonkeyPatch, later: bool, one: str, other: str
) -> None:
    if later:  # whatever the rule becomes, there is no second one
        monkeypatch.setitem(forgiveness.FORGIVENESS, 3, lambda text: text.replace("_", "-").casefold().rstrip("."))
    _, said = parse_set(SourceFile("questions/m/s.md", TOLD % f"{one} | {other}".encode()), None)
    codes = {diagnostic.code for diagnostic in said}
    assert bool(codes & {"same-option", "needless-answer"}) == (accepted_index(short("q", accepted=one), other, 3) == 0)
    assert ("same-option" in codes) <= (accepted_index(short("q", accepted=one), other, 1) == 0)


def test_answers_that_only_today_are_the_same_keep_their_places() -> None:
    """Attempts name an accepted answer by its place."""
    made, _ = parse_set(SourceFile("questions/m/s.md", TOLD % b"co-op | coop | shop"), None)
    assert made is not None and made.questions[0].accepted == ("co-op", "coop", "shop")


def test_the_manual_and_the_page_say_what_is_forgiven() -> None:
    said = f"{', '.join(FORGIVEN[:-1])} and {FORGIVEN[-1]}"
    for path in ("questions/README.md", "templates/questions/kinds/short.html"):
        assert said in " ".join(Path(path).read_text(encoding="utf-8").split()).replace("Capital", "capital"), path


def test_a_scorer_forgives_by_the_rule_that_was_the_newest_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(forgiveness.FORGIVENESS, 4, str.upper)
    assert [forgiveness_of(scorer)("A-b.") for scorer in (1, 2, 3, 4)] == ["a-b", "ab", "ab", "A-B."]
    assert forgiven("A b.") == "A B."
