"""What teams know and what they may talk about: learning points × teams, of people's first marks (FORMAT §5.8).

Who they are is nowhere in it. Figures that could tell of fewer than five people are None: hidden.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.model.scenario import Word
from quizapp.model.things import Thing


class Warmth(StrEnum):
    """How a group's first marks of a point are, in short; colours help to find them, and are never alone."""

    MOSTLY_SHOWN = "mostly shown"
    MIXED = "mixed"
    TALK = "worth talking about"
    NOBODY = "nobody"  # nobody was asked


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """How many people of a group there are who could have come to a point, and what their first mark of it was."""

    people: int
    met: int
    partly: int
    missed: int
    not_reached: int
    sure_wrong: int

    @property
    def reached(self) -> int:
        """How many came to it: those who did not are no part of what is said of the others."""
        return self.people - self.not_reached

    @property
    def warmth(self) -> Warmth:
        """Mostly shown from three in four who met it, mixed from two in four."""
        if not self.reached:
            return Warmth.NOBODY
        if 4 * self.met >= 3 * self.reached:
            return Warmth.MOSTLY_SHOWN
        return Warmth.MIXED if 2 * self.met >= self.reached else Warmth.TALK


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """Of which module (its folder), team (its name), and whether only of that team's own people, not of teams in it.

    What is empty is not asked for. Nothing in it is known to be right.
    """

    module: str = ""
    team: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """A column: a team with all that are in it, or only its own people. No name stands for the whole organisation.

    `opens` is whether there are teams inside it to look at, one by one.
    """

    team: str
    own: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class PointFigures:
    """A row: a learning point, and the figures of each column; None where they are hidden."""

    point: str
    text: str
    theme: str
    cells: tuple[TeamFigures | None, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Learning points × teams. `modules` are (folder, title); `teams` the names of all whom the viewer may look at.

    The first column is all of what is looked at. `up` is the team around it, if the viewer may see that one; "" leads
    to the beginning, and None is there.
    """

    modules: tuple[tuple[str, str], ...]
    module: str
    title: str
    teams: tuple[str, ...]
    team: str
    up: str | None
    columns: tuple[TeamGroup, ...]
    rows: tuple[PointFigures, ...]
    at: datetime

    @property
    def sure(self) -> tuple[PointFigures, ...]:
        """Where people of the first column were sure, and it is worth talking about: most of them first."""
        found = (row for row in self.rows if row.cells and row.cells[0] is not None and row.cells[0].sure_wrong)
        return tuple(sorted(found, key=lambda row: -row.cells[0].sure_wrong if row.cells[0] is not None else 0))

    @property
    def hides(self) -> bool:
        """Whether any figure is hidden."""
        return any(cell is None for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """What so many people chose at a decision; no words where their answers were not one choice, but an order or so."""

    html: str
    word: Word
    n: int


@dataclass(frozen=True, slots=True)
class DecisionCounts:
    """A decision at which people earned their first mark of a point, and what they chose; the most frequent first.

    `is_live` is whether it is as people see it now.
    """

    thing: Thing
    title: str
    decision: str
    is_live: bool
    choices: tuple[ChoiceCount, ...]


@dataclass(frozen=True, slots=True)
class PointPage:
    """One learning point and one group: its figures, what people chose, what to talk about, and what trains it.

    `chosen_by` is the group whose choices these are: the smallest around it of which they may be shown; None where
    there is none. `counts` and `doesnt_count` are the briefing's words. `trains` are (thing, title) that are live;
    `questions` are those of a debrief, with the title of their scenario.
    """

    module: str
    title: str
    point: str
    text: str
    counts: str
    doesnt_count: str
    group: TeamGroup
    figures: TeamFigures | None
    chosen_by: TeamGroup | None
    decisions: tuple[DecisionCounts, ...]
    trains: tuple[tuple[Thing, str], ...]
    debrief: str
    questions: tuple[str, ...]
