"""Front matter: `key: text to the end of the line`, between two lines of `---` (FORMAT §1). No YAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from quizapp.content.findings import Findings
from quizapp.content.plain import plain
from quizapp.content.reader import Document, Line
from quizapp.content.suggest import Suggester, did_you_mean

_KEY = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:")
_NUMBER = re.compile(r"[0-9]{1,6}$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The settings of a file by key, each value with its place, and the lines that come after them."""

    values: dict[str, Line]
    rest: tuple[Line, ...]

    def text(self, key: str) -> str:
        """The value as written, or empty."""
        return self.values[key].text if key in self.values else ""

    def parts(self, key: str, separator: str = ",") -> Iterator[Line]:
        """The parts of a list value, each with its place. Empty parts are left out."""
        if key in self.values:
            yield from split_list(self.values[key], separator)

    def number(self, key: str, low: int, high: int, default: int, findings: Findings) -> int:
        """A whole number between low and high; the default, with a finding, where it is not one."""
        if not self.text(key):
            return default
        value = self.values[key]
        text = plain(value.text)
        if not _NUMBER.match(text):
            if text.lstrip("-").isdigit():
                return self._out_of_range(key, low, high, default, findings)
            findings.add("bad-value", value.number, value.column, f"`{key}` is not a whole number: `{value.text[:40]}`")
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
                "bad-date",
                value.number,
                value.column,
                f"`{key}` is not a day: `{text[:40]}`",
                "write it as year-month-day, such as 2026-09-01",
            )
            return ""
        return text


def split_list(value: Line, separator: str = ",") -> Iterator[Line]:
    """The parts of a list in plain signs, each with its place. Empty parts are left out."""
    at = 0
    for part in value.text.split(separator):
        if part.strip():
            yield Line(value.number, plain(part).strip(), value.column + at + len(part) - len(part.lstrip()))
        at += len(part) + 1


def read_front_matter(
    document: Document, required: tuple[str, ...], optional: tuple[str, ...], findings: Findings, suggest: Suggester
) -> FrontMatter:
    """The settings that a file begins with. Unknown, repeated and missing keys are found; reading goes on."""
    lines = document.lines
    start = next((n for n, line in enumerate(lines) if not line.is_blank), 0)
    if lines[start].text != "---":
        findings.add(
            "no-front-matter",
            1,
            1,
            "the file does not begin with settings",
            f"begin with a line `---`, then {', '.join(f'`{key}:`' for key in required)}, then a line `---`",
        )
        return FrontMatter({}, lines)
    end = next((n for n in range(start + 1, len(lines)) if lines[n].text == "---"), None)
    if end is None:
        findings.add(
            "no-front-matter",
            lines[start].number,
            1,
            "the settings are never closed",
            "put a line `---` after the last of them",
        )
        end = start
        while end + 1 < len(lines) and _KEY.match(lines[end + 1].text):
            end += 1
        rest = lines[end + 1 :]
        body = lines[start + 1 : end + 1]
    else:
        body, rest = lines[start + 1 : end], lines[end + 1 :]
    values: dict[str, Line] = {}
    for line in body:
        if not line.is_blank:
            _read_setting(line, values, required + optional, findings, suggest)
    for key in required:
        if key not in values:
            findings.add("missing-key", 1, 1, f"the settings lack `{key}:`")
        elif not values[key].text:
            findings.add("missing-key", values[key].number, 1, f"`{key}:` is empty")
    return FrontMatter(values, rest)


def _read_setting(
    line: Line, values: dict[str, Line], known: tuple[str, ...], findings: Findings, suggest: Suggester
) -> None:
    head, colon, _ = line.text.partition(":")
    found = _KEY.match(f"{plain(head)}{colon}")
    if not found:
        findings.add("not-key-text", line.number, 1, "this line of the settings is not `key: text`")
        return
    key = found[1]
    if key not in known:
        close = suggest.closest(key, known)
        findings.add("unknown-key", line.number, 1, f"`{key}` is no setting of this file", did_you_mean(close))
        if close is None or close in values:
            return
        key = close  # so that it is not reported as missing, too
    elif key in values:
        findings.add("duplicate-key", line.number, 1, f"`{key}` was set on line {values[key].number} already")
        return
    values[key] = line.after(len(head) + 1)
