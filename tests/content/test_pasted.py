"""The whole example, as it comes out of a word processor, a web page or a chat: it is read as if it had been typed."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.questions.parsing import parse_set
from quizapp.content.scenario import parse_scenario
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Scenario

EXAMPLES = Path(__file__).parent
BRIEFING = "scenarios/child-mental-health/briefing.md"
SCENARIO = "scenarios/child-mental-health/just-a-phase.md"
SET = "questions/child-mental-health/listening.md"

PASTED: dict[str, Callable[[str], str]] = {
    "every space is a no-break space": lambda text: text.replace(" ", "\u00a0"),
    "indents are no-break spaces": lambda text: re.sub(r"(?m)^ +", lambda indent: "\u00a0" * len(indent[0]), text),
    "thin spaces after signs": lambda text: text.replace(": ", ":\u2009").replace("- ", "-\u2009"),
    "tabs for indents": lambda text: text.replace("    ", "\t"),
    "three dashes for three hyphens": lambda text: re.sub(r"(?m)^---$", "———", text),
    "typographic quotes": lambda text: text.replace("'", "’").replace(' "', " “").replace('"', "”"),
    "hyphens that do not break": lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2011", text),
    "a zero-width space at each end": lambda text: re.sub(r"(?m)$", "\u200b", text),
    "a zero-width space at each beginning": lambda text: re.sub(r"(?m)^", "\u200b", text),
    "a second byte order mark": lambda text: f"\ufeff\ufeff{text}",
    "letters in two signs": lambda text: unicodedata.normalize("NFD", text),
    "two spaces at each end, and other line ends": lambda text: text.replace("\n", "  \r\n"),
}


def _file(path: str, pasted: Callable[[str], str]) -> SourceFile:
    newer = EXAMPLES / "examples-next" / path
    text = (newer if newer.is_file() else EXAMPLES / "examples" / path).read_text("utf-8")
    for old, new in (("Ending: Six hours", "Ending: Ôta's hours"), ("#ending-six-hours", "#ending-ôtas-hours")):
        text = text.replace(old, new)
    return SourceFile(path, pasted(text).encode())


def _read(pasted: Callable[[str], str]) -> tuple[Scenario, tuple[Diagnostic, ...]]:
    briefing, of_briefing = parse_briefing(_file(BRIEFING, pasted))
    quiz, of_set = parse_set(_file(SET, pasted), briefing)
    assert quiz is not None
    scenario, of_scenario = parse_scenario(_file(SCENARIO, pasted), briefing, {quiz.id: quiz})
    assert scenario is not None
    return scenario, (*of_briefing, *of_set, *of_scenario)


def _shape(scenario: Scenario) -> list[object]:
    """What a scenario comes to, without its words and places."""
    return [
        scenario.hardest,
        scenario.minutes,
        scenario.critical,
        [(counter.name, counter.start, counter.low, counter.high) for counter in scenario.counters],
        scenario.learning_points,
        scenario.practices,
        len(scenario.debrief),
        [
            (
                passage.anchor,
                passage.outcome,
                [block.condition and block.condition.negated for block in passage.blocks],
                passage.way_on and passage.way_on.target,
                [
                    (
                        choice.target,
                        [(mark.point, mark.word) for mark in choice.marks],
                        [risk.point for risk in choice.risks],
                        [(change.counter, change.by) for change in choice.changes],
                        choice.then is not None,
                        choice.condition is not None,
                    )
                    for choice in passage.choices
                ],
            )
            for passage in scenario.passages
        ],
    ]


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED.keys())
def test_what_was_pasted_is_read_as_if_it_had_been_typed(pasted: Callable[[str], str]) -> None:
    scenario, said = _read(pasted)
    assert [str(each) for each in said] == []
    assert _shape(scenario) == _shape(_read(lambda text: text)[0])
