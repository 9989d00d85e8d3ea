"""Requirements with their rules, and exemptions from them: rows are added, and stay."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.requirements import (
    CountedFrom,
    Exempted,
    Exemption,
    Requirement,
    RequirementRule,
    Who,
    WhoKind,
)
from quizapp.store.refusals import Refused, refused
from quizapp.store.tables import exemption, exemption_end, person_table, requirement, requirement_rule

__all__ = ["Refused"]

_LOCK = sa.text("LOCK TABLE requirement IN SHARE ROW EXCLUSIVE MODE")
_RULES = (
    select(requirement.c.id, requirement.c.public_id, requirement.c.module, *requirement_rule.c)
    .join(requirement_rule, requirement_rule.c.requirement == requirement.c.id)
    .order_by(requirement.c.id, requirement_rule.c.number)
)
# The first day that no longer counts: the one that was planned, or a sooner one on which it was ended.
_TO_ON = sa.func.coalesce(exemption_end.c.to_on, exemption.c.to_on).label("to_on")
_EXEMPTIONS = select(exemption.c.requirement, exemption.c.person, exemption.c.from_on, _TO_ON).outerjoin(
    exemption_end, exemption_end.c.exemption == exemption.c.id
)


def everything(connection: Connection, modules: Collection[str] | None = None) -> tuple[Requirement, ...]:
    """All requirements, or those of these modules, in the order in which they were made."""
    asked = _RULES if modules is None else _RULES.where(requirement.c.module.in_(sorted(modules)))
    return _requirements(connection.execute(asked).all())


def find(connection: Connection, public_id: str) -> Requirement | None:
    """The requirement of this public id; None if there is none."""
    found = _requirements(connection.execute(_RULES.where(requirement.c.public_id == public_id)).all())
    return found[0] if found else None


def lock(connection: Connection) -> None:
    """Let nobody else change what is required before this transaction ends; whoever reads it goes on."""
    if connection.dialect.name != "sqlite":
        connection.execute(_LOCK)


def add(connection: Connection, *, public_id: str, module: str, rule: RequirementRule, by: int, at: datetime) -> int:
    """Store a requirement with its first rule, and return its id."""
    added = requirement.insert().values(public_id=public_id, module=module, by=by, at=at)
    made = int(connection.execute(added.returning(requirement.c.id)).scalar_one())
    add_rule(connection, made, rule, by=by, at=at)
    return made


def add_rule(connection: Connection, of: int, rule: RequirementRule, *, by: int, at: datetime) -> None:
    """Store another rule of a requirement. Raises Refused where one of its number is there."""
    row = {
        "requirement": of,
        "number": rule.number,
        "from_on": rule.from_on,
        "name": rule.name,
        "who": tuple((who.kind.value, str(who.of)) for who in rule.who),
        "due_by": rule.due_by,
        "due_days": rule.due_days,
        "renew_months": rule.renew_months,
        "counted_from": rule.counted_from,
        "window_days": rule.window_days,
        "grace_days": rule.grace_days,
        "by": by,
        "at": at,
    }
    try:
        connection.execute(requirement_rule.insert(), row)
    except sa.exc.IntegrityError as error:
        raise refused(error) from error


def exempt(
    connection: Connection,
    *,
    public_id: str,
    requirement: int,
    person: int,
    from_on: date,
    to_on: date | None,
    reason: str,
    by: int,
    at: datetime,
) -> None:
    """Store that a requirement asks nothing of somebody from a day until the day before another, or for good."""
    row = {"public_id": public_id, "requirement": requirement, "person": person, "from_on": from_on, "to_on": to_on}
    connection.execute(exemption.insert(), {**row, "reason": reason, "by": by, "at": at})


def end_exemption(connection: Connection, of: int, *, to_on: date, by: int, at: datetime) -> None:
    """Store that an exemption counts only until the day before this one. Raises Refused where it was ended before."""
    try:
        connection.execute(exemption_end.insert(), {"exemption": of, "to_on": to_on, "by": by, "at": at})
    except sa.exc.IntegrityError as error:
        raise refused(error) from error


def exemptions(connection: Connection, people: Sequence[int]) -> dict[int, tuple[Exemption, ...]]:
    """The exemptions of each of these people, as they were ended."""
    found: dict[int, list[Exemption]] = defaultdict(list)
    for row in connection.execute(_EXEMPTIONS.where(exemption.c.person.in_(people)).order_by(exemption.c.id)):
        found[row.person].append(Exemption(row.requirement, row.from_on, row.to_on))
    return {person: tuple(rows) for person, rows in found.items()}


def exempted(connection: Connection, of: int) -> tuple[Exempted, ...]:
    """Who was ever exempt from a requirement, by the day from which; with the names of whom, and of who said so."""
    by = person_table.alias("by_person")
    asked = (
        _EXEMPTIONS.add_columns(
            exemption.c.id,
            exemption.c.public_id,
            exemption.c.reason,
            person_table.c.name,
            by.c.name.label("by_name"),
        )
        .join(person_table, person_table.c.id == exemption.c.person)
        .outerjoin(by, by.c.id == exemption.c.by)
        .where(exemption.c.requirement == of)
        .order_by(exemption.c.from_on, exemption.c.id)
    )
    return tuple(
        Exempted(row.id, row.public_id, row.person, row.name, row.from_on, row.to_on, row.reason, row.by_name or "")
        for row in connection.execute(asked)
    )


def _requirements(rows: Sequence[sa.Row[*tuple[Any, ...]]]) -> tuple[Requirement, ...]:
    rules: dict[int, list[RequirementRule]] = defaultdict(list)
    of = {row.id: row for row in rows}
    for row in rows:
        rules[row.id].append(_rule(row))
    return tuple(Requirement(row.id, row.public_id, row.module, tuple(rules[row.id])) for row in of.values())


def _rule(row: sa.Row[*tuple[Any, ...]]) -> RequirementRule:
    return RequirementRule(
        number=row.number,
        from_on=row.from_on,
        name=row.name,
        who=tuple(_who(WhoKind(kind), of) for kind, of in row.who),
        due_by=row.due_by,
        due_days=row.due_days,
        renew_months=row.renew_months,
        counted_from=CountedFrom(row.counted_from),
        window_days=row.window_days,
        grace_days=row.grace_days,
    )


def _who(kind: WhoKind, of: str) -> Who:
    return Who(kind, int(of) if kind in (WhoKind.TEAM, WhoKind.PERSON) else of)
