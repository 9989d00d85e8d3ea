"""How a person stands with a module on a day and from then on: every status and every date of it is decided here.

Pure, and without a clock: the same facts give the same on any past day, by what is known now. A module that several
requirements ask for is required by any of them, and the strictest counts; an exemption is from one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.engine.deadlines import Deadline, deadline
from quizapp.engine.stretches import FOREVER, Days, asked, in_force, joined, without
from quizapp.model.requirements import (
    Belonging,
    Facts,
    ModuleStanding,
    Phase,
    Requirement,
    RequirementRule,
    Status,
    Who,
    WhoKind,
)

# Of two that hold on a day the later in this order is said. Neither of one line comes after the other for one person.
_STRICTNESS = {
    Status.UP_TO_DATE: 0,
    Status.EXPIRING: 1,
    Status.ASSIGNED: 2,
    Status.IN_PROGRESS: 2,
    Status.OVERDUE: 3,
    Status.EXPIRED: 3,
}


@dataclass(frozen=True, slots=True)
class _Asking:
    """One requirement and one person: its rules in force, when they ask, exemptions, and what is left."""

    rules: tuple[RequirementRule, ...]
    asked: tuple[Days, ...]
    exempt: tuple[Days, ...]
    days: tuple[Days, ...]


def standing(facts: Facts, as_of: date) -> ModuleStanding:
    """How the person stands with the module, with the phases from `as_of` on.

    There are three phases at most. One requirement gives up to date, expiring, expired, or assigned (or in progress),
    overdue; what is said of several is the strictest, which only ever grows, and where assigned comes in at all it
    comes in first. Whatever else could follow begins or ends something, and is worked out anew on `next_on`.
    """
    asking = [_asking(facts, one) for one in facts.requirements]
    done = [day for day in facts.completions if day <= as_of]
    begun = facts.begun if facts.begun is not None and facts.begun <= as_of else None
    found = [
        deadline(one.rules, since[0], done, as_of) for one in asking if (since := _holding(one.days, as_of)) is not None
    ]
    exempt = [days[1] for one in asking if _holding(one.asked, as_of) and (days := _holding(one.exempt, as_of))]
    spared = min(exempt) if exempt and not found else None
    to_do = Status.IN_PROGRESS if begun is not None and (not done or begun > done[-1]) else Status.ASSIGNED
    met = min(
        (one for one in found if one.is_met and one.last_on), key=lambda one: one.last_on or FOREVER, default=None
    )
    return ModuleStanding(
        person=facts.person,
        module=facts.module,
        home_team=_home(facts, as_of),
        phases=_phases(found, to_do, as_of) or (Phase(as_of, Status.EXEMPT if spared else Status.NOT_REQUIRED),),
        due_on=min((one.last_on for one in found if not one.is_met and one.last_on), default=None),
        completed_on=done[-1] if done else None,
        renew_from=met.renew_from if met is not None else None,
        expires_on=met.last_on if met is not None else None,
        exempt_until=spared - timedelta(days=1) if spared is not None and spared < FOREVER else None,
        begun_on=begun,
        next_on=_next(facts, asking, as_of),
    )


def _asking(facts: Facts, requirement: Requirement) -> _Asking:
    rules = in_force(requirement.rules)
    oneself = Belonging(Who(WhoKind.PERSON, facts.person), date.min)
    days = asked(rules, (*facts.belongings, oneself))
    exempt = joined((e.from_on, e.to_on or FOREVER) for e in facts.exemptions if e.requirement == requirement.id)
    return _Asking(rules, days, exempt, without(days, exempt))


def _holding(days: Sequence[Days], on: date) -> Days | None:
    return next((one for one in days if one[0] <= on < one[1]), None)


def _phases(found: Sequence[Deadline], to_do: Status, as_of: date) -> tuple[Phase, ...]:
    """What is said from `as_of` on: at each day on which one says something stricter, that; of equals the earlier."""
    said: list[Phase] = []
    for phase in sorted((phase for one in found for phase in _of_one(one, to_do)), key=_order):
        if not said or _STRICTNESS[phase.status] > _STRICTNESS[said[-1].status]:
            said = [*(one for one in said if one.on < phase.on), phase]
    past = [phase for phase in said if phase.on <= as_of]
    return (*(Phase(as_of, phase.status) for phase in past[-1:]), *(phase for phase in said if phase.on > as_of))


def _of_one(one: Deadline, to_do: Status) -> list[Phase]:
    """The phases of one requirement, from ever on."""
    said = [Phase(date.min, Status.UP_TO_DATE if one.is_met else to_do)]
    if one.renew_from is not None:
        said.append(Phase(one.renew_from, Status.EXPIRING))
    if one.late_on is not None:
        said.append(Phase(one.late_on, Status.EXPIRED if one.is_met else Status.OVERDUE))
    return said


def _order(phase: Phase) -> tuple[date, int, str]:
    return phase.on, _STRICTNESS[phase.status], phase.status


def _home(facts: Facts, on: date) -> int | None:
    teams = (home.who.of for home in facts.homes if home.from_on <= on < (home.to_on or FOREVER))
    return next((team for team in teams if isinstance(team, int)), None)


def _next(facts: Facts, asking: Sequence[_Asking], as_of: date) -> date | None:
    """The next day on which something begins or ends that this may follow from."""
    is_asked = any(_holding(one.asked, as_of) for one in asking)
    days = [
        *(day for one in asking for stretch in (*one.asked, *one.days) for day in stretch),
        *(rule.from_on for one in asking if _holding(one.asked, as_of) for rule in one.rules),
        *(day for home in facts.homes if is_asked for day in (home.from_on, home.to_on or FOREVER)),
    ]
    return min((day for day in days if as_of < day < FOREVER), default=None)
