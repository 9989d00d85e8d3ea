"""What `check` found for the terminal: the lines of FORMAT §6, figures, one line that sums up; and as JSON."""

import json
from dataclasses import asdict
from fractions import Fraction

from quizapp.cli.notes_text import lines_of
from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.model.walks import Figures
from quizapp.services.authoring.checking import CheckResult


def exit_code(result: CheckResult, strict: bool) -> int:
    """1 where there is an error or, with `strict`, a warning; else 0. Notes never fail."""
    fails = result.count(Severity.ERROR) or (strict and result.count(Severity.WARNING))
    return 1 if fails else 0


def to_text(result: CheckResult) -> str:
    """The lines of FORMAT §6, then the figures, then one line that sums up. Ends with a line end."""
    lines = [*lines_of(result.diagnostics)]
    for path, figures in result.figures:
        lines += ["", f"{path}: figures", *(f"  {line}" for line in _figure_lines(figures))]
    if lines:
        lines.append("")
    return "\n".join([*lines, summary(result)]) + "\n"


def summary(result: CheckResult) -> str:
    """The last line, for example `2 errors, 1 warning, 0 notes in 3 files`."""
    counts = ", ".join(_counted(result.count(severity), severity.value) for severity in Severity)
    return f"{counts} in {_counted(result.files, 'file')}"


def to_json(result: CheckResult) -> str:
    """The same as JSON: `diagnostics` with the fields of a line, `figures` by path, `summary` with the counts.

    Fractions are written exactly, as text: `"3/4"`. Ends with a line end.
    """
    whole = json.dumps(
        {
            "diagnostics": [_fields(diagnostic) for diagnostic in result.diagnostics],
            "figures": {path: asdict(figures) for path, figures in result.figures},
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


def _figure_lines(figures: Figures) -> list[str]:
    safer = figures.decisions_to_safer
    how = "exact" if figures.exact else "from 10,000 plays"
    return [
        f"paths: {figures.paths:,}" if figures.paths is not None else "paths: too many to count",
        f"steps: {figures.shortest} to {figures.longest}",
        *([f"decisions on the way to a safer ending: at least {safer}"] if safer is not None else []),
        f"score: best {_percent(figures.best)}, mean {_percent(figures.mean)}, worst {_percent(figures.worst)} ({how})",
        f"somebody who picks at random passes: {_percent(figures.pass_chance)}",
        *(f"ends at #{anchor}: {_percent(chance)}" for anchor, chance in figures.endings),
        f"points that some path misses: {', '.join(figures.missable) or 'none'}",
    ]


def _percent(value: Fraction) -> str:
    return f"{float(value * 100):.1f}%"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
