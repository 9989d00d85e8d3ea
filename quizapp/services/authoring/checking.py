"""What `check` reports to a trainer: all diagnostics of content and of the walk, sorted, and figures (FORMAT §6)."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from quizapp.content.checks import check_scenario
from quizapp.content.module_checks import check_module
from quizapp.content.modules import by_module, read_module
from quizapp.content.places import kind_at
from quizapp.content.questions.checks import check_set
from quizapp.content.questions.figures import figures_of_set
from quizapp.engine.simulation import simulate as play_often
from quizapp.engine.story import story
from quizapp.engine.walk.walk import explored, report
from quizapp.engine.walk.walk import figures as figures_of
from quizapp.model.diagnostics import Diagnostic, Severity, has_errors
from quizapp.model.form import ModuleForm
from quizapp.model.order import in_order
from quizapp.model.play import NotPossible
from quizapp.model.progress import Done, Progress, Work, in_silence
from quizapp.model.published import SourceFile
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario
from quizapp.model.set_figures import SetFigures
from quizapp.model.things import ThingKind
from quizapp.model.walks import Figures, Simulation
from quizapp.services.authoring.telling import telling


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check` found: diagnostics by path and place, figures by path, every scenario and set that could be read.

    `sets` have all the questions that they can ask, those that they draw from others included. `files` is how many
    files were asked about. `forms` is what each module's wording gives away, where figures were asked for; of files
    that were not asked about it says nothing, but they count in the module's own figures.
    """

    diagnostics: tuple[Diagnostic, ...]
    figures: tuple[tuple[str, Figures], ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    files: int = 0
    sets: tuple[QuestionSet, ...] = ()
    forms: tuple[ModuleForm, ...] = ()
    set_figures: tuple[tuple[str, SetFigures], ...] = ()

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
    progress: Progress = in_silence,
) -> CheckResult:
    """Everything that is wrong with these files, each read with its module's briefing and sets (FORMAT §6).

    Nothing is rendered: what only that finds is `apart.read_apart`'s. With `only`, what is said about other paths is
    left out. Unless these are `whole` modules, nothing is said of a module itself. Review dates are compared with
    `today`; without it they are not looked at. Figures are for scenarios without an error.

    All of it happens in this process and without limits: it is for an author's own files on their own machine. What
    comes from anybody else goes through `apart`.
    """
    with _without_collector(), progress(Work.CHECK, len(files)) as done:
        return _check(files, today, figures, only, whole, done)


def _check(
    files: Sequence[SourceFile],
    today: date | None,
    figures: bool,
    only: frozenset[str] | None,
    whole: bool,
    done: Done,
) -> CheckResult:
    found: list[Diagnostic] = []
    figured: list[tuple[str, Figures]] = []
    figured_sets: list[tuple[str, SetFigures]] = []
    forms: list[ModuleForm] = []
    scenarios: list[Scenario] = []
    sets: list[QuestionSet] = []
    for folder, of_module in by_module(files).items():
        module = read_module(of_module)
        briefing, whole_sets = module.briefing, module.whole_sets()
        told = telling(module, whole)
        said = [*module.diagnostics]
        for quiz in whole_sets:
            said += check_set(quiz, briefing, module.sets, today)
            path = quiz.span.path
            if figures and _is_asked(path, only) and not _is_broken(path, said):
                figured_sets.append((path, figures_of_set(quiz, briefing)))
        done(len(of_module) - len(module.scenarios))
        for scenario in _counted(module.scenarios, done):
            as_story = story(scenario)
            states = explored(as_story)
            said += (*check_scenario(scenario, briefing, today), *report(states).diagnostics)
            path = scenario.span.path
            if _is_broken(path, said):
                continue
            if whole or _is_asked(path, only):
                said += told.play(as_story, states, exactly=figures)
            if figures and _is_asked(path, only):
                figured.append((path, figures_of(as_story)))
        if whole and briefing is not None and _is_asked(briefing.span.path, only):
            said += (*check_module(briefing, module.scenarios, whole_sets), *told.of_learner())
        if figures:
            forms.append(told.form(folder, only))
        found += said
        scenarios += module.scenarios
        sets += whole_sets
    asked_for = (d for d in found if _is_asked(d.span.path, only))
    return CheckResult(
        diagnostics=in_order(asked_for),
        figures=tuple(figured),
        scenarios=tuple(scenarios),
        files=len({f.path for f in files} if only is None else only),
        sets=tuple(sets),
        forms=tuple(forms),
        set_figures=tuple(figured_sets),
    )


def _counted(scenarios: Sequence[Scenario], done: Done) -> Iterator[Scenario]:
    for scenario in scenarios:
        yield scenario
        done(1)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for circles among values that are in none: the walk makes many, and it would take half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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


def _is_broken(path: str, said: Sequence[Diagnostic]) -> bool:
    """Whether any of what was said so far is an error in this file."""
    return has_errors(tuple(d for d in said if d.span.path == path))


def _is_asked(path: str, only: frozenset[str] | None) -> bool:
    return only is None or path in only
