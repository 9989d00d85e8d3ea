"""Who is reminded of what today: a ladder of steps before and after the day by which something is to be done.

Nobody is told twice of one step. Of several that were missed (quiet days, a site that stood still, a rule that is new)
only the last is said: it says all that the others would have said.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from quizapp.model.letters import DueLine, Rung
from quizapp.model.reminders import Deadline, Ladder

_WEEK = 7


def is_quiet(day: date, ladder: Ladder) -> bool:
    """Whether nobody is reminded of anything on this day."""
    return day.weekday() in ladder.quiet_weekdays or day in ladder.quiet_days


def is_letter_day(day: date, ladder: Ladder) -> bool:
    """Whether weekly letters go out on this day: the first of its week, from Monday, that is not quiet."""
    monday = day - timedelta(days=day.weekday())
    week = (monday + timedelta(days=n) for n in range(_WEEK))
    return day == next((one for one in week if not is_quiet(one, ladder)), None)


def week_of(day: date) -> str:
    """The name of the week of this day, for the reason of a weekly letter: one week, one letter."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def lines_today(
    deadlines: Iterable[Deadline], sent: frozenset[DueLine], today: date, ladder: Ladder, *, weekly: bool = False
) -> tuple[DueLine, ...]:
    """What one person is told of today, by the day that counts; nothing on a quiet day.

    `sent` is all that they were told of before. `weekly`: they would rather have one letter a week, with all that came
    since the last.
    """
    if is_quiet(today, ladder) or (weekly and not is_letter_day(today, ladder)):
        return ()
    told = {(line.module, line.on, line.step) for line in sent}
    lines = [line for one in set(deadlines) if (line := _line(one, told, today, ladder)) is not None]
    return tuple(sorted(lines, key=lambda line: (line.on, line.module)))


def team_lines(deadlines: Iterable[Deadline], today: date, ladder: Ladder) -> tuple[DueLine, ...]:
    """What a manager is told once a week of all deadlines of their people: how many of each module, and the first day.

    What is later than the first step of the ladder is left out. Nothing on a day without weekly letters.
    """
    if not is_letter_day(today, ladder):
        return ()
    soon = max(ladder.before, default=0)
    found: dict[tuple[str, Rung], list[date]] = {}
    for one in deadlines:
        if (one.on - today).days <= soon:
            rung = _rung(one, today)
            found.setdefault((one.module, Rung.BEFORE if rung is Rung.TODAY else rung), []).append(one.on)
    lines = (DueLine(module, min(days), rung, len(days)) for (module, rung), days in found.items())
    return tuple(sorted(lines, key=lambda line: (line.on, line.module, line.rung)))


def _line(one: Deadline, told: set[tuple[str, date, int]], today: date, ladder: Ladder) -> DueLine | None:
    """The last step that has come by today, unless they were told of it or a later one, also by another ladder."""
    come = [step for step in ladder.steps if one.on + timedelta(days=step) <= today]
    if not come or any((module, on) == (one.module, one.on) and step >= come[-1] for module, on, step in told):
        return None
    return DueLine(one.module, one.on, _rung(one, today), step=come[-1])


def _rung(one: Deadline, today: date) -> Rung:
    """How the day stands today, which is what is said, whichever step of the ladder it is said for."""
    if one.renews:
        return Rung.EXPIRED if one.on < today else Rung.EXPIRING
    if one.on == today:
        return Rung.TODAY
    return Rung.AFTER if one.on < today else Rung.BEFORE
