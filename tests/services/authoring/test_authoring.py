"""What a trainer is told by `check`: everything, in order."""

import re
from datetime import date
from pathlib import Path

import pytest

from quizapp.cli.exceptions import without
from quizapp.content.library import read_folder, read_paths
from quizapp.model.diagnostics import Severity
from quizapp.model.order import in_order
from quizapp.model.play import NotPossible
from quizapp.model.published import SourceFile
from quizapp.services.authoring.checking import CheckResult, check, simulate
from quizapp.services.authoring.reporting import check_reading
from tests.services.quiz_files import (
    ASKED,
    DRAWING_SET,
    DRAWING_SET_PATH,
    OTHER_SET,
    OTHER_SET_PATH,
    SCENARIO_PATH,
    SET,
    SET_PATH,
    changed,
    quiz_files,
    with_canaries,
)
from tests.shipped import exceptions

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 1)
CATALOGUE = (ROOT / "scenarios/child-mental-health/briefing.md").read_bytes()
BRIEFING = SourceFile(
    "scenarios/m/briefing.md",
    re.sub(rb"(?m)^order: .*\n", b"", re.sub(rb"complete: .*", b"complete: 1 scenario passed", CATALOGUE, count=1)),
)

STORY = """---
you-are: a teacher
minutes: 3
nation: england
content-note: Low mood.
pass: 70
---

# Small

## Start

A quiet day.

- [Ask her now, in words that she can answer](#ending-asked)
    - talk-directly: met
    - Why: You asked.
- [Wait](#ending-waited)
    - talk-directly: missed
    - Why: Nobody asked.

## Ending: Asked

Outcome: safer

She talks.

## Ending: Waited

Outcome: uncertain

She waits.

## Debrief

- What made it hard?
"""


def scenario(text: str = STORY, path: str = "scenarios/m/small.md") -> SourceFile:
    return SourceFile(path, text.encode())


def codes(result: CheckResult) -> list[str]:
    return [d.code for d in result.diagnostics]


def test_a_sound_scenario_gets_nothing_but_the_modules_notes() -> None:
    result = check([BRIEFING, scenario()], TODAY)
    assert {d.severity for d in result.diagnostics} == {Severity.NOTE}
    assert {d.span.path for d in result.diagnostics} == {BRIEFING.path}
    assert [s.id for s in result.scenarios] == ["small"]
    assert result.files == 2


def test_only_what_was_asked_about_is_reported() -> None:
    result = check([BRIEFING, scenario()], TODAY, only=frozenset({"scenarios/m/small.md"}))
    assert result.diagnostics == ()
    assert result.files == 1


def test_reading_checks_and_walk_are_joined_and_sorted_by_place() -> None:
    text = STORY.replace("- Why: You asked.", "- Why: You asked.\n    - Only if: visited #ending-waited")
    text = text.replace("She waits.", "She {{waits}}. " + "x " * 160)
    result = check([BRIEFING, scenario(text)], TODAY, only=frozenset({"scenarios/m/small.md"}))
    assert {"unknown-insert", "no-best-choice", "long-passage", "never-taken"} <= set(codes(result))
    assert result.diagnostics == in_order(reversed(result.diagnostics))


def test_a_broken_file_takes_no_other_down_with_it() -> None:
    files = [
        BRIEFING,
        scenario(),
        SourceFile("scenarios/m/bytes.md", b"\xff\xfe\x00"),
        SourceFile("scenarios/m/empty.md", b""),
        SourceFile("scenarios/n/alone.md", STORY.encode()),
    ]
    result = check(files, TODAY)
    assert [(d.span.path, d.code) for d in result.diagnostics if d.severity is Severity.ERROR] == [
        ("scenarios/m/bytes.md", "not-text"),
        ("scenarios/m/empty.md", "empty-file"),
        ("scenarios/n/alone.md", "no-briefing"),
    ]


def test_each_scenario_is_read_with_the_briefing_of_its_own_folder() -> None:
    other = SourceFile("scenarios/n/briefing.md", BRIEFING.content.replace(b"talk-directly", b"talk-plainly"))
    result = check([BRIEFING, scenario(), other, scenario(path="scenarios/n/small.md")], TODAY)
    assert {d.span.path for d in result.diagnostics if d.code == "unknown-id"} == {"scenarios/n/small.md"}


def test_nothing_is_said_of_a_module_that_is_not_there_as_a_whole() -> None:
    wanting = SourceFile(BRIEFING.path, BRIEFING.content.replace(b"1 scenario passed", b"9 scenarios passed"))
    assert "too-many-scenarios" in codes(check([wanting, scenario()], TODAY))
    assert codes(check([wanting, scenario()], TODAY, whole=False)) == []


def test_a_review_date_is_held_against_the_day_that_is_passed_in() -> None:
    file = scenario(STORY.replace("pass: 70", "pass: 70\nreview-by: 2026-10-31"))
    assert "review-past" in codes(check([BRIEFING, file], TODAY))
    assert "review-past" not in codes(check([BRIEFING, file], date(2026, 10, 31)))
    assert "review-past" not in codes(check([BRIEFING, file], None))


def test_figures_come_for_scenarios_without_an_error() -> None:
    broken = scenario(STORY.replace("#ending-waited", "#nowhere"), "scenarios/m/broken.md")
    ((path, figures),) = check([BRIEFING, broken, scenario()], TODAY, figures=True).figures
    assert path == "scenarios/m/small.md"
    assert figures.paths == 2
    assert (figures.best, figures.worst) == (1, 0)


def test_what_could_not_be_read_is_among_what_is_told(tmp_path: Path) -> None:
    result = check_reading(read_paths([tmp_path / "gone.md"]), TODAY)
    assert codes(result) == ["nothing-read"]
    assert result.files == 0


def test_a_simulation_of_a_broken_file_says_what_is_wrong() -> None:
    broken = scenario(STORY.replace("#ending-waited", "#nowhere"))
    with pytest.raises(NotPossible, match="unknown-passage"):
        simulate([BRIEFING, broken], broken.path, 10, 1)
    with pytest.raises(NotPossible, match="no such scenario"):
        simulate([BRIEFING], "scenarios/m/gone.md", 10, 1)


def test_a_simulation_plays_as_often_as_asked() -> None:
    result = simulate([BRIEFING, scenario()], "scenarios/m/small.md", 50, 7)
    assert result.plays == 50
    assert sum(n for _, n in result.endings) == 50


def errors(files: tuple[SourceFile, ...]) -> list[tuple[str, str]]:
    return [(d.span.path, d.code) for d in check(files, TODAY).diagnostics if d.severity is Severity.ERROR]


@pytest.mark.parametrize("files", [quiz_files(), with_canaries()], ids=["as it is", "with canaries"])
def test_a_sound_module_with_question_sets_gets_nothing(files: tuple[SourceFile, ...]) -> None:
    result = check(files, TODAY)
    assert result.diagnostics == ()
    assert [(s.id, {q.set for q in s.questions}) for s in result.sets] == [
        (OTHER_SET, {OTHER_SET}),
        (DRAWING_SET, {OTHER_SET, SET}),
        (SET, {SET}),
    ]
    assert tuple(q.id for q in result.scenarios[0].questions) == ASKED


def test_a_set_is_read_with_its_modules_briefing_and_a_scenario_with_its_modules_sets() -> None:
    assert errors(changed(SET_PATH, "Points: capacity-revisited", "Points: capacity-revised")) == [
        (SET_PATH, "unknown-id")
    ]
    assert errors(changed(SCENARIO_PATH, "#passing-it-on", "#passing-on")) == [(SCENARIO_PATH, "unknown-question")]
    assert errors(changed(DRAWING_SET_PATH, "from: every set", "from: acting, none")) == [
        (DRAWING_SET_PATH, "unknown-set")
    ]


def test_a_module_that_can_be_completed_by_no_set_is_told_at_its_briefing() -> None:
    path = "scenarios/minds/briefing.md"
    assert errors(changed(path, "set listening passed", "set listned passed")) == [(path, "unknown-set")]
    files = changed(path, "set listening passed", "set listned passed")
    assert check(files, TODAY, whole=False).diagnostics == ()


def test_a_broken_set_takes_no_other_file_down_with_it() -> None:
    files = [f if f.path != OTHER_SET_PATH else SourceFile(f.path, b"\xff\x00") for f in quiz_files()]
    result = check(files, TODAY)
    assert [(d.span.path, d.code) for d in result.diagnostics if d.severity is Severity.ERROR] == [
        (OTHER_SET_PATH, "not-text")
    ]
    assert [s.id for s in result.sets] == [DRAWING_SET, SET]


def test_questions_without_a_module_of_scenarios_are_told_what_they_lack() -> None:
    alone = tuple(f for f in quiz_files() if f.path == SET_PATH)
    assert errors(alone) == [(SET_PATH, "no-briefing")]


def test_a_question_set_is_not_simulated() -> None:
    with pytest.raises(NotPossible, match="this is a question set, and only scenarios"):
        simulate(quiz_files(), SET_PATH, 10, 1)


def test_a_scenario_that_asks_questions_is_simulated_and_figured() -> None:
    assert simulate(quiz_files(), SCENARIO_PATH, 50, 1).plays == 50
    ((path, figures),) = check(quiz_files(), TODAY, figures=True).figures
    assert (path, figures.best) == (SCENARIO_PATH, 1)


@pytest.mark.long  # `make check` asks, too
def test_everything_that_is_shipped_has_no_error_and_no_warning_but_for_those_that_are_named() -> None:
    reading = read_folder(ROOT)
    today = date(2026, 12, 1)  # after the days on which its law was checked
    left = without(check(reading.files, today).diagnostics, exceptions())
    assert reading.diagnostics == ()
    assert [str(d) for d in left.kept if d.severity is not Severity.NOTE] == []
    assert left.unused == ()
