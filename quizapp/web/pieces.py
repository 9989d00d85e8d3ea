"""Pieces of a page that depend on nothing but what they are given: rendered once, and then taken from memory.

The story, its choices and an explanation are the same for everybody who comes by.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from quizapp.web.filters import prose

MOST = 4096  # pieces kept in each process, about 2 kB each


def piece_of(environment: Environment) -> Callable[..., Markup]:
    """The templates' `piece(template, …)`: that template rendered with just these values, which must be hashable."""

    @lru_cache(MOST, typed=True)  # trusted HTML and the same text as a str are not the same piece
    def piece(template: str, /, **values: Hashable) -> Markup:
        return prose(environment.get_template(template).render(values))

    return piece
