"""What was meant as the way on of a passage and is none: a link with signs around it, or in the middle of text."""

import re

from quizapp.content.findings import Findings
from quizapp.content.links import Link, is_nearly_link, read_link
from quizapp.content.meant import as_written, meant_link, meant_passage
from quizapp.content.names import Names
from quizapp.content.notes import Item
from quizapp.content.reader import Line

_BEFORE = re.compile(r"(?:[>\-–—→➔*_\"“”'‘’• \t]|(?:Continue|Next|Go on|Go to|Link)[ \t]*:)+(?=\[)", re.IGNORECASE)
_AFTER = ".,;:!…*_\"“”'‘’ \t"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|www\.", re.IGNORECASE)
_LAST = 3  # lines of a passage that may hold what was meant as its way on


def decorated_link(lines: tuple[Line, ...], names: Names) -> Link | None:
    """The link to a passage that a paragraph is, but for a full stop, stars, an arrow or a word around it.

    None where it is a link and nothing else, or no such link.
    """
    if len(lines) != 1:
        return None
    line = lines[0]
    found = _BEFORE.match(line.text)
    inner = line.after(found.end() if found else 0)
    inner = Line(inner.number, inner.text.rstrip(_AFTER), inner.column)
    if inner.text == line.text.strip():
        return None
    link = read_link((inner,))
    return link if link and (link.target.text.startswith("#") or meant_passage(link.target.text, names)) else None


def whole_link(lines: tuple[Line, ...], names: Names) -> Link | None:
    """The link that a paragraph was meant as, and nothing else, where its target is written as a heading is."""
    if len(lines) != 1 or not lines[0].text.startswith("[") or not lines[0].text.endswith((")", "]")):
        return None
    line = lines[0]
    return meant_link(line, names) if read_link(lines) is None and "](#" not in line.text else None


def leads_nowhere(line: Line) -> bool:
    """Whether a line is a link, and nothing else, to something that is no address: a heading or a file, probably."""
    link = read_link((line.after(0),))
    return link is not None and not _SCHEME.match(link.target.text) and "/" not in link.target.text


def way_in_words(lines: tuple[Line, ...], names: Names) -> tuple[Line, Link] | None:
    """The line that was meant as the way on of a passage that has none, and its link.

    Looked for among the last words, and wherever a link to a passage stands inside other text.
    """
    words = [line for line in lines if not line.is_blank]
    inside = [line for line in words[:-_LAST] if "](#" in line.text]
    for line in (*reversed(words[-_LAST:]), *reversed(inside)):
        link = meant_link(line, names)
        if link is not None:
            return line, link
    return None


def report_way(line: Line, link: Link, findings: Findings, already: int) -> None:
    """Say how this way on is written, unless something was said of its line since there were `already` findings."""
    if line.text.startswith("#") or any(said.span.line == line.number for said in findings.found[already:]):
        return
    help = f"write `{as_written(link)}`, in a paragraph of its own"
    findings.at("nearly-link", line.after(0).span(findings.path), "this continue is nearly a link", help)


def list_before(items: list[Item], names: Names, findings: Findings) -> int:
    """How many items are a list in the prose and no choices, with nothing but an empty line after it; found if any."""
    first = next((n for n, item in enumerate(items) if _is_link(item, names)), 0)
    if not first or any(item.notes for item in items[:first]):
        return 0
    above = items[first - 1]
    if items[first].bullet.number - above.bullet.number <= len(above.lines):
        return 0
    findings.at(
        "not-one-link",
        items[0].bullet.span(findings.path),
        "this list and the choices under it are one list: an empty line does not end it",
        "put a line of words between the two, such as *What do you do?*",
    )
    return first


def _is_link(item: Item, names: Names) -> bool:
    return is_nearly_link(item.text) or meant_link(item.lines[0], names) is not None
