"""What is different about somebody afterwards, one thing at a time, in the order in which it is listed."""

from datetime import date

from quizapp.model.names import reading_order
from quizapp.model.people_import import Enrolled, Planned, PlannedChange


def changes_of(
    before: Enrolled | None, after: Enrolled | None, leaves: date | None, today: date
) -> tuple[PlannedChange, ...]:
    """What changes; nothing where somebody stays as they are. Neither before nor after: they have left already."""
    day = (leaves.isoformat(),) if leaves is not None else ()
    if after is None:
        return (PlannedChange(Planned.NOT_ADDED, after=day),)
    found = []
    if before is None:
        found.append(PlannedChange(Planned.ADDED))
    elif before.has_left and not after.has_left:
        found.append(PlannedChange(Planned.RETURNS))
    elif after.has_left and not before.has_left:
        found.append(PlannedChange(Planned.LEAVES, after=day))
    if leaves is not None and leaves > today:
        found.append(PlannedChange(Planned.LEAVES_LATER, after=day))
    old, new = _values(before), _values(after)
    if before is None:
        del new[Planned.NAME]  # which stands before the changes
    elif before.has_left and not after.has_left:
        old[Planned.TEAM] = ()  # they were in none
    elif after.has_left:
        old.pop(Planned.MANAGES), new.pop(Planned.MANAGES)  # that goes with leaving
    found += [
        PlannedChange(what, old.get(what, ()), values) for what, values in new.items() if old.get(what, ()) != values
    ]
    return tuple(found)


def _values(one: Enrolled | None) -> dict[Planned, tuple[str, ...]]:
    if one is None:
        return {}
    texts = {
        Planned.NAME: one.name,
        Planned.EMAIL: one.email,
        Planned.STAFF_NUMBER: one.staff_number,
        Planned.TEAM: one.team,
        Planned.GROUP: one.group,
        Planned.WORKS_AS: one.works_as,
        Planned.JOINED: one.joined.isoformat(),
    }
    found: dict[Planned, tuple[str, ...]] = {what: (text,) if text else () for what, text in texts.items()}
    found[Planned.ROLES] = tuple(sorted(role.value for role in one.holds))
    found[Planned.MANAGES] = tuple(sorted(one.manages, key=reading_order))
    return found
