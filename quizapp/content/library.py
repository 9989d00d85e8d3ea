"""Files on disk: the one place that opens what authors write. Links are not followed, sizes are capped (FORMAT §1)."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.content.places import FILE_NAME, FOLDER_NAME, module_folder, sets_folder
from quizapp.content.questions.drawn import draws_on
from quizapp.content.reader import MAX_BYTES, normalise
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.order import in_order
from quizapp.model.published import SourceFile
from quizapp.model.things import QUESTIONS, SCENARIOS

README = "readme.md"
KINDS = (SCENARIOS, QUESTIONS)

_ENOUGH_PARTS = 3  # folder/module/file: as much as tells what a file is


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the files sorted by path, what could not be read, and the paths that were asked about.

    `asked` leaves out what was drawn in only because a file that was asked about draws on it: a briefing, say. `whole`
    is whether everything in the modules of these files, scenarios and questions, was asked about, so that something
    can be said about the modules themselves.
    """

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    asked: frozenset[str] = frozenset()
    whole: bool = True


def read_folder(root: Path, kinds: Sequence[str] = KINDS) -> Reading:
    """Every `<kind>/<module>/<name>.md` of a site, normalised, paths relative to `root`. README files are left out.

    A missing folder is an empty one. A bad name, a link, an unreadable or too large file is a diagnostic.
    """
    collected = _Collected()
    for kind in kinds:
        for module in _entries(root / kind):
            if module.is_dir():
                shown = f"{kind}/{module.name}"
                if _is_fit_folder(module, shown, collected):
                    for file in _markdown_files(module):
                        collected.read(file, f"{shown}/{file.name}")
    return collected.reading()


def read_paths(paths: Sequence[Path]) -> Reading:
    """The files and folders that somebody named, for `quizapp check PATHS`, and all that is needed to judge them.

    A folder is a site, its scenarios, its questions, or one module of either. Whatever a file draws on is drawn in
    from the same site, which is the folder above `scenarios` or `questions`. Paths stay as they were typed where they
    say kind, module and name, and are absolute where they do not. A missing folder is nothing to complain about; a
    missing file is an error.
    """
    collected = _Collected()
    for path in paths:
        if path.is_dir():
            for file in _below(path, collected):
                collected.read(file, collected.shown(file))
        elif path.suffix.lower() == ".md" or path.exists():
            collected.read(path, collected.shown(path))
    asked = collected.asked()
    places = {file.resolve() for file in collected.places.values()}
    folders = {Path(where(shown)) for shown in asked for where in (module_folder, sets_folder)}
    whole = all(sibling.resolve() in places for folder in folders for sibling in _markdown_files(folder))
    _draw_in(collected)
    return collected.reading(asked, whole)


def _draw_in(collected: "_Collected") -> None:
    """Read whatever the files that were read draw on, and what that draws on, where it is there."""
    waiting = list(collected.files.values())
    while waiting:
        file = waiting.pop()
        folder = Path(sets_folder(file.path))
        beside = [] if folder.is_symlink() else _markdown_files(folder)
        there = [set_file.stem for set_file in beside if FILE_NAME.fullmatch(set_file.name)]
        drawn = draws_on(file, there)
        if any(not Path(shown).is_file() for shown in drawn):  # so that what was meant can be told
            drawn |= {f"{folder.as_posix()}/{name}.md" for name in there}
        for shown in sorted(drawn):
            if shown not in collected.places and Path(shown).is_file():
                collected.read(Path(shown), shown)
                if shown in collected.files:
                    waiting.append(collected.files[shown])


def write_file(path: Path, content: bytes) -> None:
    """The bytes at this path: all of them or, after a crash, what was there before. Missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class _Collected:
    """What one reading has found so far: each file once, whichever way it was named."""

    def __init__(self) -> None:
        self.files: dict[str, SourceFile] = {}
        self.places: dict[str, Path] = {}
        self.roots: dict[Path, Path] = {}  # each site that was named, and how it was first written
        self.diagnostics: list[Diagnostic] = []

    def complain(self, code: str, shown: str, text: str, help: str) -> None:
        self.diagnostics.append(diagnostic(code, Span(shown, 1, 1), text, help))

    def asked(self) -> frozenset[str]:
        return frozenset(self.places)

    def shown(self, file: Path) -> str:
        """How a file is written, in one way for all files of one site, so that they find each other."""
        written = Path(_shown(file))
        root = written.parent.parent.parent
        return (self.roots.setdefault(root.resolve(), root) / written.relative_to(root)).as_posix()

    def read(self, file: Path, shown: str) -> None:
        """Read one file, or say why it cannot be read."""
        if shown in self.places:
            return
        self.places[shown] = file
        if not FILE_NAME.fullmatch(file.name):
            self.complain(
                "bad-file-name",
                shown,
                "the file's name is not made of small letters, digits and single hyphens",
                "rename it, for example `just-a-phase.md`",
            )
        elif (content := self._bytes(file, shown)) is not None:
            self.files[shown] = SourceFile(shown, normalise(content))

    def _bytes(self, file: Path, shown: str) -> bytes | None:
        if file.is_symlink():
            self.complain(
                "not-readable",
                shown,
                "this is a link to another place, and links are not followed",
                "put the file here",
            )
            return None
        if not file.exists():
            self.complain("not-readable", shown, "there is no such file", "look at how its name is written")
            return None
        if not file.is_file():
            self.complain("not-readable", shown, "this is not a file", "only Markdown files belong here")
            return None
        try:
            with file.open("rb") as stream:
                content = stream.read(MAX_BYTES * 2 + 1)
        except OSError as problem:
            reason = (problem.strerror or "unknown reason").lower()
            self.complain("not-readable", shown, f"the file cannot be read: {reason}", "look at who may open it")
            return None
        if len(normalise(content)) > MAX_BYTES:
            self.complain("too-large", shown, "the file is larger than 256 kB", "split it into several files")
            return None
        return content

    def reading(self, asked: frozenset[str] | None = None, whole: bool = True) -> Reading:
        files = tuple(self.files[path] for path in sorted(self.files))
        found = in_order(self.diagnostics)
        return Reading(files, found, self.asked() if asked is None else asked, whole)


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, sorted, without hidden things; nothing where the folder is missing."""
    if not folder.is_dir():
        return []
    return sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), key=lambda e: e.name)


def _markdown_files(folder: Path) -> list[Path]:
    return [e for e in _entries(folder) if e.suffix.lower() == ".md" and e.name.lower() != README and not e.is_dir()]


def _is_fit_folder(folder: Path, shown: str, collected: _Collected) -> bool:
    if folder.is_symlink():
        collected.complain(
            "not-readable", shown, "this folder is a link to another place, and links are not followed", "put it here"
        )
        return False
    if not FOLDER_NAME.fullmatch(folder.name):
        collected.complain(
            "bad-file-name",
            shown,
            "the folder's name is not made of small letters, digits and single hyphens",
            "rename it, for example `child-mental-health`",
        )
        return False
    return True


def _below(folder: Path, collected: _Collected) -> Iterator[Path]:
    """The Markdown files of a site, of its scenarios or its questions, or of one module, whichever this folder is."""
    site = [folder / kind for kind in KINDS if (folder / kind).is_dir()]
    for place in site or [folder]:
        yield from _markdown_files(place)
        for module in _entries(place):
            if module.is_dir() and _is_fit_folder(module, _shown_folder(module), collected):
                yield from _markdown_files(module)


def _shown(path: Path) -> str:
    """How a path is written in diagnostics: as typed where that says kind, module and name, else absolute."""
    return (path if _tells(path.parts[-_ENOUGH_PARTS:], _ENOUGH_PARTS) else _absolute(path)).as_posix()


def _shown_folder(path: Path) -> str:
    return (path if _tells(path.parts[1 - _ENOUGH_PARTS :], _ENOUGH_PARTS - 1) else _absolute(path)).as_posix()


def _tells(parts: Sequence[str], enough: int) -> bool:
    return len(parts) == enough and ".." not in parts


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(Path.cwd() / path))
