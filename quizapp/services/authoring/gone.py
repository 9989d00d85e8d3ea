"""What is live and no longer there on disk, where somebody published a whole folder: it would be offered for ever."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.content import absent
from quizapp.content.renamed import became
from quizapp.model.published import Publication, SourceFile
from quizapp.model.things import KINDS
from quizapp.services.authoring.followers import live_things
from quizapp.services.site.site import Site


@dataclass(frozen=True, slots=True)
class Gone:
    """Something live whose file is not there; `became` is the path that looks as if it was renamed to, or empty."""

    path: str
    became: str = ""


def gone(
    site: Site, paths: Sequence[Path], files: Sequence[SourceFile], new: Iterable[Publication]
) -> tuple[Gone, ...]:
    """What is live in the folders among these paths (none: the site's folder), and among none of these files of theirs.

    `new` are publications of just now: a thing whose first one is among them may be what another became. What was made
    in the browser never was on disk, and is left out.
    """
    folders = [prefix for path in paths or absent.default_paths(site.settings.folder) for prefix in _covered(path)]
    there = {file.path for file in files}
    with site.database.snapshot() as connection:
        live = live_things(connection)
    lost = {
        path: thing
        for path, thing in live.items()
        if thing.origin == "cli" and path not in there and any(path.startswith(prefix) for prefix in folders)
    }
    fresh = {one.path for one in new if one.previous is None}
    candidates = [file for file in files if file.path in fresh]
    return tuple(Gone(path, became(thing.own, candidates)) for path, thing in sorted(lost.items()))


def _covered(path: Path) -> tuple[str, ...]:
    """What the paths of all that lies in this folder begin with, in a site; nothing for a file."""
    if not path.is_dir():
        return ()
    around, folder = ("", *path.resolve().parts)[-2:]
    if folder in KINDS:
        return (f"{folder}/",)
    if around in KINDS:
        return (f"{around}/{folder}/",)
    return tuple(f"{kind}/" for kind in KINDS) if any((path / kind).is_dir() for kind in KINDS) else ()
