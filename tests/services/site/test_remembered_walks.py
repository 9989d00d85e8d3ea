"""How far attempts have come is kept within its bytes, and they are about what it takes."""

import gc
import secrets
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from quizapp.model.cache import Cache
from quizapp.model.play import Answer, Place, Step, StepKind
from quizapp.services.site.walks import MOST_WALKS, Reached, Walks, walk_bytes

ANCHORS = [f"passage-{number}" for number in range(500)]


def reached(visited: int, answer: Answer | None = None) -> Reached:
    """An attempt that has come past so many passages: what comes from the database is its own, anchors are not."""
    kind = StepKind.ANSWER if answer else StepKind.CHOICE
    at = datetime.now(UTC)
    last = Step(1000 + visited, kind, "".join(["passage-", str(visited)]), None if answer else 1, at, answer)
    place = Place(ANCHORS[0], (visited + 1000, 1, 2), frozenset(ANCHORS[:visited]))
    return Reached("version", 1001 + visited, last, place, 9)


def filled(walks: Walks, made: Callable[[], Reached], number: int) -> int:
    """The bytes that are in use once so many attempts were put into it."""
    gc.collect()
    tracemalloc.start()
    try:
        for _ in range(number):
            walks.put(secrets.token_urlsafe(16), made())
        gc.collect()
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return used


@pytest.mark.parametrize("visited", [1, 10, 30, 100, 500])
@pytest.mark.parametrize("answered", [False, True])
def test_its_size_is_about_what_it_takes(visited: int, answered: bool) -> None:
    walks: Walks = Cache(MOST_WALKS, walk_bytes)
    used = filled(walks, lambda: reached(visited, Answer((0, 2), "x" * 50) if answered else None), 100)
    assert used * 0.8 < walks.bytes < used * 1.25


def test_it_is_kept_within_its_bytes_and_they_are_few() -> None:
    walks: Walks = Cache(MOST_WALKS, walk_bytes)
    used = filled(walks, lambda: reached(200), 2_000)
    assert MOST_WALKS // 2 < walks.bytes <= MOST_WALKS and used < MOST_WALKS * 5 // 4
    assert 2 * MOST_WALKS * 5 // 4 <= 20 << 20  # of two workers


def test_it_is_enough_for_thousands_at_usual_stories() -> None:
    walks: Walks = Cache(MOST_WALKS, walk_bytes)
    for _ in range(2_000):
        walks.put(secrets.token_urlsafe(16), reached(20))
    assert len(walks) == 2_000
