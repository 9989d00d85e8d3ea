"""Searches among the paths of a story: what a path of best choices misses, and how a pass can come too easily."""

from collections.abc import Iterator

from quizapp.engine.walk.plan import Way
from quizapp.engine.walk.states import States, leg, named, route, written
from quizapp.engine.walk.tally import Tally
from quizapp.engine.walk.walked import PastCritical, Walked
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic


def best_path_misses(walked: Walked) -> Iterator[Diagnostic]:
    """The points and practices that some path of best choices to an ending misses, with such a path for the first.

    Where nothing is marked every way is taken; a decision without a best choice, of which content tells, ends a path.
    """
    found = walked.found
    scenario = found.plan.story.scenario
    best = [passage.best_choices for passage in found.plan.passages]
    missed: dict[str, str] = {}
    for point in (*scenario.learning_points, *scenario.practices):
        marking = [point in passage.points for passage in found.plan.passages]
        came_from: dict[int, tuple[int, Way] | None] = {0: None} if found.states else {}
        queue = list(came_from)
        for state in queue:
            p = found.passage(state)
            if found.is_ending(state):
                missed[point] = route(found, came_from.__getitem__, state)
                break
            if marking[p] or state >= len(found.after):
                continue
            for way, there in found.after[state]:
                if there not in came_from and (not found.plan.passages[p].is_decision or way.choice in best[p]):
                    came_from[there] = (state, way)
                    queue.append(there)
    if missed:
        names = ", ".join(f"`{point}`" for point in missed)
        yield diagnostic(
            "best-path-misses",
            scenario.span,
            f"a path of best choices does not reach {names}",
            f"for example: {next(iter(missed.values()))}. Mark it somewhere on every such path",
        )


def pass_without_critical(walked: Walked) -> Iterator[Diagnostic]:
    """Critical ids past which a path reaches the pass mark."""
    for point, example in walked.past_critical.examples:
        yield diagnostic(
            "pass-without-critical",
            walked.found.plan.story.scenario.span,
            f"a path reaches the pass mark without meeting a decision on the critical `{point}`",
            f"for example: {example}. Let every path that can reach the pass mark meet one",
        )


def past_critical(found: States, packing: Tally, limit: int) -> PastCritical:
    """For each critical id a path that reaches the pass mark past it, if there is one; and which stay undecided."""
    examples: list[tuple[str, str]] = []
    undecided: list[str] = []
    for point in packing.criticals:
        example, is_decided = _path_past(point, found, packing, limit)
        if example is not None:
            examples.append((point, example))
        elif not is_decided:
            undecided.append(point)
    return PastCritical(tuple(examples), tuple(undecided))


def _path_past(point: str, found: States, packing: Tally, limit: int) -> tuple[str | None, bool]:
    """A path to an ending and the pass mark that meets no decision on the point; and whether that is the last word.

    Best marks first. Left out: what cannot reach the mark any more, and what another path to the same state, with as
    many marks of everything, is at least as good as.
    """
    marking = [point in passage.points for passage in found.plan.passages]
    fronts: dict[tuple[int, int], list[int]] = {}
    trail: list[tuple[int, int, int, Way | None]] = []  # state, what was earned, number of the one before, way from it
    waiting: list[tuple[int, int, int, Way | None]] = [(0, 0, -1, None)] if found.states else []
    while waiting:
        state, earned, before, by = waiting.pop()
        p = found.passage(state)
        if marking[p] or not packing.could_reach_mark(earned, p):
            continue
        front = fronts.setdefault((state, earned & packing.counts), [])
        if any(packing.beats(other, earned) for other in front):
            continue
        front[:] = [other for other in front if not packing.beats(earned, other)] + [earned]
        here = len(trail)
        trail.append((state, earned, before, by))
        if found.is_ending(state):
            if packing.reaches_mark(earned):
                return _written(found, trail, here), True
            continue
        if len(trail) > limit:
            return None, False
        if state >= len(found.after):
            continue
        next_ones = []
        is_counted = not found.is_answered(state)
        for way, there in found.after[state]:
            gain = packing.gain(p, way.choice, found.passage(there), is_counted)
            next_ones.append((packing.without_critical(packing.after(earned, gain)), there, way))
        next_ones.sort(key=lambda one: one[0])
        waiting.extend((there, then, here, way) for then, there, way in next_ones)
    return None, True


def _written(found: States, trail: list[tuple[int, int, int, Way | None]], last: int) -> str:
    # Two places of a trail may share a state, so the way back is by place in the trail and not by state.
    state, _, before, by = trail[last]
    parts = [named(found, state)]
    while by is not None:
        state, _, earlier, earlier_by = trail[before]
        parts.append(leg(found, state, by))
        before, by = earlier, earlier_by
    return written(parts[::-1])
