"""What a row of the file wishes of a person: its cells read one by one, with what is wrong in each.

A column that the file does not have, and an empty cell, wish nothing. A dash takes away what somebody had.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from quizapp.content.suggest import Suggester
from quizapp.model.days import written_day
from quizapp.model.people import Engagement, Group, Role
from quizapp.model.people_import import ImportColumn, ImportMistake, ImportRow, Wrong
from quizapp.model.problems import Code, Problems
from quizapp.services.site.person_texts import email_problems, name_problems, staff_number_problems, tidy

NOTHING: Final = ("-", "–", "—")
_SHORTENED = re.compile(r"\d([.,]\d+)?E[+-]?\d+", re.IGNORECASE | re.ASCII)  # 1.2E+11: a spreadsheet's long number
_WRONG = {Code.MISSING: Wrong.MISSING, Code.TOO_LONG: Wrong.TOO_LONG, Code.NO_ADDRESS: Wrong.NO_ADDRESS}
_ALWAYS = frozenset({ImportColumn.NAME, ImportColumn.JOINED, ImportColumn.LEAVES, ImportColumn.ROLES})


@dataclass(frozen=True, slots=True)
class Wish:
    """What one row wishes; None where it wishes nothing, and empty where something is to be taken away.

    `team` is the way to the home team from above, and so is each of `manages`.
    """

    line: int
    name: str | None = None
    email: str | None = None
    staff_number: str | None = None
    team: tuple[str, ...] | None = None
    holds: frozenset[Role] | None = None
    group: str | None = None
    works_as: str | None = None
    joined: date | None = None
    manages: tuple[tuple[str, ...], ...] | None = None
    leaves: date | None = None


class WishReader:
    """Reads rows one after the other; what is wrong with them gathers in `mistakes`."""

    def __init__(self, today: date, teams: Collection[str], suggester: Suggester) -> None:
        self.mistakes: list[ImportMistake] = []
        self._today, self._teams, self._suggester = today, frozenset(teams), suggester

    def wish(self, row: ImportRow) -> Wish:
        """What this row wishes; a cell that is wrong wishes nothing."""
        cells = {column: text for column, cell in row.cells.items() if (text := tidy(cell))}
        for column in ImportColumn:
            if column in cells and cells[column] in NOTHING:
                cells[column] = ""
                if column in _ALWAYS:
                    self._wrong(row, column, Wrong.MISSING)
                    del cells[column]
        return Wish(
            row.line,
            name=self._text(row, cells, ImportColumn.NAME),
            email=self._text(row, cells, ImportColumn.EMAIL),
            staff_number=self._text(row, cells, ImportColumn.STAFF_NUMBER),
            team=self._way(row, cells.get(ImportColumn.TEAM), ImportColumn.TEAM),
            holds=self._roles(row, cells.get(ImportColumn.ROLES)),
            group=self._one_of(row, cells, ImportColumn.GROUP, [one.value for one in Group]),
            works_as=self._one_of(row, cells, ImportColumn.WORKS_AS, [one.value for one in Engagement]),
            joined=self._day(row, cells.get(ImportColumn.JOINED), ImportColumn.JOINED),
            manages=self._managed(row, cells.get(ImportColumn.MANAGES)),
            leaves=self._day(row, cells.get(ImportColumn.LEAVES), ImportColumn.LEAVES),
        )

    def _text(self, row: ImportRow, cells: dict[ImportColumn, str], column: ImportColumn) -> str | None:
        text = cells.get(column)
        if not text:
            return text
        problems: Problems = {
            ImportColumn.NAME: name_problems,
            ImportColumn.EMAIL: email_problems,
            ImportColumn.STAFF_NUMBER: staff_number_problems,
        }[column](column, text)
        if column is ImportColumn.STAFF_NUMBER and _SHORTENED.fullmatch(text):
            self._wrong(row, column, Wrong.SHORTENED, text)
            return None
        if problems:
            self._wrong(row, column, _WRONG[problems[0].code], text)
        return None if problems else text

    def _way(self, row: ImportRow, text: str | None, column: ImportColumn) -> tuple[str, ...] | None:
        """The names of teams on the way to one: `Branch / Team`. A team whose own name has a slash is found, too."""
        if text is None or text == "":
            return None if text is None else ()
        way = (text,) if text in self._teams else tuple(map(tidy, text.split("/")))
        for name in way:
            if problems := name_problems(column, name):
                self._wrong(row, column, _WRONG[problems[0].code], text)
                return None
        return way

    def _managed(self, row: ImportRow, text: str | None) -> tuple[tuple[str, ...], ...] | None:
        if text is None:
            return None
        ways = [self._way(row, tidy(each), ImportColumn.MANAGES) for each in text.split(";") if tidy(each)]
        return tuple(way for way in ways if way) if all(way is not None for way in ways) else None

    def _roles(self, row: ImportRow, text: str | None) -> frozenset[Role] | None:
        if text is None:
            return None
        words = [word for each in re.split("[;,]", text) if (word := tidy(each))]
        known = [role.value for role in Role]
        found = [self._known(row, ImportColumn.ROLES, word, known) for word in words]
        return frozenset({Role.STAFF, *(Role(word) for word in found if word)}) if all(found) else None

    def _one_of(
        self, row: ImportRow, cells: dict[ImportColumn, str], column: ImportColumn, known: list[str]
    ) -> str | None:
        text = cells.get(column)
        return self._known(row, column, text, known) if text else text

    def _known(self, row: ImportRow, column: ImportColumn, word: str, known: list[str]) -> str | None:
        """One of the words, however its letters and spaces are written."""
        plain = word.casefold().replace(" ", "-")
        for one in (plain, plain.removesuffix("s"), f"{plain}s"):
            if one in known:
                return one
        self._wrong(row, column, Wrong.UNKNOWN, word, self._suggester.closest(plain, known) or "")
        return None

    def _day(self, row: ImportRow, text: str | None, column: ImportColumn) -> date | None:
        if text is None:
            return None
        day = written_day(text)
        if day is None:
            self._wrong(row, column, Wrong.NO_DAY, text)
            return None
        if column is ImportColumn.JOINED and day > self._today:
            self._wrong(row, column, Wrong.TO_COME, text)
            return None
        return day

    def _wrong(self, row: ImportRow, column: ImportColumn, wrong: Wrong, given: str = "", meant: str = "") -> None:
        self.mistakes.append(ImportMistake(row.line, wrong, column, given, meant))
