"""The states of a story, reached from its start, shortest way first; what cannot differ any more is one state.

FORMAT §6, the walk: a state is a passage, the counters, those visited flags that some condition names, and the
decisions already answered on a circle. A decision is answered exactly when it was visited, so one set of flags serves.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.engine import moves
from quizapp.engine.walk.plan import DEAD, WalkPlan, Way, passes
from quizapp.model.scenario import Counter

State = tuple[int, tuple[int, ...], int]
"""A passage's number, the counters (0 where one makes no difference any more), and visited flags by bit."""


WAYS_A_STATE = 3
"""A walk follows so many ways on for each state that it may see: where each has twenty, it stops after fewer states. So
what a walk costs hangs on its limit, and not on how a story is made."""

LONG_WAY = 40
"""A written way with more parts than this is shortened."""

MOST_MOVED = 1_000
"""So often a way on remembers which counters it led to: where they seldom come again, more would only fill memory."""


@dataclass(frozen=True, slots=True)
class States:
    """What a walk saw. `after[s]` are the ways on out of state s as (way, next state); dead links are left out.

    States are in the order of their distance from the start. Those from len(after) on were seen but not walked on
    from, because the limit was reached. `stuck` are states at which there are choices and none is offered; `offered`
    and `shown` are the (passage, choice) and (passage, block) that some state offers or shows.
    """

    plan: WalkPlan
    states: list[State]
    after: list[tuple[tuple[Way, int], ...]]
    before: list[tuple[int, Way] | None]
    stuck: list[int]
    offered: set[tuple[int, int | None]]
    shown: set[tuple[int, int]]

    @property
    def complete(self) -> bool:
        """Whether every state was walked on from."""
        return len(self.after) == len(self.states)

    def passage(self, state: int) -> int:
        """The number of the passage of a state."""
        return self.states[state][0]

    def is_ending(self, state: int) -> bool:
        """Whether the story ends in this state."""
        return self.plan.passages[self.states[state][0]].is_ending

    def is_answered(self, state: int) -> bool:
        """Whether the decision at this state's passage was answered before (then its marks count no more)."""
        passage, _, visited = self.states[state]
        return bool(visited >> passage & 1)

    def ending_states(self) -> Iterator[int]:
        """The states at an ending."""
        return (s for s in range(len(self.states)) if self.is_ending(s))


def explore(plan: WalkPlan, limit: int) -> States:
    """Walk every state of a story, at most `limit` of them, and at most WAYS_A_STATE times as many ways on."""
    found = States(plan, [], [], [], [], set(), set())
    if not plan.passages:
        return found
    number: dict[State, int] = {}
    states, after, before = found.states, found.after, found.before
    counters = plan.story.scenario.counters
    steps = [tuple(_Step(plan, way) for way in ways) for ways in plan.ways]
    not_shown = [list(prose) for prose in plan.prose]
    first = _first(plan)
    number[first] = 0
    states.append(first)
    before.append(None)
    left = limit * WAYS_A_STATE
    while len(after) < len(states) and len(after) < limit and left > 0:
        here = len(after)
        p, values, visited = states[here]
        left -= len(steps[p])
        for shown in not_shown[p][:]:
            if passes(shown.test, values, visited) != shown.negated:
                found.shown.add((p, shown.block))
                not_shown[p].remove(shown)
        visited_then = visited | 1 << p
        ways: list[tuple[Way, int]] = []
        is_offered = False
        for step in steps[p]:
            if step.test is not None and not passes(step.test, values, visited):
                continue
            is_offered = True
            if not step.is_offered:
                step.is_offered = True
                found.offered.add((p, step.way.choice))
            target = step.target
            if target == DEAD:
                continue
            then = step.moved.get(values)
            if then is None:
                then = _changed(counters, step, values)
                if len(step.moved) < MOST_MOVED:
                    step.moved[values] = then
            state = (target, then, visited_then & step.flags)
            there = number.get(state)
            if there is None:
                there = number[state] = len(states)
                states.append(state)
                before.append((here, step.way))
            ways.append((step.way, there))
        after.append(tuple(ways))
        if steps[p] and not is_offered:
            found.stuck.append(here)
    return found


class _Step:
    """A way on while it is walked: what it needs at hand, whether it was offered, and the counters that it came to."""

    __slots__ = ("all_matter", "flags", "is_offered", "matter", "moved", "target", "test", "way")

    def __init__(self, plan: WalkPlan, way: Way) -> None:
        self.way, self.test, self.target = way, way.test, way.target
        self.flags = 0 if way.target == DEAD else plan.flags[way.target]
        self.matter = () if way.target == DEAD else plan.counters[way.target]
        self.all_matter = all(self.matter)
        self.is_offered = False
        self.moved: dict[tuple[int, ...], tuple[int, ...]] = {}


def _changed(counters: Sequence[Counter], step: _Step, values: tuple[int, ...]) -> tuple[int, ...]:
    """The counters after a way on; 0 where one makes no difference any more. The same ones where nothing changed."""
    if step.way.changes:
        changed = list(values)
        for c, by in step.way.changes:
            changed[c] = moves.clamped(counters[c], changed[c] + by)
        values = tuple(changed)
    if step.all_matter:
        return values
    return tuple(v if matters else 0 for v, matters in zip(values, step.matter, strict=True))


def _first(plan: WalkPlan) -> State:
    place = moves.start(plan.story)
    return (0, tuple(v if matters else 0 for v, matters in zip(place.counters, plan.counters[0], strict=True)), 0)


def shortest_way(found: States, state: int) -> str:
    """A shortest way from the start to a state, for an author to follow: titles, with the number of each choice."""
    return route(found, found.before.__getitem__, state)


def route(found: States, came_from: Callable[[int], tuple[int, Way] | None], state: int) -> str:
    """A way as `shortest_way` writes it, along any search's own record of where it came from."""
    parts = [named(found, state)]
    step = came_from(state)
    while step is not None:
        parts.append(leg(found, *step))
        step = came_from(step[0])
    return written(parts[::-1])


def written(parts: list[str]) -> str:
    """A way in words, with the middle left out of a long one."""
    if len(parts) > LONG_WAY:
        parts = [*parts[: LONG_WAY // 2], "…", *parts[-(LONG_WAY // 2) :]]
    return " > ".join(parts)


def leg(found: States, state: int, way: Way) -> str:
    """One part of a written way: the passage's title and which choice is taken there, or how a question is answered."""
    name = named(found, state)
    if way.choice is None:
        return name
    p = found.passage(state)
    if found.plan.is_question(p):
        return f"{name} ({found.plan.passages[p].choices[way.choice].label.text})"
    return f"{name} (choice {way.choice + 1})"


def named(found: States, state: int) -> str:
    """The title of the passage of a state."""
    return found.plan.passages[found.passage(state)].title


def described(found: States, state: int) -> str:
    """What makes a state differ from others at its passage: counters and visited passages, in words; or empty."""
    p, values, visited = found.states[state]
    plan = found.plan
    parts = [
        f"{counter.name} is {value}"
        for counter, value, matters in zip(plan.story.scenario.counters, values, plan.counters[p], strict=True)
        if matters
    ]
    for q, passage in enumerate(plan.passages):
        if plan.flags[p] >> q & 1 and q != plan.asker[p] and not plan.is_question(q):
            parts.append(f"`{passage.title}` was {'' if visited >> q & 1 else 'not '}visited")
    return ", ".join(parts)
