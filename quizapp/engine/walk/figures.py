"""The figures of a story (FORMAT §6): counted over its states where that is possible, else over seeded plays."""

from collections.abc import Sequence
from fractions import Fraction

from quizapp.engine.lengths import decisions_to_safer, missable, shortest_and_longest
from quizapp.engine.walk.scores import Scores, exact_scores, played, whole_weight
from quizapp.engine.walk.states import States
from quizapp.model.components import components
from quizapp.model.walks import Figures


def figures_of(found: States, limit: int, plays: int, seed: int) -> Figures:
    """The figures of the states that were found.

    The mean score is that of uniform random play, over plays that come to an ending; chances are over all plays.
    """
    shortest, longest = shortest_and_longest(found, limit)
    order = in_order(found) if found.complete else None
    scores = None if order is None else exact_scores(found, order, limit)
    by_chance, seen = (Scores(), []) if scores is not None else played(found, plays, seed)
    if order is not None:
        paths, seen = _path_count(found, order), _chances(found, order)
    else:
        paths = None
    plan = found.plan
    chances = tuple((q.anchor, seen[p]) for p, q in enumerate(plan.passages) if not plan.is_question(p))
    endings = {p.anchor for p in plan.passages if p.is_ending}
    by_score = by_chance if scores is None else scores
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


def in_order(found: States) -> list[int] | None:
    """The states, each before whatever it leads to; None where one can go round in a circle for ever."""
    order = []
    for members in components([[there for _, there in ways] for ways in found.after]):
        if len(members) > 1 or any(there == members[0] for _, there in found.after[members[0]]):
            return None
        order.append(members[0])
    return order[::-1]


def _path_count(found: States, order: Sequence[int]) -> int:
    """How many paths lead from the start to an ending."""
    count = [0] * len(found.states)
    for state in reversed(order):
        ways = found.after[state]
        count[state] = 1 if found.is_ending(state) else sum(count[there] for _, there in ways)
    return count[0] if count else 0


def _chances(found: States, order: Sequence[int]) -> list[Fraction]:
    """For each passage, the chance that uniform random play sees it."""
    whole = whole_weight(found, order)
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
