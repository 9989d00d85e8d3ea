"""Lines that begin as a condition does: what counts as one, what nearly is one, and what is somebody's speech."""

import pytest

from quizapp.content.openings import Kind, opening
from quizapp.content.reader import Line

COUNTERS = ("trust", "time-left")


@pytest.mark.parametrize(
    "text",
    [
        "Only if: visited #a",
        "Only if:visited #a",
        "Only if : trust > 1",
        "Only\u00a0if: trust > 1",
        "Only if： visited #a",
    ],
)
def test_a_condition_is_written_in_one_way(text: str) -> None:
    found = opening(Line(3, text, 3), COUNTERS)
    assert found is not None
    assert (found.kind, found.exact, found.certain) == (Kind.ONLY_IF, True, True)
    assert found.rest.text in ("visited #a", "trust > 1")
    assert found.rest.column == 3 + text.index(found.rest.text)


@pytest.mark.parametrize("text", ["Otherwise:", "Otherwise :"])
def test_otherwise_stands_alone_in_its_line(text: str) -> None:
    found = opening(Line(3, text))
    assert found is not None
    assert (found.kind, found.exact) == (Kind.OTHERWISE, True)


@pytest.mark.parametrize(
    "text",
    [
        "**Only if:** visited #a",
        "**Only if**: visited #a",
        "*Only if: visited #a*",
        "__Only if:__ visited #a",
        "`Only if:` visited #a",
        "- Only if: visited #a",
        "1. Only if: visited #a",
        "> Only if: visited #a",
        "\u200bOnly if: visited #a",
        "only if: visited #a",
        "ONLY IF: visited #a",
        "Only If: visited #a",
        "Only-if: visited #a",
        "Onlyif: visited #a",
        "Only if visited #a",
        "Only if; visited #a",
        "Only if, visited #a",
        "Only if = visited #a",
        "Only if – not visited #a",
        "Only if #a",
        "Only when: visited #a",
        "Only where: visited #a",
        "Only: visited #a",
        "If: visited #a",
        "If visited #a",
        "If trust >= 2",
        "When: trust>1",
        "When trust ≥ 2",
        "Where time-left < 1",
        "Show if: she knows",
        "Shown only if: she knows",
        "Show when visited #a",
        "Condition: visited #a",
        "Condition: trust => 2",
        "Onyl if: visited #a",
        "Nur wenn: visited #a",
        "Requires: trust >= 2",
        "(Only if: visited #a)",
        "“Only if: visited #a”",
        "[visited #a]",
        "visited #a",
        "trust >= 2",
        "» Only if: visited #a",
        "Only if visited: #a",
    ],
)
def test_what_nearly_is_a_condition_is_seen_and_is_none(text: str) -> None:
    found = opening(Line(3, text), COUNTERS)
    assert found is not None
    assert (found.kind, found.exact) == (Kind.ONLY_IF, False)


@pytest.mark.parametrize(
    "text", ["Unless: visited #a", "If not: visited #a", "Only if not visited #a", "Except if: trust > 1"]
)
def test_the_opposite_of_a_condition_is_seen_as_that(text: str) -> None:
    found = opening(Line(3, text), COUNTERS)
    assert found is not None
    assert (found.kind, found.exact) == (Kind.UNLESS, False)


@pytest.mark.parametrize(
    "text",
    [
        "otherwise:",
        "**Otherwise:**",
        "Otherwise",
        "Otherwise.",
        "Otherwise: he waits",
        "Else:",
        "Or else:",
        "OTHERWISE:",
        "Otherwise…",
        "Othewise:",
        "Ohterwise:",
        "Otherwhise:",
        "ELSE",
    ],
)
def test_what_nearly_is_otherwise_is_seen_and_is_none(text: str) -> None:
    found = opening(Line(3, text))
    assert found is not None
    assert (found.kind, found.exact, found.has_condition) == (Kind.OTHERWISE, False, False)


@pytest.mark.parametrize("text", ["Otherwise if: visited #a", "Else if visited #a", "Otherwise, only if: trust > 1"])
def test_otherwise_with_a_condition_is_seen_as_both(text: str) -> None:
    found = opening(Line(3, text), COUNTERS)
    assert found is not None
    assert (found.kind, found.exact, found.has_condition) == (Kind.OTHERWISE, False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Only if you promise, she says.",
        "If you promise: then yes.",
        "If she comes, ring me",
        "Unless you stay.",
        "Otherwise I go.",
        "Otherwise, if you promise, I stay.",
        "Or else.",
        "Else Meyer, 14",
        "She visited #5 Park Road, and nobody was in.",
        "Nobody in the team, or in the school, or in the surgery, had visited #them.",
        "trust >= 2 is what we say here, and nobody knows why",
        "Otherness: a talk",
        "When: Tuesday, at nine",
        "Where: the hall",
        "Condition: stable",
        "Only: two of them",
        "Iffy: that is what she calls it",
        "Onlyiffy: nothing",
        "Elsewhere: nothing",
        "If the score > 9, refer",
        "Only Sam: he knows.",
        "She says: only if: visited",
        "",
        "*",
        "> ",
    ],
)
def test_speech_and_fields_are_no_conditions(text: str) -> None:
    assert opening(Line(3, text), COUNTERS) is None


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Only if: you know him", True),
        ("Otherwise: nothing", True),
        ("only if visited #a", True),
        ("only if: the lead agrees", False),
        ("otherwise: nothing", False),
        ("If: you know", False),
        ("Unless: visited #a", True),
    ],
)
def test_in_the_middle_of_prose_only_what_is_certain_counts(text: str, certain: bool) -> None:
    found = opening(Line(3, text), COUNTERS)
    assert found is not None
    assert found.certain is certain
