"""Where to stop when a story is played together: its decisions along the best way, the critical ones first."""

from quizapp.engine import moves
from quizapp.engine.story import Story

LONGEST_WAY = 200
"""A way with more pages than this goes round in a circle."""


def decisions_on_the_best_way(story: Story) -> tuple[str, ...]:
    """The anchors of the decisions that somebody meets who always chooses best, in the order in which they come."""
    place, found = moves.start(story), list[str]()
    for _ in range(LONGEST_WAY):
        while moves.waiting(story, place) is not None:
            place = moves.answered(place)
        passage = moves.passage_at(story, place)
        if passage.is_ending:
            break
        offered = moves.offered(story, place)
        best = [choice for choice in passage.best_choices if choice in offered] or list(offered)
        if passage.is_decision and passage.anchor not in found:
            found.append(passage.anchor)
        if passage.choices and not best:
            break
        place = moves.move(story, place, best[0] if passage.choices else None)
    return tuple(found)


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
