"""About how much of a story is left for whoever has come so far."""

from collections.abc import Mapping, Sequence

from quizapp.model.play import Place


def minutes_left(figures: Mapping[str, int], places: Sequence[Place], whole: int) -> int | None:
    """About how many minutes are left at the last of these places: never more than at the one before, nor than `whole`.

    `figures` are the minutes of the longest way on from each passage, by anchor; None where that of the last place is
    not known.
    """
    if places[-1].passage not in figures:
        return None
    return min([whole, *[figures[place.passage] for place in places if place.passage in figures]])
