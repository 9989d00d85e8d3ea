"""Headings that were meant as such, and lines that were not."""

import pytest

from quizapp.content.findings import Findings
from quizapp.content.headings import mend_headings, mend_question_headings
from quizapp.content.reader import Line
from quizapp.model.formats import FORMAT_1

BEFORE = ("# T", "", "## Monday", "", "[On](#a-letter)", "")


def _mended(*texts: str, findings: Findings | None = None) -> list[str]:
    lines = tuple(Line(number, text) for number, text in enumerate((*BEFORE, *texts), start=1))
    return [line.text for line in mend_headings(lines, findings or Findings("f.md"))][len(BEFORE) :]


@pytest.mark.parametrize(
    "text", ["# A letter", "### A letter", "#### A letter", "#A letter", "**A letter**", "A letter:"]
)
def test_what_a_link_leads_to_is_a_heading(text: str) -> None:
    findings = Findings("f.md")
    assert anchor_of(_mended(text, "", "He reads.", findings=findings)[0]) == "a letter"
    assert [(said.code, said.span.line) for said in findings.found] == [(_code(text), 7)]


def _code(text: str) -> str:
    return "second-title" if text.startswith("# ") else "misplaced-heading"


def anchor_of(text: str) -> str:
    """The words of a `##` heading, in small letters and without signs."""
    assert text.startswith("## ")
    return text[3:].strip(":").lower()


def test_a_line_drawn_under_a_heading_goes() -> None:
    assert _mended("A letter", "--------", "He reads.") == ["## A letter", "", "He reads."]


@pytest.mark.parametrize(
    "texts",
    [
        ("A letter comes.",),
        ("He gets", "A letter"),
        ("> A letter",),
        ("- A letter",),
        ("### Another",),
        ("## A letter", "", "**A letter**"),
    ],
)
def test_a_line_to_which_nothing_leads_or_which_is_more_than_it_stays(texts: tuple[str, ...]) -> None:
    findings = Findings("f.md")
    assert _mended(*texts, findings=findings) == list(texts)
    assert findings.found == []


@pytest.mark.parametrize(
    "words", ["Ending - Heard", "ENDING: Heard", "End: Heard", "Ending Heard", "**Ending:** Heard"]
)
def test_a_heading_over_an_outcome_is_that_of_an_ending(words: str) -> None:
    assert _mended(f"## {words}", "", "Outcome: safer")[0] == "## Ending: Heard"


def test_a_heading_that_speaks_of_an_end_without_an_outcome_stays() -> None:
    assert _mended("## End of the week", "", "He is away.")[0] == "## End of the week"


def test_a_passage_called_like_a_debrief_stays_one_where_a_choice_leads_to_it() -> None:
    assert _mended("## Reflection")[0] == "## Debrief"
    assert _mended("## Reflection", "", "[On](#reflection)")[0] == "## Reflection"
    assert _mended("## Reflection", "", "## Debrief")[0] == "## Reflection"


def test_an_old_format_keeps_its_headings() -> None:
    assert _mended("**A letter**", findings=Findings("f.md", FORMAT_1)) == ["**A letter**"]


@pytest.mark.parametrize("text", ["### One", "# One", "#One", "**One**", "One:  **two**", "1. One"])
def test_what_stands_over_points_is_a_heading_of_a_question(text: str) -> None:
    findings = Findings("f.md")
    lines = [Line(1, "# T"), Line(2, ""), Line(3, text), Line(4, ""), Line(5, "Points: ask")]
    mended = mend_question_headings(tuple(lines), findings)
    assert mended[2].text.startswith("## ")
    assert [(said.code, said.span.line) for said in findings.found] == [(_code(text), 3)]


@pytest.mark.parametrize("before", ["## One", "He says:", "- He waits.", "> He waits."])
def test_a_heading_or_words_over_points_stay_what_they_are(before: str) -> None:
    lines = (
        Line(1, "# T"),
        Line(2, ""),
        Line(3, "## Q"),
        Line(4, ""),
        Line(5, before),
        Line(6, ""),
        Line(7, "Points: a"),
    )
    assert mend_question_headings(lines, Findings("f.md")) == lines
