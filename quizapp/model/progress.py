"""How far a long piece of work is: services say it, and whoever asked for the work shows it, or nobody does."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Done = Callable[[int], None]
"""Says that so many more are done."""

Progress = Callable[[str, int], AbstractContextManager[Done]]
"""Begins a stretch of work: what there are how many of, in words and in a number. It ends with its block.

Only the thread that began it may say what is done.
"""


@contextmanager
def in_silence(_what: str, _number: int) -> Iterator[Done]:
    """Shows nothing."""
    yield lambda _: None
