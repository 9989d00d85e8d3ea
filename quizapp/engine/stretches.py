"""Stretches of days, and on which of them a requirement asks something of a person.

A stretch is its first day and the first that is no longer in it; `FOREVER` as the latter goes on.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from quizapp.model.requirements import EVERYBODY, Belonging, RequirementRule, Who, WhoKind

FOREVER = date.max
Days = tuple[date, date]


def in_force(rules: Sequence[RequirementRule]) -> tuple[RequirementRule, ...]:
    """The rules that count, by their days. A newer one holds from its day on: what was planned for later is dropped."""
    kept: list[RequirementRule] = []
    for rule in sorted(rules, key=lambda rule: rule.number):
        kept = [*(one for one in kept if one.from_on < rule.from_on), rule]
    return tuple(kept)


def asked(rules: Sequence[RequirementRule], belongings: Sequence[Belonging]) -> tuple[Days, ...]:
    """When rules that are in force ask something of somebody, in order; a change of rule alone is no break."""
    of: dict[Who, list[Days]] = {}
    for one in belongings:
        of.setdefault(one.who, []).append((one.from_on, one.to_on or FOREVER))
    here = joined(of.get(EVERYBODY, ()))
    found: list[Days] = []
    for rule, end in zip(rules, [*(rule.from_on for rule in rules[1:]), FOREVER], strict=True):
        theirs = joined(days for who in rule.who for days in of.get(who, ()))
        found += both(both(theirs, here), ((rule.from_on, end),))
    return joined(found)


def joined(stretches: Iterable[Days]) -> tuple[Days, ...]:
    """The same days in as few stretches as they make, in order; empty ones are left out."""
    found: list[Days] = []
    for start, end in sorted(days for days in stretches if days[0] < days[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def both(some: Sequence[Days], others: Sequence[Days]) -> tuple[Days, ...]:
    """The days that are in both."""
    pairs = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return joined(pairs)


def without(some: Sequence[Days], others: Iterable[Days]) -> tuple[Days, ...]:
    """The days that are in the first and not in the others."""
    gone = joined(others)
    edges = [date.min, *(day for days in gone for day in days), FOREVER]
    return both(some, tuple(pairwise(edges))[::2])


def with_teams_around(homes: Iterable[Belonging], parents: Mapping[int, int | None]) -> tuple[Belonging, ...]:
    """Home teams, and for the same days every team that they are inside; `parents` as the tree is today."""
    return tuple(
        Belonging(Who(WhoKind.TEAM, team), home.from_on, home.to_on)
        for home in homes
        for team in _upwards(home.who.of, parents)
    )


def _upwards(team: int | str | None, parents: Mapping[int, int | None]) -> list[int]:
    found: list[int] = []
    while isinstance(team, int) and team not in found:
        found.append(team)
        team = parents.get(team)
    return found
