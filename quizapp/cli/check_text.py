"""What `check` found for the terminal: the lines of FORMAT §6, figures, one line that sums up; and as JSON."""

import json
from dataclasses import asdict
from fractions import Fraction

from quizapp.cli.figures_text import scenario_lines, set_lines
from quizapp.cli.form_text import form_fields, form_lines
from quizapp.cli.notes_text import lines_of
from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.services.authoring.checking import CheckResult


def exit_code(result: CheckResult, strict: bool) -> int:
    """1 where there is an error or, with `strict`, a warning; else 0. Notes never fail."""
    fails = result.count(Severity.ERROR) or (strict and result.count(Severity.WARNING))
    return 1 if fails else 0


def to_text(result: CheckResult) -> str:
    """The lines of FORMAT §6, then the figures, then one line that sums up. Ends with a line end."""
    lines = [*lines_of(result.diagnostics)]
    for path, figures in result.set_figures:
        lines += ["", f"{path}: figures", *(f"  {line}" for line in set_lines(figures))]
    for path, of_scenario in result.figures:
        lines += ["", f"{path}: figures", *(f"  {line}" for line in scenario_lines(of_scenario))]
    for form in result.forms:
        lines += form_lines(form)
    if lines:
        lines.append("")
    return "\n".join([*lines, summary(result)]) + "\n"


def summary(result: CheckResult) -> str:
    """The last line, for example `2 errors, 1 warning, 0 notes in 3 files`."""
    counts = ", ".join(_counted(result.count(severity), severity.value) for severity in Severity)
    return f"{counts} in {_counted(result.files, 'file')}"


def to_json(result: CheckResult) -> str:
    """The same as JSON: `diagnostics` with the fields of a line, `figures` and `set_figures` by path, `summary`.

    `forms` are what the wording of each module gives away, with its files: `tells` and `learner` with how far they are
    `over` chance, and `given_away`, the worst first.

    Fractions are written exactly, as text: `"3/4"`. Ends with a line end.
    """
    whole = json.dumps(
        {
            "diagnostics": [_fields(diagnostic) for diagnostic in result.diagnostics],
            "figures": {path: asdict(figures) for path, figures in result.figures},
            "set_figures": {path: asdict(figures) for path, figures in result.set_figures},
            "forms": [form_fields(form) for form in result.forms],
            "summary": {
                **{f"{severity.value}s": result.count(severity) for severity in Severity},
                "files": result.files,
            },
        },
        indent=2,
        ensure_ascii=False,
        default=_exactly,
    )
    return whole + "\n"


def _fields(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        "path": diagnostic.span.path,
        "line": diagnostic.span.line,
        "column": diagnostic.span.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "text": diagnostic.text,
        "help": diagnostic.help,
    }


def _exactly(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"no JSON for {value!r}")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
