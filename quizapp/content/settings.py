"""The settings of a scenario that need more than their text: counters, critical ids, feedback (FORMAT §3)."""

import re
from collections.abc import Mapping

from quizapp.content.findings import Findings
from quizapp.content.frontmatter import FrontMatter
from quizapp.content.meant import meant_passage
from quizapp.content.names import MARKED, Names, find_point
from quizapp.content.notes import note_keys
from quizapp.content.plain import plain, visible
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.briefing import Point
from quizapp.model.prose import Feedback
from quizapp.model.scenario import Counter

REQUIRED = ("you-are", "minutes", "content-note", "nation")
OPTIONAL = ("pass", "feedback", "critical", "counters", "hardest", "law-checked", "review-by", "reviewed-by")
_COUNTER = re.compile(r"(\S+)[ \t]+(\S+)[ \t]+from[ \t]+(\S+)[ \t]+to[ \t]+(\S+)$")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}$")
_NUMBER = re.compile(r"-?[0-9]{1,9}$")
_EDGE = 1000


def read_counters(front: FrontMatter, points: Mapping[str, Point] | None, findings: Findings) -> dict[str, Counter]:
    """The counters by name. One that cannot be read is left out, with a finding."""
    counters: dict[str, Counter] = {}
    for part in front.parts("counters", findings):
        counter = _read_counter(part, findings)
        if counter is None:
            continue
        taken = counter.name.lower().replace("-", " ") in {key.lower() for key in note_keys(findings.format)}
        if taken or counter.name in ("visited", "not", "and", "or") or (points and counter.name in points):
            findings.at(
                "counter-name",
                counter.span,
                f"the counter `{counter.name}` has the name of something else",
                "call it something that is no note, no word of a condition and no id of the briefing",
            )
        elif counter.name in counters:
            findings.at("counter-name", counter.span, f"the counter `{counter.name}` is named twice")
        else:
            counters[counter.name] = counter
    return counters


def _read_counter(part: Line, findings: Findings) -> Counter | None:
    span = part.span(findings.path)
    found = _COUNTER.match(part.text)
    if not found or not _NAME.match(found[1]) or not all(_NUMBER.match(text) for text in found.groups()[1:]):
        findings.at("bad-value", span, f"`{part.text[:60]}` is no counter", "write, for example, `trust 1 from 0 to 3`")
        return None
    start, low, high = int(found[2]), int(found[3]), int(found[4])
    if not -_EDGE <= low <= start <= high <= _EDGE:
        findings.at(
            "number-out-of-range",
            span,
            f"the counter `{found[1]}` does not begin inside its range",
            f"a range goes from smaller to larger, within {-_EDGE} and {_EDGE}, and the start is in it",
        )
        return None
    return Counter(found[1], start, low, high, span)


def read_critical(
    front: FrontMatter, points: Mapping[str, Point] | None, findings: Findings, suggest: Suggester
) -> tuple[str, ...]:
    """The critical ids, each once."""
    critical: dict[str, None] = {}
    for part in front.ids("critical", findings):
        point = find_point(part, MARKED, points, findings, suggest)
        if point is None:
            continue
        if point in critical:
            findings.at("duplicate-id", part.span(findings.path), f"`{point}` is given twice")
        critical[point] = None
    return tuple(critical)


def read_hardest(front: FrontMatter, names: Names, findings: Findings, suggest: Suggester) -> str:
    """The anchor of the hardest page, with or without its `#`; empty where none is named."""
    text = visible(front.text("hardest")).strip()
    if not text:
        return ""
    named, passages = text.removeprefix("#"), names.passages
    if named in passages:
        return named
    close = meant_passage(text.strip("`[]()"), names) or suggest.closest(named, passages)
    findings.at(
        "unknown-passage",
        front.values["hardest"].span(findings.path),
        f"`hardest` names `{text[:60]}`, but no passage has that heading",
        did_you_mean(f"#{close}", passages[close]) if close else "write the anchor of a page, such as `#five-minutes`",
    )
    return ""


def read_feedback(front: FrontMatter, findings: Findings, suggest: Suggester) -> Feedback:
    """When explanations are shown; `each` where nothing is said."""
    text = plain(front.text("feedback")).strip()
    if not text:
        return Feedback.EACH
    known = {feedback.value: feedback for feedback in Feedback}
    if text in known:
        return known[text]
    value = front.values["feedback"]
    findings.at(
        "bad-value",
        value.span(findings.path),
        f"`feedback` is `{text[:40]}`",
        did_you_mean(suggest.closest(text, known)) or "write each or end",
    )
    return Feedback.EACH
