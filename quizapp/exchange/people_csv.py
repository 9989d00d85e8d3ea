"""A list of people as CSV: read into rows for an import, with what cannot be read; an empty one; and one of links.

It must be UTF-8 with commas. What is written otherwise is not guessed at: a name read by another encoding would stand
wrong on a certificate, and nobody would notice among thousands.
"""

import csv
import io
from collections.abc import Iterable
from difflib import get_close_matches

from quizapp.exchange.csv import safe
from quizapp.model.names import as_seen
from quizapp.model.people_import import ImportColumn, ImportFile, ImportMistake, ImportRow, Wrong
from quizapp.services.site.importing.importing import NewLink

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_CELL = 2_000  # characters; a longer one is cut, and is then too long for what it is
LONGEST_QUOTED = 80  # of what stands in a cell, in what is said about it
_MARK = b"\xef\xbb\xbf"
_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_OTHER_NAMES = {  # headings as other lists have them
    "full name": ImportColumn.NAME,
    "e-mail": ImportColumn.EMAIL,
    "e-mail address": ImportColumn.EMAIL,
    "email address": ImportColumn.EMAIL,
    "staff no": ImportColumn.STAFF_NUMBER,
    "staff number": ImportColumn.STAFF_NUMBER,
    "home team": ImportColumn.TEAM,
    "role": ImportColumn.ROLES,
    "role(s)": ImportColumn.ROLES,
    "professional group": ImportColumn.GROUP,
}
_HEADINGS = {**_OTHER_NAMES, **{column.value: column for column in ImportColumn}}


def read_people(content: bytes) -> ImportFile:
    """The rows of a file, without those in which nothing stands; or what is wrong with how it is written."""
    if len(content) > MOST_BYTES:
        return _none(1, Wrong.TOO_LARGE)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        return _none(1, Wrong.WIDE)
    content = content.removeprefix(_MARK)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        given = content.splitlines()[line - 1].decode("cp1252", "replace") if line else ""
        return _none(line, Wrong.ENCODING, given[:LONGEST_QUOTED])
    rows, mistakes = _lines_of(text)
    if mistakes:
        return ImportFile(mistakes=mistakes)
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    empty = tuple(line for line, cells in rows if not any(cell.strip() for cell in cells))
    if not filled:
        return _none(1, Wrong.NO_ROWS)
    if len(filled) > MOST_ROWS + 1:
        return _none(filled[MOST_ROWS + 1][0], Wrong.TOO_MANY)
    return _with_headings(filled[0], filled[1:], empty)


def template() -> bytes:
    """A file with the headings alone, for a spreadsheet to open."""
    return _written([[column.value for column in ImportColumn]])


def links_csv(links: Iterable[NewLink], before: str) -> bytes:
    """Who was added or came back, each with the link to set a password. `before` stands before the token in it."""
    rows = ((one.name, one.email, one.staff_number, f"{before}{one.token}") for one in links)
    return _written([["name", "email", "staff number", "link"], *([safe(cell) for cell in row] for row in rows)])


def _written(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return _MARK + out.getvalue().encode("utf-8")


def _lines_of(text: str) -> tuple[list[tuple[int, list[str]]], tuple[ImportMistake, ...]]:
    """Each row with the number of the line in which it begins."""
    # As a list of lines, none of which is longer than a reader takes: a quote that is never closed takes all the rest.
    reader, rows, before = csv.reader(io.StringIO(text, newline=""), strict=True), [], 0
    try:
        for cells in reader:
            rows.append((before + 1, [_bare(cell) for cell in cells]))
            before = reader.line_num
    except csv.Error:
        return [], (ImportMistake(before + 1, Wrong.QUOTES),)
    return rows, ()


def _bare(cell: str) -> str:
    """The cell without the apostrophe that our own exports put before what a spreadsheet would change."""
    cell = cell[:LONGEST_CELL]
    return cell[1:] if cell.startswith("'") and safe(cell[1:]) == cell else cell


def _with_headings(
    head: tuple[int, list[str]], rows: list[tuple[int, list[str]]], empty: tuple[int, ...]
) -> ImportFile:
    line, headings = head
    joined = ",".join(headings)
    if len(headings) == 1 and (sign := next((sign for sign in _DELIMITERS if sign in joined), "")):
        return _none(line, Wrong.DELIMITER, _DELIMITERS[sign])
    columns: dict[int, ImportColumn] = {}
    mistakes: list[ImportMistake] = []
    for place, heading in enumerate(headings):
        plain = as_seen(heading.replace("_", " "))
        if plain in _HEADINGS:
            if _HEADINGS[plain] in columns.values():
                mistakes.append(ImportMistake(line, Wrong.COLUMN_TWICE, given=heading[:LONGEST_QUOTED]))
            columns[place] = _HEADINGS[plain]
        elif plain or any(place < len(cells) and cells[place].strip() for _, cells in rows):
            meant = next(iter(get_close_matches(plain[:LONGEST_QUOTED], _HEADINGS, n=1)), "")
            mistakes.append(ImportMistake(line, Wrong.COLUMN, given=heading[:LONGEST_QUOTED], meant=meant))
    if not mistakes and ImportColumn.NAME not in columns.values():
        mistakes.append(ImportMistake(line, Wrong.NO_NAMES, given=joined[:LONGEST_QUOTED]))
    if not mistakes and not rows:
        mistakes.append(ImportMistake(line, Wrong.NO_ROWS))
    for at, cells in rows:
        if any(cell.strip() for cell in cells[len(headings) :]):
            given = next(cell for cell in cells[len(headings) :] if cell.strip())
            mistakes.append(ImportMistake(at, Wrong.CELLS, given=given[:LONGEST_QUOTED]))
    if mistakes:
        return ImportFile(empty=empty, mistakes=tuple(mistakes))
    read = (
        ImportRow(at, {column: cells[place] for place, column in columns.items() if place < len(cells)})
        for at, cells in rows
    )
    return ImportFile(tuple(read), empty)


def _none(line: int, wrong: Wrong, given: str = "") -> ImportFile:
    return ImportFile(mistakes=(ImportMistake(line, wrong, given=given),))
