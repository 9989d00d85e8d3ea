"""Coverage for the terminal: tables that fit in 100 columns, holes last, one line that sums up; and as JSON."""

import json
import textwrap
from collections.abc import Iterable
from typing import Any

from quizapp.cli import check_text
from quizapp.model.briefing import PointKind
from quizapp.model.coverage import Coverage, Covered
from quizapp.services.authoring.covering import Covering

WIDTH = 100  # columns
_FIGURES = 10  # columns of each of the two figures
_NAMES = 16  # the least that is left for the scenarios' names beside them
_KINDS = {PointKind.LEARNING: "learning point", PointKind.RISK: "risk factor", PointKind.PRACTICE: "practice"}


def exit_code(covering: Covering) -> int:
    """1 where there is a hole, or an error in a file; else 0."""
    return 0 if covering.is_whole else 1


def to_text(covering: Covering) -> str:
    """Each module's tables, then every hole, then one line that sums up; or the errors, as `check` prints them.

    A row with a hole begins with `!`. Ends with a line end.
    """
    if covering.refused.diagnostics:
        return check_text.to_text(covering.refused)
    lines: list[str] = []
    for found in covering.coverages:
        lines += [*_module_lines(found), ""]
    for found in covering.coverages:
        if found.holes:
            lines += [f"Holes in {found.module}", *(_hole_line(hole) for hole in found.holes), ""]
    return "\n".join([*lines, summary(covering)]) + "\n"


def summary(covering: Covering) -> str:
    """The last line, for example `3 holes (1 learning point, 2 risk factors) in 1 module`."""
    modules = _counted(len(covering.coverages), "module")
    holes = [hole for found in covering.coverages for hole in found.holes]
    if not holes:
        return f"no holes in {modules}"
    by_kind = (
        _counted(sum(hole.kind is kind for hole in holes), _KINDS[kind])
        for kind in (PointKind.LEARNING, PointKind.RISK)
    )
    return f"{_counted(len(holes), 'hole')} ({', '.join(by_kind)}) in {modules}"


def to_json(covering: Covering) -> str:
    """The same as JSON: `modules` with their rows, `diagnostics` (errors, with the fields of `check`), `summary`.

    With an error there are no modules. Ends with a line end.
    """
    whole = {
        "modules": [_module_fields(found) for found in covering.coverages],
        "diagnostics": json.loads(check_text.to_json(covering.refused))["diagnostics"],
        "summary": {
            "modules": len(covering.coverages),
            "holes": sum(len(found.holes) for found in covering.coverages),
            "errors": len(covering.refused.diagnostics),
        },
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _module_lines(found: Coverage) -> list[str]:
    scenarios, questions = _counted(len(found.scenarios), "scenario"), _counted(found.questions, "question")
    asked = (
        f"{_counted(found.scenarios_needed, 'scenario')} and {_counted(found.questions_needed, 'question')}"
        if found.scenarios_needed or found.questions_needed
        else "nothing (the briefing has no `coverage:`)"
    )
    needs = f"Learning points need {asked}, risk factors 1 scenario, safe practice nothing."
    width = max((len(row.id) for row in (*found.points, *found.practices, *found.risks)), default=0)
    lines = [
        f"{found.title} ({found.module}): {scenarios}, {questions}",
        *textwrap.wrap(needs, WIDTH),
        "! marks a hole.",
    ]
    for title, rows in (
        ("Learning points", found.points),
        ("Risk factors", found.risks),
        ("Safe practice", found.practices),
    ):
        if rows:
            asks = rows[0].kind is not PointKind.RISK
            lines += [
                "",
                _heading(title, width, asks),
                *(line for row in rows for line in _row_lines(row, width, asks)),
            ]
    return lines


def _heading(title: str, width: int, asks: bool) -> str:
    figures = f"{'scenarios':>{_FIGURES}}" + (f"{'questions':>{_FIGURES + 2}}" if asks else "")
    return f"{title:<{width + 2}}{figures}"


def _row_lines(row: Covered, width: int, asks: bool) -> Iterable[str]:
    """A row, and the lines on which the names of its scenarios go on."""
    figures = f"{_of(len(row.scenarios), row.scenarios_missing):>{_FIGURES}}"
    if asks:
        figures += f"{_of(len(row.questions), row.questions_missing):>{_FIGURES + 2}}"
    first = f"{' ' if row.is_enough else '!'} {row.id:<{width}}{figures}  "
    names = textwrap.wrap(
        ", ".join(row.scenarios), max(_NAMES, WIDTH - len(first)), break_long_words=False, break_on_hyphens=False
    )
    yield (first + names[0] if names else first).rstrip()
    yield from (" " * len(first) + more for more in names[1:])


def _hole_line(hole: Covered) -> str:
    """What a hole lacks, for example `learning point keep-open: 1 more scenario and 4 more questions`."""
    wanted = ((hole.scenarios_missing, "more scenario"), (hole.questions_missing, "more question"))
    lacks = " and ".join(_counted(number, words) for number, words in wanted if number)
    return f"  {_KINDS[hole.kind]} {hole.id}: {lacks}"


def _of(number: int, missing: int) -> str:
    return f"{number} of {number + missing}" if missing else str(number)


def _module_fields(found: Coverage) -> dict[str, Any]:
    return {
        "module": found.module,
        "title": found.title,
        "needed": {"scenarios": found.scenarios_needed, "questions": found.questions_needed},
        "scenarios": [{"id": scenario.id, "title": scenario.title} for scenario in found.scenarios],
        "questions": found.questions,
        "learning_points": [_row_fields(row) for row in found.points],
        "risk_factors": [_row_fields(row) for row in found.risks],
        "practices": [_row_fields(row) for row in found.practices],
        "holes": [hole.id for hole in found.holes],
    }


def _row_fields(row: Covered) -> dict[str, Any]:
    return {
        "id": row.id,
        "text": row.text,
        "theme": row.theme,
        "scenarios": list(row.scenarios),
        "questions": list(row.questions),
        "missing": {"scenarios": row.scenarios_missing, "questions": row.questions_missing},
        "enough": row.is_enough,
    }


def _counted(number: int, words: str) -> str:
    return f"{number} {words}" if number == 1 else f"{number} {words}s"
