"""The trainers' manual and the code say the same, both ways."""

import re
from datetime import date
from pathlib import Path

import pytest

from quizapp.content import briefing, settings
from quizapp.content.codes import CODES
from quizapp.content.inserts import INSERTS
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Outcome, Word
from quizapp.services.authoring import check, to_text

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
SHORTEST_ADVICE = 10


def section(title: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {title}"
    return found[1]


def rows() -> dict[str, tuple[str, str, str]]:
    """Code → severity, cause, advice, as the manual has them."""
    return {
        code: (severity, cause, advice)
        for severity, title in (("error", "Errors"), ("warning", "Warnings"), ("note", "Notes"))
        for code, cause, advice in ROW.findall(section(title))
    }


def test_every_code_is_in_the_manual_and_every_code_of_the_manual_is_real() -> None:
    assert rows().keys() == CODES.keys()


def test_each_code_is_there_once() -> None:
    named = [code for title in ("Errors", "Warnings", "Notes") for code, _, _ in ROW.findall(section(title))]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", CODES)
def test_severity_and_cause_are_those_of_the_code_and_there_is_advice(name: str) -> None:
    severity, cause, advice = rows()[name]
    assert severity == CODES[name].severity
    assert cause == CODES[name].cause
    assert len(advice) >= SHORTEST_ADVICE
    assert advice.endswith(".")


def small_scenario() -> bytes:
    found = re.search(r"^````markdown\n(.*?)^````$", MANUAL, re.MULTILINE | re.DOTALL)
    assert found
    return found[1].encode()


def test_the_small_scenario_of_the_manual_is_clean() -> None:
    path = "scenarios/child-mental-health/the-last-to-leave.md"
    catalogue = "scenarios/child-mental-health/briefing.md"
    files = [SourceFile(path, small_scenario()), SourceFile(catalogue, (ROOT / catalogue).read_bytes())]
    result = check(files, date(2026, 11, 1), only=frozenset({path}))
    assert result.diagnostics == (), to_text(result)


def test_the_short_briefing_of_the_manual_has_no_error() -> None:
    found = re.search(r"^    ---\n    source:.*?(?=^- )", MANUAL, re.MULTILINE | re.DOTALL)
    assert found
    text = re.sub(r"^ {4}", "", found[0], flags=re.MULTILINE)
    read, diagnostics = briefing.parse_briefing(SourceFile("scenarios/m/briefing.md", text.encode()))
    assert diagnostics == ()
    assert read is not None
    assert [p.id for p in read.points] == ["not-spoken-to", "talk-directly", "no-secrecy"]


@pytest.mark.parametrize("key", settings.REQUIRED)
def test_every_required_setting_is_in_the_manual_as_needed(key: str) -> None:
    assert re.search(rf"^\| `{key}` \| needed \|", MANUAL, re.MULTILINE)


@pytest.mark.parametrize("key", settings.OPTIONAL)
def test_every_optional_setting_is_in_the_manual(key: str) -> None:
    assert re.search(rf"^\| `{key}` \| \|", MANUAL, re.MULTILINE)


def test_every_insert_is_in_the_manual_and_no_other() -> None:
    assert tuple(re.findall(r"^\| `\{\{([a-z-]+)\}\}` \|", MANUAL, re.MULTILINE)) == INSERTS


@pytest.mark.parametrize(
    "word", [*briefing.REQUIRED, *briefing.OPTIONAL, *briefing.GROUPS, *(w for w in Word if w is not Word.NOT_REACHED)]
)
def test_words_of_briefings_and_marks_are_in_the_manual(word: str) -> None:
    assert f"`{word}`" in MANUAL


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_in_the_manual(outcome: Outcome) -> None:
    assert f"`Outcome: {outcome}`" in MANUAL


def test_links_inside_the_manual_lead_somewhere() -> None:
    headings = re.findall(
        r"^#+ (.+)$", re.sub(r"^````.*?^````$", "", MANUAL, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    outside_code = re.sub(r"^````.*?^````$|^ {4}.*?$|`[^`\n]*`", "", MANUAL, flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(#([^)]+)\)", outside_code):
        assert target in anchors
