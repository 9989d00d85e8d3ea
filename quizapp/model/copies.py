"""The copy of everything that is kept about a person, for them: row by row as it is stored, and in words to read."""

from dataclasses import dataclass
from datetime import date, datetime

from quizapp.model.people import Role


@dataclass(frozen=True, slots=True)
class CopiedPerson:
    """A person in somebody's copy: the one whom it is about, or another, of whom it tells the roles and no more."""

    is_this_person: bool
    as_what: tuple[Role, ...] = ()


Cell = str | int | bool | date | datetime | CopiedPerson | tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """The rows of one table that are about the person, with those columns that a copy has."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class CopiedStep:
    """One move: when, what was asked, as it was then, and what was answered. All but the time is HTML."""

    at: datetime | None
    title: str
    asked_html: tuple[str, ...]
    answered_html: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopiedAttempt:
    """One attempt in words, with what was written after it; `reflections` are prompts (HTML) and words."""

    title: str
    path: str
    number: int
    started: datetime
    finished: datetime | None
    percent: int | None
    passed: bool | None
    steps: tuple[CopiedStep, ...]
    reflections: tuple[tuple[str, str], ...]
    intention: str


@dataclass(frozen=True, slots=True)
class PersonCopy:
    """Everything that is kept about a person."""

    name: str
    organisation: str
    made_at: datetime
    attempts: tuple[CopiedAttempt, ...]
    tables: tuple[CopiedTable, ...]
