"""The figures of a story (FORMAT §6): counted over its merged paths where that is possible, else over seeded plays.

Chances are kept as whole numbers: a path begins with a weight that every share of it divides without remainder.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from random import Random

from quizapp.engine.lengths import decisions_to_safer, missable, shortest_and_longest
from quizapp.engine.plan import components
from quizapp.engine.scoring import score
from quizapp.engine.simulation import STEP_LIMIT, one_play, seeded
from quizapp.engine.states import States
from quizapp.engine.tally import Tally, tally
from quizapp.model.walks import Figures


@dataclass(frozen=True, slots=True)
class _Scores:
    """Scores of finished plays: best and worst, the mean, and the chance that a play finishes and passes."""

    best: Fraction = Fraction(0)
    worst: Fraction = Fraction(0)
    mean: Fraction = Fraction(0)
    pass_chance: Fraction = Fraction(0)


def figures_of(found: States, limit: int, plays: int, seed: int) -> Figures:
    """The figures of the states that were found.

    The mean score is that of uniform random play, over plays that come to an ending; chances are over all plays.
    """
    shortest, longest = shortest_and_longest(found, limit)
    packing = tally(found.plan)
    order = _in_order(found) if found.complete else None
    scores = None if order is None else _exact_scores(found, packing, order, limit)
    played, seen = (_Scores(), []) if scores is not None else _played(found, packing, plays, seed)
    if order is not None:
        paths, seen = _path_count(found, order), _chances(found, order)
    else:
        paths = None
    chances = tuple((passage.anchor, chance) for passage, chance in zip(found.plan.passages, seen, strict=True))
    endings = {p.anchor for p in found.plan.passages if p.is_ending}
    by_score = played if scores is None else scores
    return Figures(
        paths=paths,
        shortest=shortest,
        longest=longest,
        best=by_score.best,
        worst=by_score.worst,
        mean=by_score.mean,
        pass_chance=by_score.pass_chance,
        endings=tuple((anchor, chance) for anchor, chance in chances if anchor in endings),
        passages=chances,
        missable=missable(found),
        exact=scores is not None,
        decisions_to_safer=decisions_to_safer(found),
    )


def _in_order(found: States) -> list[int] | None:
    """The states, each before whatever it leads to; None where one can go round in a circle for ever."""
    order = []
    for members in components([[there for _, there in ways] for ways in found.after]):
        if len(members) > 1 or any(there == members[0] for _, there in found.after[members[0]]):
            return None
        order.append(members[0])
    return order[::-1]


def _whole(found: States, order: Sequence[int]) -> int:
    """A weight that can be shared out along every path without remainder."""
    steps = [0] * len(found.states)
    for state in reversed(order):
        steps[state] = max((steps[there] + 1 for _, there in found.after[state]), default=0)
    parts = lcm(*(len(ways) for ways in found.after if ways))
    return int(parts ** (steps[0] if steps else 0))


def _path_count(found: States, order: Sequence[int]) -> int:
    """How many paths lead from the start to an ending."""
    count = [0] * len(found.states)
    for state in reversed(order):
        ways = found.after[state]
        count[state] = 1 if found.is_ending(state) else sum(count[there] for _, there in ways)
    return count[0] if count else 0


def _chances(found: States, order: Sequence[int]) -> list[Fraction]:
    """For each passage, the chance that uniform random play sees it."""
    whole = _whole(found, order)
    seen = [0] * len(found.plan.passages)
    returning = {found.passage(s) for s in order if found.plan.circular >> found.passage(s) & 1}
    for watched in (None, *sorted(returning)):
        weights = [0] * len(found.states)
        if weights:
            weights[0] = whole
        for state in order:
            weight, p = weights[state], found.passage(state)
            if not weight:
                continue
            if p == watched or (watched is None and p not in returning):
                seen[p] += weight
            # A passage that can come again is counted the first time only: the play is not followed further.
            if p != watched and found.after[state]:
                share = weight // len(found.after[state])
                for _, there in found.after[state]:
                    weights[there] += share
    return [Fraction(weight, whole) for weight in seen]


def _exact_scores(found: States, packing: Tally, order: Sequence[int], limit: int) -> _Scores | None:
    """The scores of all plays, those that earned the same on the way to the same state being one; None if too many."""
    whole = _whole(found, order)
    here: list[dict[int, int] | None] = [{} for _ in found.states]
    if order:
        here[order[0]] = {0: whole}
    finished: dict[int, int] = {}
    work = 0
    for state in order:
        earned, here[state] = here[state] or {}, None
        p = found.passage(state)
        if found.is_ending(state):
            for one, weight in earned.items():
                finished[one] = finished.get(one, 0) + weight
            continue
        ways = found.after[state]
        work += len(earned) * max(1, len(ways))
        if work > limit:
            return None
        is_counted = not found.is_answered(state)
        for way, there in ways:
            gain = packing.gain(p, way.choice, found.passage(there), is_counted)
            then = here[there]
            if then is None:  # never: `there` stands later in the order
                continue
            after = packing.after
            for one, weight in earned.items():
                key = after(one, gain)
                then[key] = then.get(key, 0) + weight // len(ways)
    scores: dict[Fraction, int] = {}
    passed = 0
    for one, weight in finished.items():
        value, is_passed = _judged(packing, one)
        scores[value] = scores.get(value, 0) + weight
        passed += weight * is_passed
    return _summed(scores, passed, whole)


def _judged(packing: Tally, earned: int) -> tuple[Fraction, bool]:
    """The score of a finished path, and whether it passes."""
    return packing.score(earned), packing.reaches_mark(earned) and packing.is_critical_met(earned)


def _summed(scores: Mapping[Fraction, int], passed: int, whole: int) -> _Scores:
    """The scores of finished plays, given by weight; `whole` is the weight of all plays together."""
    if not scores:
        return _Scores()
    mean = sum((value * weight for value, weight in scores.items()), Fraction(0)) / sum(scores.values())
    return _Scores(max(scores), min(scores), mean, Fraction(passed, whole))


def _played(found: States, packing: Tally, plays: int, seed: int) -> tuple[_Scores, list[Fraction]]:
    """Scores, and the chance of each passage, from so many plays of chance; the best also from a skilled play."""
    chance = seeded(seed)
    finished: dict[Fraction, int] = {}
    seen = [0] * len(found.plan.passages)
    passed = 0
    for _ in range(plays if found.states else 0):
        ended, passages = _one_play(found, packing, chance) if found.complete else _one_play_unseen(found, chance)
        for p in passages:
            seen[p] += 1
        if ended is not None:
            finished[ended[0]] = finished.get(ended[0], 0) + 1
            passed += ended[1]
    plays = max(1, plays)
    scores = _summed(finished, passed, plays)
    if finished:
        steps, place = one_play(found.plan.story, chance, 1.0)
        if found.plan.story.passages[place.passage].is_ending:
            scores = replace(scores, best=max(scores.best, score(found.plan.story, steps).value))
    return scores, [Fraction(count, plays) for count in seen]


def _one_play_unseen(found: States, chance: Random) -> tuple[tuple[Fraction, bool] | None, set[int]]:
    """As `_one_play`, where not every state was seen: move by move."""
    story = found.plan.story
    steps, place = one_play(story, chance, 0.0)
    passages = {p for p, q in enumerate(found.plan.passages) if q.anchor in place.visited or q.anchor == place.passage}
    if not story.passages[place.passage].is_ending:
        return None, passages
    earned = score(story, steps)
    return (earned.value, earned.passed), passages


def _one_play(found: States, packing: Tally, chance: Random) -> tuple[tuple[Fraction, bool] | None, set[int]]:
    """Score and pass of one play of chance, or None if it came to no ending; and the passages that it saw."""
    state = earned = 0
    passages = set()
    for _ in range(STEP_LIMIT):
        p = found.passage(state)
        passages.add(p)
        if found.is_ending(state):
            return _judged(packing, earned), passages
        if not found.after[state]:
            break
        ways = found.after[state]
        way, there = ways[int(chance.random() * len(ways))]
        gain = packing.gain(p, way.choice, found.passage(there), not found.is_answered(state))
        earned = packing.after(earned, gain)
        state = there
    return None, passages
