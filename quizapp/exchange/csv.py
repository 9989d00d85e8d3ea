"""Records as CSV that is safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from quizapp.exchange import matrix_texts
from quizapp.model.completion import CompletionSource
from quizapp.model.days import day_of
from quizapp.model.matrix_pages import MatrixSheet
from quizapp.model.people import Progress, Standing, TeamModule, TeamRow, TeamTable
from quizapp.model.things import ThingKind

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# What a spreadsheet takes for a number, a day or a time, and shows as another text.
_CHANGED = re.compile(
    "|".join(
        (
            r"0\d+",  # 007
            r"\d{12,}",  # more digits than are shown, or kept
            r"[\d.,]+e[+-]?\d+",  # 1E5
            r"\d+(?:\s*[-/.:,]\s*\d+)+(?:\s*[ap]m?)?",  # 3-4, 12/2026, 1.50, 9:30 am
            rf"{_MONTH}[-/. ]?\d+",  # MAR7
            rf"\d+[-/. ]?{_MONTH}(?:[-/. ]?\d+)?",  # 7MAR26
        )
    ),
    re.IGNORECASE | re.ASCII,
)
HEADINGS = (
    "Team",
    "Name",
    "Staff number",
    "E-mail address",
    "Module",
    "Kind",
    "Title",
    "Progress",
    "How",
    "Attempts",
    "Started",
    "Finished",
    "Certificate",
    "Recorded",
    "Retired",
)
KINDS = {ThingKind.SCENARIO: "scenario", ThingKind.SET: "question set", ThingKind.BRIEFING: "module"}
PROGRESS = {
    Progress.NOT_STARTED: "not started",
    Progress.IN_PROGRESS: "in progress",
    Progress.FINISHED: "finished, not passed",
    Progress.PASSED: "passed",
}
HOW = {CompletionSource.EARNED: "here", CompletionSource.ANOTHER_WAY: "another way"}


def team_csv(tables: Iterable[TeamTable], zone: tzinfo) -> Iterator[bytes]:
    """*My team* as RFC 4180 CSV in UTF-8 with a byte order mark (for Excel), a table at a time.

    For each person and module there is a row for each scenario and set, and one for the module itself, which is
    completed or not. Teams, people, modules and parts are in the order of the page.

    *Recorded* is a day only where that is another than the day on which it was done, as of another way recorded late.
    *Retired* is since when it is offered no longer: of what is, only those have a row who have a record of it.

    Dates are YYYY-MM-DD, the day that it was in `zone`. A cell that a spreadsheet would run as a formula, or show as
    another number or a date, such as the staff number 007, begins with an apostrophe.
    """
    yield b"\xef\xbb\xbf" + lines([HEADINGS])
    for table in tables:
        yield lines(_of_table(table, zone))


def matrix_csv(sheets: Iterable[MatrixSheet], made_at: datetime, zone: tzinfo) -> Iterator[bytes]:
    """The training matrix in the same way, a sheet at a time: first what was asked for and when, then its columns."""
    yield b"\xef\xbb\xbf"
    for number, sheet in enumerate(sheets):
        if not number:
            told = ((name, safe(text)) for name, text in matrix_texts.about(sheet, made_at, zone))
            yield lines([*told, (), map(safe, matrix_texts.headings(sheet))])
        yield lines(_dated(row) for row in matrix_texts.rows(sheet))


def _dated(row: tuple[str, ...]) -> Iterator[str]:
    """The cells of a person, safe; what comes after them are words and days of ours, which are to be read as days."""
    own = len(matrix_texts.OF_PERSON)
    yield from map(safe, row[:own])
    yield from row[own:]


def lines(rows: Iterable[Iterable[str]]) -> bytes:
    """These rows as RFC 4180, each ended as on every system."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def safe(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would take it for a formula, a number or a date."""
    bare = cell.replace("\0", "")
    runs = cell.lstrip(" \u00a0").startswith(_TRIGGERS)
    return f"'{cell}" if runs or _CHANGED.fullmatch(bare.strip()) else bare


def _of_table(table: TeamTable, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        who = tuple(map(safe, (table.team, row.who.name, row.who.staff_number, row.who.email)))
        for module in table.modules:
            title = safe(module.title)
            for cells in _of_module(table, row, module, zone):
                yield (*who, title, *cells)


def _of_module(table: TeamTable, row: TeamRow, module: TeamModule, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    """From the kind on: the rows of a module's parts, then that of the module."""
    for part, standing in zip(table.scenarios, row.standings, strict=True):
        is_told = part.retired_at is None or standing.progress is not Progress.NOT_STARTED
        if part.module == module.id and is_told:
            yield KINDS[part.kind], safe(part.title), *_of_part(standing, zone), _day(part.retired_at, zone)
    kind, title, over = KINDS[ThingKind.BRIEFING], safe(module.title), _day(module.retired_at, zone)
    for one, on, proof in zip(table.modules, row.completed, row.proofs, strict=True):
        if one is module and on is not None and proof is not None:
            code = f"{proof.code} (withdrawn)" if proof.is_withdrawn else proof.code
            day, late = on.isoformat(), _late(on.isoformat(), proof.recorded, zone)
            yield kind, title, "completed", HOW[proof.source], "", "", day, code, late, over
        elif one is module and module.retired_at is None:
            yield kind, title, "not completed", "", "", "", "", "", "", ""


def _of_part(standing: Standing, zone: tzinfo) -> tuple[str, ...]:
    done = standing.progress is Progress.PASSED
    how = HOW[CompletionSource.ANOTHER_WAY if standing.another_way else CompletionSource.EARNED] if done else ""
    started, finished = _day(standing.started, zone), _day(standing.finished, zone)
    late = _late(finished, standing.recorded, zone)
    return PROGRESS[standing.progress], how, str(standing.attempts), started, finished, "", late


def _late(day: str, recorded: datetime | None, zone: tzinfo) -> str:
    """The day of the recording, where that is another than the day of what was recorded."""
    found = _day(recorded, zone)
    return found if found != day else ""


def _day(moment: datetime | None, zone: tzinfo) -> str:
    return day_of(moment, zone).isoformat() if moment is not None else ""
