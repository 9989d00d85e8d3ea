"""Where the settings of a file begin and end: two lines of `---`, or what was meant as one (FORMAT §1)."""

import re
from collections.abc import Collection, Sequence

from quizapp.content.findings import Findings
from quizapp.content.plain import plain
from quizapp.content.reader import Line

KEY = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:")
FENCE = "---"
_NEARLY = re.compile(
    r"\s*\\?(?:[-–—]{2,}|[–—]|[*]{3,}|_{3,}|[.]{3,}|…|={3,}|\+{3,}|~{3,}|`{3,}[a-z]*|(?:[-*_] ){2,}[-*_])\s*$"
)
_FRAME = re.compile(r" {0,3}(?:`{3,}|~{3,})[ \t]*[A-Za-z]*$")
_HEADING = re.compile(r"#{1,6}[ \t]")
_LONGEST_KEY = 60
_LOOKED_THROUGH = 12  # lines before the settings, where somebody put something above them


def find_block(
    lines: Sequence[Line], required: tuple[str, ...], known: Collection[str], findings: Findings
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines between the two fences, and all lines that are not settings, with what is wrong with the fences.

    Settings are read from between what was meant as fences, so that nothing else is said to be missing.
    """
    first = next((n for n, line in enumerate(lines) if not line.is_blank), 0)
    if lines and _FRAME.match(lines[first].text) and any(line.text == FENCE for line in lines):
        text, help = "the whole file stands in a frame of code", "take this line away, and the last one that is like it"
        findings.at("no-front-matter", lines[first].span(findings.path), text, help)
        lines = _without_frame(lines[first + 1 :])
        first = next((n for n, line in enumerate(lines) if not line.is_blank), 0)
    opening = _opening(lines, first, known)
    if opening is None:
        findings.add(
            "no-front-matter",
            1,
            1,
            "the file does not begin with settings",
            f"begin with a line `---`, then {', '.join(f'`{key}:`' for key in required)}, then a line `---`",
        )
        return (), tuple(lines)
    before = tuple(lines[first:opening])
    if _is_setting(lines[opening], known):
        place = lines[opening].after(0)
        text, help = "the settings do not begin with a line `---`", "put a line `---` above this one"
        findings.at("no-front-matter", place.span(findings.path), text, help)
        start = opening
    else:
        if before:
            place = before[0].after(0)
            help = "let the file begin with the line `---`, and put this under the settings"
            findings.at("no-front-matter", place.span(findings.path), "this stands above the settings", help)
        elif lines[opening].text != FENCE:
            _nearly(lines[opening], "begin", findings)
        start = opening + 1
    end, is_fence = _closing(lines, start, known)
    body = tuple(lines[start:end])
    if not is_fence:
        place = lines[opening] if start > opening else lines[end - 1]
        help = "put a line `---` after the last of them"
        findings.add("no-front-matter", place.number, 1, "the settings are never closed", help)
    elif lines[end].text != FENCE:
        _nearly(lines[end], "end", findings)
    return body, (*before, *lines[end + is_fence :])


def _nearly(line: Line, what: str, findings: Findings) -> None:
    text = f"the settings {what} with a line `---`, and this is `{line.text.strip()[:20]}`"
    findings.at("no-front-matter", line.after(0).span(findings.path), text, "write three plain hyphens: `---`")


def _opening(lines: Sequence[Line], first: int, known: Collection[str]) -> int | None:
    """The line that opens the settings, or their first line where nothing opens them."""
    if not lines:
        return None
    if lines[first].text == FENCE or _is_setting(lines[first], known):
        return first
    for at in range(first, min(first + _LOOKED_THROUGH, len(lines))):
        following = next((n for n in range(at + 1, len(lines)) if not lines[n].is_blank), None)
        if following is not None and _NEARLY.match(lines[at].text) and _is_setting(lines[following], known):
            return at
    return None


def _closing(lines: Sequence[Line], start: int, known: Collection[str]) -> tuple[int, bool]:
    """Where the settings end, and whether a line closes them there: a fence, or what was meant as one.

    Without one they end where the text begins: at a heading that no setting comes after, or after the first settings.
    """
    exact = next((n for n in range(start, len(lines)) if lines[n].text == FENCE), len(lines))
    last = max((n for n in range(start, exact) if _is_setting(lines[n], known)), default=start)
    for at in range(start, exact):
        text = lines[at].text
        if _NEARLY.match(text):
            return at, True
        if _HEADING.match(text) and at > last:
            return at, False
    if exact < len(lines):
        return exact, True
    end = start
    while end < len(lines) and KEY.match(plain(lines[end].text[:_LONGEST_KEY])):
        end += 1
    return end, False


def _is_setting(line: Line, known: Collection[str]) -> bool:
    found = KEY.match(plain(line.text[:_LONGEST_KEY]))
    return found is not None and found[1].lower() in known


def _without_frame(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the one that closes a frame of code, where it is the last that says anything."""
    last = next((n for n in range(len(lines) - 1, -1, -1) if not lines[n].is_blank), 0)
    return lines[:last] if _FRAME.match(lines[last].text) else lines
