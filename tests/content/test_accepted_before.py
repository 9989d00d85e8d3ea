"""What format 1 accepted in silence stays accepted there, and is told in format 2: published files go on compiling."""

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.questions.parsing import parse_set
from quizapp.content.scenario import parse_scenario
from quizapp.model.briefing import Briefing
from quizapp.model.diagnostics import has_errors
from quizapp.model.formats import FORMAT_1, FORMAT_2, Format
from quizapp.model.published import SourceFile

BRIEFING = """---
source: S
publisher: P
published: May 2023
---

# T

## Risk factors

### X

- **not-asked** Nobody asked.
    - Where: a
    - Answered by: ask

## Learning points

### X

- **ask** Ask.
    - Where: b

## Safe practice

### X

- **tell** Tell.
"""
SCENARIO = """---
you-are: form tutor
minutes: 4
nation: england
content-note: Low mood.
---

# A quiet week

Sam is 12.

## Monday

{prose}

- [Ask Sam how he is](#ending-heard)
    - ask: met
    - Why: You asked.
- {choice}
    - ask: missed
    - Why: Nobody asked.{note}

## Ending: Heard

Outcome: safer

He tells you more.{end}

## Debrief

- What made it easy?
"""
SET = """---
minutes: 1
---

# What you saw

## One

Points: ask
{keys}
{body}
"""
OPTIONS = "- [x] Ask\n    - Why: You asked.\n- [ ] Wait\n    - Why: Nobody asked."


def _briefing(format: Format) -> Briefing:
    briefing, _ = parse_briefing(SourceFile("scenarios/m/briefing.md", BRIEFING.encode()), format)
    assert briefing is not None
    return briefing


def _scenario_errs(format: Format, **parts: str) -> bool:
    given = {"prose": "He is quiet.", "choice": "[Wait](#ending-heard)", "note": "", "end": "", **parts}
    file = SourceFile("scenarios/m/s.md", SCENARIO.format(**given).encode())
    return has_errors(parse_scenario(file, _briefing(format), None, format)[1])


def _set_errs(format: Format, keys: str, body: str) -> bool:
    file = SourceFile("questions/m/s.md", SET.format(keys=keys, body=body).encode())
    return has_errors(parse_set(file, _briefing(format), format)[1])


@pytest.mark.parametrize(
    "parts",
    [
        {"prose": "He has:\n\n- a note -> Monday\n- a book\n\nAnd now?"},
        {"prose": "[You wait][monday]"},
        {"choice": "[x] [Wait](#ending-heard)"},
        {"note": "\n      Risk: not-asked"},
    ],
)
def test_a_slip_in_a_scenario_is_told_in_new_text_only(parts: dict[str, str]) -> None:
    assert not _scenario_errs(FORMAT_1, **parts)
    assert _scenario_errs(FORMAT_2, **parts)


def test_a_line_at_the_end_of_an_ending_is_shown_in_format_1() -> None:
    file = SourceFile(
        "scenarios/m/s.md", SCENARIO.format(prose="x", choice="[W](#ending-heard)", note="", end="\n\n---").encode()
    )
    shown = {}
    for format in (FORMAT_1, FORMAT_2):
        scenario, said = parse_scenario(file, _briefing(format), None, format)
        assert scenario is not None and not has_errors(said)
        shown[format.number] = scenario.passages[1].blocks[0].prose.text
    assert shown == {1: "He tells you more.\n\n---", 2: "He tells you more."}


@pytest.mark.parametrize(
    ("keys", "body", "is_an_error_now"),
    [
        ("", f"He has:\n\na) [ ] a note\n\n{OPTIONS}", True),
        ("", f"He has a list:\n\n• a note\n• a book\n\nWhy: he wrote it.\n\n{OPTIONS}", False),
        ("Answer: B\nWhy: So.", "\nWhat now?\n\na) Wait\nb) Ask", True),
        ("Answer: Ask him\nWhy: So.", "\nWhat now?\n\n- Wait\n- Ask him", True),
        ("Reflect: What?", "\nThink.\n\nAnswer: a book", True),
    ],
)
def test_a_slip_in_a_question_is_told_in_new_text_only(keys: str, body: str, is_an_error_now: bool) -> None:
    assert not _set_errs(FORMAT_1, keys, body)
    assert _set_errs(FORMAT_2, keys, body) is is_an_error_now


def test_short_answers_with_patterns_are_warned_of_and_go_on_compiling() -> None:
    for format in (FORMAT_1, FORMAT_2):
        assert not _set_errs(format, "Answer: sext* | a, b\nWhy: So.", "\nWhat is it?")
