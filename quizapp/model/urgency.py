"""How pressing it is what somebody has still to complete: what managers count by, of one module or of all together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from quizapp.model.requirements import Status

SOON: Final = timedelta(days=30)
"""What is to be completed by no later than so long after today is due soon."""


class Urgency(StrEnum):
    """From what presses nobody to what presses most: somebody counts once, by the last of these that is theirs."""

    NOTHING = "nothing required"
    UP_TO_DATE = "up to date"
    LATER = "to do later"  # it has no day, or one that is a while off
    SOON = "due soon"  # or it can be renewed already
    LATE = "late"  # overdue or expired


RANKS: Final[Mapping[Urgency, int]] = {one: rank for rank, one in enumerate(Urgency)}
BY_STATUS: Final[Mapping[Status, Urgency]] = {
    Status.NOT_REQUIRED: Urgency.NOTHING,
    Status.EXEMPT: Urgency.NOTHING,
    Status.UP_TO_DATE: Urgency.UP_TO_DATE,
    Status.ASSIGNED: Urgency.LATER,
    Status.IN_PROGRESS: Urgency.LATER,
    Status.EXPIRING: Urgency.SOON,
    Status.OVERDUE: Urgency.LATE,
    Status.EXPIRED: Urgency.LATE,
}


def urgency(status: Status, due_on: date | None, today: date) -> Urgency:
    """How pressing one module is. What is still to be done comes to be due soon by its day."""
    found = BY_STATUS[status]
    is_soon = found is Urgency.LATER and due_on is not None and due_on <= today + SOON
    return Urgency.SOON if is_soon else found


def most_pressing(found: Iterable[Urgency]) -> Urgency:
    """What somebody counts by who has these."""
    return max(found, key=RANKS.__getitem__, default=Urgency.NOTHING)


@dataclass(frozen=True, slots=True)
class UrgencyCounts:
    """How many people count by which: each once, those of whom nothing is required, too."""

    nothing: int = 0
    up_to_date: int = 0
    later: int = 0
    soon: int = 0
    late: int = 0

    @property
    def people(self) -> int:
        """All of them."""
        return self.nothing + self.required

    @property
    def required(self) -> int:
        """Those of whom something is required."""
        return self.up_to_date + self.later + self.soon + self.late

    def of(self, one: Urgency) -> int:
        """How many count by this."""
        return (self.nothing, self.up_to_date, self.later, self.soon, self.late)[RANKS[one]]

    def __add__(self, other: "UrgencyCounts") -> "UrgencyCounts":
        return counted({one: self.of(one) + other.of(one) for one in Urgency})


def counted(numbers: Mapping[Urgency, int]) -> UrgencyCounts:
    """The counts of these numbers; what is not among them is none."""
    return UrgencyCounts(*(numbers.get(one, 0) for one in Urgency))
