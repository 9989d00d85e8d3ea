"""Answers that are put in order, matched or typed: a numbered list, a table, `Answer:` (FORMAT §4)."""

import re
from itertools import pairwise

from quizapp.content.questions.keys import KeyLines
from quizapp.content.questions.reading import QuestionReading
from quizapp.content.reader import Line
from quizapp.content.tables import is_rule
from quizapp.model.kinds.rules import Written
from quizapp.model.prose import Prose
from quizapp.model.questions import Row

_NUMBERED = re.compile(r" {0,3}([0-9]{1,9})[.)](?:[ \t]+|$)")
_COLUMNS = 2
_TABLE = "write `| left | right |`, under it `| --- | --- |`, and a row for each pair"
_BAR = re.compile(r"(?<!\\)\|")


def number_of(line: Line) -> int | None:
    """The number that a line of a numbered list begins with, or None."""
    found = _NUMBERED.match(line.text)
    return int(found[1]) if found else None


def read_things(lines: tuple[Line, ...], reading: QuestionReading) -> tuple[Prose, ...]:
    """The things of a numbered list, in its order; at least one, whatever is wrong."""
    things: list[list[Line]] = []
    numbers: list[int] = []
    for line in lines:
        found = _NUMBERED.match(line.text)
        if found:
            numbers.append(int(found[1]))
            things.append([line.after(found.end())])
        elif line.bullet:
            reading.at(
                "stray-text",
                line,
                "a thing to put in order has no notes",
                "one `Why:` for the whole question stands under its heading",
            )
        elif not line.is_blank:
            things[-1].append(line.after(0))
    if any(after != before for before, after in pairwise(numbers)) and any(
        after != before + 1 for before, after in pairwise(numbers)
    ):
        reading.at("bad-value", lines[0], "the numbers of this list do not go up one by one", "1., 2., 3. and so on")
    if len(things) < 2:
        reading.at("too-few-options", lines[0], "there is only one thing to put in order", "give three or more")
    seen: dict[str, int] = {}
    for thing in things:
        words = reading.alike(" ".join(line.text for line in thing))
        if not words:
            reading.at("empty-choice", thing[0], "this thing has no words")
        elif words in seen:
            reading.at("same-option", thing[0], f"this says the same as the thing on line {seen[words]}")
        seen.setdefault(words, thing[0].number)
    return tuple(
        reading.prose(f"thing/{number}", tuple(line for line in thing if line.text) or (thing[0],))
        for number, thing in enumerate(things)
    )


def read_table(lines: tuple[Line, ...], reading: QuestionReading) -> tuple[tuple[Prose, ...], tuple[Row, ...]]:
    """The headings and the rows of a table of two columns; two headings and one row at least, whatever is wrong."""
    split = [_cells(line) for line in lines]
    rule = 1 if len(lines) > 1 and is_rule(lines[1].text) else 0
    if not rule:
        reading.at("bad-table", lines[0], "this table has no row of headings with a row of hyphens under it", _TABLE)
    for line, cells in zip(lines, split, strict=True):
        if len(cells) != _COLUMNS:
            reading.at("bad-table", line, f"this row has {_counted(len(cells))}, and a match has 2", _TABLE)
    pairs = [(cells[0], cells[1]) if len(cells) > 1 else (cells[0], _after(cells[0])) for cells in split]
    headings = pairs[0] if rule else None
    body = pairs[2:] if rule else [pair for line, pair in zip(lines, pairs, strict=True) if not is_rule(line.text)]
    if not body:
        reading.at("bad-table", lines[0], "this table has no rows under its headings", _TABLE)
    elif len(body) == 1:
        reading.at("too-few-options", body[0][0], "there is only one row to match", "give three or more")
    short = {cells[0].number for cells in split if len(cells) == 1}  # of these everything was said
    _report_cells([pair for pair in body if pair[0].number not in short], reading)
    rows = tuple(
        Row(
            reading.prose(f"left/{number}", (left,)),
            reading.prose(f"right/{number}", (right,)),
            left.span(reading.findings.path),
        )
        for number, (left, right) in enumerate(body)
    )
    shown = headings or (_after(pairs[0][0]), _after(pairs[0][0]))
    empty = Row(reading.prose("left/0", ()), reading.prose("right/0", ()), reading.heading)
    return tuple(reading.prose(f"heading/{number}", (cell,)) for number, cell in enumerate(shown)), rows or (empty,)


def _cells(line: Line) -> list[Line]:
    """The cells of a row, each with its place. `\\|` is a bar inside a cell."""
    text = line.text
    start = len(text) - len(text.lstrip())
    start += text.startswith("|", start)
    end = len(text) - 1 if text.endswith("|") and not text.endswith("\\|") and len(text) > start else len(text)
    cells = []
    for part in _BAR.split(text[start:end]):
        cell = Line(line.number, part.rstrip(), line.column + start).after(0)
        cells.append(Line(cell.number, cell.text.replace("\\|", "|"), cell.column))
        start += len(part) + 1
    return cells


def _counted(cells: int) -> str:
    return "1 column" if cells == 1 else f"{cells} columns"


def _after(line: Line) -> Line:
    return Line(line.number, "", line.column + len(line.text))


def _report_cells(body: list[tuple[Line, Line]], reading: QuestionReading) -> None:
    for side in (0, 1):
        seen: dict[str, int] = {}
        for pair in body:
            cell, words = pair[side], reading.alike(pair[side].text)
            if not words:
                reading.at("empty-choice", cell, "this cell of the table is empty")
            elif words in seen:
                reading.at("same-option", cell, f"this cell says the same as the one on line {seen[words]}")
            seen.setdefault(words, cell.number)


_PATTERN = re.compile(
    r"[*^$\[\]<>`\\…]|(?<!\{)\{(?!\{)|^_|_$|\.\.\.|\([^()]*$|^[^()]*\)|^/.*/$|(?<!\w)(?:e\.g\.|any of\b|either\b)"
)
_MARKS_OF_SPEECH = re.compile(r"[\"“”‘«»]|^'|'$")
_SEVERAL = re.compile(r"(?<![0-9]),|,(?![0-9])|;|(?<![0-9])/|/(?![0-9])|[¦‖]|\s(?:or|OR|and/or)\s")
_BRACKETED = re.compile(r"([^()]*)\(([^()]+)\)")


def _report_odd(line: Line, written: Written, reading: QuestionReading) -> None:
    """Say of the first accepted answer of a line that nobody would type why not."""
    start = 0
    for part in line.text.split("|"):
        answer = Line(line.number, part, line.column + start).after(0)
        start += len(part) + 1
        words = " ".join(part.split())
        shown = f"`{words[:40]}`"
        bracketed = _BRACKETED.search(words)
        if not written.sign(words):
            continue  # nothing is left of it, and that is said
        if _PATTERN.search(words):
            text, help = f"{shown} has signs of a pattern in it, and people type words", _ALL_FORMS
        elif _MARKS_OF_SPEECH.search(words):
            text, help = f"{shown} has quotation marks in it", "take them away: they would belong to the answer"
        elif _SEVERAL.search(words):
            text, help = f"{shown} is one answer, with all that is in it", _ALL_FORMS
        elif bracketed:
            text = f"{shown} has brackets in it, and people type words"
            help = f"write both: `{bracketed[1].strip() or words} | {bracketed[2].strip()}`"
        else:
            continue
        reading.at("odd-answer", answer, text, help)
        return


_ALL_FORMS = "write every answer that counts in full, with `|` between: `sextortion | blackmail`"


def read_accepted(keys: KeyLines, written: Written, reading: QuestionReading) -> tuple[str, ...]:
    """The answers that a key line accepts, as written, each once; one empty one where there is none."""
    seen: dict[str, str] = {}
    by_first_rule: set[str] = set()
    accepted: list[str] = []
    for line in keys.lines(written.key):
        _report_odd(line, written, reading)
        start = 0
        for part in line.text.split("|"):
            answer = Line(line.number, part, line.column + start).after(0)
            start += len(part) + 1
            words = " ".join(part.split())
            if not words:
                continue
            key, first = written.sign(words), written.first_sign(words)
            if not key or "{{" in words:
                reading.at("bad-value", answer, f"`{words[:40]}` is nothing that somebody could type")
                continue
            if key in seen:
                code = "same-option" if first in by_first_rule else "needless-answer"
                text = f"`{words[:40]}` is the same answer as `{seen[key][:40]}`"
                reading.at(code, answer, text, written.forgiven)
            seen.setdefault(key, words)
            if first not in by_first_rule:  # attempts at this version name answers by their place in this list
                accepted.append(words)
                by_first_rule.add(first)
    if (
        not seen
        and keys.lines(written.key)
        and not any(part.strip(" |") for part in (x.text for x in keys.lines(written.key)))
    ):
        reading.at("missing-key", keys.places[written.key], f"`{written.key}:` is empty")
    return tuple(accepted) or ("",)
