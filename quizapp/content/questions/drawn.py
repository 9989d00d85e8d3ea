"""What a file draws on, whose bytes are therefore in its version: its briefing, and question files (DESIGN §5)."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from quizapp.content.findings import Findings
from quizapp.content.frontmatter import read_front_matter
from quizapp.content.places import FILE_NAME, briefing_path, kind_at, sets_folder
from quizapp.content.questions.settings import OPTIONAL, REQUIRED, read_sources
from quizapp.content.reader import read_document
from quizapp.content.scenario import asked_sets
from quizapp.content.suggest import Suggester
from quizapp.model.published import SourceFile
from quizapp.model.things import ThingKind


def draws_on(file: SourceFile, sets: Iterable[str]) -> frozenset[str]:
    """The paths of what a file draws on, below the same root: its module's briefing, and the files of its questions.

    A scenario draws on the sets whose questions it asks, a set on the sets that it draws from, all of its own module,
    whose sets' ids are `sets`. A set that is named need not be there. A briefing draws on nothing.

    A look at links and settings, each in one pass: the text itself is read by `modules.read_module`, in a child where
    it is not live yet.
    """
    kind = kind_at(file.path)
    if kind is ThingKind.BRIEFING:
        return frozenset()
    if kind is ThingKind.SCENARIO:
        folder = PurePosixPath(sets_folder(file.path))
        asked = map(PurePosixPath, asked_sets(file))
        named = {
            str(folder / path.name)
            for path in asked
            if path.parent.name == folder.name and FILE_NAME.fullmatch(path.name)
        }
    else:
        named_sources, every_set = _sources(file)
        sources = set(sets) if every_set else named_sources
        named = {f"{sets_folder(file.path)}/{name}.md" for name in sources if FILE_NAME.fullmatch(f"{name}.md")}
    return frozenset(named | {briefing_path(file.path)}) - {file.path}


def drawn_files(files: Iterable[SourceFile], path: str) -> tuple[SourceFile, ...]:
    """A file and those of these files that it draws on, sorted by path; empty where it is not among them.

    A set that draws from every set leaves out those that draw from others themselves: they have no questions to give.
    """
    by_path = {f.path: f for f in files}
    file = by_path.get(path)
    if file is None:
        return ()
    drawn = {p: by_path[p] for p in draws_on(file, set_ids(by_path, path)) if p in by_path}
    if _says_every_set(file):
        drawn = {p: f for p, f in drawn.items() if not draws_from_others(f)}
    return tuple(sorted((file, *drawn.values()), key=lambda f: f.path))


def set_ids(paths: Iterable[str], path: str) -> tuple[str, ...]:
    """The ids of those sets among these paths that are of the same module as the file at `path`, sorted."""
    folder = sets_folder(path)
    places = map(PurePosixPath, paths)
    return tuple(sorted(place.stem for place in places if str(place.parent) == folder))


def draws_from_others(file: SourceFile) -> bool:
    """Whether this is a question file that draws its questions from others."""
    sources, every_set = _sources(file)
    return every_set or bool(sources)


def _says_every_set(file: SourceFile) -> bool:
    return _sources(file)[1]


def _sources(file: SourceFile) -> tuple[frozenset[str], bool]:
    """The ids that a question file names in `from:`, and whether it says every set. A look at its settings alone."""
    findings, suggest = Findings(file.path), Suggester()
    document = read_document(file, findings) if kind_at(file.path) is ThingKind.SET else None
    if document is None:
        return frozenset(), False
    front = read_front_matter(document, REQUIRED, OPTIONAL, findings, suggest)
    sources, every_set = read_sources(front, findings, suggest)
    return frozenset(sources), every_set
