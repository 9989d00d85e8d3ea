"""Whether a person has completed a module, by what, and what is still to do (FORMAT §2, `complete:`)."""

from collections.abc import Sequence
from datetime import datetime

from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import ConditionProgress, Done
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
