"""A scenario file and its briefing to all that a page needs: model, HTML and map; and a version's id (DESIGN §5)."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from quizapp.content.briefing import parse_briefing
from quizapp.content.codes import diagnostic
from quizapp.content.map import layout
from quizapp.content.places import kind_at
from quizapp.content.prose import ProseError, render_scenario
from quizapp.content.scenario import parse_scenario
from quizapp.model.briefing import Briefing
from quizapp.model.diagnostics import Diagnostic, Span, has_errors
from quizapp.model.published import Compiled, Part, SourceFile, ThingKind
from quizapp.model.scenario import Scenario

COMPILER = 1  # raise it when the same bytes would compile to something else


def parts(files: Sequence[SourceFile]) -> tuple[Part, ...]:
    """Each file's path and the SHA-256 of its bytes, sorted by path."""
    return tuple(Part(f.path, hashlib.sha256(f.content).hexdigest()) for f in sorted(files, key=lambda f: f.path))


def version_id(files: Sequence[SourceFile]) -> str:
    """The id of the version that these files make together: SHA-256 in hex over their sorted parts (DESIGN §5)."""
    lines = "".join(f"{part.path}\n{part.sha256}\n" for part in parts(files))
    return hashlib.sha256(lines.encode()).hexdigest()


def is_briefing(file: SourceFile) -> bool:
    """Whether this file is its module's briefing, by its name."""
    return kind_at(file.path) is ThingKind.BRIEFING


def pair(files: Sequence[SourceFile]) -> tuple[SourceFile, SourceFile | None]:
    """The scenario among these files, and the briefing of its folder or None."""
    scenario = next(f for f in files if not is_briefing(f))
    folder = PurePosixPath(scenario.path).parent
    return scenario, next((f for f in files if is_briefing(f) and PurePosixPath(f.path).parent == folder), None)


def compile_scenario(files: Sequence[SourceFile]) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """A scenario file and its briefing, compiled; None and the reasons where either cannot be read without an error.

    Only what reading says stops it: what `check` says besides stops publishing, and must not stop an old version
    from being compiled again. The text may be slow to render, so files of unknown make go through `services.sandbox`.
    """
    scenario_file, briefing_file = pair(files)
    briefing, found = parse_briefing(briefing_file) if briefing_file else (None, ())
    scenario, more = parse_scenario(scenario_file, briefing)
    diagnostics = tuple(sorted({*found, *more}, key=lambda d: d.sort_key))
    if scenario is None or briefing is None or has_errors(diagnostics):
        return None, diagnostics
    compiled, problem = compile_model(version_id(files), scenario, briefing)
    return compiled, (*diagnostics, *problem)


def compile_model(
    version: str, scenario: Scenario, briefing: Briefing
) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """A scenario that was read already, rendered and laid out; None and one diagnostic where it nests too deeply."""
    try:
        html = render_scenario(scenario)
    except ProseError as problem:
        place = problem.span or Span(scenario.span.path, 1, 1)
        return None, (diagnostic("bad-indent", place, str(problem), "write it with fewer levels"),)
    return Compiled(version, scenario, briefing, html, layout(scenario)), ()
