"""A cache that is bounded by bytes, for values that can be worked out again."""

from collections.abc import Callable, Hashable
from itertools import count
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

ENTRY = 200
"""Bytes that an entry takes beside its key and value: its slot in the dictionary, and when it was last used."""


class _Entry(Generic[Value]):
    __slots__ = ("bytes", "used", "value")

    def __init__(self, value: Value, size: int, used: int) -> None:
        self.value = value
        self.bytes = size
        self.used = used


class Cache(Generic[Key, Value]):
    """Keeps values within `most` bytes; when they are full, those that were least recently used go.

    `size` gives the bytes of a key and its value together, and may estimate. A value that is larger than everything
    that may be kept is not kept. Threads may share a cache: looking up takes no lock, and costs about as much as in a
    dictionary; of two threads that add at once, both get the same value back.
    """

    def __init__(self, most: int, size: Callable[[Key, Value], int]) -> None:
        self.most = most
        self.bytes = 0
        self._size = size
        self._entries: dict[Key, _Entry[Value]] = {}
        self._uses = count()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Value | None:
        """The value that is kept for this key, which counts as a use of it; None if there is none."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.used = next(self._uses)
        return entry.value

    def add(self, key: Key, value: Value) -> Value:
        """Keep a value; what another thread has kept for this key meanwhile stays, and is given back instead."""
        size = self._size(key, value) + ENTRY
        with self._lock:
            there = self._entries.get(key)
            if there is not None:
                return there.value
            if size > self.most:
                return value
            if self.bytes + size > self.most:
                self._make_room(size)
            self._entries[key] = _Entry(value, size, next(self._uses))
            self.bytes += size
        return value

    def put(self, key: Key, value: Value) -> None:
        """Keep a value in place of what was kept for this key, if anything was."""
        self.drop(key)
        self.add(key, value)

    def drop(self, key: Key) -> None:
        """Keep nothing for this key any longer."""
        with self._lock:
            there = self._entries.pop(key, None)
            if there is not None:
                self.bytes -= there.bytes

    def clear(self) -> None:
        """Keep nothing any longer."""
        with self._lock:
            self._entries.clear()
            self.bytes = 0

    def _make_room(self, size: int) -> None:
        """Let the least recently used go: a quarter of the room at least, so that this is not done for each value."""
        most = min(self.most - size, self.most * 3 // 4)
        for key, entry in sorted(self._entries.items(), key=lambda item: item[1].used):
            if self.bytes <= most:
                return
            del self._entries[key]
            self.bytes -= entry.bytes
