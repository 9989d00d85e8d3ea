"""A list of people that is brought in from a file: its rows, what each would change, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quizapp.model.people import Role


class ImportColumn(StrEnum):
    """A column of the file, by its heading."""

    NAME = "name"
    EMAIL = "email"
    STAFF_NUMBER = "staff number"
    TEAM = "team"
    ROLES = "roles"
    GROUP = "group"
    WORKS_AS = "works as"
    JOINED = "joined"
    MANAGES = "manages"
    LEAVES = "leaves"


class Wrong(StrEnum):
    """What is wrong with a row, or with the whole file."""

    ENCODING = "encoding"  # bytes that are not UTF-8
    WIDE = "wide"  # UTF-16
    DELIMITER = "delimiter"
    QUOTES = "quotes"  # one that is never closed, or has more behind it
    TOO_LARGE = "too large"
    TOO_MANY = "too many rows"
    NO_ROWS = "no rows"
    NO_NAMES = "no column of names"
    COLUMN = "unknown column"
    COLUMN_TWICE = "a column twice"
    CELLS = "more cells than columns"
    MISSING = "missing"
    TOO_LONG = "too long"
    NO_ADDRESS = "no address"
    SHORTENED = "shortened by a spreadsheet"
    NO_DAY = "no day"
    TO_COME = "to come"
    UNKNOWN = "unknown"
    NOBODY = "neither address nor number"
    DOUBLED = "doubled"  # in an earlier line of the file
    TAKEN = "taken"  # by somebody of whom the file says nothing
    OTHER_NUMBER = "another number"  # the address is that of a leaver who had another number
    BEFORE_JOINED = "before they joined"
    OWN_PARENT = "its own parent"
    ELSEWHERE = "elsewhere"  # a team that is in another branch
    RING = "a ring"  # of people who manage each other
    LAST = "the last administrator"


class Planned(StrEnum):
    """What becomes different about a person."""

    ADDED = "added"
    NOT_ADDED = "not added"  # whoever is not there, and has left already
    RETURNS = "returns"
    LEAVES = "leaves"
    LEAVES_LATER = "leaves later"  # nothing yet: a day to come
    NAME = "name"
    EMAIL = "email"
    STAFF_NUMBER = "staff number"
    TEAM = "team"
    ROLES = "roles"
    GROUP = "group"
    WORKS_AS = "works as"
    JOINED = "joined"
    MANAGES = "manages"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row as it stands in the file: the number of its line, and the cells of the columns that the file has."""

    line: int
    cells: Mapping[ImportColumn, str]


@dataclass(frozen=True, slots=True)
class ImportMistake:
    """What is wrong in a line: of which column, what stands there, and what was probably meant.

    `other` is the line that it does not go with; `who` the name of somebody whom it is about.
    """

    line: int
    wrong: Wrong
    column: ImportColumn | None = None
    given: str = ""
    meant: str = ""
    other: int = 0
    who: str = ""


@dataclass(frozen=True, slots=True)
class ImportFile:
    """What was read: rows, the lines of rows with nothing in them, and what could not be read."""

    rows: tuple[ImportRow, ...] = ()
    empty: tuple[int, ...] = ()
    mistakes: tuple[ImportMistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody as the organisation's list has them; `id` is 0 for whoever is not there yet.

    `team` is the home team, or the last one of whoever has left. Addresses and numbers are as they are compared.
    """

    id: int
    name: str
    email: str
    staff_number: str
    has_left: bool
    team: str
    holds: frozenset[Role]
    group: str
    works_as: str
    joined: date
    manages: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlacedTeam:
    """A team, and the one that it is directly in ("": none)."""

    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team that the file makes, with the line that names it first and an old one that is nearly called so."""

    line: int
    name: str
    parent: str
    like: str = ""


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One thing that becomes different, with what it was and will be; several values where there can be several."""

    what: Planned
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a line changes about a person; `name` is theirs afterwards."""

    line: int
    name: str
    changes: tuple[PlannedChange, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, or what is wrong with it: then it does nothing.

    `seal` is the same for two plans that do the same to the same people.
    """

    rows: tuple[PlannedRow, ...] = ()
    unchanged: int = 0
    teams: tuple[NewTeam, ...] = ()
    empty: tuple[int, ...] = ()
    mistakes: tuple[ImportMistake, ...] = ()
    seal: str = ""

    @property
    def does_something(self) -> bool:
        """Whether anybody or any team would be different afterwards."""
        return bool(self.teams) or any(
            change.what not in (Planned.LEAVES_LATER, Planned.NOT_ADDED) for row in self.rows for change in row.changes
        )
