"""What a writer does at the end of a line comes through reading, and through what is cut out of lines."""

import pytest

from quizapp.content.prose import render
from quizapp.content.scenario import parse_scenario
from quizapp.model.formats import CURRENT_FORMAT, FORMAT_1, Format
from quizapp.model.published import SourceFile

FILE = """---
you-are: you
minutes: 4
nation: england
content-note: none
---

# A day

## Start

{}

[On](#ending-there)

## Ending: There

Outcome: safer

Done.

## Debrief

- Why?
"""


def shown(text: str, format: Format = CURRENT_FORMAT) -> list[str]:
    """The HTML of each block of prose of a passage with this text."""
    scenario, said = parse_scenario(SourceFile("scenarios/m/s.md", FILE.format(text).encode()), None, format=format)
    assert scenario is not None
    assert {d.code for d in said} == {"no-briefing"}, said
    return [render(block.prose.text, format) for block in scenario.passages[0].blocks]


@pytest.mark.parametrize("end", ["  ", "   ", "\\", " <!-- a note -->  "])
def test_a_line_breaks_in_prose_and_in_quotes(end: str) -> None:
    assert shown(f"One{end}\nTwo  \n\nThree")[0].replace(" <", "<") == "<p>One<br>\nTwo</p>\n<p>Three</p>"
    (quote,) = shown(f"> One{end}\n> Two")
    assert quote.replace(" <", "<") == "<blockquote>\n<p>One<br>\nTwo</p>\n</blockquote>"


def test_a_line_breaks_in_prose_that_remembers() -> None:
    assert shown("> Only if: visited #start\n> One  \n> Two") == ["<p>One<br>\nTwo</p>"]


@pytest.mark.parametrize("end", ["", " ", "  <!-- two spaces before a note are none at the end -->", "\\\\"])
def test_what_does_not_end_in_two_spaces_or_one_backslash_does_not_break(end: str) -> None:
    assert "<br>" not in shown(f"One{end}\nTwo")[0]


def test_format_1_sees_no_breaks() -> None:
    assert shown("One  \nTwo", FORMAT_1) == ["<p>One\nTwo</p>"]
    assert shown("One\\\nTwo", FORMAT_1) == ["<p>One\\\nTwo</p>"]
