"""Which figures of teams may be shown, so that nothing can be known of fewer than five people (FORMAT §5.8).

What is shown of a team is one of two groups: its own people (`own`), or everybody in it and in the teams inside it
(`branch`). These groups lie in each other, so all that adding and subtracting shown groups can give is made of what is
left of each when the shown groups in it are taken away. None of that is ever small. It is worked out once for the whole
organisation, not for whoever looks: nobody learns more by looking as somebody else, or through another filter.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5

Counts = tuple[int, ...]
Safe = Callable[[Counts], bool]
ORGANISATION = 0
"""Stands for the whole organisation, where a team's id is asked for: all teams that are in no other."""


@dataclass(frozen=True, slots=True)
class TeamCounts:
    """What is counted of a team's own people, the same things in the same order for each team."""

    team: int
    parent: int | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Shown:
    """Of which teams' own people, and of which branches, figures are shown."""

    own: frozenset[int]
    branches: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Group:
    """A group that was decided on: what is left of it when what is shown inside it is taken away."""

    team: int
    is_own: bool
    size: int
    left: Counts


def is_safe_cell(counts: Counts) -> bool:
    """Whether (people, those of them who reached it) may be known: nobody at all, or five who reached it."""
    people, reached = counts
    return people == 0 or reached >= FEWEST


def are_safe_parts(counts: Counts) -> bool:
    """Whether each of these parts of a group may be known: each is empty, or has five people."""
    return all(n == 0 or n >= FEWEST for n in counts)


def shown(teams: Sequence[TeamCounts], is_safe: Safe, within: Shown | None = None) -> Shown:
    """The groups that may be shown; where `within` is given, only such as are shown there.

    A group that is too small is hidden. Where the difference of a branch and what is shown in it would tell of it, the
    smallest of these is hidden as well, or the branch where there is only one. Teams inside each other in a ring have
    no place, and are not shown.
    """
    if not teams:
        return Shown(frozenset(), frozenset())
    found = _Deciding(teams, is_safe, within)
    found.decide()
    return Shown(frozenset(found.own), frozenset(found.branches))


class _Deciding:
    def __init__(self, teams: Sequence[TeamCounts], is_safe: Safe, within: Shown | None) -> None:
        self.counts = {one.team: one.counts for one in teams}
        self.inside: dict[int, list[int]] = defaultdict(list)
        for one in teams:
            parent = one.parent if one.parent in self.counts else None
            self.inside[ORGANISATION if parent is None else parent].append(one.team)
        self.is_safe, self.within = is_safe, within
        self.nothing = (0,) * len(teams[0].counts)
        self.own: set[int] = set()
        self.branches: set[int] = set()

    def decide(self) -> None:
        """From the innermost teams outwards, without recursion: a tree may be deeper than Python's stack."""
        order, waiting = [], [ORGANISATION]
        while waiting:
            team = waiting.pop()
            order.append(team)
            waiting += self.inside.get(team, ())
        done: dict[int, _Group] = {}
        for team in reversed(order):
            inside = [done[one] for one in sorted(self.inside.get(team, ()))]
            if team != ORGANISATION:
                inside.insert(0, self._own_of(team, is_all=not inside))
            done[team] = self._branch_of(team, inside)

    def _own_of(self, team: int, *, is_all: bool) -> _Group:
        counts = self.counts[team]
        allowed = self._allowed(team, is_own=True) and (not is_all or self._allowed(team, is_own=False))
        if allowed and self.is_safe(counts):
            self.own.add(team)
            counts = self.nothing
        return _Group(team, True, sum(self.counts[team]), counts)

    def _branch_of(self, team: int, inside: Sequence[_Group]) -> _Group:
        size, left = sum(one.size for one in inside), _sum(self.nothing, (one.left for one in inside))
        if not self._allowed(team, is_own=False):
            return _Group(team, False, size, left)
        given_up: list[_Group] = []
        counted = left
        # What lies in a group that is shown is left over again once it is hidden.
        others = sorted((one for one in inside if self._is_shown(one) and one.size), key=lambda one: one.size)
        while not self.is_safe(counted) and len(others) > 1:
            given_up.append(others.pop(0))
            counted = _sum(counted, [self._left_in(given_up[-1])])
        if not self.is_safe(counted):
            return _Group(team, False, size, left)
        for one in given_up:
            (self.own if one.is_own else self.branches).discard(one.team)
            if not one.is_own and len(self.inside.get(one.team, ())) == 0:
                self.own.discard(one.team)
        self.branches.add(team)
        return _Group(team, False, size, self.nothing)

    def _left_in(self, group: _Group) -> Counts:
        """What is left of a shown group when what is shown inside it is taken away."""
        if group.is_own or not self.inside.get(group.team):
            return self.counts[group.team]
        return _sum(self.nothing, self._hidden_in(group.team))

    def _hidden_in(self, team: int) -> Iterable[Counts]:
        waiting = [team]
        while waiting:
            one = waiting.pop()
            if one not in self.own:
                yield self.counts[one]
            waiting += [inner for inner in self.inside.get(one, ()) if inner not in self.branches]

    def _is_shown(self, group: _Group) -> bool:
        return group.team in (self.own if group.is_own else self.branches)

    def _allowed(self, team: int, *, is_own: bool) -> bool:
        return self.within is None or team in (self.within.own if is_own else self.within.branches)


def _sum(first: Counts, others: Iterable[Counts]) -> Counts:
    total = first
    for one in others:
        total = tuple(a + b for a, b in zip(total, one, strict=True))
    return total
