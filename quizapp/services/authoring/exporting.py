"""What is live, back on disk: a file with all that it draws on, or all of a module. Nothing is written over unasked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from quizapp.content.library import write_file
from quizapp.model.published import SourceFile
from quizapp.model.things import QUESTIONS, SCENARIOS, ThingKind, module_at, thing_at
from quizapp.services.authoring.files import live_files
from quizapp.services.site.site import Site
from quizapp.store.published import versions

_FILE = ".md"


@dataclass(frozen=True, slots=True)
class LiveFiles:
    """The live files that were asked for, by path; none, and the `nearest` name, where nothing of that name is live.

    `module` is the module's name where a whole module was asked for, and else empty.
    """

    files: tuple[SourceFile, ...]
    module: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """The places on disk: `written`; the `same` as what is live; those that `differ` and were left as they are.

    `besides` are the module's Markdown files that are on disk and not live: nothing was done to them.
    """

    written: tuple[Path, ...] = ()
    same: tuple[Path, ...] = ()
    differ: tuple[Path, ...] = ()
    besides: tuple[Path, ...] = ()


def what_is_live(site: Site, asked: str) -> LiveFiles:
    """The exact bytes of what is live at `asked`: a module's name or folder, or the path of a file.

    Of a scenario or a set there is all that it draws on, too; a briefing comes by itself. A path may be written from
    anywhere: its last parts count.
    """
    is_module = not asked.lower().endswith(_FILE)
    with site.database.snapshot() as connection:
        paths = [publication.path for publication in versions.all_live(connection)]
        by_version = versions.live_files(connection) if is_module else {}
    if is_module:
        return _module(by_version.values(), module_at(asked))
    thing = thing_at(asked)
    if thing.kind is ThingKind.BRIEFING:
        beside = (live_files(site, path) for path in paths if thing_at(path).module == thing.module)
        files = tuple({f.path: f for drawn in beside for f in drawn if f.path == thing.path}.values())
    else:
        files = live_files(site, thing.path)
    near = get_close_matches(thing.path, paths, n=1)
    return LiveFiles(files, nearest=near[0] if near and not files else "")


def _module(live: Iterable[tuple[SourceFile, ...]], module: str) -> LiveFiles:
    """All that is live of a module. No two live things hold one file in two states, so each path is there once."""
    files = {f.path: f for drawn in live for f in drawn}
    own = tuple(files[path] for path in sorted(files) if thing_at(path).module == module)
    near = get_close_matches(module, {thing_at(path).module for path in files}, n=1)
    return LiveFiles(own, module, near[0] if near and not own else "")


def write_exported(live: LiveFiles, folder: Path, *, force: bool) -> Exported:
    """Write these files below a folder, byte for byte; a file that is there and differs only with `force`."""
    written, same, differ = [], [], []
    for file in live.files:
        place = folder / file.path
        if place.is_file() and place.read_bytes() == file.content:
            same.append(place)
        elif place.exists() and not force:
            differ.append(place)
        else:
            write_file(place, file.content)
            written.append(place)
    besides = _besides(folder, live.module, live.files) if live.module else ()
    return Exported(tuple(written), tuple(same), tuple(differ), besides)


def _besides(folder: Path, module: str, files: Sequence[SourceFile]) -> tuple[Path, ...]:
    """The module's Markdown files on disk that are none of these."""
    there = {folder / file.path for file in files}
    found = (path for kind in (SCENARIOS, QUESTIONS) for path in (folder / kind / module).glob(f"*{_FILE}"))
    return tuple(sorted(path for path in found if path not in there and path.name.lower() != "readme.md"))
