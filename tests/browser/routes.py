"""Paths through a story that together take every choice and reach every ending."""

from quizapp.engine import moves
from quizapp.engine.story import Story
from quizapp.model.play import Place

Way = tuple[str, int | None]  # passage, choice as written (None: continue)


def ways(story: Story) -> set[Way]:
    """Every way on that there is."""
    found: set[Way] = set()
    for passage in story.scenario.passages:
        found |= {(passage.anchor, index) for index in range(len(passage.choices))}
        if passage.way_on is not None:
            found.add((passage.anchor, None))
    return found


def covering_routes(story: Story) -> list[list[Way]]:
    """Whole plays that between them take every way on: each goes for what is not taken yet, whole states in view."""
    left = ways(story)
    routes: list[list[Way]] = []
    while left:
        route = _longest(story, frozenset(left))
        gained = left & set(route)
        if not gained:
            break
        left -= gained
        routes.append(route)
    return routes


def _longest(story: Story, left: frozenset[Way]) -> list[Way]:
    """A play that takes as many of these ways as one play can (states are few; each is worked out once)."""
    best: dict[Place, tuple[int, list[Way]]] = {}

    def from_here(place: Place) -> tuple[int, list[Way]]:
        if place not in best:
            best[place] = (0, [])
            passage = story.passages[place.passage]
            options: list[int | None] = list(moves.offered(story, place))
            if passage.way_on is not None:
                options.append(None)
            for choice in options:
                worth, rest = from_here(moves.move(story, place, choice))
                way = (place.passage, choice)
                total = worth + (way in left)
                if total > best[place][0] or not best[place][1]:
                    best[place] = (total, [way, *rest])
        return best[place]

    return from_here(moves.start(story))[1]
