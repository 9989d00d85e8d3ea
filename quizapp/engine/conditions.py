"""Whether an `Only if:` holds where a person stands (FORMAT §3, conditions)."""

import operator
from collections.abc import Callable, Mapping

from quizapp.engine.story import Story
from quizapp.model.play import Place
from quizapp.model.scenario import Condition, Term, Visited

COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


def holds(condition: Condition | None, place: Place, story: Story) -> bool:
    """Whether every term of some alternative is true here. No condition always holds.

    A term about a counter that the scenario lacks is false; a passage that it lacks was never visited. The condition
    of an `Otherwise:` holds where that is not so.
    """
    if condition is None:
        return True
    return condition.negated != any(
        all(_true(term, place, story) for term in terms) for terms in condition.alternatives
    )


def _true(term: Term, place: Place, story: Story) -> bool:
    if isinstance(term, Visited):
        return (term.anchor in place.visited) != term.negated
    index = story.counters.get(term.counter)
    compare = COMPARISONS.get(term.operator)
    return index is not None and compare is not None and compare(place.counters[index], term.number)
