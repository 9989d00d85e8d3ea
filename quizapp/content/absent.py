"""What somebody typed on the command line and is not there: what was probably meant, or where to go (FORMAT §6)."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from quizapp.content.suggest import did_you_mean
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.things import KINDS, QUESTIONS, SCENARIOS

_NEAR = 0.6
_UP = 6  # folders above, in which a site is looked for
_MOST_LISTED = 2_000


def default_paths(site: Path) -> tuple[Path, ...]:
    """What is read where nothing is named: the site, or its `scenarios`, so that it is said that they are missing."""
    return (site,) if any((site / kind).is_dir() for kind in KINDS) else (site / SCENARIOS,)


def not_there(path: Path) -> Diagnostic:
    """What is said of a path at which there is no file and no folder."""
    if path.name == SCENARIOS:
        return _said(path, f"nothing was read: there is no folder `{SCENARIOS}` here", _where_to_stand(path.parent))
    what = "no such file" if path.suffix.lower() == ".md" else "no such file or folder"
    return _said(path, f"nothing was read: there is {what}", help_for(path))


def no_site(site: Path) -> Diagnostic:
    """What is said where nobody named anything, and nothing is to be read in the folder of the site.

    That is where somebody stands, or else what the setting says.
    """
    folder = site.resolve()
    is_empty = (folder / SCENARIOS).is_dir()
    what = "no scenario and no question set lies" if is_empty else f"there is no folder `{SCENARIOS}`"
    wanted = f"the folder that has {'your files' if is_empty else f'`{SCENARIOS}`'} in it"
    near = next(_sites_around(folder), None)
    wanted += f", such as {near.as_posix()}" if near else ""
    if folder == Path.cwd():
        help = f"you are in it; run this in {wanted}; or set QUIZAPP_FOLDER to that folder, or name files or folders"
    else:
        help = f"QUIZAPP_FOLDER says to look there; set it to {wanted}; or name files or folders"
    return _said(site / SCENARIOS, f"nothing was read: {what} in {folder.as_posix()}", help)


def nothing_in(folder: Path) -> Diagnostic:
    """What is said of a folder in which nothing is to be read."""
    return _said(
        folder, "nothing was read: no scenario and no question set lies in this folder", _where_to_stand(Path())
    )


def help_for(path: Path) -> str:
    """The help for a path that is not there: the one that was probably meant, or where it should be typed."""
    meant = _meant(path)
    if meant is not None:
        return did_you_mean(meant.as_posix())
    return "look at how its name is written" if path.is_absolute() else _where_to_stand(Path())


def _said(path: Path, text: str, help: str) -> Diagnostic:
    return diagnostic("nothing-read", Span(path.as_posix(), 1, 1), text, help)


def _meant(path: Path) -> Path | None:
    """The nearest path that is there: each part mended in turn, or the name looked for in the whole site."""
    typed = Path(path.as_posix().replace("\\", "/"))
    return _mended(typed) or _by_name(typed)


def _mended(typed: Path) -> Path | None:
    so_far = Path(typed.anchor)
    for part in typed.parts[1:] if typed.anchor else typed.parts:
        if (so_far / part).exists():
            so_far = so_far / part
            continue
        near = _nearest(part, {entry.name: entry for entry in _listed(so_far)})
        if near is None:
            return None
        so_far = near
    return so_far


def _by_name(typed: Path) -> Path | None:
    """A module, file or folder of the site where somebody stands, by its name alone."""
    there: dict[str, Path] = {}
    for kind in KINDS:
        for module in _listed(Path(kind)):
            there.setdefault(module.name, module)
            for file in _listed(module):
                there.setdefault(file.name, file)
    return _nearest(typed.name, there)


def _nearest(name: str, there: dict[str, Path]) -> Path | None:
    by_stem = {key.lower().removesuffix(".md"): path for key, path in reversed(there.items())}
    wanted = name.lower().removesuffix(".md").replace("_", "-").replace(" ", "-")
    close = get_close_matches(wanted[:60], by_stem, n=1, cutoff=_NEAR)
    return by_stem[close[0]] if close else None


def _listed(folder: Path) -> list[Path]:
    if not folder.is_dir() or folder.is_symlink():
        return []
    entries = sorted(e for e in folder.iterdir() if not e.name.startswith(".") and (e.is_dir() or e.suffix == ".md"))
    return entries[:_MOST_LISTED]


def _where_to_stand(at: Path) -> str:
    here = Path.cwd() / at
    if (here / SCENARIOS).is_dir():
        return f"you are in {here.as_posix()}; name a folder or file below `{SCENARIOS}` or `{QUESTIONS}`"
    site = next(_sites_around(here), None)
    go = f", such as {site.as_posix()}" if site else ""
    return f"you are in {here.as_posix()}; run this in the folder that has `{SCENARIOS}` in it{go}"


def _sites_around(here: Path) -> Iterator[Path]:
    for above in here.parents[:_UP]:
        if (above / SCENARIOS).is_dir():
            yield above
    for below in _listed(here):
        if (below / SCENARIOS).is_dir():
            yield below
