"""Files on disk: the one place that opens what authors write. Links are not followed, sizes are capped (FORMAT §1)."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.content.absent import default_paths, no_site, not_there, nothing_in
from quizapp.content.places import FILE_NAME, FOLDER_NAME, fit_name, module_folder, sets_folder
from quizapp.content.questions.drawn import draws_on
from quizapp.content.reader import MAX_BYTES, normalise
from quizapp.content.unread import README, is_silent, out_of_place, unfit, unread_beside_modules, unread_in_module
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span, has_errors
from quizapp.model.order import in_order
from quizapp.model.published import SourceFile
from quizapp.model.things import KINDS

_HEAD = 4096  # bytes
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

    A missing folder is an empty one. A bad name, a link, an unreadable or too large file is a diagnostic; so is what
    lies there and is read by nobody.
    """
    collected = _Collected()
    for kind in kinds:
        collected.diagnostics += unread_beside_modules(root / kind, kind, _head)
        for module in _entries(root / kind):
            if module.is_dir():
                shown = f"{kind}/{module.name}"
                if _is_fit_folder(module, shown, collected):
                    for file in _markdown_files(module):
                        collected.read(file, f"{shown}/{file.name}")
                    collected.diagnostics += unread_in_module(module, shown, _head)
    return collected.reading()


def read_paths(paths: Sequence[Path], site: Path = Path()) -> Reading:
    """The files and folders that somebody named, for `quizapp check PATHS`, and all that is needed to judge them.

    A folder is a site, its scenarios, its questions, or one module of either. Whatever a file draws on is drawn in
    from the same site, which is the folder above `scenarios` or `questions`. Paths stay as they were typed where they
    say kind, module and name, and are absolute where they do not. Without paths it is all of `site`, which is where
    somebody stands if nothing else is said. A path that is not there, and a folder with nothing to read, is an error;
    but there may be no questions.
    """
    collected = _Collected()
    empty: list[Path] = []
    for path in paths or default_paths(site):
        if path.is_dir():
            files = list(_below(path, collected))
            for file in files:
                collected.read(file, collected.shown(file))
            empty += [] if files else [path]
        elif (path.exists() or path.is_symlink()) and (misplaced := out_of_place(path)):
            collected.diagnostics.append(misplaced)
        elif path.exists() or path.is_symlink():
            collected.read(path, collected.shown(path))
        else:
            collected.diagnostics.append(not_there(path) if paths else no_site(site))
    if not has_errors(tuple(collected.diagnostics)):
        wanting = [path for path in empty if not collected.places or path.resolve().name not in KINDS]
        collected.diagnostics += map(nothing_in if paths else no_site, wanting)
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
            self.complain("bad-file-name", shown, *unfit(file))
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
    """What is to be read in a folder; a README is not, nor what an editor keeps beside a file."""
    markdown = (entry for entry in _entries(folder) if entry.suffix.lower() == ".md" and not is_silent(entry.name))
    return [entry for entry in markdown if entry.stem.lower() != README and not entry.is_dir()]


def _head(file: Path) -> bytes:
    """The beginning of a file that is read by nobody, to see what it is; empty where that cannot be."""
    try:
        if file.is_symlink() or not file.is_file():
            return b""
        with file.open("rb") as stream:
            return normalise(stream.read(_HEAD))
    except OSError:
        return b""


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
            f"rename it to `{fit_name(folder.name)}`",
        )
        return False
    return True


def _below(folder: Path, collected: _Collected) -> Iterator[Path]:
    """The Markdown files of a site, of its scenarios or its questions, or of one module, whichever this folder is.

    What lies among them and is read by nobody is a diagnostic.
    """
    site = [folder / kind for kind in KINDS if (folder / kind).is_dir()]
    for place in site or [folder]:
        where = place.resolve()
        if where.name not in KINDS and where.parent.name in KINDS:
            yield from _in_module(place, collected)
            continue
        if where.name in KINDS:
            shown = Path(collected.shown(place / "module" / "file.md")).parent.parent.as_posix()
            collected.diagnostics += unread_beside_modules(place, shown, _head)
        else:
            yield from _markdown_files(place)
        for module in _entries(place):
            if module.is_dir() and _is_fit_folder(module, _shown_folder(module), collected):
                yield from _in_module(module, collected) if where.name in KINDS else _markdown_files(module)


def _in_module(folder: Path, collected: _Collected) -> list[Path]:
    """The Markdown files of one module; what else lies there is a diagnostic."""
    shown = Path(collected.shown(folder / "file.md")).parent.as_posix()
    collected.diagnostics += unread_in_module(folder, shown, _head)
    return _markdown_files(folder)


def _shown(path: Path) -> str:
    """How a path is written in diagnostics: as typed where that says kind, module and name, else absolute."""
    return (path if _tells(path.parts[-_ENOUGH_PARTS:], _ENOUGH_PARTS) else _absolute(path)).as_posix()


def _shown_folder(path: Path) -> str:
    return (path if _tells(path.parts[1 - _ENOUGH_PARTS :], _ENOUGH_PARTS - 1) else _absolute(path)).as_posix()


def _tells(parts: Sequence[str], enough: int) -> bool:
    return len(parts) == enough and ".." not in parts


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(Path.cwd() / path))
