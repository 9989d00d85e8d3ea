"""A module's figures with what of them is hidden, kept for a minute where there are many: that takes a second.

In an organisation of 100,000 people it is 80,000 sums. The page says when they were counted. Where there are few, they
are read anew each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from quizapp.engine.suppression import Shown
from quizapp.model.cache import Cache
from quizapp.model.figure_pages import TeamFigures
from quizapp.services.records.grouping import Column, Teams, figures, is_shown
from quizapp.services.site.site import Site
from quizapp.store.database import Connection, Database
from quizapp.store.records import figure_rows
from quizapp.store.records.figure_rows import Node, Six

KEPT_FOR = timedelta(minutes=1)
MANY = 2_000  # sums
SUM = 250  # bytes of one, with a cell that was looked at
MOST = 32 << 20  # bytes that are kept in a process; 80,000 sums are 20 MB


@dataclass(slots=True)
class Counted:
    """The sums of a module by point and team, as they were at a moment, and which groups are shown of each point."""

    at: datetime
    nodes: tuple[Node, ...]
    sums: Mapping[str, Mapping[int, Six]]
    shown: Mapping[str, Shown]
    nobody: Shown
    _cells: dict[tuple[Column, str], TeamFigures | None] = field(default_factory=dict)

    def cell(self, teams: Teams, column: Column, point: str) -> TeamFigures | None:
        """The figures of a column; None where they are hidden."""
        key = column, point
        if key not in self._cells:
            there = self.sums.get(point, {})
            seen = is_shown(column, self.shown.get(point, self.nobody))
            self._cells[key] = figures(there, teams.members(column)) if seen else None
        return self._cells[key]


def _bytes(_module: str, counted: Counted) -> int:
    """About what it takes: a sum of six numbers with its place in a dictionary, and its cells as they are looked at."""
    sums = sum(map(len, counted.sums.values()))
    return SUM * (sums + len(counted.nodes))


_kept: WeakKeyDictionary[Database, Cache[str, Counted]] = WeakKeyDictionary()


def counted(site: Site, connection: Connection, teams: Teams, module: str) -> Counted:
    """The figures of this module as they are, or were within the last minute, with the tree of teams as it is."""
    kept, now = _kept.setdefault(site.database, Cache(MOST, _bytes)), site.now()
    found = kept.get(module)
    if found is not None and timedelta() <= now - found.at < KEPT_FOR and found.nodes == teams.nodes:
        return found
    sums = figure_rows.of_module(connection, module)
    shown = {point: teams.shown(of_point) for point, of_point in sums.items()}
    made = Counted(now, teams.nodes, sums, shown, teams.shown({}))
    if sum(map(len, sums.values())) >= MANY:
        kept.put(module, made)
    return made
