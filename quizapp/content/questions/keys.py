"""The key lines of a question under its heading: `Points:`, `Why:`, and `Answer:` or its like (FORMAT §1, §4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.content.lists import split_ids
from quizapp.content.names import MARKED, find_point
from quizapp.content.notes import split_key
from quizapp.content.questions.reading import QuestionReading
from quizapp.content.reader import Line
from quizapp.content.suggest import did_you_mean
from quizapp.model.briefing import Point
from quizapp.model.kinds import RULES

KEYED = {rules.written.key: rules.written for rules in RULES.values() if rules.written.key}
"""How the kinds are written that have a key line of their own, by its key."""

KEYS = ("Points", *KEYED, "Why")
_MEANT = {
    **dict.fromkeys(("learning points", "learning point", "topic", "topics", "tests", "ids"), "Points"),
    **dict.fromkeys(
        ("correct", "correct answer", "right answer", "solution", "accept", "accepted", "model answer"), "Answer"
    ),
    **dict.fromkeys(("reflection", "think", "think about"), "Reflect"),
    **dict.fromkeys(("reason", "because", "explanation", "feedback", "rationale"), "Why"),
}
_NO_COLON = re.compile(
    r"(Points|Answer|Reflect|Why)(?:[ \t]*(?:[;=：]|[-–—](?=[ \t]))[ \t]*"
    r"|(?<=Points)[ \t]+(?=[a-z0-9]+[-,][a-z0-9, \t-]*$))"
)
_LEAVE_A_LINE = "leave an empty line under the key lines; indent a longer text by 4 spaces where it goes on"


@dataclass(slots=True)
class KeyLines:
    """A question's key lines: where each key stands, the lines of its text, and what comes after all of them."""

    places: dict[str, Line] = field(default_factory=dict)
    texts: dict[str, list[Line]] = field(default_factory=dict)
    rest: tuple[Line, ...] = ()

    def lines(self, key: str) -> tuple[Line, ...]:
        """The lines of a key's text; none where the key is not there or says nothing."""
        return tuple(line for line in self.texts.get(key, ()) if line.text)


def read_key_lines(lines: tuple[Line, ...], reading: QuestionReading) -> KeyLines:
    """The key lines that a question begins with. An empty line between two of them is nothing to complain about.

    A longer text goes on in the next line, indented by 2 spaces or more.
    """
    keys = KeyLines()
    at = _next_words(lines, 0)
    text: list[Line] | None = None  # of the key that is open
    while at < len(lines):
        line = lines[at]
        if line.is_blank:
            following = _next_words(lines, at)
            if text is None or following == len(lines) or _exact_key(lines[following]) is None:
                break
            at = following
        elif text is not None and line.indent >= 2:
            text.append(line.after(0))
            at += 1
        else:
            opened = _open_key(line, keys, reading, first=text is None)
            if opened is None:
                break
            text = opened
            at += 1
    keys.rest = _without_late_keys(lines[at:], keys, reading)
    for key, place in keys.places.items():
        if not keys.lines(key):
            reading.at("missing-key", place, f"`{key}:` is empty")
    return keys


def _without_late_keys(lines: tuple[Line, ...], keys: KeyLines, reading: QuestionReading) -> tuple[Line, ...]:
    """The lines without key lines that stand further down than they may, which are found and read all the same.

    A `Why:` beside options is none of them: each option has its own.
    """
    if not reading.findings.format.strict:
        return lines
    has_boxes = any("[" in line.text for line in lines if line.bullet)
    rest: list[Line] = []
    for line in lines:
        key = _exact_key(line)
        if key is None or key in keys.places or line.bullet or (key == "Why" and has_boxes):
            rest.append(line)
            continue
        parts = split_key(line.after(0))
        if parts:
            help = "key lines stand right under the heading, before the question's words"
            reading.at("out-of-order", line, f"`{key}:` stands too far down", help)
            keys.places[key], keys.texts[key] = parts[0], [parts[1]]
    return tuple(rest)


def _next_words(lines: tuple[Line, ...], at: int) -> int:
    while at < len(lines) and lines[at].is_blank:
        at += 1
    return at


def _exact_key(line: Line) -> str | None:
    parts = split_key(line) if line.indent <= 1 else None
    return parts[0].text if parts and parts[0].text in KEYS else None


def _open_key(line: Line, keys: KeyLines, reading: QuestionReading, first: bool) -> list[Line] | None:
    """The text of the key that a line opens, to be gone on with; None where the key lines end before it."""
    line = _mend_key_line(line, reading, first)
    parts = split_key(line.after(0))
    meant = _MEANT.get(parts[0].text.strip("*_ ").casefold()) if parts and reading.findings.format.strict else None
    if parts is None or (" " in parts[0].text and meant is None) or line.bullet:
        if not first:
            reading.at("not-key-text", line, "this line stands right under the key lines and is none", _LEAVE_A_LINE)
        return None
    key, value = parts
    if key.text.startswith(("*", "_")):
        value = value.after(len(value.text) - len(value.text.lstrip("*_ ")))
    name = key.text
    if name not in KEYS:
        close = meant or reading.suggest.closest(name, KEYS)
        if first and close is None:
            return None
        help = did_you_mean(close) or _LEAVE_A_LINE
        reading.at("unknown-key", key, f"`{name}` is no key of a question", help)
        if close is None or close in keys.places:
            return [value]
        name = close
    elif name in keys.places:
        reading.at("duplicate-key", key, f"`{name}` stands on line {keys.places[name].number} already")
        return [value]
    keys.places[name] = key
    keys.texts[name] = [value]
    return keys.texts[name]


def _mend_key_line(line: Line, reading: QuestionReading, first: bool) -> Line:
    """The key line that a line was meant as: without a bullet, and with its colon; a finding where that was so."""
    if not reading.findings.format.strict:
        return line
    bare = line.after(line.bullet)
    if line.bullet and (parts := split_key(bare)) and parts[0].text in KEYS:
        reading.at("bad-bullet", line, f"the key line `{parts[0].text}:` begins with a hyphen", "take the hyphen away")
        return bare
    found = None if line.bullet else _NO_COLON.match(bare.text)
    if found and (found[1] == "Points" or not first):
        reading.at("not-key-text", bare, f"`{found[1]}` has no colon", f"write `{found[1]}: …`")
        prefix = f"{found[1]}: "
        return Line(bare.number, prefix + bare.text[found.end() :], bare.column + found.end() - len(prefix))
    return line


def read_points(keys: KeyLines, points: Mapping[str, Point] | None, reading: QuestionReading) -> tuple[str, ...]:
    """The learning points and practices that a question names, each once; a finding where it names none."""
    if "Points" not in keys.places:
        reading.findings.at(
            "missing-key",
            reading.heading,
            "the question has no `Points:`",
            "write `Points: id, id` under its heading, with an empty line after it",
        )
    found: dict[str, None] = {}
    for line in keys.lines("Points"):
        for part in split_ids(line, reading.findings):
            point = find_point(part, MARKED, points, reading.findings, reading.suggest)
            if point is not None and point in found:
                reading.at("duplicate-id", part, f"`{point[:60]}` is given twice")
            elif point is not None:
                found[point] = None
    return tuple(found)
