"""A story boiled down to whole numbers, so that its states can be walked quickly. A broken story has a plan, too."""

from collections.abc import Callable
from dataclasses import dataclass

from quizapp.engine.conditions import COMPARISONS
from quizapp.engine.story import Story
from quizapp.engine.walk.unfolding import asker
from quizapp.model.components import components
from quizapp.model.scenario import Choice, Condition, Passage, Visited

Test = tuple[tuple[int, int, tuple[tuple[int, Callable[[int, int], bool], int], ...]], ...]
"""A condition's alternatives: passages that must have been visited, those that must not (a bit for each passage),
and comparisons as (counter, operator, number)."""

DEAD = -1
"""The target of a way on that leads to no passage."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: its choice (index as written, None for a continue), target, test and changes of counters."""

    choice: int | None
    target: int
    test: Test | None = None
    changes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownIf:
    """A block of prose that is shown only where its test holds or, `negated` (an `Otherwise:`), where it does not."""

    block: int
    test: Test
    negated: bool = False


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """Passages by number, in file order, each with what the walk needs to know of it.

    `within[p]` are the passages that links lead to from p, p included, and `circular` those that lead back to
    themselves, a bit for each passage. `flags[p]` are the visited flags that can still make a difference from p on,
    and `counters[p]` whether each counter can. `asker[p]` is the passage that asks, where p stands for a question in it
    (`unfolding`), and else p itself.
    """

    story: Story
    passages: tuple[Passage, ...]
    ways: tuple[tuple[Way, ...], ...]
    prose: tuple[tuple[ShownIf, ...], ...]
    within: tuple[int, ...]
    circular: int
    flags: tuple[int, ...]
    counters: tuple[tuple[bool, ...], ...]
    asker: tuple[int, ...]

    def is_question(self, passage: int) -> bool:
        """Whether a passage stands for a question, and is none in the file."""
        return self.asker[passage] != passage

    @property
    def has_loose_ends(self) -> bool:
        """Whether some way on leads to no passage, or some passage has no way on and is no ending: content tells."""
        return any(
            (not ways and not passage.is_ending) or any(way.target == DEAD for way in ways)
            for passage, ways in zip(self.passages, self.ways, strict=True)
        )


def passes(test: Test | None, counters: tuple[int, ...], visited: int) -> bool:
    """Whether a test holds with these counters and visited flags. No test always holds."""
    if test is None:
        return True
    for need, forbid, comparisons in test:
        if visited & need == need and not visited & forbid:
            for counter, compare, number in comparisons:
                if not compare(counters[counter], number):
                    break
            else:
                return True
    return False


def plan(story: Story) -> WalkPlan:
    """The plan of a story."""
    passages = tuple(story.passages.values())
    number = {anchor: p for p, anchor in enumerate(story.passages)}
    ways = tuple(_ways(story, passage, number) for passage in passages)
    prose = tuple(
        tuple(
            ShownIf(b, _test(block.condition, story, number), block.condition.negated)
            for b, block in enumerate(p.blocks)
            if block.condition
        )
        for p in passages
    )
    within = [0] * len(passages)
    named = [0] * len(passages)
    counted = [0] * len(passages)
    circular = 0
    for members in components([[w.target for w in around if w.target != DEAD] for around in ways]):
        reach = flags = counters = 0
        inside = set(members)
        for p in members:
            reach |= 1 << p
            for test in (*(w.test for w in ways[p] if w.test is not None), *(shown.test for shown in prose[p])):
                for need, forbid, comparisons in test:
                    flags |= need | forbid
                    counters |= sum(1 << c for c in {c for c, _, _ in comparisons})
            for way in ways[p]:
                if way.target != DEAD and way.target not in inside:
                    reach |= within[way.target]
                    flags |= named[way.target]
                    counters |= counted[way.target]
        for p in members:
            within[p], named[p], counted[p] = reach, flags, counters
            if len(members) > 1 or any(way.target == p for way in ways[p]):
                circular |= 1 << p
    decisions = sum(1 << p for p, passage in enumerate(passages) if passage.is_decision)
    return WalkPlan(
        story=story,
        passages=passages,
        ways=ways,
        prose=prose,
        within=tuple(within),
        circular=circular,
        flags=tuple(tested | (reach & circular & decisions) for tested, reach in zip(named, within, strict=True)),
        counters=tuple(tuple(bool(bits >> c & 1) for c in range(len(story.scenario.counters))) for bits in counted),
        asker=tuple(number[asker(anchor)] for anchor in story.passages),
    )


def _ways(story: Story, passage: Passage, number: dict[str, int]) -> tuple[Way, ...]:
    """The ways on out of a passage. An ending has none, and beside choices a continue does not count."""
    if passage.is_ending:
        return ()
    if passage.choices:
        return tuple(_way(story, index, choice, number) for index, choice in enumerate(passage.choices))
    if passage.way_on is not None:
        return (Way(None, number.get(passage.way_on.target, DEAD)),)
    return ()


def _way(story: Story, index: int, choice: Choice, number: dict[str, int]) -> Way:
    changes = tuple((story.counters[c.counter], c.by) for c in choice.changes if c.counter in story.counters)
    test = None if choice.condition is None else _test(choice.condition, story, number)
    return Way(index, number.get(choice.target, DEAD), test, changes)


def _test(condition: Condition | None, story: Story, number: dict[str, int]) -> Test:
    """The condition in whole numbers. An alternative that can never hold is left out."""
    alternatives = []
    for terms in condition.alternatives if condition is not None else ():
        need = forbid = 0
        comparisons = []
        possible = True
        for term in terms:
            if isinstance(term, Visited):
                bit = 1 << number[term.anchor] if term.anchor in number else 0
                if term.negated:
                    forbid |= bit
                else:
                    need |= bit
                    possible = possible and bit != 0
            elif term.counter in story.counters and term.operator in COMPARISONS:
                comparisons.append((story.counters[term.counter], COMPARISONS[term.operator], term.number))
            else:
                possible = False
        if possible and not need & forbid:
            alternatives.append((need, forbid, tuple(comparisons)))
    return tuple(alternatives)


def could_hold(test: Test, plan: WalkPlan) -> bool:
    """Whether some counters within their ranges and some visited passages would satisfy the test."""
    for _, _, comparisons in test:
        for c in {c for c, _, _ in comparisons}:
            counter = plan.story.scenario.counters[c]
            about = [(compare, number) for other, compare, number in comparisons if other == c]
            edges = {counter.low, counter.high, *(n + d for _, n in about for d in (-1, 0, 1))}
            inside = [v for v in edges if counter.low <= v <= counter.high]
            if not any(all(compare(v, number) for compare, number in about) for v in inside):
                break
        else:
            return True
    return False


def could_be_shown(shown: ShownIf, plan: WalkPlan) -> bool:
    """Whether some counters and visited passages would show this prose. An `Otherwise:` may always be."""
    return shown.negated or could_hold(shown.test, plan)
