"""Where a file stands in a site: `<root>/scenarios/<module>/<name>.md`, or the same in `questions` (FORMAT, opening).

Paths are as they are shown: relative to the site, as typed, or absolute. Their last three parts say what a file is.
"""

import re
import unicodedata
from pathlib import PurePosixPath

from quizapp.model.things import QUESTIONS, SCENARIOS, ThingKind, thing_at

BRIEFING = "briefing.md"
FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
FOLDER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNFIT = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60


def kind_at(path: str) -> ThingKind:
    """What the file at a path is, by its folders and its name, wherever the site is."""
    return thing_at(path).kind


def module_folder(path: str) -> str:
    """The folder of the scenarios of a file's module, which is the same for its briefing, scenarios and sets."""
    folder = PurePosixPath(path).parent
    if folder.parent.name == QUESTIONS:
        folder = folder.parent.parent / SCENARIOS / folder.name
    return str(folder)


def briefing_path(path: str) -> str:
    """Where the briefing of a file's module is."""
    return f"{module_folder(path)}/{BRIEFING}"


def sets_folder(path: str) -> str:
    """The folder of the question sets of a file's module."""
    folder = PurePosixPath(module_folder(path))
    return str(folder.parent.parent / QUESTIONS / folder.name)


def site_path(path: str) -> str:
    """The path within a site, `scenarios/<module>/<file>` or `questions/<module>/<file>`, of a path on disk."""
    place = PurePosixPath(path)
    kind = QUESTIONS if kind_at(path) is ThingKind.SET else SCENARIOS
    return f"{kind}/{place.parent.name}/{place.name}"


def fit_name(name: str) -> str:
    """A name that a file or folder may have, as near as can be to one that it may not; `.md` at its end is kept.

    An example where nothing of it is left.
    """
    plain = unicodedata.normalize("NFD", name).lower()
    stem = plain.removesuffix(".md")
    bare = "".join(sign for sign in stem if unicodedata.category(sign) != "Mn" and sign not in "'’")
    fit = _UNFIT.sub("-", bare).strip("-")[:_LONGEST_NAME].strip("-")
    return (fit or "just-a-phase") + ("" if stem == plain else ".md")
