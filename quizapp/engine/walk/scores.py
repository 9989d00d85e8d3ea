"""The scores that a story can give: over all its paths, merged where they have earned the same, or over seeded plays.

Chances are kept as whole numbers: a path begins with a weight that every share of it divides without remainder.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from random import Random

from quizapp.engine import scorers
from quizapp.engine.simulation import STEP_LIMIT, one_play, seeded
from quizapp.engine.walk.states import States
from quizapp.engine.walk.tally import Gain, Tally, tally, whole_tally

EXTREME_LIMIT = 20_000
"""Where scores come from plays, the search for the best and the worst stops after so many merged paths."""

PLAYED_PASSAGES = 1_000_000
"""Where plays go round and round, no further one is begun once so many passages were seen in all of them."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of finished plays: best and worst, the mean, and the chance that a play finishes and passes."""

    best: Fraction = Fraction(0)
    worst: Fraction = Fraction(0)
    mean: Fraction = Fraction(0)
    pass_chance: Fraction = Fraction(0)


class _TooMany(Exception):
    """More merged paths than the limit allows."""


def whole_weight(found: States, order: Sequence[int]) -> int:
    """A weight that can be shared out along every path without remainder."""
    steps = [0] * len(found.states)
    for state in reversed(order):
        steps[state] = max((steps[there] + 1 for _, there in found.after[state]), default=0)
    parts = lcm(*(len(ways) for ways in found.after if ways))
    return int(parts ** (steps[0] if steps else 0))


def exact_scores(found: States, order: Sequence[int], limit: int) -> Scores | None:
    """The scores of all plays; None where they are over `limit` even when merged.

    Each figure is asked for by itself, so that as many paths as possible can be merged or left: the mean point by
    point, the chance of a pass without the paths that cannot pass any more, the best and the worst by dominance.
    """
    whole = whole_weight(found, order)
    packing = whole_tally(found.plan)
    pass_chance = exact_pass_chance(found, order, limit)
    if pass_chance is None:
        return None
    try:
        means = []
        finished = 0
        for point in packing.points or ("",):
            alone = tally(found.plan, (point,) if packing.points else (), ())
            weights = _weights(found, alone, order, whole, limit)
            finished = sum(weights.values())
            means.append(sum((alone.score(e) * w for e, w in weights.items()), Fraction(0)) / max(1, finished))
        if not finished:
            return Scores()
        bare = tally(found.plan, packing.points, ())
        best, worst = (extreme(found, bare, limit, upper) or 0 for upper in (True, False))
    except _TooMany:
        return None
    return Scores(bare.score_of(best), bare.score_of(worst), sum(means, Fraction(0)) / len(means), pass_chance)


def exact_pass_chance(found: States, order: Sequence[int], limit: int) -> Fraction | None:
    """The chance that a play finishes and passes; None where the plays are over `limit` even when merged."""
    whole = whole_weight(found, order)
    packing = whole_tally(found.plan)
    try:
        weights = _weights(found, packing, order, whole, limit, only_passes=True)
    except _TooMany:
        return None
    passed = (
        weight for earned, weight in weights.items() if packing.reaches_mark(earned) and packing.is_critical_met(earned)
    )
    return Fraction(sum(passed), whole)


def _gains(found: States, packing: Tally, state: int) -> list[tuple[int, Gain]]:
    """The states that follow, each with what the step there earns."""
    p, is_counted = found.passage(state), not found.is_answered(state)
    return [(t, packing.gain(p, way.choice, found.passage(t), is_counted)) for way, t in found.after[state]]


def _merged_gains(found: States, packing: Tally, state: int) -> list[tuple[int, Gain, int]]:
    """As `_gains`, each with how many ways it stands for: answers to a question that are worth the same are one."""
    gains = _gains(found, packing, state)
    if not found.plan.is_question(found.passage(state)):
        return [(there, gain, 1) for there, gain in gains]
    merged: dict[tuple[int, int, int, int], tuple[int, Gain, int]] = {}
    for there, gain in gains:
        key = (there, gain.clear, gain.put, gain.add)
        _, _, times = merged.get(key, (there, gain, 0))
        merged[key] = (there, gain, times + 1)
    return list(merged.values())


def _weights(
    found: States, packing: Tally, order: Sequence[int], whole: int, limit: int, only_passes: bool = False
) -> dict[int, int]:
    """What finished plays have earned, each with its weight; `only_passes` leaves out what cannot pass any more."""
    here: dict[int, dict[int, int]] = {order[0]: {0: whole}} if order else {}
    finished: dict[int, int] = {}
    work = 0
    for state in order:
        earned = here.pop(state, {})
        if only_passes:
            p = found.passage(state)
            earned = {one: weight for one, weight in earned.items() if packing.could_pass(one, p)}
        if not earned:
            continue
        if found.is_ending(state):
            for one, weight in earned.items():
                finished[one] = finished.get(one, 0) + weight
            continue
        ways = _merged_gains(found, packing, state)
        number = len(found.after[state])
        work += len(earned) * len(ways)
        if work > limit:
            raise _TooMany
        for there, gain, times in ways:
            then = here.setdefault(there, {})
            for one, weight in earned.items():
                key = packing.after(one, gain)
                then[key] = then.get(key, 0) + weight // number * times
    return finished


def extreme(found: States, packing: Tally, limit: int, upper: bool) -> int | None:
    """The best (`upper`) or worst that a path to an ending can have earned; None without one.

    Depth first, the most promising way first, leaving what cannot better the best so far, and what another path to
    the same state, with as many marks of everything, is at least as good as.
    """
    fronts: dict[tuple[int, int], list[int]] = {}
    waiting = [(0, 0)] if found.states else []
    best: int | None = None
    work = 0
    while waiting:
        state, earned = waiting.pop()
        bound = packing.bound(earned, found.passage(state), upper)
        if best is not None and (bound <= best if upper else bound >= best):
            continue
        if found.is_ending(state):
            best = bound  # nothing is open at an ending, so the bound is what was earned
            continue
        front = fronts.setdefault((state, earned & packing.counts), [])
        if any(packing.beats(*((old, earned) if upper else (earned, old))) for old in front):
            continue
        front.append(earned)
        work += 1
        if work > limit:
            raise _TooMany
        ways = [(t, packing.after(earned, gain)) for t, gain, _ in _merged_gains(found, packing, state)]
        waiting += sorted(ways, key=lambda way: packing.bound(way[1], found.passage(way[0]), upper), reverse=not upper)
    return best


def played(found: States, plays: int, seed: int) -> tuple[Scores, list[Fraction]]:
    """Scores, and the chance of each passage, from so many plays of chance; best and worst are searched for."""
    chance = seeded(seed)
    packing = whole_tally(found.plan)
    gains = [_gains(found, packing, s) for s in range(len(found.after))]
    finished: dict[tuple[Fraction, bool], int] = {}
    judged: dict[int, tuple[Fraction, bool]] = {}
    seen = [0] * len(found.plan.passages)
    done = work = 0
    while done < plays and work < PLAYED_PASSAGES and found.states:
        done += 1
        if found.complete:
            earned, passages, length = _one_play(found, packing, gains, chance)
            if earned is not None and earned not in judged:
                judged[earned] = (
                    packing.score(earned),
                    packing.reaches_mark(earned) and packing.is_critical_met(earned),
                )
            ended = None if earned is None else judged[earned]
        else:
            ended, passages, length = _one_play_unseen(found, chance)
        for p in passages:
            seen[p] += 1
        work += length
        if ended is not None:
            finished[ended] = finished.get(ended, 0) + 1
    done = max(1, done)
    scores = _summed(finished, done)
    if finished:
        scores = _widened(scores, found)
    return scores, [Fraction(count, done) for count in seen]


def _widened(scores: Scores, found: States) -> Scores:
    """Scores of plays with the best and the worst that there are, searched for; or at least a skilled play's."""
    if found.complete:
        bare = tally(found.plan, whole_tally(found.plan).points, ())
        try:
            best, worst = (extreme(found, bare, EXTREME_LIMIT, upper) or 0 for upper in (True, False))
        except _TooMany:
            pass
        else:
            return replace(scores, best=bare.score_of(best), worst=bare.score_of(worst))
    steps, place = one_play(found.plan.story, seeded(0), 1.0)
    if not found.plan.story.passages[place.passage].is_ending:
        return scores
    return replace(scores, best=max(scores.best, scorers.score(scorers.CURRENT, found.plan.story, steps).value))


def _one_play(
    found: States, packing: Tally, gains: list[list[tuple[int, Gain]]], chance: Random
) -> tuple[int | None, set[int], int]:
    """What one play of chance earned, or None if it came to no ending; the passages that it saw; its steps."""
    state = earned = 0
    passages = set()
    for length in range(STEP_LIMIT):
        passages.add(found.states[state][0])
        ways = gains[state]
        if not ways:
            return (earned if found.is_ending(state) else None), passages, length
        state, gain = ways[int(chance.random() * len(ways))]
        earned = packing.after(earned, gain)
    return None, passages, STEP_LIMIT


def _one_play_unseen(found: States, chance: Random) -> tuple[tuple[Fraction, bool] | None, set[int], int]:
    """As `_one_play`, where not every state was seen: move by move. Gives score and pass."""
    story = found.plan.story
    steps, place = one_play(story, chance, 0.0)
    passages = {p for p, q in enumerate(found.plan.passages) if q.anchor in place.visited or q.anchor == place.passage}
    if not story.passages[place.passage].is_ending:
        return None, passages, len(steps)
    earned = scorers.score(scorers.CURRENT, story, steps)
    return (earned.value, earned.passed), passages, len(steps)


def _summed(finished: Mapping[tuple[Fraction, bool], int], plays: int) -> Scores:
    if not finished:
        return Scores()
    values = [value for value, _ in finished]
    mean = sum((value * count for (value, _), count in finished.items()), Fraction(0)) / sum(finished.values())
    passed = sum(count for (_, is_passed), count in finished.items() if is_passed)
    return Scores(max(values), min(values), mean, Fraction(passed, plays))
