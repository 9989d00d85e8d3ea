"""Rules of who is above whom: no team inside itself, and nobody above whoever is above them."""

from collections.abc import Iterable, Mapping


def above(team: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """The team and those that it is in, from the inside out; each once, even where they are in a ring."""
    found: dict[str, None] = {}
    while team and team not in found:
        found[team] = None
        team = parents.get(team, "")
    return tuple(found)


def would_ring(team: str, parent: str, parents: Mapping[str, str]) -> bool:
    """Whether the team would be inside itself, were it put into `parent`."""
    return team in above(parent, parents)


def rings(homes: Mapping[int, str], managed: Mapping[int, Iterable[str]], parents: Mapping[str, str]) -> set[int]:
    """Those who manage somebody that manages them, directly or through others.

    `homes` are people's home teams, `managed` the teams that each manages, with all inside these, and `parents` the
    team that each team is in. Whoever manages a team is above those whose home is in it, but not above whoever manages
    the same team too, or one around it: two may lead a team together.
    """
    of: dict[str, set[int]] = {}
    for person, teams in managed.items():
        for team in teams:
            of.setdefault(team, set()).add(person)
    over: dict[int, set[int]] = {}
    for person in (one for one in homes if managed.get(one)):
        bosses: set[int] = set()
        for team in above(homes[person], parents):
            if not any(person in of.get(around, ()) for around in above(team, parents)):
                bosses |= of.get(team, set())
        over[person] = bosses - {person}
    return {person for person in over if _leads_back(person, over)}


def _leads_back(person: int, over: Mapping[int, set[int]]) -> bool:
    seen: set[int] = set()
    ahead = list(over.get(person, ()))
    while ahead:
        one = ahead.pop()
        if one == person:
            return True
        if one not in seen:
            seen.add(one)
            ahead += over.get(one, ())
    return False
