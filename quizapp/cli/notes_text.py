"""What was found, a line for each as in FORMAT §6, but a note that comes again and again once, with all its places."""

import re
from collections.abc import Iterable, Iterator

from quizapp.model.diagnostics import Diagnostic, Severity

_QUOTED = re.compile(r"`[^`]*`")
_Kind = tuple[str, str]


def lines_of(found: Iterable[Diagnostic]) -> Iterator[str]:
    """The line of each diagnostic, with its help below, in the order given. Errors and warnings are never folded.

    Two notes are the same if nothing but what is quoted in them differs: the first says it, and under it stands where
    it was found, too. So an author's own `todo` is always said.
    """
    in_order = tuple(found)
    alike: dict[_Kind, list[Diagnostic]] = {}
    for diagnostic in in_order:
        if diagnostic.severity is Severity.NOTE:
            alike.setdefault(_kind(diagnostic), []).append(diagnostic)
    for diagnostic in in_order:
        if diagnostic.severity is not Severity.NOTE:
            yield str(diagnostic)
            continue
        first, *others = alike[_kind(diagnostic)]
        if diagnostic is first:
            yield str(diagnostic)
            if others:
                yield f"  and {len(others)} more: {', '.join(_place(other, first) for other in others)}"


def _kind(note: Diagnostic) -> _Kind:
    return note.code, _QUOTED.sub("``", note.text)


def _place(note: Diagnostic, first: Diagnostic) -> str:
    """Where a note stands, and what it quotes where that is not what the first one quotes."""
    same_file = note.span.path == first.span.path
    place = f"line {note.span.line}" if same_file else f"{note.span.path}:{note.span.line}"
    quoted = _QUOTED.findall(note.text)
    return f"{', '.join(quoted)} ({place})" if quoted and quoted != _QUOTED.findall(first.text) else place
