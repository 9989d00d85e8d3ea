"""Causes are said before what follows from them: briefings, sets, scenarios; lines before conclusions."""

from itertools import permutations

from quizapp.model.codes import CODES, CONCLUDED, diagnostic
from quizapp.model.diagnostics import Diagnostic, Severity, Span
from quizapp.model.order import in_order

BRIEFING = "scenarios/m/briefing.md"
SCENARIO = "scenarios/a/story.md"
SET = "questions/m/listening.md"


def said(path: str, line: int, code: str = "unknown-id", column: int = 1) -> Diagnostic:
    return diagnostic(code, Span(path, line, column), "something")


def assert_said_in_this_order(*wanted: Diagnostic) -> None:
    for mixed in permutations(wanted):
        assert in_order(mixed) == wanted


def test_briefings_come_first_then_sets_then_scenarios_each_by_path() -> None:
    assert_said_in_this_order(
        said("scenarios/b/briefing.md", 9),
        said(BRIEFING, 9),
        said(SET, 5),
        said(SCENARIO, 1),
        said("scenarios/m/b.md", 1),
    )


def test_paths_that_are_absolute_are_of_their_kind_too() -> None:
    assert_said_in_this_order(said(f"/home/x/{BRIEFING}", 9), said(f"/home/x/{SET}", 5), said(f"/home/a/{SCENARIO}", 1))


def test_within_a_file_what_is_wrong_in_a_line_comes_before_what_checks_and_the_walk_conclude() -> None:
    assert_said_in_this_order(
        said(SCENARIO, 20, "unknown-mark"),
        said(SCENARIO, 90, "placeholder"),
        said(SCENARIO, 12, "uneven-marks"),
        said(SCENARIO, 15, "trap"),
    )


def test_one_line_is_said_by_column_then_by_code() -> None:
    assert_said_in_this_order(
        said(SCENARIO, 7, "unknown-id", 2), said(SCENARIO, 7, "duplicate-id", 4), said(SCENARIO, 7, "unknown-id", 4)
    )


def test_the_same_thing_is_said_once() -> None:
    assert in_order([said(SCENARIO, 7), said(SCENARIO, 7)]) == (said(SCENARIO, 7),)


def test_what_is_concluded_is_of_many_lines_and_what_a_single_line_shows_is_not() -> None:
    assert {"trap", "uneven-marks", "untested-point", "minutes-off"} <= CONCLUDED <= CODES.keys()
    assert {"unknown-mark", "unsafe-wording", "placeholder", "review-past", "todo"} <= CODES.keys() - CONCLUDED
    assert {CODES[code].severity for code in CONCLUDED} == set(Severity)
