"""Whether a person has completed a module, by what, and what is still to do (FORMAT §2, `complete:`)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import CompletionSource, ConditionProgress, Done
from quizapp.model.things import Thing


def progress(conditions: Sequence[CompletionCondition], done: Sequence[Done]) -> tuple[ConditionProgress, ...]:
    """How far a person is with each condition, in order."""
    return tuple(
        ConditionProgress(condition, min(len(_counting(condition, done)), _needed(condition)), _needed(condition))
        for condition in conditions
    )


def evidence(conditions: Sequence[CompletionCondition], done: Sequence[Done]) -> tuple[Done, ...] | None:
    """What completes the module: for each condition the earliest that meet it, each once, in order of time.

    The last of them was done on the day of the completion.

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


def is_optional(conditions: Sequence[CompletionCondition], thing: Thing) -> bool:
    """Whether this thing of the module counts towards nothing that completes it; never where nothing completes it."""
    return bool(conditions) and not any(condition.counts(thing) for condition in conditions)


def completed_at(evidence: Sequence[Done]) -> datetime:
    """When somebody had done what completes the module: the moment of the last part of the evidence (not empty).

    The day of a completion is the day of this moment, whenever it comes to be recorded: as the last part is finished,
    as another way is recorded for an earlier day, or as a publishing makes the module ask for less. It says when the
    person had practised all that is asked. On the day of a publishing they practised nothing, and a renewal counted
    from it would come later than it should. It is never earlier than any part of the evidence; and as `evidence` takes
    the earliest that meet each condition, nobody's day is put off by what they did beyond it.
    """
    return max(one.at for one in evidence)


def source(evidence: Sequence[Done]) -> CompletionSource:
    """How a completion with this evidence came about."""
    in_another_way = any(one.otherwise is not None for one in evidence)
    return CompletionSource.ANOTHER_WAY if in_another_way else CompletionSource.EARNED


def all_evidence(
    conditions: Sequence[CompletionCondition], done: Mapping[int, Sequence[Done]]
) -> dict[int, tuple[Done, ...]]:
    """What completes the module for each of these people (by id) who meet its conditions; the others are left out.

    Asked wherever a publishing may have made the conditions easier. Nobody who has a completion is asked about: what
    is recorded was earned by the rule of its day, and a rule made stricter takes nothing away.
    """
    found = ((person, evidence(conditions, parts)) for person, parts in done.items())
    return {person: parts for person, parts in found if parts is not None}


def unmeetable(conditions: Sequence[CompletionCondition], left: Collection[Thing]) -> tuple[CompletionCondition, ...]:
    """The conditions that nobody who begins now could meet with these things of the module alone, in order.

    What others did before counts for them and helps nobody who begins, so it is not looked at.
    """
    return tuple(one for one in conditions if sum(map(one.counts, left)) < _needed(one))


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
