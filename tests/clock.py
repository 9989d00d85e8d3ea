"""A clock that a test turns."""

from datetime import datetime, timedelta

from tests.databases import MONDAY


class Clock:
    """Says the time that it was set to."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)
