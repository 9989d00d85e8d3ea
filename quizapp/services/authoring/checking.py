"""What a trainer is told: every diagnostic of content and of the walk in one sorted list, and figures (FORMAT §6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from quizapp.content.briefing import parse_briefing
from quizapp.content.checks import check_module, check_scenario
from quizapp.content.compile import is_briefing
from quizapp.content.library import Reading
from quizapp.content.places import kind_at, module_folder
from quizapp.content.questions.checks import check_set
from quizapp.content.questions.parsing import parse_set
from quizapp.content.questions.sources import gathered
from quizapp.content.scenario import parse_scenario
from quizapp.engine.simulation import simulate as play_often
from quizapp.engine.story import story
from quizapp.engine.walk.walk import figures as figures_of
from quizapp.engine.walk.walk import walk
from quizapp.model.briefing import Briefing
from quizapp.model.diagnostics import Diagnostic, Severity, has_errors
from quizapp.model.play import NotPossible
from quizapp.model.published import SourceFile
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario
from quizapp.model.things import ThingKind
from quizapp.model.walks import Figures, Simulation


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check` found: diagnostics by path and place, figures by path, every scenario and set that could be read.

    `sets` have all the questions that they can ask, those that they draw from others included. `files` is how many
    files were asked about.
    """

    diagnostics: tuple[Diagnostic, ...]
    figures: tuple[tuple[str, Figures], ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    files: int = 0
    sets: tuple[QuestionSet, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many diagnostics are of this severity."""
        return sum(d.severity is severity for d in self.diagnostics)


def check(
    files: Sequence[SourceFile],
    today: date | None,
    *,
    figures: bool = False,
    only: frozenset[str] | None = None,
    whole: bool = True,
) -> CheckResult:
    """Everything that is wrong with these files, each read with its module's briefing and sets (FORMAT §6).

    Nothing is rendered. With `only`, what is said about other paths is left out. Unless these are `whole` modules,
    nothing is said of a module itself. `today` is what review dates are held against; without it they are not.
    Figures are for scenarios without an error.
    """
    found: list[Diagnostic] = []
    figured: list[tuple[str, Figures]] = []
    scenarios: list[Scenario] = []
    sets: list[QuestionSet] = []
    for module in _modules(files):
        briefing, said = _briefing(module)
        found += said
        own, said = _own_sets(module, briefing)
        found += said
        asked = tuple(gathered(one, own, briefing) for one in own.values())
        for one in asked:
            found += check_set(one, briefing, own)
        told: list[Scenario] = []
        for file in module:
            if kind_at(file.path) is not ThingKind.SCENARIO:
                continue
            scenario, said = check_file(file, briefing, today, own)
            found += said
            if scenario is not None:
                told.append(scenario)
                if figures and not has_errors(said) and _is_asked(file.path, only):
                    figured.append((file.path, figures_of(story(scenario))))
        if whole and briefing is not None and _is_asked(briefing.span.path, only):
            found += check_module(briefing, tuple(told), asked)
        scenarios += told
        sets += asked
    kept = {d for d in found if _is_asked(d.span.path, only)}
    return CheckResult(
        diagnostics=tuple(sorted(kept, key=lambda d: d.sort_key)),
        figures=tuple(figured),
        scenarios=tuple(scenarios),
        files=len({f.path for f in files} if only is None else only),
        sets=tuple(sets),
    )


def check_reading(reading: Reading, today: date | None, *, figures: bool = False) -> CheckResult:
    """`check` of what `content.library` read, with what it could not read among the diagnostics."""
    result = check(reading.files, today, figures=figures, only=reading.asked, whole=reading.whole)
    together = sorted({*result.diagnostics, *reading.diagnostics}, key=lambda d: d.sort_key)
    return replace(result, diagnostics=tuple(together), files=len(reading.asked))


def check_file(
    file: SourceFile, briefing: Briefing | None, today: date | None, sets: Mapping[str, QuestionSet]
) -> tuple[Scenario | None, tuple[Diagnostic, ...]]:
    """One scenario file's model and everything said about it: by reading, by the checks, and by the walk.

    `sets` are its module's question sets by id, with their own questions.
    """
    scenario, found = parse_scenario(file, briefing, sets)
    if scenario is None:
        return None, found
    more = (*found, *check_scenario(scenario, briefing, today), *walk(story(scenario)).diagnostics)
    return scenario, tuple(sorted(set(more), key=lambda d: d.sort_key))


def check_set_file(
    file: SourceFile, briefing: Briefing | None, sets: Mapping[str, QuestionSet]
) -> tuple[QuestionSet | None, tuple[Diagnostic, ...]]:
    """One question file's set, with every question that it can ask, and everything said about it.

    `sets` are the other sets of its module by id, with their own questions.
    """
    own, found = parse_set(file, briefing)
    if own is None:
        return None, found
    whole = gathered(own, sets, briefing)
    more = (*found, *check_set(whole, briefing, {**sets, own.id: own}))
    return whole, tuple(sorted(set(more), key=lambda d: d.sort_key))


def simulate(files: Sequence[SourceFile], path: str, plays: int, seed: int) -> Simulation:
    """So many seeded plays of one of these files. NotPossible, with the reasons, where the file has an error."""
    if kind_at(path) is ThingKind.SET:
        raise NotPossible(f"{path}: this is a question set, and only scenarios are played often")
    result = check(files, None, only=frozenset({path}))
    scenario = next((s for s in result.scenarios if s.span.path == path), None)
    if scenario is None or has_errors(result.diagnostics):
        reasons = "\n".join(str(d) for d in result.diagnostics if d.severity is Severity.ERROR)
        raise NotPossible(reasons or f"{path}: there is no such scenario")
    return play_often(story(scenario), plays, seed)


def _modules(files: Sequence[SourceFile]) -> list[list[SourceFile]]:
    """The files of each module together, in the order of their paths."""
    modules: dict[str, list[SourceFile]] = {}
    for file in sorted(files, key=lambda f: f.path):
        modules.setdefault(module_folder(file.path), []).append(file)
    return list(modules.values())


def _briefing(module: Sequence[SourceFile]) -> tuple[Briefing | None, tuple[Diagnostic, ...]]:
    file = next(filter(is_briefing, module), None)
    return parse_briefing(file) if file else (None, ())


def _own_sets(
    module: Sequence[SourceFile], briefing: Briefing | None
) -> tuple[dict[str, QuestionSet], tuple[Diagnostic, ...]]:
    """The sets of a module by id, each with its own questions only."""
    sets: dict[str, QuestionSet] = {}
    found: list[Diagnostic] = []
    for file in module:
        if kind_at(file.path) is ThingKind.SET:
            own, said = parse_set(file, briefing)
            found += said
            if own is not None:
                sets[own.id] = own
    return sets, tuple(found)


def _is_asked(path: str, only: frozenset[str] | None) -> bool:
    return only is None or path in only
