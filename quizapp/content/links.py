"""A link that is the whole of a block or of a choice, and what was probably meant to be one."""

import re
from dataclasses import dataclass

from quizapp.content.reader import Line

_NEARLY = re.compile(r"\][ \t]{0,3}\([ \t]*[“”‘’\"']?[ \t]*#|\)\[[“”‘’\"]?#|\]#|\][ \t]{0,3}[{\[]#")
_TARGET = re.compile(r"#([^\s()\[\]{}“”‘’\"]+)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the lines of its words (empty where it has none), and its target with its place."""

    label: tuple[Line, ...]
    target: Line


def read_link(lines: tuple[Line, ...]) -> Link | None:
    """The one link that these lines are, with nothing before or after it; None where they are anything else."""
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    if not first.text.startswith("[") or not last.text.endswith(")"):
        return None
    middle = last.text.rfind("](")
    if middle < 0 or sum(line.text.count("](") for line in lines) != 1:
        return None
    target = Line(last.number, last.text[middle + 2 : -1], last.column + middle + 2)
    if any(character in target.text for character in ' \t()“”‘’"<>') or not target.text:
        return None
    label: tuple[Line, ...]
    if len(lines) == 1:
        label = (Line(first.number, first.text[1:middle], first.column + 1),)
    else:
        label = (first.after(1), *lines[1:-1], Line(last.number, last.text[:middle], last.column))
    return Link(tuple(line for line in label if not line.is_blank), target)


def is_nearly_link(text: str) -> bool:
    """Whether somebody meant a link to a heading here."""
    return _NEARLY.search(text) is not None


def guess_link(line: Line) -> Link | None:
    """The link that was probably meant by a line that names an anchor; used only to read on after the mistake."""
    found = _TARGET.search(line.text)
    if not found:
        return None
    words = line.text[: found.start()].split("](", 1)[0].lstrip("[").rstrip(' ([“‘"]{')
    label = (Line(line.number, words, line.column),) if words else ()
    return Link(label, Line(line.number, found[0], line.column + found.start()))
