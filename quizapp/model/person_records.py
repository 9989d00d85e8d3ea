"""A person's record as their manager sees it: how they stand with a module, and the attempts behind it; no scores."""

from dataclasses import dataclass
from datetime import date, datetime

from quizapp.model.matrix_pages import MatrixCell
from quizapp.model.people import Group, Managed, TeamModule


@dataclass(frozen=True, slots=True)
class TeamTime:
    """That somebody was in a team, or managed it, from a day until the day before another; None goes on."""

    team: str
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class CompletionRecord:
    """That somebody completed a module, and by which parts (title, and the day on which each was done).

    `code` is its certificate's, or empty; `ended_on` is since when it stands no longer.
    """

    on: date
    recorded: datetime
    evidence: tuple[tuple[str, date], ...]
    code: str = ""
    is_withdrawn: bool = False
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """An attempt that is no practice: when, and whether it passed; None where it is not finished."""

    started: datetime
    finished: datetime | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class PartRecord:
    """A scenario or set that somebody began, with all their attempts, or that they did another way (on which days)."""

    title: str
    attempts: tuple[AttemptRecord, ...] = ()
    another_way: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """All of a person and a module: how they stand today, with the days that belong to it, and what is behind that."""

    module: TeamModule
    cell: MatrixCell
    due_on: date | None = None
    renew_from: date | None = None
    expires_on: date | None = None
    completions: tuple[CompletionRecord, ...] = ()
    parts: tuple[PartRecord, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked and nothing was done."""
        return self.cell.status.name == "NOT_REQUIRED" and not self.completions and not self.parts


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What a manager sees of one of their people. Completions are the newest first, and teams the latest first."""

    who: Managed
    group: Group | None
    joined_on: date
    modules: tuple[ModuleRecord, ...]
    homes: tuple[TeamTime, ...]
    managed: tuple[TeamTime, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody (a name) looked at one's own record at a moment; `is_another_way`: at what was done another way."""

    by: str
    at: datetime
    is_another_way: bool


@dataclass(frozen=True, slots=True)
class LooksPage:
    """Who looked at one's record, the latest first: a page of them, numbered from 1, and whether there are more."""

    looks: tuple[Look, ...]
    number: int
    has_more: bool
