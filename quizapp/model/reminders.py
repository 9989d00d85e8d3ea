"""Reminders: what somebody is to do by which day, and on which days they are told of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from quizapp.model.days import written_day

SATURDAY, SUNDAY = 5, 6  # as `date.weekday` counts


@dataclass(frozen=True, slots=True)
class Deadline:
    """A module that somebody is required to have completed by a day, and has not; or to renew by then (`renews`)."""

    module: str
    on: date
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """When people are reminded: so many days before a day that counts, on it, and after it; never on quiet days.

    `quiet_weekdays` are counted from Monday, 0. What falls on a quiet day is said on the next day that is none.
    """

    before: tuple[int, ...] = (30, 7)
    on_the_day: bool = True
    after: tuple[int, ...] = (7, 21)
    quiet_weekdays: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    quiet_days: frozenset[date] = frozenset()

    @property
    def steps(self) -> tuple[int, ...]:
        """All days on which somebody is reminded, counted from the day that counts, the earliest first."""
        return tuple(sorted({-n for n in self.before} | ({0} if self.on_the_day else set()) | set(self.after)))


DEFAULT_LADDER: Final = Ladder()
NONE: Final = "none"  # written where nobody is to be reminded before, or after
MOST_STEPS, LATEST_STEP, MOST_QUIET_DAYS = 6, 365, 100


def steps_written(text: str) -> tuple[int, ...] | None:
    """The days that `30, 7` names, each once; none for `none`. None where it names no days, too many, or too late."""
    if text.strip().lower() == NONE:
        return ()
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > MOST_STEPS or not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        return None
    days = sorted({int(part) for part in parts}, reverse=True)
    return tuple(days) if days[-1] >= 1 and days[0] <= LATEST_STEP else None


def days_written(text: str) -> frozenset[date] | None:
    """The days that `25/12/2026, 1/1/2027` names; None where one of them is no day, or there are too many."""
    found = [written_day(part) for part in text.split(",") if part.strip()]
    days = frozenset(one for one in found if one is not None)
    return days if None not in found and len(found) <= MOST_QUIET_DAYS else None


def ladder_written(before: str, after: str, quiet: str) -> Ladder:
    """The ladder that these texts set; what is empty, or cannot be read any more, is as it comes."""
    steps_before, steps_after, days = steps_written(before), steps_written(after), days_written(quiet)
    return Ladder(
        before=DEFAULT_LADDER.before if steps_before is None else steps_before,
        after=DEFAULT_LADDER.after if steps_after is None else steps_after,
        quiet_days=days or frozenset(),
    )
