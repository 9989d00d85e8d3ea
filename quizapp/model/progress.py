"""How far a long piece of work is: services say it, and whoever asked for the work shows it, or nobody does."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum

Done = Callable[[int], None]
"""Says that so many more are done."""


class Work(StrEnum):
    """What a long command does; whoever shows it has the words."""

    CHECK = "check"
    CHECK_LIVE = "check what is live"
    LOOK_THROUGH = "look through"
    RECOMPILE = "recompile"
    COPY = "copy"
    READ_PEOPLE = "read people"


Progress = Callable[[Work, int], AbstractContextManager[Done]]
"""Begins a stretch of work: what it is, and how many pieces there are. It ends with its block.

Only the thread that began it may say what is done.
"""


@contextmanager
def in_silence(_work: Work, _number: int) -> Iterator[Done]:
    """Shows nothing."""
    yield lambda _: None
