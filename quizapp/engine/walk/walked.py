"""What a check of the walk looks at: the states that were walked, and the paths that were searched among them."""

from dataclasses import dataclass

from quizapp.engine.walk.states import States


@dataclass(frozen=True, slots=True)
class PastCritical:
    """How a path reaches the pass mark past critical ids: an example for each id, and the ids that stay undecided."""

    examples: tuple[tuple[str, str], ...]  # the id, and the path in words
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walked:
    """A story that was walked: its states, at most `limit` of them, and how a pass goes past what is critical."""

    found: States
    limit: int
    past_critical: PastCritical
