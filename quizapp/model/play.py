"""A person's run through one version: where they stand, the moves they made, and what is shown to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NotPossible(Exception):
    """A move that the rules forbid: a choice that is not offered, a step out of turn. Shown as a 409 page."""


class StepKind(StrEnum):
    """What a move is."""

    CHOICE = "choice"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class Step:
    """One move of an attempt, numbered from 0. `choice` is the index in the passage's choices as written, or None.

    The position that the person clicked is turned into that index before it is stored, so that a step means
    the same for ever in its pinned version. `at` is aware and in UTC, or None where nothing was recorded.
    """

    number: int
    kind: StepKind
    passage: str
    choice: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands before their next step.

    `counters` are in the order of the scenario's `counters`; `visited` are the passages at which a step was taken.
    """

    passage: str
    counters: tuple[int, ...]
    visited: frozenset[str]
