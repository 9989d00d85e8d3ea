"""The order in which diagnostics are said, the same everywhere: causes before what follows from them (FORMAT §6)."""

from collections.abc import Iterable

from quizapp.model.codes import CONCLUDED
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.things import ThingKind, thing_at

_KINDS = (ThingKind.BRIEFING, ThingKind.SET, ThingKind.SCENARIO)  # each may be wrong because of those before it


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once: briefings, then sets, then scenarios, each by path.

    Within a file what is wrong in a line comes before what is concluded from many (`codes.CONCLUDED`), each by line
    and column, then by code and text, so that two runs print the same.
    """
    return tuple(sorted(set(found), key=_place))


def _place(said: Diagnostic) -> tuple[int, str, bool, int, int, str, str, str]:
    span = said.span
    kind = _KINDS.index(thing_at(span.path).kind)
    return (kind, span.path, said.code in CONCLUDED, span.line, span.column, said.code, said.text, said.help)
