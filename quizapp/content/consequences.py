"""What is said only because of something else that is said: left out, so that one cause is one message (FORMAT §6)."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from quizapp.content.places import briefing_path, fit_name, kind_at, module_folder, site_path
from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.model.order import in_order
from quizapp.model.things import ThingKind

UNREAD = frozenset(
    (
        "not-text",
        "too-large",
        "bad-file-name",
        "not-readable",
        "empty-file",
        "wrong-place",
        "no-passages",
        "no-questions",
    )
)
"""The errors with which a file is not read at all, so that others miss what is in it."""

_OF_A_MODULE = ("too-many-scenarios", "untested-point", "long-module")
_QUOTED = re.compile(r"`([^`]+)`")


def causes(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """These diagnostics in order, without what only follows from an error that is among them.

    What is left out: that there is no briefing, where it is there and broken, and for all files of a module but the
    first; that a scenario or set is not there, where it is and cannot be read; and what such a file takes from its
    module as a whole. An error is left out only where another one stays.
    """
    said = in_order(found)
    errors = [each for each in said if each.severity is Severity.ERROR]
    broken = {_fit(each.span.path) for each in errors} | _briefings_elsewhere(errors)
    unread = {_fit(each.span.path) for each in errors if each.code in UNREAD}
    modules = {module_folder(path) for path in unread}
    without_briefing: set[str] = set()
    kept = []
    for each in said:
        folder = module_folder(each.span.path)
        if each.code == "no-briefing":
            follows = briefing_path(each.span.path) in broken or folder in without_briefing
            without_briefing.add(folder)
        elif each.code in _OF_A_MODULE:
            follows = folder in modules
        else:
            follows = each.code in ("unknown-scenario", "unknown-set") and _names_one(each, folder, unread)
        if not follows:
            kept.append(each)
    return tuple(kept)


def _fit(path: str) -> str:
    place = PurePosixPath(path)
    return str(place.with_name(fit_name(place.name)))


def _briefings_elsewhere(errors: Iterable[Diagnostic]) -> set[str]:
    """Where the briefings belong that were found under another name."""
    misplaced = [each for each in errors if each.code == "wrong-place"]
    wanted = {briefing_path(each.span.path): each for each in misplaced}
    return {path for path, each in wanted.items() if f"`{site_path(path)}`" in each.help}


def _names_one(said: Diagnostic, folder: str, unread: set[str]) -> bool:
    """Whether something is said to be missing that is one of the files that could not be read."""
    kind = ThingKind.SET if said.code == "unknown-set" else ThingKind.SCENARIO
    names = {PurePosixPath(path).stem for path in unread if module_folder(path) == folder and kind_at(path) is kind}
    return not names.isdisjoint(_QUOTED.findall(said.text))
