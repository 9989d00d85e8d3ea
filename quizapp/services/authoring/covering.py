"""What of a briefing is trained: worked out from files for the command, and from what is live for trainers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizapp.content.consequences import causes
from quizapp.content.library import read_paths
from quizapp.content.modules import by_module, read_module
from quizapp.content.typeset import typeset_briefing, typeset_scenario, typeset_set
from quizapp.engine.coverage import coverage
from quizapp.model.acts import Act, must
from quizapp.model.cache import Cache
from quizapp.model.coverage import Coverage
from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.model.form import ModuleForm
from quizapp.model.formats import CURRENT_FORMAT
from quizapp.model.people import Person
from quizapp.model.published import SourceFile
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario
from quizapp.model.things import KINDS, scenario
from quizapp.services.authoring.checking import CheckResult
from quizapp.services.authoring.telling import form_of
from quizapp.services.site.site import Site


@dataclass(frozen=True, slots=True)
class Covering:
    """What files come to: the coverage of each module by its folder, or the errors that stood against it.

    `refused` holds errors only, and where there is one there is no coverage: what cannot be read cannot be counted.
    """

    coverages: tuple[Coverage, ...] = ()
    refused: CheckResult = field(default_factory=lambda: CheckResult(()))

    @property
    def is_whole(self) -> bool:
        """Whether everything could be read and nothing has a hole."""
        return not self.refused.diagnostics and not any(found.holes for found in self.coverages)


def coverage_of_paths(paths: Sequence[Path], site: Path = Path()) -> Covering:
    """The coverage of the modules that these files or folders belong to: all of their scenarios and questions.

    Without any, of all in the folder of the site.
    """
    reading = read_paths(_whole_modules(paths), site)
    return coverage_of_files(reading.files, reading.diagnostics)


def coverage_of_files(files: Sequence[SourceFile], said: Sequence[Diagnostic] = ()) -> Covering:
    """The coverage of the modules that these files are; `said` is what was found wrong before, when they were read.

    Only what reading says stops it. `check` says the rest: that a passage is never reached, for one.
    """
    found: set[Diagnostic] = set(said)
    coverages: list[Coverage] = []
    for module in map(read_module, by_module(files).values()):
        found.update(module.diagnostics)
        if module.briefing is not None:
            stories = [typeset_scenario(story, CURRENT_FORMAT) for story in module.scenarios]
            quizzes = [typeset_set(quiz, CURRENT_FORMAT) for quiz in module.sets.values()]
            coverages.append(coverage(typeset_briefing(module.briefing, CURRENT_FORMAT), stories, quizzes))
    errors = causes(d for d in found if d.severity is Severity.ERROR)
    return Covering(() if errors else tuple(coverages), CheckResult(errors, files=len(files)))


def coverage_live(site: Site, viewer: Person) -> tuple[Coverage, ...]:
    """The coverage of each module by what of it is live, by the module's title; for trainers and administrators.

    The briefing is the one that was published last with anything of the module. What the wording gives away is with
    it. NotPossible for anybody else.
    """
    must(viewer, Act.SEE_COVERAGE)
    found = []
    with site.database.read() as connection:
        now = site.live_now(connection)
        site.prepare((part.publication for part in now.parts), connection)
        for module in now.modules:
            parts = module.offered()
            stories = [site.playable(p.version, connection).compiled.scenario for p in parts if p.thing.is_scenario]
            quizzes = [site.quiz(p.version, connection).compiled.set for p in parts if p.thing.is_set]
            form = _form_of(tuple(sorted(part.version for part in parts)), module.id, stories, quizzes)
            covered = coverage(module.briefing, stories, quizzes)
            named = module.titles
            scenarios = tuple(replace(one, title=named[scenario(module.id, one.id).path]) for one in covered.scenarios)
            found.append(replace(covered, title=now.titles[module.id], scenarios=scenarios, form=form))
    return tuple(found)


def _form_of(
    versions: tuple[str, ...], module: str, scenarios: Sequence[Scenario], sets: Sequence[QuestionSet]
) -> ModuleForm:
    """What the wording of these versions gives away: worked out once, since they never change."""
    known = _forms.get(versions)
    return known if known is not None else _forms.add(versions, form_of(module, scenarios, sets))


def _form_bytes(versions: tuple[str, ...], form: ModuleForm) -> int:
    files = (*form.scenarios, *form.sets)
    named = sum(len(file.figures.given_away) for file in files)
    return 150 * len(versions) + 8_000 * (len(files) + 2) + 2 * 800 * named


_forms: Cache[tuple[str, ...], ModuleForm] = Cache(16 << 20, _form_bytes)


def _whole_modules(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The folders of the modules that these paths name or are in: scenarios and questions of each, each once.

    A module is nothing by halves: without its questions, every learning point would seem to have none.
    """
    whole: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            whole[path] = None  # what is not there is reported as such
            continue
        folder = path if path.is_dir() else path.parent
        if not (folder.name in KINDS or folder.parent.name in KINDS or any((folder / k).is_dir() for k in KINDS)):
            folder = folder.resolve()
        if folder.name in KINDS:
            twins = [folder.parent / kind for kind in KINDS]
        elif folder.parent.name in KINDS:
            twins = [folder.parent.parent / kind / folder.name for kind in KINDS]
        else:
            twins = [folder]
        whole.update(dict.fromkeys(twin for twin in twins if twin.is_dir()))
    return tuple(whole)
