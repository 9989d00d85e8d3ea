"""What staff would see as it stands, and what they would not."""

import pytest

from quizapp.content.outline import make_prose
from quizapp.content.raw import is_block, shown_raw
from quizapp.content.reader import Line
from quizapp.content.run_together import run_together
from quizapp.model.prose import Prose


def _prose(text: str, slot: str = "monday/0") -> Prose:
    return make_prose(slot, "f.md", tuple(Line(number, row) for number, row in enumerate(text.split("\n"), start=1)))


def _raw(text: str, slot: str = "monday/0") -> list[str]:
    return [f"{said.span.line}:{said.span.column}" for said in shown_raw(_prose(text, slot))]


@pytest.mark.parametrize(
    "text",
    [
        "See www.example.org.",
        "It is ~~bad~~.",
        "It is ==good==.",
        "Ring {safeguarding-lead}.",
        "Ring [insert name here].",
        "“Ring [NAME],” she says.",
        "Read it.[^1]",
        "He is :sad: now.",
        "He &amd; she.",
        "It is **loud.",
        "It is ** loud **.",
        "[ ] Ring her",
        "Why: nobody asked.",
        "**Outcome:** harm",
        "ask: met",
        "| a | b |",
        "See [it][there].",
        "> Record: Visit\n> Name: [insert name here]",
        "> Message: Maya\n>\n> Maya, 21:04: ring {safeguarding-lead}",
    ],
)
def test_a_sign_that_means_nothing_here_is_told_once(text: str) -> None:
    assert len(_raw(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "See [the page](https://example.org) or <https://example.org>.",
        "She says “look at www.example.org :sad:”.",
        "It is `www.example.org {x} [NAME] **`.",
        "“[sic],” he reads. [He stands up.] [Time passes.]",
        "Ring {{safeguarding-lead}}.",
        "It is **loud**, *quiet*, and 2 * 3.",
        "It is **very\nloud**.",
        "***",
        "At 10:30:45 it costs £5 & more &amp; more.",
        "Maya: I am fine.",
        "Risk: high, he thinks.",
        "> Why: that is what he wrote.",
        "| a | b |\n| --- | --- |\n| c | d |",
        "He has:\n| a | b |\n| --- | --- |\n| c | d |",
        "> Message: Sam\n>\n> Sam, 10:02: www.example.org {x} [NAME] **",
        "Is a == b? No: a = b.",
    ],
)
def test_what_is_shown_as_it_was_meant_is_not_told(text: str) -> None:
    assert _raw(text) == []


def test_it_is_told_at_its_line_and_column() -> None:
    assert _raw("He is quiet.\nRing {x} or [NAME].") == ["2:13", "2:6"]


def test_plain_places_have_no_signs_at_all() -> None:
    assert _raw("A **quiet** week", "heading") == ["1:3"]
    assert _raw("{{safeguarding-lead}}", "you-are") == ["1:1"]
    assert _raw("Low mood, 2 * 3, snake_case", "content-note") == []


def test_bars_in_the_words_of_a_choice_are_words() -> None:
    assert _raw("| a | b |", "monday/choice/0") == []


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ("introduction", True),
        ("monday/0", True),
        ("a#b/stem", True),
        ("monday/choice/0", False),
        ("monday/why/0", False),
        ("debrief/0", False),
        ("a#b/option/0", False),
    ],
)
def test_paragraphs_are_in_blocks_and_stems_only(slot: str, expected: bool) -> None:
    assert is_block(_prose("x", slot)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Ann (12): Hi.\nBen Osei: Hello.",
        "> **Ann:** Hi.\n> **Ben:** Hello.",
        "10:02 She rings.\n10.05 He rings.",
        "• sleep\n• food",
        "a) sleep\nb) food",
        "Two things:\n- sleep\n- food",
        "Two things:\n1. sleep\n2. food",
        "> Dear Ann,\n> thank you.",
    ],
)
def test_lines_that_would_run_together_are_told_once(text: str) -> None:
    assert [said.code for said in run_together(_prose(text))] == ["run-together"]


@pytest.mark.parametrize(
    "text",
    [
        "From: Ann\\\nTo: Ben",
        "From: Ann\n\nTo: Ben",
        "Ann: Hi.\nShe waits.",
        "He goes to\nB. Jones, whom\nD. has not seen.",
        "- sleep\n- food\n  and drink\n- warmth",
        "1. sleep\n2. food",
        "Two things:\n\n- sleep\n- food",
        "> Message: Ann\n>\n> Ann, 10:02: Hi.\n> Ben, 10:03: Hello.",
        "Dear Ann, he writes.\nHe waits.",
        "It was 10:02.\nHe waits.",
    ],
)
def test_lines_that_may_stand_one_after_the_other_are_not_told(text: str) -> None:
    assert list(run_together(_prose(text))) == []


def test_a_chat_of_which_reading_says_more_is_left_to_it() -> None:
    assert list(run_together(_prose("Ann: Hi.\nBen Osei: Hello."))) == []
