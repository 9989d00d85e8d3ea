"""What managers see of requirements: their teams in numbers, whom to chase, and the training matrix."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from quizapp.model.people import Group, Managed, TeamModule
from quizapp.model.problems import Problems
from quizapp.model.requirements import Status
from quizapp.model.urgency import Urgency, UrgencyCounts

PAGE = 50
"""How many people, or things to chase, are on one page."""


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in numbers: those whose home it is, or with `is_branch` those of the teams inside it, too.

    `depth` is how many of the manager's teams it is inside of. `tried` counts who finished something, not passed.
    """

    team: str
    depth: int
    is_branch: bool
    counts: UrgencyCounts
    tried: int = 0


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module in numbers, of all whom somebody manages: those of whom it is required, and those who did it anyway."""

    module: TeamModule
    counts: UrgencyCounts
    optional: int = 0


@dataclass(frozen=True, slots=True)
class ToChase:
    """That somebody has something to complete, or to renew, by a day that is gone by or near.

    `on` is the last day on which it was in time, or is.
    """

    who: Managed
    team: str
    module: TeamModule
    status: Status
    on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class ChaseAfter:
    """After whom, and which of their modules, a list of whom to chase goes on: a public id and a module, or nothing."""

    person: str = ""
    module: str = ""


@dataclass(frozen=True, slots=True)
class ChasePage:
    """Some of whom to chase: what is late first, then by day. `found` counts all; `after` is where the next begin."""

    rows: tuple[ToChase, ...]
    found: int
    late: int
    is_first: bool
    after: ChaseAfter | None = None


@dataclass(frozen=True, slots=True)
class TeamsPage:
    """*My teams*. `total` is of everybody, each once; `is_asked`: something is required of somebody."""

    total: TeamLine
    teams: tuple[TeamLine, ...]
    modules: tuple[ModuleLine, ...]
    chase: ChasePage
    is_asked: bool


class SortedBy(StrEnum):
    """In which order people stand in the matrix."""

    TEAM = "team"  # then by name
    NAME = "name"
    STATUS = "status"  # the most pressing first, then by name


@dataclass(frozen=True, slots=True)
class MatrixAsked:
    """Whom and what to show in the matrix, as it was typed: nothing in it is known to be right, or even possible.

    `team` is a team's name, and `inside` asks for the teams inside it, too. `status` is the word of an urgency or a
    status, `TRIED` or `OPTIONAL`. `on` is a past day; `after` a public id. What is empty is not asked for.
    """

    team: str = ""
    inside: bool = False
    status: str = ""
    module: str = ""
    group: str = ""
    name: str = ""
    sort: str = ""
    on: str = ""
    after: str = ""


TRIED = "not-passed"
"""The status by which those are asked for who finished something of a module without passing it, or completing that."""
OPTIONAL = "optional"
"""The status by which those are asked for who completed a module that nothing asks of them."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How somebody stands with a module on the page's day; `day` is the day that goes with it, where there is one.

    Of what is not required: the day on which it was completed. Else the day by which it is to be completed or renewed,
    and for what is exempt the last day on which it is.
    """

    status: Status
    day: date | None = None
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Somebody with the team that is their home, and a cell for each of the matrix's modules."""

    who: Managed
    team: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixFilters:
    """What there is to choose from: teams by name, which of them have others inside, and groups that anybody is in."""

    teams: tuple[str, ...]
    branches: frozenset[str]
    groups: tuple[Group, ...]
    modules: tuple[TeamModule, ...]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """Some people and how they stand, on a day: today's, or a past one by what is known now (`is_past`).

    `found` counts those who were asked for, and those from `first` to `last` of them, counted from 1, are here.
    `before` and `after` are what to ask for to see those before and after these; None where there are none. Where a
    past day was asked for and it is none, `problems` says so, and the page is of today.
    """

    rows: tuple[MatrixRow, ...]
    modules: tuple[TeamModule, ...]
    asked: MatrixAsked
    filters: MatrixFilters
    on: date
    is_past: bool
    everybody: int
    found: int
    first: int
    last: int
    before: MatrixAsked | None
    after: MatrixAsked | None
    problems: Problems = ()

    @property
    def sorted_by(self) -> SortedBy:
        """In which order people are: on a past day never by status, which is known of nobody but those on the page."""
        return sorted_by(self.asked.sort, self.is_past)

    @property
    def on_typed(self) -> str:
        """The day as a browser's field for days has it."""
        return self.on.isoformat()

    @property
    def per_page(self) -> int:
        """How many people a page has, at most."""
        return PAGE

    @property
    def is_narrowed(self) -> bool:
        """Whether some people were asked for, and not all."""
        asked = self.asked
        return bool(asked.team or asked.group or asked.name or (asked.status and not self.is_past))

    @property
    def sorts(self) -> tuple[SortedBy, ...]:
        """The orders that there are to choose from."""
        return tuple(one for one in SortedBy if one is sorted_by(one.value, self.is_past))

    def sorted_as(self, by: SortedBy) -> MatrixAsked:
        """What to ask for to have the same people in another order, from the first on."""
        return replace(self.asked, sort=by.value, after="")


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """Some rows of a matrix that leaves as a file: with the columns and what was asked for, which all of it share."""

    modules: tuple[TeamModule, ...]
    rows: tuple[MatrixRow, ...]
    asked: MatrixAsked
    on: date
    is_past: bool


def sorted_by(text: str, is_past: bool = False) -> SortedBy:
    """The order of this word; by team for any other, and on a past day in place of by status."""
    found = next((one for one in SortedBy if one.value == text), SortedBy.TEAM)
    return SortedBy.TEAM if is_past and found is SortedBy.STATUS else found


def status_asked(text: str) -> Urgency | Status | None:
    """The urgency or status of this word of an address; None for any other. A word that is both is an urgency."""
    known: tuple[Urgency | Status, ...] = (*Urgency, *Status)
    return next((one for one in known if one.name.lower().replace("_", "-") == text), None)
