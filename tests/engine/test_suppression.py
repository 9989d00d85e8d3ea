"""Nothing can be known of fewer than five people, whatever shown figures are added and subtracted."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine.suppression import (
    FEWEST,
    ORGANISATION,
    Counts,
    Shown,
    TeamCounts,
    are_safe_parts,
    is_safe_cell,
    shown,
)


def cell(team: int, parent: int | None, people: int, reached: int | None = None) -> TeamCounts:
    return TeamCounts(team, parent, (people, people if reached is None else reached))


@st.composite
def forests(draw: st.DrawFn, parts: int = 2) -> list[TeamCounts]:
    """Up to seven teams, in each other in any way; most are small, for these are the ones that matter."""
    found = []
    for team in range(1, draw(st.integers(1, 7)) + 1):
        parent = draw(st.one_of(st.none(), st.integers(1, team - 1))) if team > 1 else None
        people = draw(st.one_of(st.integers(0, 12), st.just(0)))
        rest = [draw(st.integers(0, 8)) for _ in range(parts - 2)]
        found.append(TeamCounts(team, parent, (people, draw(st.integers(0, people)), *rest)))
    return found


def branch(teams: list[TeamCounts], top: int) -> set[int]:
    parents = {one.team: one.parent for one in teams}

    def is_in(team: int | None) -> bool:
        while team is not None and team != top:
            team = parents[team]
        return team == top

    return {one.team for one in teams if top == ORGANISATION or is_in(one.team)}


def groups(teams: list[TeamCounts], found: Shown) -> list[set[int]]:
    return [{team} for team in found.own] + [branch(teams, team) for team in found.branches]


def knowable(teams: list[TeamCounts], known: list[set[int]]) -> list[set[int]]:
    """Every set of teams whose figures follow from those of the known groups: those in the span of their rows."""
    order = [one.team for one in teams]
    rows: list[list[Fraction]] = []

    def reduced(row: list[Fraction]) -> list[Fraction]:
        for base in rows:
            first = next(i for i, n in enumerate(base) if n)
            if row[first]:
                factor = row[first] / base[first]
                row = [a - factor * b for a, b in zip(row, base, strict=True)]
        return row

    for group in known:
        row = reduced([Fraction(team in group) for team in order])
        if any(row):
            rows.append(row)
    sets = (
        {team for team, is_in in zip(order, some, strict=True) if is_in} for some in product((0, 1), repeat=len(order))
    )
    return [some for some in sets if some and not any(reduced([Fraction(team in some) for team in order]))]


def hold(teams: list[TeamCounts], found: Shown, is_safe: Callable[[Counts], bool]) -> None:
    counts = {one.team: one.counts for one in teams}
    for some in knowable(teams, groups(teams, found)):
        total = tuple(map(sum, zip(*(counts[team] for team in some), strict=True)))
        assert is_safe(total), (some, total, found)


@settings(max_examples=150, deadline=None)
@given(forests())
def test_no_figures_of_fewer_than_five_follow_from_what_is_shown(teams: list[TeamCounts]):
    hold(teams, shown(teams, is_safe_cell), is_safe_cell)


@settings(max_examples=100, deadline=None)
@given(forests(parts=4))
def test_nor_of_any_part_of_them_and_only_of_groups_that_are_shown_as_a_whole(teams: list[TeamCounts]):
    whole = shown([TeamCounts(one.team, one.parent, (sum(one.counts),) * 2) for one in teams], is_safe_cell)
    parts = shown(teams, are_safe_parts, whole)
    hold(teams, parts, are_safe_parts)
    assert parts.own <= whole.own and parts.branches <= whole.branches


@settings(max_examples=100, deadline=None)
@given(forests())
def test_whatever_is_shown_is_large_enough_by_itself_and_a_team_without_others_inside_is_its_branch(
    teams: list[TeamCounts],
):
    found, counts = shown(teams, is_safe_cell), {one.team: one.counts for one in teams}
    for group in groups(teams, found):
        people, reached = (sum(counts[team][n] for team in group) for n in (0, 1))
        assert people == 0 or reached >= FEWEST
    for one in teams:
        if branch(teams, one.team) == {one.team}:
            assert (one.team in found.own) == (one.team in found.branches)


def test_a_small_team_takes_the_next_smallest_with_it_and_the_branch_stays():
    found = shown([cell(1, None, 0), cell(2, 1, 3), cell(3, 1, 9), cell(4, 1, 20)], is_safe_cell)
    assert found.own == {1, 4}
    assert found.branches == {ORGANISATION, 1, 4}


def test_two_small_teams_hide_each_other_and_nobody_else():
    found = shown([cell(1, None, 0), cell(2, 1, 3), cell(3, 1, 4), cell(4, 1, 20)], is_safe_cell)
    assert found.own == {1, 4}
    assert found.branches == {ORGANISATION, 1, 4}


def test_two_small_teams_of_four_people_together_hide_a_third():
    found = shown([cell(1, None, 0), cell(2, 1, 2), cell(3, 1, 2), cell(4, 1, 9), cell(5, 1, 20)], is_safe_cell)
    assert found.own == {1, 5}


def test_one_large_team_stays_and_the_branch_that_would_tell_of_the_small_one_goes():
    found = shown([cell(1, None, 3), cell(2, 1, 20)], is_safe_cell)
    assert found.own == {2}
    assert found.branches == {2}


def test_few_who_reached_a_point_are_hidden_among_many_who_did_not():
    assert shown([cell(1, None, 30, 4)], is_safe_cell) == Shown(frozenset(), frozenset())


def test_teams_in_a_ring_and_no_teams_are_not_shown():
    ring = [cell(1, 2, 9), cell(2, 1, 9), cell(3, None, 9)]
    assert shown(ring, is_safe_cell).own == {3}
    assert shown([], is_safe_cell) == Shown(frozenset(), frozenset())


def test_a_chain_of_thousands_of_teams_is_no_deeper_than_python_goes():
    chain = [cell(team, team - 1 or None, 5) for team in range(1, 3001)]
    assert len(shown(chain, is_safe_cell).own) == 3000
