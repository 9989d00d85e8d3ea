"""The settings of a question set that need more than their text: the draw, yes or no, where questions come from."""

import re
from collections.abc import Mapping

from quizapp.content.findings import Findings
from quizapp.content.frontmatter import FrontMatter
from quizapp.content.names import find_point
from quizapp.content.plain import plain
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.briefing import Point, PointKind
from quizapp.model.diagnostics import Span
from quizapp.model.questions import Draw

REQUIRED = ("minutes",)
OPTIONAL = (
    *("pass", "attempts", "draw", "certainty", "feedback", "shuffle", "critical", "from"),
    *("law-checked", "review-by"),
)
MOST_ATTEMPTS = 20
MOST_DRAWN = 20
EVERY_SET = "every set"
_DRAW = re.compile(r"([0-9]{1,4}) for (each point|critical)$")
_HOW_TO_DRAW = "write, for example, `2 for each point`, or `1 for each point, 2 for critical`"


def read_draw(front: FrontMatter, findings: Findings) -> Draw | None:
    """How many questions are drawn for each point; None where nothing is drawn, or it cannot be read."""
    numbers: dict[str, int] = {}
    for part in front.parts("draw", findings):
        span = part.span(findings.path)
        found = _DRAW.match(" ".join(part.text.split()))
        if not found:
            findings.at("bad-value", span, f"`{part.text[:60]}` says no draw", _HOW_TO_DRAW)
            return None
        number, what = int(found[1]), found[2]
        if what in numbers:
            findings.at("bad-value", span, f"`draw` says twice how many for {what}", _HOW_TO_DRAW)
        if not 1 <= number <= MOST_DRAWN:
            findings.at(
                "number-out-of-range",
                span,
                f"`draw` asks {number} for {what}",
                f"give a number from 1 to {MOST_DRAWN}",
            )
            number = min(max(number, 1), MOST_DRAWN)
        numbers[what] = number
    if not numbers:
        return None
    if "each point" not in numbers:
        value = front.values["draw"]
        findings.at("bad-value", value.span(findings.path), "`draw` does not say how many for each point", _HOW_TO_DRAW)
        return None
    return Draw(numbers["each point"], numbers.get("critical", numbers["each point"]))


def read_yes(key: str, front: FrontMatter, findings: Findings) -> bool:
    """Whether a setting is `yes`; `no` says the same as leaving it out."""
    text = plain(front.text(key)).strip()
    if text not in ("", "yes", "no"):
        value = front.values[key]
        findings.at("bad-value", value.span(findings.path), f"`{key}` is `{text[:40]}`", "write yes, or leave it out")
    return text == "yes"


def read_critical_points(
    front: FrontMatter, points: Mapping[str, Point] | None, findings: Findings, suggest: Suggester
) -> dict[str, Span]:
    """The learning points that must be shown, each with its place. Safe practice is in no score of a set."""
    critical: dict[str, Span] = {}
    for part in front.ids("critical", findings):
        point = find_point(part, (PointKind.LEARNING,), points, findings, suggest)
        if point is None:
            continue
        if point in critical:
            findings.at("duplicate-id", part.span(findings.path), f"`{point[:60]}` is given twice")
        critical.setdefault(point, part.span(findings.path))
    return critical


def read_sources(front: FrontMatter, findings: Findings, suggest: Suggester) -> tuple[dict[str, Span], bool]:
    """The ids of the sets that a set draws from, each with its place, and whether it draws from every set."""
    sources: dict[str, Span] = {}
    every = False
    for part in front.parts("from", findings):
        text = " ".join(part.text.split())
        span = part.span(findings.path)
        if text == EVERY_SET:
            every = True
        elif " " in text:
            close = did_you_mean(suggest.closest(text, (EVERY_SET,)))
            help = close or f"write names of sets with commas between, or `{EVERY_SET}`"
            findings.at("bad-value", span, f"`{text[:60]}` is no set", help)
            every = every or bool(close)
        elif text in sources:
            findings.at("duplicate-id", span, f"`{text[:60]}` is given twice")
        else:
            sources[text] = span
    if every and sources:
        value = front.values["from"]
        findings.at(
            "bad-value",
            value.span(findings.path),
            f"`from` has `{EVERY_SET}` and names sets besides",
            f"keep `{EVERY_SET}`, or the names",
        )
        sources = {}
    return sources, every
