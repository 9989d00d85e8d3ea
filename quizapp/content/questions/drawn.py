"""What a file draws on, whose bytes are therefore in its version: its briefing, and question files (DESIGN §5)."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from quizapp.content.places import FILE_NAME, briefing_path, kind_at, sets_folder
from quizapp.content.questions.parsing import parse_set
from quizapp.content.questions.sources import source_ids
from quizapp.content.scenario import asked_sets
from quizapp.model.published import SourceFile
from quizapp.model.things import ThingKind


def draws_on(file: SourceFile, sets: Iterable[str]) -> frozenset[str]:
    """The paths of what a file draws on, below the same root: its module's briefing, and the files of its questions.

    A scenario draws on the sets whose questions it asks, a set on the sets that it draws from, all of its own module,
    whose sets' ids are `sets`. A set that is named need not be there. A briefing draws on nothing.
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
        own = parse_set(file, None)[0]
        sources = source_ids(own, {*sets, *own.sources}) if own else ()
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
    own = parse_set(file, None)[0] if kind_at(file.path) is ThingKind.SET else None
    return own is not None and own.draws_from_others


def _says_every_set(file: SourceFile) -> bool:
    own = parse_set(file, None)[0] if kind_at(file.path) is ThingKind.SET else None
    return own is not None and own.every_set
