"""Where to stop when a story is played together: its decisions along the best way, the critical ones first."""

from quizapp.engine.best_way import best_way
from quizapp.engine.story import Story


def decisions_on_the_best_way(story: Story) -> tuple[str, ...]:
    """The anchors of the decisions that somebody meets who always chooses best, in the order in which they come."""
    steps, _ = best_way(story)
    met = (step.passage for step in steps if step.choice is not None)
    return tuple(dict.fromkeys(anchor for anchor in met if story.passages[anchor].is_decision))


def stops(story: Story, most: int) -> tuple[str, ...]:
    """At most so many decisions to stop at, in the order in which they come.

    Those that mark a critical id come first; the rest are taken evenly along the way, so that a short session, too,
    goes from the beginning of the story to its end.
    """
    way = decisions_on_the_best_way(story)
    if len(way) <= most:
        return way
    critical = set(story.scenario.critical)
    chosen = [anchor for anchor in way if critical & set(story.passages[anchor].points)][:most]
    others = [anchor for anchor in way if anchor not in chosen]
    wanted = most - len(chosen)
    chosen += [others[(2 * n + 1) * len(others) // (2 * wanted)] for n in range(wanted)]
    return tuple(anchor for anchor in way if anchor in chosen)
