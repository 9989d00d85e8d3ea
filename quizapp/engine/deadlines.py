"""Until when one requirement leaves a person time, on a day: worked out from its rules and what they completed.

A day that ends a time is the last that is in it. Months are counted as English law counts them, by the corresponding
date (Dodds v Walker [1981] 1 WLR 1027): twelve months from 3 March end on 3 March, and where the month has no such day,
on its last: twelve months from 29 February end on 28 February.

Nobody is asked for something sooner than a rule's `due_days` after it began to ask, or after it was changed: a change
takes nothing back, and neither does coming, moving in, returning, or the end of an exemption.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.model.requirements import CountedFrom, RequirementRule


@dataclass(frozen=True, slots=True)
class Deadline:
    """Whether what a requirement asks was met, until when that holds or it is to be met, and when it reads as late.

    `renew_from` is None unless it was met and ends. A `last_on` of None is never, and so is `late_on`.
    """

    is_met: bool
    last_on: date | None
    renew_from: date | None
    late_on: date | None


def add_months(day: date, months: int) -> date:
    """The corresponding date so many months later, or the last day of a month that has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def renewal(rule: RequirementRule, counted_from: date) -> tuple[date, date] | None:
    """From when until when what counts from this day is renewed; None where it never needs to be."""
    expires = _expiry(rule, counted_from)
    return (expires - timedelta(days=rule.window_days), expires) if expires is not None else None


def deadline(rules: Sequence[RequirementRule], since: date, completions: Sequence[date], on: date) -> Deadline:
    """How it is on a day for somebody of whom these rules, all in force, have asked it without a break since another.

    `completions` are days in order; those of before count, too. What comes after `on` does not.
    """
    rule = _at(rules, since)
    counts: date | None = None  # the day from which months are counted
    for day in completions:
        if day < since:
            counts = _counting(_at(rules, day), counts, day)
    expiry = _expiry(rule, counts)
    is_met = counts is not None and (expiry is None or expiry >= since)
    last = _later(expiry, first_due(rule, since)) if is_met else first_due(rule, since)
    changes = [(each.from_on, each) for each in rules if since < each.from_on <= on]
    done = [(day, None) for day in completions if since <= day <= on]
    for day, change in sorted([*changes, *done], key=lambda event: (event[0], event[1] is None)):
        if change is not None:
            is_met, last = _changed(rule, change, since, counts, is_met, last)
            rule = change
        elif not is_met or _counting(rule, counts, day) != counts:
            counts = _counting(rule, counts, day) if is_met else day
            is_met, last = True, _expiry(rule, counts)
    renew_from = last - timedelta(days=rule.window_days) if is_met and last is not None else None
    late_on = last + timedelta(days=rule.grace_days + 1) if last is not None else None
    return Deadline(is_met, last, renew_from, late_on)


def _changed(
    old: RequirementRule, new: RequirementRule, since: date, counts: date | None, is_met: bool, last: date | None
) -> tuple[bool, date | None]:
    """Whether it is met, and until when, by the new rule, from its first day on."""
    expiry = _expiry(new, counts)
    if counts is not None and not is_met and (expiry is None or expiry >= new.from_on):
        return True, expiry  # what had run out holds for longer now
    if is_met:
        if new.renew_months == old.renew_months:
            return True, last
    elif (new.due_by, new.due_days) == (old.due_by, old.due_days):
        return False, last
    # No later than it was for who is asked for more, save that they get the days again; at once for who is asked less.
    days_again = new.from_on + timedelta(days=new.due_days or 0)
    spared = days_again if last is None else min(last, days_again)
    return is_met, _later(expiry if is_met else first_due(new, since), spared)


def first_due(rule: RequirementRule, since: date) -> date | None:
    """The last day to complete it for the first time, or None: a rule may have none for those who come later."""
    after = since + timedelta(days=rule.due_days) if rule.due_days is not None else None
    if rule.due_by is None or since > rule.due_by:
        return after
    return rule.due_by if after is None or since <= rule.from_on else max(after, rule.due_by)


def _counting(rule: RequirementRule, counts: date | None, completed: date) -> date:
    """From which day months are counted after a completion, if they were counted from another until now."""
    found = renewal(rule, counts) if counts is not None else None
    if counts is None or found is None or rule.counted_from is CountedFrom.COMPLETION or completed > found[1]:
        return completed
    return found[1] if completed >= found[0] else counts


def _expiry(rule: RequirementRule, counts: date | None) -> date | None:
    return add_months(counts, rule.renew_months) if counts is not None and rule.renew_months is not None else None


def _at(rules: Sequence[RequirementRule], day: date) -> RequirementRule:
    """The rule of that day; before the first one began, the first."""
    return next((rule for rule in reversed(rules) if rule.from_on <= day), rules[0])


def _later(one: date | None, other: date | None) -> date | None:
    """The later of the two, where None as the first is never; as the second it adds nothing."""
    return None if one is None else one if other is None else max(one, other)
