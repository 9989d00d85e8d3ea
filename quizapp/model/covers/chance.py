"""What is left to chance in a cover, and is the same each time: SHA-256 of its id, and of what is being decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chance:
    """Decisions about one cover. Each has a name and depends on no other, so that a new one changes no picture."""

    id: str

    def part(self, name: str) -> float:
        """From 0 up to, not including, 1."""
        return int.from_bytes(sha256(f"{name}:{self.id}".encode()).digest()[:6]) / (1 << 48)

    def between(self, name: str, low: float, high: float) -> float:
        """From `low` up to `high`."""
        return low + (high - low) * self.part(name)

    def pick(self, name: str, options: Sequence[T]) -> T:
        """One of these."""
        return options[int(self.part(name) * len(options))]
