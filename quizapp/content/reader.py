"""Bytes to lines, every one with its place. No Markdown library, one pass, no recursion.

A line keeps its number and the column at which its text begins, so that whatever is cut out of it still knows
where it stands in the author's file. `outline` makes headings, sections and pieces of them.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from quizapp.content.encodings import garbled, not_text
from quizapp.content.findings import Findings
from quizapp.content.plain import before_the_line, with_plain_structure
from quizapp.model.diagnostics import Span
from quizapp.model.published import SourceFile

MAX_BYTES = 256 * 1024
_BOM = b"\xef\xbb\xbf"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NOT_NEWLINE = re.compile(r"[^\n]")
_BULLET = re.compile(r"[ \t]*[-*+](?:[ \t]+|$)")


def normalise(content: bytes) -> bytes:
    """The bytes without a byte order mark and with LF line ends: what is read, and what is hashed (FORMAT §1)."""
    return content.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the rest of one: its number, its text without trailing space, and the column where that begins.

    `breaks`: it ended in two spaces or more, and so what follows begins on a line of its own where both are prose.
    """

    number: int
    text: str
    column: int = 1
    breaks: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written on it."""
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """How many spaces it begins with; a tab counts to the next multiple of four."""
        width = 0
        for character in self.text:
            if character == " ":
                width += 1
            elif character == "\t":
                width += 4 - width % 4
            else:
                break
        return width

    @property
    def bullet(self) -> int:
        """The length of the list bullet that it begins with, indent and space included; 0 without one."""
        found = _BULLET.match(self.text)
        return found.end() if found else 0

    def after(self, characters: int) -> "Line":
        """The rest of the line after so many characters, without space in front."""
        rest = self.text[characters:]
        stripped = rest.lstrip()
        return Line(self.number, stripped, self.column + characters + len(rest) - len(stripped), self.breaks)

    def span(self, path: str) -> Span:
        """Its place in the file."""
        return Span(path, self.number, self.column)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as lines. Comments are gone; a line that held nothing else is left out, the others keep their numbers."""

    path: str
    lines: tuple[Line, ...]


def read_document(file: SourceFile, findings: Findings) -> Document | None:
    """The lines of a file, or None where it is too large, is not text or holds nothing; the findings say which."""
    content = normalise(file.content)
    if len(content) > MAX_BYTES:
        findings.add("too-large", 1, 1, "the file is larger than 256 kB", "split it into several files")
        return None
    if (wrong := not_text(content)) is not None:
        before = content[: wrong.offset]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        findings.add("not-text", before.count(b"\n") + 1, column, wrong.text, wrong.help)
        return None
    text = content.decode("utf-8")
    starts = _line_starts(text)
    if found := _NOT_TEXT.search(text):
        line, column = _place(starts, found.start())
        findings.add("not-text", line, column, "a character here cannot be shown", "delete it and type the words again")
        return None
    if (spoilt := garbled(text)) is not None:
        line, column = _place(starts, spoilt.start())
        said = (
            f"`{spoilt[0]}` is a sign that came out wrong: the file was saved in another encoding than it was read in"
        )
        findings.add("garbled", line, column, said, "type the sign again, here and wherever it looks like this")
    blanked = _without_comments(text, starts, findings)
    if not blanked.strip():
        findings.add("empty-file", 1, 1, "there is nothing in this file")
        return None
    lines = []
    for number, (before_text, after_text) in enumerate(
        zip(text.split("\n"), blanked.split("\n"), strict=True), start=1
    ):
        if after_text.strip() or not before_text.strip():
            breaks = findings.format.breaks and before_text.endswith("  ") and not after_text.isspace()
            if findings.format.folded and not after_text.isascii():
                findings.lines[number] = after_text
                start = before_the_line(after_text)
                lines.append(Line(number, with_plain_structure(after_text[start:]), 1 + start, breaks))
            else:
                lines.append(Line(number, after_text.rstrip(), breaks=breaks))
    return Document(file.path, tuple(lines))


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _place(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def _without_comments(text: str, starts: list[int], findings: Findings) -> str:
    """The text with every comment turned into spaces, so that lines and columns stay what they were."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        parts.append(text[at:start])
        line, column = _place(starts, start)
        end = text.find("-->", start + 2)
        if end < 0:
            findings.add("unclosed-comment", line, column, "this comment is never closed", "close it with `-->`")
            parts.append("    ")
            at = start + 4
            break
        comment = text[start : end + 3]
        words = comment[4:-3].strip()
        if words[:5].lower() == "todo:":
            findings.add("todo", line, column, f"to do: {' '.join(words[5:].split())[:200]}")
        parts.append(_NOT_NEWLINE.sub(" ", comment))
        at = end + 3
    parts.append(text[at:])
    return "".join(parts)
