"""Lists of indices as columns keep them: read alike however long, and few of them remembered."""

import json
import sys

import pytest

from quizapp.store import columns


@pytest.mark.parametrize("found", [(), (0,), (3, 1, 0, 2), tuple(range(200))])
def test_a_list_is_read_as_it_was_stored_however_long(found: tuple[int, ...]):
    text = json.dumps(list(found))
    assert columns.indices(text) == found
    assert columns.indices(text) == found


@pytest.mark.parametrize("text", ["{}", "[-1]", "[true]", '["0"]', f"[{'1, ' * 50}-1]"])
def test_anything_else_is_refused_each_time(text: str):
    for _ in range(2):
        with pytest.raises(ValueError, match="indices"):
            columns.indices(text)


def test_what_is_remembered_stays_small():
    for number in range(10_000):
        columns.indices(f"[{number}, {number + 1}]")
        columns.indices(json.dumps([number] * 40))
    kept = columns._short.cache_info()
    assert kept.currsize == kept.maxsize == 1024
    largest = "[" + ", ".join("9" * (columns.SHORT // 3)) + "]"
    assert kept.maxsize * (sys.getsizeof(largest) + sys.getsizeof(tuple(range(columns.SHORT // 3))) + 100) < 1 << 19
