"""The teams that somebody may look at figures of, as the columns of a table, and which figures of each are hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizapp.engine.suppression import ORGANISATION, Counts, Safe, Shown, TeamCounts, is_safe_cell, shown
from quizapp.model.figure_pages import FiguresAsked, TeamFigures, TeamGroup
from quizapp.model.names import reading_order
from quizapp.store.records.figure_rows import Node, Six

NOBODY: Six = (0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Column:
    """A column with what it is in the tree: its team's id, or ORGANISATION."""

    group: TeamGroup
    team: int


@dataclass(frozen=True)
class Teams:
    """The tree of all teams, and the ids of those that somebody may look at; `is_everything` where that is all."""

    nodes: tuple[Node, ...]
    visible: frozenset[int]
    is_everything: bool

    @cached_property
    def by_id(self) -> Mapping[int, Node]:
        """Each team."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def inside(self) -> Mapping[int, tuple[int, ...]]:
        """Team → the teams directly in it, by name; ORGANISATION → those in no other."""
        found: dict[int, list[Node]] = {}
        for node in self.nodes:
            parent = node.parent if node.parent is not None and node.parent in self.by_id else ORGANISATION
            found.setdefault(parent, []).append(node)
        return {
            team: tuple(node.id for node in sorted(nodes, key=lambda one: (reading_order(one.name), one.id)))
            for team, nodes in found.items()
        }

    def branch(self, team: int) -> list[int]:
        """The team and all that are in it, however deep."""
        found, waiting = {team}, [team]
        while waiting:
            inside = [one for one in self.inside.get(waiting.pop(), ()) if one not in found]
            found.update(inside)
            waiting += inside
        return sorted(found - {ORGANISATION})

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """The visible teams that are in no visible one, by name."""
        found = [self.by_id[team] for team in self.visible if self.by_id[team].parent not in self.visible]
        return tuple(node.id for node in sorted(found, key=lambda one: (reading_order(one.name), one.id)))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the visible teams, in order."""
        return tuple(sorted((self.by_id[team].name for team in self.visible), key=reading_order))

    def asked_for(self, name: str) -> int | None:
        """The visible team of this name; None where there is none."""
        return next((team for team in self.visible if self.by_id[team].name == name), None)

    def columns(self, team: int | None) -> tuple[Column, ...]:
        """The columns of a page: all of a team and each of its parts; without a team, what lies outermost.

        What lies outermost is one team, and so it is as if it were asked for, or several, or the organisation.
        """
        if team is None and not self.is_everything and len(self.tops) == 1:
            team = self.tops[0]
        if team is None:
            whole = (Column(TeamGroup(""), ORGANISATION),) if self.is_everything and self.tops else ()
            return (*whole, *map(self._whole, self.tops))
        inside = self.inside.get(team, ())
        own = (Column(TeamGroup(self.by_id[team].name, own=True), team),) if inside else ()
        return (self._whole(team, is_open=True), *own, *map(self._whole, inside))

    def column(self, asked: FiguresAsked) -> Column | None:
        """The one group that is asked for; None where there is none such that may be looked at."""
        if not asked.team:
            return Column(TeamGroup(""), ORGANISATION) if self.is_everything else None
        team = self.asked_for(asked.team)
        if team is None or (asked.own and not self.inside.get(team)):
            return None
        return Column(TeamGroup(asked.team, own=True), team) if asked.own else self._whole(team)

    def _whole(self, team: int, *, is_open: bool = False) -> Column:
        return Column(TeamGroup(self.by_id[team].name, opens=not is_open and bool(self.inside.get(team))), team)

    def up(self, team: int | None) -> str | None:
        """The name of the visible team around this one; "" where it is outermost among several; None: nowhere."""
        if team is None or (self.tops == (team,) and not self.is_everything):
            return None
        parent = self.by_id[team].parent
        return self.by_id[parent].name if parent in self.visible and parent is not None else ""

    def shown(self, sums: Mapping[int, Six]) -> Shown:
        """Which figures of a point may be shown, of all teams' sums; the same for whoever looks."""
        counts = {team: (six[0], six[0] - six[4]) for team, six in sums.items()}
        return self.allowed(counts, is_safe_cell, (0, 0))

    def allowed(
        self, counts: Mapping[int, Counts], is_safe: Safe, nothing: Counts, within: Shown | None = None
    ) -> Shown:
        """Which groups may be shown by a rule, of what is counted of each team; teams without it have nothing."""
        return shown(
            [TeamCounts(node.id, node.parent, counts.get(node.id, nothing)) for node in self.nodes], is_safe, within
        )

    def members(self, column: Column) -> Sequence[int]:
        """The teams whose own people are in the column."""
        return [column.team] if column.group.own else self.branch(column.team)


def is_shown(column: Column, found: Shown) -> bool:
    """Whether the figures of this column may be shown."""
    return column.team in (found.own if column.group.own else found.branches)


def figures(sums: Mapping[int, Six], members: Sequence[int]) -> TeamFigures:
    """The figures of all these teams' own people together."""
    there = [sums[team] for team in members if team in sums]
    return TeamFigures(*map(sum, zip(*there, strict=True))) if there else TeamFigures(*NOBODY)
