"""How far each attempt at a story had come when this process saw it last, within bounds.

Only what a page needs of it is kept: the last place, and not all those on the way.
"""

import sys
from dataclasses import dataclass

from quizapp.model.cache import Cache
from quizapp.model.play import Place, Step

MOST_WALKS = 8 << 20  # bytes: 2,500 attempts that have seen 20 passages each, or 250 that have seen 500


@dataclass(frozen=True, slots=True)
class Reached:
    """Where the first `count` steps of an attempt led: it holds for those alone of which `last` is the last.

    `least` is the least figure of the minutes left on the way.
    """

    version: str
    count: int
    last: Step | None
    place: Place
    least: int


Walks = Cache[str, Reached]
"""By the attempt's public id."""


def walk_bytes(public_id: str, reached: Reached) -> int:
    """About what is kept of an attempt: its id, the last step with its time and answer, counters, and what was visited.

    Anchors are those of the version.
    """
    last, place = reached.last, reached.place
    words = [public_id, last.passage if last else "", last.answer.text if last and last.answer else ""]
    return 300 + sum(map(sys.getsizeof, (*words, place.counters, place.visited)))
