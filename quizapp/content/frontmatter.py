"""Front matter: `key: text to the end of the line`, between two lines of `---` (FORMAT §1). No YAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from quizapp.content.fences import KEY, find_block
from quizapp.content.findings import Findings
from quizapp.content.lists import split_ids, split_list
from quizapp.content.plain import plain
from quizapp.content.reader import Document, Line
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.content.values import help_for_date, help_for_number

_NUMBER = re.compile(r"[0-9]{1,6}$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_SLIP = re.compile(
    r"[^A-Za-z0-9]{0,6}([A-Za-z][A-Za-z0-9 _-]{0,30}?)[*_`\"']{0,4}\s{0,8}(?:[-=]+>|[→=:：]|[-–—]+(?=\s))[*_\s]*(.*)$"
)
_FIRST_WORD = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[ \t]+(.*)$")
_BULLET = re.compile(r"\s*(?:[-*+•–][ \t]+)?")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The settings of a file by key, each value with its place, and the lines that come after them.

    `more` are the lines on which a value went on, which it must not: each was told.
    """

    values: dict[str, Line]
    rest: tuple[Line, ...]
    more: dict[str, list[Line]]

    def text(self, key: str) -> str:
        """The value as written, or empty."""
        if key not in self.values:
            return ""
        return " ".join(line.text for line in (self.values[key], *self.more.get(key, ())) if line.text)

    def parts(self, key: str, findings: Findings, separator: str = ",") -> Iterator[Line]:
        """The parts of a list value, each with its place. Empty parts are left out."""
        for line in self._lines(key):
            yield from split_list(line, findings, separator)

    def ids(self, key: str, findings: Findings) -> Iterator[Line]:
        """The ids of a list value, each with its place."""
        for line in self._lines(key):
            yield from split_ids(line, findings)

    def _lines(self, key: str) -> tuple[Line, ...]:
        return (self.values[key], *self.more.get(key, ())) if key in self.values else ()

    def number(self, key: str, low: int, high: int, default: int, findings: Findings) -> int:
        """A whole number between low and high; the default, with a finding, where it is not one."""
        text = plain(self.text(key))
        if not text:
            return default
        value = self.values[key]
        if not _NUMBER.match(text):
            if text.lstrip("-").isdigit():
                return self._out_of_range(key, low, high, default, findings)
            said = f"`{key}` is not a whole number: `{text[:40]}`"
            findings.add("bad-value", value.number, value.column, said, help_for_number(text, high))
            return default
        number = int(text)
        return number if low <= number <= high else self._out_of_range(key, low, high, default, findings)

    def _out_of_range(self, key: str, low: int, high: int, default: int, findings: Findings) -> int:
        value = self.values[key]
        findings.add(
            "number-out-of-range",
            value.number,
            value.column,
            f"`{key}` is `{value.text[:40]}`",
            f"give a number from {low} to {high}",
        )
        return default

    def date(self, key: str, findings: Findings) -> str:
        """A date in plain signs, or empty, with a finding, where it is not a real day."""
        text = plain(self.text(key))
        if not text:
            return ""
        try:
            if not _DATE.match(text):
                raise ValueError(text)
            date.fromisoformat(text)
        except ValueError:
            value = self.values[key]
            findings.add(
                "bad-date", value.number, value.column, f"`{key}` is not a day: `{text[:40]}`", help_for_date(text)
            )
            return ""
        return text


def read_front_matter(
    document: Document, required: tuple[str, ...], optional: tuple[str, ...], findings: Findings, suggest: Suggester
) -> FrontMatter:
    """The settings that a file begins with. Unknown, repeated and missing keys are found; reading goes on."""
    known = required + optional
    body, rest = find_block(document.lines, required, known, findings)
    if not body and findings.found and findings.found[-1].code == "no-front-matter":
        return FrontMatter({}, rest, {})
    front = FrontMatter({}, rest, {})
    open_key: str | None = None
    for line in body:
        if not line.is_blank:
            open_key = _read_setting(line, open_key, front, known, findings, suggest)
    for key in required:
        if key not in front.values:
            findings.add("missing-key", 1, 1, f"the settings lack `{key}:`")
        elif not front.text(key):
            findings.add("missing-key", front.values[key].number, 1, f"`{key}:` is empty")
    return front


def _read_setting(
    line: Line, open_key: str | None, front: FrontMatter, known: tuple[str, ...], findings: Findings, suggest: Suggester
) -> str | None:
    """Read one line of the settings; gives the key that a line after it may go on with, where it must not."""
    head, colon, _ = line.text.partition(":")
    found = KEY.match(f"{plain(head)}{colon}")
    if not found:
        return _slip(line, open_key, front, known, findings)
    key = found[1]
    if key not in known:
        close = suggest.closest(key, known)
        help = did_you_mean(close) or f"there are: {', '.join(known)}"
        findings.add("unknown-key", line.number, 1, f"`{key}` is no setting of this file", help)
        if close is None or close in front.values:
            return None
        key = close  # so that it is not reported as missing, too
    elif key in front.values:
        findings.add("duplicate-key", line.number, 1, f"`{key}` was set on line {front.values[key].number} already")
        return None
    front.values[key] = line.after(len(head) + 1)
    return key


def _slip(
    line: Line, open_key: str | None, front: FrontMatter, known: tuple[str, ...], findings: Findings
) -> str | None:
    """A line that is no setting, read as what it was probably meant to be."""
    place = line.after(0)
    span = place.span(findings.path)
    for pattern in (_SLIP, _FIRST_WORD):
        found = pattern.match(place.text)
        key = found[1].strip().lower().replace(" ", "-").replace("_", "-") if found else ""
        if found and key in known and key not in front.values:
            value = place.after(found.start(2))
            findings.at(
                "not-key-text",
                span,
                "this line of the settings is not `key: text`",
                f"write `{key}: {value.text[:80]}`",
            )
            front.values[key] = value
            return key
    is_comment = place.text.startswith(("#", "//"))
    if open_key is not None and not is_comment:
        if open_key not in front.more:
            text = f"`{open_key}` goes on in the next line, and a setting is one line, however long"
            together = "with commas between, " if place.bullet else ""
            findings.at(
                "not-key-text", span, text, f"write all of it {together}on line {front.values[open_key].number}"
            )
        rest = place.after(_bullet(place))
        front.more.setdefault(open_key, []).append(rest)
        return open_key
    help = "a comment is written `<!-- … -->`" if is_comment else "write it as `key: text`"
    findings.at("not-key-text", span, "this line of the settings is not `key: text`", help)
    return None


def _bullet(line: Line) -> int:
    found = _BULLET.match(line.text)
    return found.end() if found else 0
