"""Lines to headings, sections and pieces, and to prose that knows where each of its lines stands."""

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from quizapp.content.anchors import anchor
from quizapp.content.findings import Findings
from quizapp.content.plain import visible
from quizapp.content.reader import Line
from quizapp.model.diagnostics import Span
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.prose import Prose

_HEADING = re.compile(r" {0,3}(#{1,6})([ \t]*)(.*)$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: level 1 to 6, its words, and the anchor that they make."""

    level: int
    line: Line
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it, up to the next heading that counts."""

    heading: Heading
    lines: tuple[Line, ...]


class PieceKind(Enum):
    """What a piece of a section looks like."""

    TEXT = "text"
    QUOTE = "quote"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring lines that belong together: a paragraph, a quote or a list."""

    kind: PieceKind
    lines: tuple[Line, ...]


def as_heading(line: Line, format: Format = CURRENT_FORMAT) -> Heading | None:
    """The heading that a line is, or None. `##Words` without a space counts: a renderer would take it for one."""
    found = _HEADING.match(line.text)
    if not found:
        return None
    words = found[3].rstrip()
    without_hashes = words.rstrip("#")
    if without_hashes != words and (not without_hashes or without_hashes[-1] in " \t"):
        words = without_hashes.rstrip()
    return Heading(len(found[1]), line, words, anchor(visible(words) if format.folded else words))


def split_sections(
    lines: tuple[Line, ...], findings: Findings, opened: str = "passage"
) -> tuple[Heading | None, list[Line], list[Section]]:
    """The title, the lines between it and the first `##`, and the `##` sections with the lines under each.

    Reports a missing or second title, headings that are nearly headings, and two equal anchors. `opened` is what a
    `##` heading opens.
    Lines of deeper headings stay in their section.
    """
    title: Heading | None = None
    introduction: list[Line] = []
    sections: list[tuple[Heading, list[Line]]] = []
    before = Line(0, "")
    for at, line in enumerate(lines):
        heading = as_heading(line, findings.format)
        if heading and _sticks(line):
            findings.at(
                "misplaced-heading",
                line.span(findings.path),
                "a heading needs a space after its `#`",
                f"write `{'#' * heading.level} {heading.words[:60]}`, or begin the line with a word",
            )
            if heading.level == 1 and title is not None:
                heading = None  # more likely a number sign than a second title
        if heading and heading.level == 1:
            if title is None:
                title = heading
                if sections:
                    findings.at("misplaced-heading", line.span(findings.path), "the title stands after a `##` heading")
            else:
                findings.at(
                    "second-title",
                    line.span(findings.path),
                    f"a second title; the first is on line {title.line.number}",
                    f"open a {opened} with `##`",
                )
        elif heading and heading.level == 2:
            sections.append((heading, []))
        else:
            underlined = not before.is_blank and not as_heading(before) and not before.bullet
            if underlined and _UNDERLINE.match(line.text) and not (findings.format.strict and _is_last(lines, at)):
                findings.at(
                    "misplaced-heading",
                    line.span(findings.path),
                    "a line under a sentence makes it a heading",
                    "leave an empty line before it",
                )
            (sections[-1][1] if sections else introduction).append(line)
        before = line
    if title is None:
        findings.add("no-title", 1, 1, "the file has no title", "put a line `# Title` under the settings")
    _check_anchors(title, [heading for heading, _ in sections], findings)
    return title, introduction, [Section(heading, tuple(under)) for heading, under in sections]


def _is_last(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line is the last one of its section, as `sections.without_rule` takes a drawn line for."""
    following = next((line for line in lines[at + 1 : at + 4] if not line.is_blank), None)
    return following is None or following.text.startswith("##")


def _sticks(line: Line) -> bool:
    found = _HEADING.match(line.text)
    return bool(found and not found[2] and found[3])


def _check_anchors(title: Heading | None, headings: list[Heading], findings: Findings) -> None:
    seen: dict[str, int] = {}
    for heading in [title] if title else []:
        seen[heading.anchor] = heading.line.number
        if not heading.words:
            findings.at("empty-heading", heading.line.span(findings.path), "the title has no words")
    for heading in headings:
        span = heading.line.span(findings.path)
        if not heading.anchor.strip("-"):
            findings.at("empty-heading", span, "this heading has no words that could make an anchor")
        elif heading.anchor in seen:
            findings.at(
                "duplicate-heading",
                span,
                f"another heading has the anchor `#{heading.anchor}` already, on line {seen[heading.anchor]}",
                "change some word of one of them",
            )
        else:
            seen[heading.anchor] = heading.line.number


def split_pieces(lines: tuple[Line, ...]) -> list[Piece]:
    """The paragraphs, quotes and lists of a section, in order."""
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.is_blank:
            at += 1
            continue
        start = at
        if line.bullet:
            at = _end_of_list(lines, at)
            kind = PieceKind.LIST
        elif line.text.startswith(">"):
            while at < len(lines) and lines[at].text.startswith(">"):
                at += 1
            kind = PieceKind.QUOTE
        else:
            at += 1
            while at < len(lines) and not _ends_text(lines[at]):
                at += 1
            kind = PieceKind.TEXT
        pieces.append(Piece(kind, lines[start:at]))
    return pieces


def _ends_text(line: Line) -> bool:
    return line.is_blank or line.text.startswith(">") or (line.bullet > 0 and line.indent <= 1)


def _end_of_list(lines: tuple[Line, ...], at: int) -> int:
    end = at
    while at < len(lines):
        line = lines[at]
        if not line.is_blank:
            if not line.bullet and line.indent < 2:
                break
            end = at + 1
        at += 1
    return end


def trim(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without blank ones at either end."""
    start, end = 0, len(lines)
    while start < end and lines[start].is_blank:
        start += 1
    while end > start and lines[end - 1].is_blank:
        end -= 1
    return lines[start:end]


def make_prose(slot: str, path: str, lines: tuple[Line, ...]) -> Prose:
    """The prose that these lines hold. It knows the place of each line where they do not simply follow on.

    A line that breaks before another keeps two spaces at its end, for whoever renders it.
    """
    first = lines[0]
    follows_on = all(line.column == 1 and line.number == first.number + n for n, line in enumerate(lines) if n)
    origins = () if follows_on else tuple((line.number, line.column) for line in lines[1:])
    texts = [
        f"{line.text}  " if line.breaks and not following.is_blank else line.text for line, following in pairwise(lines)
    ]
    return Prose(slot, "\n".join([*texts, lines[-1].text]), first.span(path), origins)


def place_in(prose: Prose, row: int, column: int) -> Span:
    """Where a character of a prose's text stands in its file; row and column count from 0."""
    if row == 0:
        return Span(prose.span.path, prose.span.line, prose.span.column + column)
    if prose.origins:
        line, start = prose.origins[row - 1]
        return Span(prose.span.path, line, start + column)
    return Span(prose.span.path, prose.span.line + row, column + 1)
