"""What of a module is still to do for its `complete:`, and how long that takes: for learners, and for its author."""

from collections.abc import Collection, Sequence

from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import ModulePart
from quizapp.model.things import Thing


def required(
    conditions: Sequence[CompletionCondition], parts: Sequence[ModulePart], done: Collection[Thing]
) -> tuple[ModulePart, ...]:
    """The parts that are still to do, in the order of `parts`: what is named, and of any others the longest.

    For `N scenarios passed`, scenarios that are `done` and those that are named count towards the N (FORMAT §2).
    """
    finished = set(done)
    left = [part for part in parts if part.thing not in finished]
    naming = [condition for condition in conditions if condition.kind is not ConditionKind.SCENARIOS]
    wanted = {part for part in left if any(condition.names(part.thing) for condition in naming)}
    number = max((c.number for c in conditions if c.kind is ConditionKind.SCENARIOS), default=0)
    counted = sum(thing.is_scenario for thing in finished) + sum(part.thing.is_scenario for part in wanted)
    if number > counted:
        others = [part for part in left if part.thing.is_scenario and part not in wanted]
        wanted.update(sorted(others, key=lambda part: -part.minutes)[: number - counted])
    return tuple(part for part in parts if part in wanted) if wanted else ()


def minutes(parts: Sequence[ModulePart]) -> int:
    """Nominal minutes of these parts together."""
    return sum(part.minutes for part in parts)
