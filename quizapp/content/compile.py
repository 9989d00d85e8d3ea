"""A file and what it draws on to all that pages need: model, HTML, map, minutes; and a version's id (DESIGN §5)."""

import hashlib
from collections.abc import Sequence

from quizapp.content.longest import minutes_left
from quizapp.content.map import layout
from quizapp.content.modules import Module, read_module
from quizapp.content.places import kind_at, module_folder
from quizapp.content.prose import ProseError, render_scenario, render_set
from quizapp.content.questions.drawn import draws_on, set_ids
from quizapp.content.typeset import typeset_briefing, typeset_scenario, typeset_set
from quizapp.model import published
from quizapp.model.briefing import Briefing
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span, has_errors
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.order import in_order
from quizapp.model.published import Compiled, CompiledSet, SourceFile, VersionPart
from quizapp.model.scenario import Scenario
from quizapp.model.things import ThingKind

COMPILER = 5  # raise it when the same bytes would compile to something else


def parts(files: Sequence[SourceFile]) -> tuple[VersionPart, ...]:
    """Each file's path and the SHA-256 of its bytes, sorted by path."""
    return tuple(
        VersionPart(f.path, hashlib.sha256(f.content).hexdigest()) for f in sorted(files, key=lambda f: f.path)
    )


def version_id(files: Sequence[SourceFile], format: int) -> str:
    """The id of the version that these files make together in this format (`model.published.version_id`)."""
    return published.version_id(parts(files), format)


def is_briefing(file: SourceFile) -> bool:
    """Whether this file is its module's briefing, by its place."""
    return kind_at(file.path) is ThingKind.BRIEFING


def subject(files: Sequence[SourceFile], path: str = "") -> SourceFile:
    """The file that the others are beside: the one at `path`, or else the one that draws on the most of them.

    The files of a version tell it without a path: the scenario, or the set that draws from the other sets, if there
    are any. StopIteration where only briefings are there, or nothing is.
    """
    if path:
        return next(f for f in files if f.path == path)
    things = sorted((f for f in files if not is_briefing(f)), key=lambda f: f.path)
    scenario = next((f for f in things if kind_at(f.path) is ThingKind.SCENARIO), None)
    if scenario is not None or len(things) == 1:
        return scenario or things[0]
    paths = [f.path for f in things]
    return max(iter(things), key=lambda f: len(draws_on(f, set_ids(paths, f.path)).intersection(paths)))


def read_for(file: SourceFile, files: Sequence[SourceFile], format: Format = CURRENT_FORMAT) -> Module:
    """A file and what it draws on, read from among these: its module's briefing and sets, and no other scenario."""
    folder = module_folder(file.path)
    beside = (f for f in files if module_folder(f.path) == folder and kind_at(f.path) is not ThingKind.SCENARIO)
    return read_module({f.path: f for f in (*beside, file)}.values(), format)


def compile_scenario(
    files: Sequence[SourceFile], path: str = "", format: Format = CURRENT_FORMAT
) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """A scenario file, its briefing and the sets whose questions it asks, read in this format; `path` as for `subject`.

    None and the reasons where any of them cannot be read without an error. Only what reading says stops it: what
    `check` says besides stops publishing, and must not stop an old version from being compiled again. The text may
    be slow to render, so files that nobody has checked yet go through `services.authoring.sandbox`.
    """
    file = subject(files, path)
    module = read_for(file, files, format)
    diagnostics = in_order(module.diagnostics)
    if not module.scenarios or module.briefing is None or has_errors(diagnostics):
        return None, diagnostics
    compiled, problem = compile_model(version_id(files, format.number), module.scenarios[0], module.briefing, format)
    return compiled, (*diagnostics, *problem)


def compile_model(
    version: str, scenario: Scenario, briefing: Briefing, format: Format = CURRENT_FORMAT
) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """A scenario that was read already, rendered and laid out; None and one diagnostic where it nests too deeply."""
    try:
        html = render_scenario(scenario, format)
    except ProseError as problem:
        return None, (_too_deep(problem, scenario.span.path),)
    shown = typeset_scenario(scenario, format), typeset_briefing(briefing, format)
    return Compiled(version, *shown, html, layout(scenario), minutes_left(scenario)), ()


def compile_set(
    files: Sequence[SourceFile], path: str = "", format: Format = CURRENT_FORMAT
) -> tuple[CompiledSet | None, tuple[Diagnostic, ...]]:
    """A question file, its briefing and the sets that it draws from, compiled in the same way as a scenario."""
    file = subject(files, path)
    module = read_for(file, files, format)
    diagnostics = in_order(module.diagnostics)
    whole = next((quiz for quiz in module.whole_sets() if quiz.span.path == file.path), None)
    if whole is None or module.briefing is None or has_errors(diagnostics):
        return None, diagnostics
    try:
        html = render_set(whole, format)
    except ProseError as problem:
        return None, (*diagnostics, _too_deep(problem, file.path))
    shown = typeset_set(whole, format), typeset_briefing(module.briefing, format)
    return CompiledSet(version_id(files, format.number), *shown, html), diagnostics


def _too_deep(problem: ProseError, path: str) -> Diagnostic:
    place = problem.span or Span(path, 1, 1)
    return diagnostic("bad-indent", place, str(problem), "write it with fewer levels")
