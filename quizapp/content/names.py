"""What the words of a file may refer to: passages, counters, and the ids of the module's briefing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from quizapp.content.findings import Findings
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.briefing import Briefing, Point, PointKind
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Counter

MARKED = (PointKind.LEARNING, PointKind.PRACTICE)
_CALLED = {
    PointKind.RISK: "a risk factor",
    PointKind.LEARNING: "a learning point",
    PointKind.PRACTICE: "safe practice",
}


@dataclass(frozen=True, slots=True)
class Names:
    """A scenario's passages by anchor, with their lines; its counters; the briefing's ids, or None without one.

    Its module, and the question sets of it by id; None where no question is looked up.
    """

    passages: Mapping[str, int]
    counters: Mapping[str, Counter]
    points: Mapping[str, Point] | None
    module: str = ""
    sets: Mapping[str, QuestionSet] | None = None


def points_by_id(briefing: Briefing | None) -> Mapping[str, Point] | None:
    """The briefing's ids, for looking up; None without a briefing."""
    return None if briefing is None else {point.id: point for point in briefing.points}


def find_point(
    id_line: Line,
    kinds: tuple[PointKind, ...],
    points: Mapping[str, Point] | None,
    findings: Findings,
    suggest: Suggester,
) -> str | None:
    """The id as written, or as it was probably meant; None where it is of another kind.

    What was meant is kept so that one slip is not reported again as what it brings with it. Without a briefing
    every id stands as written.
    """
    text = id_line.text
    if points is None:
        return text
    point = points.get(text)
    if point is not None and point.kind in kinds:
        return text
    wanted = " or ".join(_CALLED[kind] for kind in kinds)
    if point is not None:
        findings.at(
            "wrong-kind", id_line.span(findings.path), f"`{text}` is {_CALLED[point.kind]}, and this must be {wanted}"
        )
        return None
    close = suggest.closest(text, [known.id for known in points.values() if known.kind in kinds])
    help = did_you_mean(close)
    if close is not None:
        place = points[close].span
        elsewhere = "" if place.path == findings.path else f" of {PurePosixPath(place.path).name}"
        help = f"did you mean `{close}` (line {place.line}{elsewhere})?"
    findings.at(
        "unknown-id",
        id_line.span(findings.path),
        f"`{text[:60]}` is not in the briefing as {wanted}",
        help,
    )
    return close or text


def tested_of_kind(tested: Collection[str], kind: PointKind, briefing: Briefing | None) -> tuple[str, ...]:
    """The tested ids of one kind in the briefing's order; without a briefing all are taken for learning points."""
    if briefing is None:
        return tuple(tested) if kind is PointKind.LEARNING else ()
    known, named = {point.id for point in briefing.points}, frozenset(tested)
    strays = tuple(point for point in tested if point not in known) if kind is MARKED[0] else ()
    return tuple(point.id for point in briefing.of_kind(kind) if point.id in named) + strays
