"""`check` as text and as JSON: the same words, a line for each thing, and the status with which it ends."""

import json
import re
from datetime import date

import pytest

from quizapp.cli.check_text import exit_code, to_json, to_text
from quizapp.model.diagnostics import Diagnostic, Severity, Span
from quizapp.services.authoring.checking import CheckResult, check
from tests.services.quiz_files import SCENARIO_PATH, changed, quiz_files

TODAY = date(2026, 11, 1)
LINE = re.compile(r"^(.+):(\d+):(\d+): (error|warning|note)\[([a-z-]+)\]: (.+)$")

RESULT = CheckResult(
    (
        Diagnostic(Severity.ERROR, "unknown-passage", Span("a.md", 4, 5), "choice leads nowhere", "did you mean `#b`?"),
        Diagnostic(Severity.WARNING, "long-passage", Span("a.md", 9, 1), "this passage has 200 words"),
        Diagnostic(Severity.ERROR, "no-title", Span("b.md", 1, 1), "the file has no title"),
    ),
    files=3,
)


def test_text_has_a_line_for_each_with_help_below_and_the_sum_last() -> None:
    assert to_text(RESULT) == (
        "a.md:4:5: error[unknown-passage]: choice leads nowhere\n"
        "  help: did you mean `#b`?\n"
        "a.md:9:1: warning[long-passage]: this passage has 200 words\n"
        "b.md:1:1: error[no-title]: the file has no title\n"
        "\n"
        "2 errors, 1 warning, 0 notes in 3 files\n"
    )


def test_nothing_found_is_one_line() -> None:
    assert to_text(CheckResult((), files=1)) == "0 errors, 0 warnings, 0 notes in 1 file\n"


def test_every_line_has_the_shape_that_editors_read() -> None:
    files = changed(SCENARIO_PATH, "#passing-it-on", "#passing-on")
    lines = to_text(check(files, TODAY)).splitlines()[:-2]
    assert lines
    for line in lines:
        assert LINE.match(line) or line.startswith("  help: "), line


def test_json_has_the_same_fields() -> None:
    told = json.loads(to_json(RESULT))
    assert told["summary"] == {"errors": 2, "warnings": 1, "notes": 0, "files": 3}
    assert told["diagnostics"][0] == {
        "path": "a.md",
        "line": 4,
        "column": 5,
        "severity": "error",
        "code": "unknown-passage",
        "text": "choice leads nowhere",
        "help": "did you mean `#b`?",
    }


def test_figures_are_told_as_text_and_exactly_as_json() -> None:
    result = check(quiz_files(), TODAY, figures=True)
    assert re.search(r"somebody who picks at random passes: \d+\.\d%", to_text(result))
    chance = json.loads(to_json(result))["figures"][SCENARIO_PATH]["pass_chance"]
    assert re.fullmatch(r"\d+/\d+", chance)


@pytest.mark.parametrize(
    ("severity", "plain", "strict"), [(Severity.ERROR, 1, 1), (Severity.WARNING, 0, 1), (Severity.NOTE, 0, 0)]
)
def test_errors_fail_always_warnings_when_strict_and_notes_never(severity: Severity, plain: int, strict: int) -> None:
    result = CheckResult((Diagnostic(severity, "todo", Span("a.md", 1), "x"),), files=1)
    assert exit_code(result, strict=False) == plain
    assert exit_code(result, strict=True) == strict
