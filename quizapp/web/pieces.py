"""Pieces of a page that depend on nothing but what they are given: rendered once, and then taken from memory.

The story, its choices and an explanation are the same for everybody who comes by.
"""

import sys
from collections.abc import Callable, Hashable

from jinja2 import Environment
from markupsafe import Markup

from quizapp.model.cache import Cache
from quizapp.services.site.organisation import Local
from quizapp.web.access import words_of
from quizapp.web.filters import prose

MOST = 32 << 20  # bytes of pieces in each process, about 6 kB each


def piece_of(environment: Environment, local: Callable[[], Local]) -> Callable[..., Markup]:
    """The templates' `piece(template, …)`: that template rendered with just these values, which must be hashable.

    It may show `access.words_of` what `local` gives, too: an object that is the same until something in it changes.
    """

    pieces: Cache[Hashable, Markup] = Cache(MOST, piece_bytes)

    def piece(template: str, /, **values: Hashable) -> Markup:
        # Trusted HTML and the same text as a str are equal, and are not the same piece.
        here = local()
        given = values.values()
        key = template, here, *values, *given, *map(type, given)
        found = pieces.get(key)
        if found is None:
            found = pieces.add(key, prose(environment.get_template(template).render(words_of(here), **values)))
        return found

    return piece


def piece_bytes(_key: Hashable, piece: Markup) -> int:
    """About what a piece takes: its text, as much again for the texts that it was made from, and what holds them."""
    return 2 * sys.getsizeof(piece) + 1_000
