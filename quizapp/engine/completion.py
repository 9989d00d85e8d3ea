"""Whether a person has completed a module, by what, and what is still to do (FORMAT §2, `complete:`)."""

from collections.abc import Sequence
from datetime import datetime

from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import ConditionProgress, Done, ModulePart
from quizapp.model.things import Thing


def progress(conditions: Sequence[CompletionCondition], done: Sequence[Done]) -> tuple[ConditionProgress, ...]:
    """How far a person is with each condition, in order."""
    return tuple(
        ConditionProgress(condition, min(len(_counting(condition, done)), _needed(condition)), _needed(condition))
        for condition in conditions
    )


def evidence(conditions: Sequence[CompletionCondition], done: Sequence[Done]) -> tuple[Done, ...] | None:
    """What completes the module: for each condition the earliest that meet it, each once, in order of time.

    None where something is left to do, and for a module without conditions, which nobody can complete.
    """
    if not conditions:
        return None
    found: list[Done] = []
    for condition in conditions:
        counting = _counting(condition, done)
        needed = _needed(condition)
        if len(counting) < needed:
            return None
        found += [one for one in counting[:needed] if one not in found]
    return tuple(sorted(found, key=_by_time))


def required(
    conditions: Sequence[CompletionCondition], parts: Sequence[ModulePart], done: Sequence[Done]
) -> tuple[ModulePart, ...]:
    """The live parts that are still to do, in the order of `parts`: what is named, and of any others the longest.

    For `N scenarios passed`, scenarios that are done and those that are named count towards the N.
    """
    finished = {one.thing for one in done}
    left = [part for part in parts if part.thing not in finished]
    chosen = [part for part in left if any(condition.names(part.thing) for condition in conditions)]
    number = max((c.number for c in conditions if c.kind is ConditionKind.SCENARIOS), default=0)
    counted = sum(thing.is_scenario for thing in finished) + sum(part.thing.is_scenario for part in chosen)
    others = [part for part in left if part.thing.is_scenario and part not in chosen]
    longest = sorted(others, key=lambda part: -part.minutes)[: max(0, number - counted)]
    return tuple(part for part in parts if part in chosen or part in longest)


def minutes(parts: Sequence[ModulePart]) -> int:
    """Nominal minutes of these parts together."""
    return sum(part.minutes for part in parts)


def _counting(condition: CompletionCondition, done: Sequence[Done]) -> list[Done]:
    """What counts towards a condition, each thing once (its earliest), earliest first."""
    first: dict[Thing, Done] = {}
    for one in sorted(done, key=_by_time):
        if condition.counts(one.thing):
            first.setdefault(one.thing, one)
    return list(first.values())


def _needed(condition: CompletionCondition) -> int:
    return condition.number if condition.kind is ConditionKind.SCENARIOS else 1


def _by_time(one: Done) -> tuple[datetime, str, str]:
    # Of two at the same moment the name decides, so that the evidence is the same again.
    return (one.at, one.thing.kind.value, one.thing.name)
