"""How long a story's paths are, how few decisions lead to safety, and what a path can miss."""

from collections import deque

from quizapp.engine.walk.states import States
from quizapp.model.scenario import Outcome


def shortest_and_longest(found: States, limit: int) -> tuple[int, int]:
    """Steps on the shortest and the longest path to an ending that sees no passage twice.

    Where every path sees some passage twice, both are the shortest there is; without any path, 0. After `limit` merged
    paths the longest so far stands.
    """
    if not found.states:
        return 0, 0
    circular = found.plan.circular
    level = {(0, 1 << found.passage(0) & circular)}
    lengths: list[int] = []
    steps = work = 0
    while level and work <= limit:
        work += len(level)
        further = set()
        for state, seen in level:
            if found.is_ending(state):
                if not lengths or lengths[-1] != steps:
                    lengths.append(steps)
            elif state < len(found.after):
                for _, there in found.after[state]:
                    bit = 1 << found.passage(there) & circular
                    if not seen & bit:
                        further.add((there, seen | bit))
        level = further
        steps += 1
    if lengths:
        return lengths[0], lengths[-1]
    nearest = next(found.ending_states(), None)
    if nearest is None:
        return 0, 0
    steps, before = 0, found.before[nearest]
    while before is not None:
        steps, before = steps + 1, found.before[before[0]]
    return steps, steps


def decisions_to_safer(found: States) -> int | None:
    """The fewest decisions, each counted once, on a path to an ending that leaves the child safer; None without one."""
    if not found.states:
        return None
    least = {0: 0}
    queue = deque([0])
    done: set[int] = set()
    while queue:
        state = queue.popleft()
        if state in done:
            continue
        done.add(state)
        passage = found.plan.passages[found.passage(state)]
        if passage.outcome is Outcome.SAFER:
            return least[state]
        cost = int(passage.is_decision and not found.is_answered(state))
        for _, there in found.after[state] if state < len(found.after) else ():
            if there not in least or least[state] + cost < least[there]:
                least[there] = least[state] + cost
                if cost:
                    queue.append(there)
                else:
                    queue.appendleft(there)
    return None


def missable(found: States) -> tuple[str, ...]:
    """The learning points that some path to an ending has no counted mark of."""
    return tuple(point for point in found.plan.story.scenario.learning_points if _can_miss(found, point))


def _can_miss(found: States, point: str) -> bool:
    marking = {
        (p, index)
        for p, passage in enumerate(found.plan.passages)
        for index, choice in enumerate(passage.choices)
        if any(mark.point == point for mark in choice.marks)
    }
    seen = {0} if found.states else set()
    queue = list(seen)
    for state in queue:
        if found.is_ending(state):
            return True
        p = found.passage(state)
        is_answered = found.is_answered(state)
        for way, there in found.after[state] if state < len(found.after) else ():
            if there not in seen and (is_answered or (p, way.choice) not in marking):
                seen.add(there)
                queue.append(there)
    return False
