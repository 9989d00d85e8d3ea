"""What lies in the folders of a site and is read by nobody, with what its author probably meant (FORMAT §6).

Hidden files, backups of editors and `media/` are nothing to complain about, nor is a README that is one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from quizapp.content.places import BRIEFING, FILE_NAME, fit_name
from quizapp.content.resemblance import CALLED, looks_like
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.things import KINDS, ThingKind

README = "readme"
MEDIA = "media"

_TEXT = (".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn", ".mdtxt", ".mdtext", ".text", ".txt", "")
_OFFICE = (".docx", ".doc", ".odt", ".rtf", ".pages", ".pdf", ".html", ".htm")
_BACKUPS = (".bak", ".orig", ".rej", ".swp", ".swo", ".tmp", ".old")
_OF_SYSTEMS = ("thumbs.db", "desktop.ini", "icon\r", "__macosx", "__pycache__")
_MOST_COUNTED = 100
_MOST_LEVELS = 3

Head = Callable[[Path], bytes]


def is_silent(name: str) -> bool:
    """Whether a name says that nobody meant it to be read: hidden, an editor's backup or lock, a system's own."""
    low = name.lower()
    return (
        low.startswith((".", "~$"))
        or low.endswith(("~", *_BACKUPS))
        or (low.startswith("#") and low.endswith("#"))
        or low in _OF_SYSTEMS
    )


def unread_in_module(folder: Path, shown: str, head: Head) -> Iterator[Diagnostic]:
    """What nobody reads in one module's folder. `shown` is how the folder is written; `head` gives a file's bytes."""
    for entry in _entries(folder):
        place = f"{shown}/{entry.name}"
        if entry.is_dir():
            if entry.name != MEDIA:
                yield from _folder(entry, place, shown)
        elif entry.stem.lower() == README:
            if entry.suffix.lower() == ".md":
                yield from _readme(entry, place, head)
        elif entry.suffix.lower() != ".md":
            yield from _other_ending(entry, place)


def unread_beside_modules(folder: Path, shown: str, head: Head) -> Iterator[Diagnostic]:
    """What nobody reads directly in `scenarios` or `questions`: only the folders in them are modules."""
    modules = [entry.name for entry in _entries(folder) if entry.is_dir() and entry.name != MEDIA]
    example = f"{shown}/{modules[0] if modules else 'name-of-the-module'}/"
    for entry in _entries(folder):
        place = f"{shown}/{entry.name}"
        if entry.is_dir():
            continue
        if entry.stem.lower() == README:
            if entry.suffix.lower() == ".md":
                yield from _readme(entry, place, head)
        elif entry.suffix.lower() == ".md":
            yield _unread(
                place, f"nobody reads this file: it lies in no module of `{shown}`", f"move it to `{example}`"
            )
        else:
            yield from _other_ending(entry, place)


def unfit(file: Path) -> tuple[str, str]:
    """What is said of a file that was to be read and whose name does not do, and the name that does."""
    wanted = _wanted(file)
    if file.suffix.lower() != ".md":
        return (
            f"only files that end in `.md` are read, and this one ends in `{file.suffix}`",
            f"rename it to `{wanted}`",
        )
    if file.with_suffix(".md").name == wanted:
        return f"its ending is to be written `.md`, not `{file.suffix}`", f"rename it to `{wanted}`"
    text = "the file's name is not made of small letters, digits and single hyphens"
    if (file.parent / wanted).exists():
        return text, f"there is a `{wanted}` already: give this one another name, or take it out of here"
    return text, f"rename it to `{wanted}`"


def out_of_place(file: Path) -> Diagnostic | None:
    """What is said of a file that somebody named, where it lies in a site but in no module's folder; else None."""
    folder = file.resolve().parent
    shown = file.as_posix()
    if file.stem.lower() == README and not {folder.name, folder.parent.name}.isdisjoint(KINDS):
        return _said(shown, "nobody reads a file of this name", "if it holds training, give it a name of its own")
    if folder.parent.name in KINDS:
        return None
    if folder.name in KINDS:
        return _said(shown, "this file lies in no module's folder", f"move it to `{folder.name}/name-of-the-module/`")
    for above in list(folder.parents)[:_MOST_LEVELS]:
        if above.parent.name in KINDS:
            place = f"{above.parent.name}/{above.name}/"
            return _said(
                shown,
                "this file lies too deep: only files directly in a module's folder are read",
                f"move it up into `{place}`",
            )
    return None


def _said(shown: str, text: str, help: str) -> Diagnostic:
    return diagnostic("nothing-read", Span(shown, 1, 1), f"nothing was read: {text}", help)


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir() or folder.is_symlink():
        return []
    return sorted((entry for entry in folder.iterdir() if not is_silent(entry.name)), key=lambda e: e.name)


def _readme(file: Path, place: str, head: Head) -> Iterator[Diagnostic]:
    kind = looks_like(head(file).decode("utf-8", "replace"), settings_only=True)
    if kind is not None:
        name = "briefing.md" if kind is ThingKind.BRIEFING else "the-last-to-leave.md"
        help = f"give it a name of its own, such as `{name}`"
        yield _unread(place, f"nobody reads a file of this name, and it holds {CALLED[kind]}", help)


def _other_ending(file: Path, place: str) -> Iterator[Diagnostic]:
    ending = file.suffix.lower()
    said = f"its name ends in `{ending}`" if ending else "its name has no ending"
    text = f"nobody reads this file: {said}, and only `.md` is read"
    if ending in _OFFICE:
        help = f"copy its text into a plain text file `{_wanted(file)}`; if it belongs elsewhere, move it"
    elif ending in _TEXT:
        help = f"rename it to `{_wanted(file)}`"
        if file.stem.lower().endswith(".md"):
            help += " (Windows hides endings: in Explorer choose View, then File name extensions)"
    else:
        help = f"move it into a folder `{MEDIA}` beside it, or out of here"
    yield _unread(place, text, help)


def _wanted(file: Path) -> str:
    return fit_name(file.stem if file.stem.lower().endswith(".md") else f"{file.stem}.md")


def _folder(folder: Path, place: str, above: str) -> Iterator[Diagnostic]:
    files = _files_below(folder)
    if files:
        count = "1 file" if len(files) == 1 else f"{len(files)} files"
        named = f"`{folder.name}/{files[0].relative_to(folder).as_posix()}`"
        text = f"nobody reads the {count} in this folder ({named}{'' if len(files) == 1 else ' and others'})"
        if (folder / BRIEFING).is_file():
            kind = above.rpartition("/")[0] or above
            help = f"a module lies directly in `{kind}`: move the whole folder there"
        else:
            help = f"move what is to be read up into `{above}/`, and the rest out of here"
        yield _unread(place, text, help)


def _files_below(folder: Path) -> list[Path]:
    """The files in a folder and below, sorted, as far as they are worth counting."""
    found: list[Path] = []
    waiting = [folder]
    while waiting and len(found) < _MOST_COUNTED:
        for entry in _entries(waiting.pop()):
            if entry.is_dir():
                waiting.append(entry)
            elif entry.stem.lower() != README:
                found.append(entry)
    return sorted(found, key=lambda e: (not FILE_NAME.fullmatch(e.name), e.as_posix()))


def _unread(place: str, text: str, help: str) -> Diagnostic:
    return diagnostic("unread-file", Span(place, 1, 1), text, help)
