"""Headings of a scenario that were meant as such: another number of `#`, strong words, a line drawn under them.

Certain where a link leads there and no passage has that heading, where an outcome stands under it, and for the debrief.
"""

import re
from collections.abc import Collection

from quizapp.content.anchors import anchor
from quizapp.content.endings import is_outcome
from quizapp.content.findings import Findings
from quizapp.content.outline import Heading, as_heading
from quizapp.content.reader import Line

_LINK = re.compile(r"\]\(#([^()\s]{1,200})\)")
_ENDING = re.compile(r"[*_]{0,2}end(?:ings?)?[*_]{0,2}[ \t]*[:：;.,=–—-]?[*_]{0,2}[ \t]*(?=[^\W_])", re.IGNORECASE)
_WELL_WRITTEN = re.compile(r"Ending:[ \t]")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)$")
_LONGEST = 100
_POINTS = re.compile(r"Points[ \t]*:")
_DEBRIEF = "debrief"
_NEARLY_DEBRIEF = (
    *("debriefing", "de-brief", "de-briefing", "the-debrief", "debrief-questions", "questions-for-debrief"),
    *("debrief-prompts", "reflection", "reflections", "reflect", "looking-back", "look-back"),
)


def mend_headings(lines: tuple[Line, ...], findings: Findings) -> tuple[Line, ...]:
    """The lines with every heading as it was meant, as many as before; what is mended is found."""
    if not findings.format.strict:
        return lines
    headed = {h.anchor for line in lines if (h := as_heading(line, findings.format)) and h.level == 2}
    linked = {target for line in lines if "](#" in line.text for target in _LINK.findall(line.text)}
    wanted = (linked | {_DEBRIEF}) - headed
    mended = list(lines)
    has_title = False
    for at, line in enumerate(lines):
        if line.is_blank:
            continue
        heading = as_heading(line, findings.format)
        if heading and heading.level == 1 and not has_title:
            has_title = True
            continue
        words = _meant(heading, lines, at, wanted, linked) if heading else _without_signs(lines, at, wanted)
        if words:
            text = "this heading is written in another way" if heading else "this line was meant as a heading"
            findings.at(_code(heading), line.after(0).span(findings.path), text, f"write `## {words[:60]}`")
            mended[at] = Line(line.number, f"## {words}")
            if not heading and at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1].text):
                mended[at + 1] = Line(lines[at + 1].number, "")
    return tuple(mended)


def mend_question_headings(lines: tuple[Line, ...], findings: Findings) -> tuple[Line, ...]:
    """The lines of a question set with a `## ` before every heading over a `Points:`; what is mended is found."""
    if not findings.format.strict:
        return lines
    mended = list(lines)
    before = Line(0, "")
    has_title = False
    for at, line in enumerate(lines):
        if line.is_blank:
            continue
        heading = as_heading(line, findings.format)
        is_title = heading is not None and heading.level == 1 and not has_title
        has_title = has_title or is_title
        opened = as_heading(before, findings.format)
        is_free = not is_title and (heading is None or heading.level != 2) and (opened is None or opened.level != 2)
        if is_free and has_title and _POINTS.match(_next(lines, at).text) and _may_be_heading(lines, at):
            words = heading.words if heading else line.text.strip("*_: ")
            text = "this heading is written in another way" if heading else "this line was meant as a heading"
            findings.at(_code(heading), line.after(0).span(findings.path), text, f"write `## {words[:60]}`")
            mended[at] = Line(line.number, f"## {words}")
        before = line
    return tuple(mended)


def mend_part_headings(lines: tuple[Line, ...], parts: Collection[str], findings: Findings) -> tuple[Line, ...]:
    """The lines of a briefing with its parts as `##` headings; what is mended is found."""
    if not findings.format.strict:
        return lines
    by_anchor = {anchor(part): part for part in parts}
    headed = {h.anchor for line in lines if (h := as_heading(line, findings.format)) and h.level == 2}
    mended = list(lines)
    for at, line in enumerate(lines):
        heading = None if line.is_blank else as_heading(line, findings.format)
        if line.is_blank or (heading and heading.level == 2) or not (heading or _may_be_heading(lines, at)):
            continue
        name = heading.anchor if heading else anchor(line.text.strip("*_: "))
        if name in by_anchor and name not in headed:
            text = "this heading is written in another way" if heading else "this line was meant as a heading"
            findings.at(_code(heading), line.after(0).span(findings.path), text, f"write `## {by_anchor[name]}`")
            mended[at] = Line(line.number, f"## {by_anchor[name]}")
            headed.add(name)
    return tuple(mended)


def _code(heading: Heading | None) -> str:
    is_title = heading is not None and heading.level == 1 and heading.line.text.lstrip().startswith(("# ", "#\t"))
    return "second-title" if is_title else "misplaced-heading"


def _may_be_heading(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line stands alone and could be the words of a heading."""
    line = lines[at]
    alone = at == 0 or lines[at - 1].is_blank
    return (
        alone
        and len(line.text) <= _LONGEST
        and not line.bullet
        and line.text[0] not in ">[| \t"
        and line.text[-1] != ":"
    )


def _meant(heading: Heading, lines: tuple[Line, ...], at: int, wanted: set[str], linked: set[str]) -> str | None:
    """What should stand after the `## ` of a heading that is none yet, or is not that of an ending yet."""
    ending = None if _WELL_WRITTEN.match(heading.words) else _ENDING.match(heading.words)
    if ending and heading.level <= 3 and is_outcome(_next(lines, at)):
        return f"Ending: {heading.words[ending.end() :].strip('*_ ')}"
    if heading.level == 2:
        nearly = _DEBRIEF in wanted and heading.anchor in _NEARLY_DEBRIEF and heading.anchor not in linked
        return "Debrief" if nearly else None
    return heading.words if heading.anchor in wanted else None


def _next(lines: tuple[Line, ...], at: int) -> Line:
    return next((line for line in lines[at + 1 : at + 4] if not line.is_blank), Line(0, ""))


def _without_signs(lines: tuple[Line, ...], at: int, wanted: set[str]) -> str | None:
    """The words of a paragraph of one line that says what a link leads to, word for word."""
    line = lines[at]
    before = lines[at - 1] if at else line
    after = lines[at + 1] if at + 1 < len(lines) else Line(0, "")
    if len(line.text) > _LONGEST or line.bullet or line.text[0] in ">[| \t":
        return None
    if not before.is_blank or not (after.is_blank or _UNDERLINE.match(after.text)):
        return None
    words = line.text.strip("*_ ")
    return words if anchor(words) in wanted else None
