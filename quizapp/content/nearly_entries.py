"""What was meant to begin an entry of a document, and goes on with the one before instead; and how it is written.

Each is one look at the beginning of a line, which is bounded: no pattern repeats a repetition.
"""

import re

from quizapp.content.plain import plain
from quizapp.content.reader import Line

FORM = "`Maya, 21:04: text`: a name or a day, a comma, the time from 00:00 to 23:59, a colon"

_LONGEST_LOOK = 120  # characters of a line
_LONGEST_SHOWN = 40
_SIGNS = " \t*_#>+-•\"“'‘[("
_AS_TYPED_ELSEWHERE = str.maketrans({"：": ":", "∶": ":", "，": ","})
_HALF = r"\s?(?P<half>[ap])\.?m\b\.?"
_TIME = rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?::\d{{2}}(?!\d))?(?:{_HALF})?"
_DATE = r"(?P<day>\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4})"
_NAME = r"(?P<who>[^\W\d_][^:,]{0,40}?)"
_ANY_NAME = r"(?P<who>[^:]{1,50}?)"

_DAY_FIRST = r"(?P<who>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b[^:]{0,20}?)"

_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_DATE},?\s{{1,2}}{_TIME}[\])]?\s{{0,2}}[-–—:]?\s{{0,2}}(?:{_NAME}:)?",  # what a telephone exports
        rf"[\[(]?{_TIME}[\])]?\s{{0,2}}[-–—,]?\s{{1,2}}{_NAME}:",  # 21:04 Maya: hi, [21:04] Maya: hi, 21.04 – Maya: hi
        rf"[\[(]?{_TIME}[\])]?\s{{0,2}}[:–—-]",  # 21:04: hi
        rf"{_ANY_NAME}[\s,;(–—-]{{1,4}}{_TIME}\)?\s{{0,2}}(?::|-\s)",  # Maya 21:04: hi, Maya (9.04pm) - hi
        rf"{_ANY_NAME},\s{{0,3}}\(?{_TIME}\)?\s{{0,2}}[–—-]",  # Maya, 21:04 - hi
        rf"{_ANY_NAME},\s{{0,3}}(?P<hour>\d{{1,2}}){_HALF}\s{{0,2}}:\s",  # Maya, 9pm: hi
        rf"{_ANY_NAME},\s{{0,3}}(?P<hour>\d{{1,2}}?)(?P<minute>\d{{2}})?(?:\s?h)?\s{{0,2}}:\s",  # Maya, 2104: hi
    )
)

_SHAPES_OF_LOGS = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_TIME}[\s,]",  # 22.10 lights out
        rf"{_DAY_FIRST}[\s,]{{1,3}}{_TIME}[\s,]",  # Mon 22:10 out
    )
)
_SECOND_TIME = re.compile(r"\d{1,2}[:.]\d{2}")  # from eight to nine


def meant_entry(line: Line, people: set[str], *, is_log: bool = False) -> str | None:
    """How a line is written that was meant to begin an entry, for a help; None where nobody meant that.

    `people` are those who have entries, in small letters: one of them with a colon and no time is meant as one, too.
    In a log a line that begins with a time, or a day and a time, is meant as one even without a colon.
    What the line does not say, or nobody can tell, is said as the form of all entries.
    """
    text = plain(line.text[:_LONGEST_LOOK]).translate(_AS_TYPED_ELSEWHERE)
    text = text.lstrip(_SIGNS).replace("*", "").replace("_", "")
    for shape in (*_SHAPES, *(_SHAPES_OF_LOGS if is_log else ())):
        found = shape.match(text)
        if found is None:
            continue
        parts = found.groupdict()
        who = (parts.get("who") or "").strip(" ,;-–—(")
        if who and not (who[0].isupper() or (len(who.split()) == 1 and parts.get("minute"))):
            return None  # a time inside of what somebody says
        return _written(who or parts.get("day") or "", parts, text[found.end() :].strip())
    name, colon, _ = text.partition(":")
    return FORM if colon and name.strip().casefold() in people else None


def _written(who: str, parts: dict[str, str | None], said: str) -> str:
    hour, minute, half = int(parts["hour"] or 0), int(parts.get("minute") or 0), (parts.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if not who or hour > 23 or minute > 59 or _SECOND_TIME.match(said):
        return FORM
    shown = said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN].rstrip()}…"
    return f"`{who}, {hour:02}:{minute:02}: {shown}`"
