"""A module's files read together: its briefing, its question sets, its scenarios, and all that reading finds in them.

The one place that knows in which order they are read and what each is read with.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from quizapp.content.briefing import parse_briefing
from quizapp.content.places import kind_at, module_folder
from quizapp.content.questions.parsing import parse_set
from quizapp.content.questions.sources import gathered
from quizapp.content.scenario import parse_scenario
from quizapp.model.briefing import Briefing
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.published import SourceFile
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario
from quizapp.model.things import ThingKind


@dataclass(frozen=True, slots=True)
class Module:
    """What the files of one module hold, as far as each can be read.

    `sets` have their own questions only, by id; `scenarios` are by path. `diagnostics` are those of reading alone, in
    the order in which the files were read, and each file's in the order of its text.
    """

    briefing: Briefing | None
    sets: Mapping[str, QuestionSet]
    scenarios: tuple[Scenario, ...]
    diagnostics: tuple[Diagnostic, ...]

    def whole_sets(self) -> tuple[QuestionSet, ...]:
        """The sets with all the questions that they can ask, those that they draw from others included."""
        return tuple(gathered(own, self.sets, self.briefing) for own in self.sets.values())


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read within a block, by the files and the format: modules, and briefings, which others may share."""

    modules: dict[tuple[tuple[SourceFile, ...], Format], Module]
    briefings: dict[tuple[SourceFile, Format], tuple[Briefing | None, tuple[Diagnostic, ...]]]


_READ: ContextVar[_Read | None] = ContextVar("read", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Within the block the same files are read once in each format, however often they are asked for.

    What was read is kept until the block ends: it is for a few files that are compiled and then checked. Within another
    such block, briefings are kept until that one ends.
    """
    around = _READ.get()
    before = _READ.set(_Read({}, around.briefings if around is not None else {}))
    try:
        yield
    finally:
        _READ.reset(before)


def by_module(files: Iterable[SourceFile]) -> dict[str, tuple[SourceFile, ...]]:
    """The files of each module together, by path, by the folder of the module's scenarios, sorted."""
    modules: dict[str, list[SourceFile]] = {}
    for file in sorted(files, key=lambda f: f.path):
        modules.setdefault(module_folder(file.path), []).append(file)
    return {folder: tuple(modules[folder]) for folder in sorted(modules)}


def read_module(files: Iterable[SourceFile], format: Format = CURRENT_FORMAT) -> Module:
    """These files of one module, read in one format: the briefing first, sets with it, scenarios with both.

    What cannot be read is left out, and a diagnostic says why. No bytes make this raise.
    """
    in_order, read = tuple(sorted(files, key=lambda f: f.path)), _READ.get()
    if read is None:
        return _read_module(in_order, format)
    if (in_order, format) not in read.modules:
        read.modules[in_order, format] = _read_module(in_order, format)
    return read.modules[in_order, format]


def _read_briefing(file: SourceFile, format: Format) -> tuple[Briefing | None, tuple[Diagnostic, ...]]:
    read = _READ.get()
    if read is None:
        return parse_briefing(file, format)
    if (file, format) not in read.briefings:
        read.briefings[file, format] = parse_briefing(file, format)
    return read.briefings[file, format]


def _read_module(files: Iterable[SourceFile], format: Format) -> Module:
    by_kind: dict[ThingKind, list[SourceFile]] = {kind: [] for kind in ThingKind}
    for file in files:
        by_kind[kind_at(file.path)].append(file)
    briefing: Briefing | None = None
    found: list[Diagnostic] = []
    for file in by_kind[ThingKind.BRIEFING]:
        briefing, said = _read_briefing(file, format)
        found += said
    sets: dict[str, QuestionSet] = {}
    for file in by_kind[ThingKind.SET]:
        own, said = parse_set(file, briefing, format)
        found += said
        if own is not None:
            sets[own.id] = own
    scenarios: list[Scenario] = []
    for file in by_kind[ThingKind.SCENARIO]:
        scenario, said = parse_scenario(file, briefing, sets, format)
        found += said
        if scenario is not None:
            scenarios.append(scenario)
    return Module(briefing, sets, tuple(scenarios), tuple(found))
