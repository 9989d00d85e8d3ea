"""Lists in a file: parts on one line with commas between, each with its place, and what was written instead of commas.

What was meant is read, so that one slip is one message and no id is lost.
"""

import re
from collections.abc import Iterator

from quizapp.content.findings import Findings
from quizapp.content.plain import plain
from quizapp.content.reader import Line

_OTHERS = {",": re.compile(r"[;|，、；•]"), ";": re.compile(r"[,|；，]")}
_BETWEEN_IDS = re.compile(r"\s+(?:and|or|&|\+)\s+|\s*[&+/]\s*|\s+")
_AROUND = "[](){}\"'“”‘’`*"
_NAMED = {",": "commas", ";": "`;`"}


def split_list(value: Line, findings: Findings | None = None, separator: str = ",") -> Iterator[Line]:
    """The parts of a list in plain signs, each with its place. Empty parts are left out.

    With `findings`, another sign between them is told, once for a line, and read as the one that belongs there.
    """
    others = _OTHERS[separator]
    found = others.search(value.text) if findings is not None else None
    if found is not None and findings is not None:
        place = Line(value.number, found[0], value.column + found.start())
        meant = f"{separator} ".join(part.text for part in _parts(value, others, separator))
        findings.at(
            "bad-value",
            place.span(findings.path),
            f"`{found[0]}` stands where the parts of a list are separated by {_NAMED[separator]}",
            f"write `{meant[:120]}`" if separator == ";" else f"separate them with commas: `{meant[:120]}`",
        )
    yield from _parts(value, others if found else None, separator)


def split_ids(value: Line, findings: Findings) -> Iterator[Line]:
    """The ids of a list, likewise. Ids have no spaces, so spaces, slashes and `and` are told, and brackets around."""
    parts = [piece for part in split_list(value, None) for piece in _parts(part, _OTHERS[","], ",")]
    ids = [bare for part in parts for piece in _pieces(part) if (bare := _bare(piece)).text]
    if [part.text for part in split_list(value)] != [each.text for each in ids]:
        findings.at(
            "bad-value",
            value.after(0).span(findings.path),
            f"`{value.text[:60]}` is not a list of ids with commas between",
            f"separate ids with commas: `{', '.join(each.text for each in ids)[:200]}`",
        )
    yield from ids


def _parts(value: Line, others: re.Pattern[str] | None, separator: str) -> Iterator[Line]:
    text = others.sub(separator, value.text) if others else value.text
    at = 0
    for part in text.split(separator):
        if part.strip():
            yield Line(value.number, plain(part).strip(), value.column + at + len(part) - len(part.lstrip()))
        at += len(part) + 1


def _pieces(part: Line) -> Iterator[Line]:
    at = 0
    for found in _BETWEEN_IDS.finditer(part.text):
        yield Line(part.number, part.text[at : found.start()], part.column + at)
        at = found.end()
    yield Line(part.number, part.text[at:], part.column + at)


def _bare(piece: Line) -> Line:
    left = piece.text.lstrip(_AROUND)
    return Line(piece.number, left.rstrip(_AROUND), piece.column + len(piece.text) - len(left))
