"""Prose that remembers, as it comes to the model: in format 2, over documents, and as plain quotes in format 1."""

import pytest

from quizapp.content.prose import render_scenario
from quizapp.content.scenario import parse_scenario
from quizapp.model.formats import FORMAT_1, FORMAT_2, Format
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Scenario

TEXT = """---
you-are: x
minutes: 4
nation: england
content-note: x
{settings}---

# T

{introduction}

## One

{passage}

- [Stay](#one)
{notes}- [Go](#ending-gone)

## Ending: Gone

Outcome: safer

Words.

## Debrief

- What?
"""


def read(
    passage: str, format: Format, *, settings: str = "", introduction: str = "Words.", notes: str = ""
) -> tuple[Scenario, set[str]]:
    """The scenario, and the codes that are said of it besides that there is no briefing."""
    text = TEXT.format(settings=settings, introduction=introduction, passage=passage, notes=notes)
    scenario, said = parse_scenario(SourceFile("scenarios/m/s.md", text.encode()), None, None, format)
    assert scenario is not None
    return scenario, {d.code for d in said} - {"no-briefing"}


def test_otherwise_has_the_condition_before_it_and_is_its_opposite() -> None:
    scenario, said = read("> Only if: visited #one\n>\n> a\n\n\n> Otherwise:\n> b\n\nc", FORMAT_2)
    assert said == set()
    only_if, otherwise, always = scenario.passages[0].blocks
    assert [block.prose.text for block in (only_if, otherwise, always)] == ["a", "b", "c"]
    assert only_if.condition and otherwise.condition and always.condition is None
    assert (only_if.condition.negated, otherwise.condition.negated) == (False, True)
    assert only_if.condition.alternatives == otherwise.condition.alternatives
    assert (otherwise.condition.span.line, otherwise.condition.span.column) == (19, 3)


@pytest.mark.parametrize("gap", ["", ">\n"])
def test_a_document_may_stand_under_a_condition_and_under_otherwise(gap: str) -> None:
    log, mail = "> Log: Week 3\n>\n> Mon, 08:41: late\n", "> E-mail: Leo\n> From: Ann\n>\n> Hello\n"
    scenario, said = read(f"> Only if: visited #one\n{gap}{log}\n> Otherwise:\n{gap}{mail}\nc", FORMAT_2)
    assert said == set()
    html = render_scenario(scenario)
    assert "document--log" in html["one/0"] and "document--email" in html["one/1"] and "document" not in html["one/2"]
    assert "Only if" not in "".join(html.values()) and "Otherwise" not in "".join(html.values())


def test_a_condition_that_cannot_be_read_is_told_once_and_not_again_at_its_otherwise() -> None:
    scenario, said = read("> Only if: visited #two\n>\n> a\n\n> Otherwise:\n>\n> b", FORMAT_2)
    assert said == {"unknown-passage"}
    assert [block.condition for block in scenario.passages[0].blocks] == [None, None]


@pytest.mark.parametrize(
    "quote",
    [
        "> Otherwise:\n>\n> b",
        "> **Only if:** visited #one\n>\n> b",
        "> If: visited #one\n>\n> b",
        "> b\n>\n> Only if: visited #one",
        "Only if: visited #one",
        "> Only if: visited #one\n>\n> a\nb",
    ],
)
def test_what_is_an_error_now_was_plain_text_in_format_1_and_stays_so(quote: str) -> None:
    assert read(quote, FORMAT_2)[1] & {"nearly-condition", "misplaced-condition", "lone-otherwise", "outside-quote"}
    scenario, said = read(quote, FORMAT_1)
    assert said == set()
    assert all(not block.condition or not block.condition.negated for block in scenario.passages[0].blocks)
    assert "b" in scenario.passages[0].blocks[-1].prose.text or "Only" in scenario.passages[0].blocks[-1].prose.text


def test_a_condition_in_an_introduction_was_text_in_format_1() -> None:
    quote = "> Only if: visited #one\n>\n> a"
    assert read("c", FORMAT_2, introduction=quote)[1] == {"misplaced-condition"}
    scenario, said = read("c", FORMAT_1, introduction=quote)
    assert said == set()
    assert scenario.introduction.text == quote


def test_a_counter_could_be_called_then_in_format_1() -> None:
    counted = {"settings": "counters: Then 1 from 0 to 3\n", "notes": "    - Then: +1\n"}
    assert read("c", FORMAT_2, **counted)[1] >= {"counter-name"}
    scenario, said = read("c", FORMAT_1, **counted)
    assert said == set()
    choice = scenario.passages[0].choices[0]
    assert ([(change.counter, change.by) for change in choice.changes], choice.then) == ([("Then", 1)], None)


def test_then_has_a_slot_and_a_place_of_its_own() -> None:
    scenario, said = read("c", FORMAT_2, notes="    - Then: She *looks* up.\n      Then down.\n")
    assert said == set()
    then = scenario.passages[0].choices[0].then
    assert then is not None
    assert (then.slot, then.text, then.span.column) == ("one/then/0", "She *looks* up.\nThen down.", 13)
    assert render_scenario(scenario)["one/then/0"] == "She <em>looks</em> up. Then down."


@pytest.mark.parametrize("written", ["#one", "one", "#ending-gone"])
def test_the_hardest_page_is_named_with_or_without_its_sign(written: str) -> None:
    scenario, said = read("c", FORMAT_2, settings=f"hardest: {written}\n")
    assert (said, scenario.hardest) == (set(), written.removeprefix("#"))


def test_a_hardest_page_that_is_not_there_is_none() -> None:
    scenario, said = read("c", FORMAT_2, settings="hardest: #two\n")
    assert (said, scenario.hardest) == ({"unknown-passage"}, "")
