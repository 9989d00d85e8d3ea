"""Administrators say what is required of whom: a requirement, a change of it from a day on, its end, and exemptions.

Each is looked over first, with whom it touches, and then kept. What is kept is never changed: a change is another rule.
A form says which rule it saw last, so that nobody's change is overwritten unseen; and the same sent twice is kept once.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quizapp.model.acts import Act, must
from quizapp.model.days import written_day
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem
from quizapp.model.requirement_pages import Required
from quizapp.model.requirements import Requirement, RequirementRule
from quizapp.services.records import requirement_views as views
from quizapp.services.records.rule_texts import LATEST, Texts, read
from quizapp.services.site import standings as keeping
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import belongings
from quizapp.store.records import requirements, standings

NOT_KEPT = -1  # the id of a requirement that is only looked at


def add(
    site: Site, viewer: Person, public_id: str, given: Texts, ticked: Sequence[str], *, sure: bool, page: int = 1
) -> Required:
    """A new requirement under this id, as a form gives it: looked over, or kept if they are `sure`.

    The id comes with the form. Sent again after it was kept, it says where that is, and keeps nothing more.
    Problems: those of `rule_texts.read`; `module` is none that is live.
    """
    must(viewer, Act.REQUIRE)
    today, now = site.today(), site.now()
    with site.database.write() if sure else site.database.read() as connection:
        if sure:
            requirements.lock(connection)
        if requirements.find(connection, public_id) is not None:
            return Required(public_id=public_id)
        rule, problems = read(connection, given, ticked, 1, today)
        module = given.get("module", "")
        if module not in site.module_titles(connection):
            problems = (Problem("module", Code.UNKNOWN), *problems)
        if problems or rule is None:
            return Required(problems)
        new = Requirement(NOT_KEPT, public_id, module, (rule,))
        if not sure:
            return _looked_over(site, connection, None, new, page)
        requirements.add(connection, public_id=public_id, module=module, rule=rule, by=viewer.id, at=now)
        _kept(site, connection, viewer, new, "requirement-add", new)
    keeping.refresh_due(site)
    return Required(public_id=public_id)


def change(
    site: Site,
    viewer: Person,
    public_id: str,
    given: Texts,
    ticked: Sequence[str],
    seen: int,
    *,
    sure: bool,
    page: int = 1,
) -> Required | None:
    """Another rule for a requirement, as a form gives it that saw the rule `seen` last; None where there is none.

    Problems: those of `rule_texts.read`; `name` where somebody else has changed it since (`CHANGED`).
    """
    must(viewer, Act.REQUIRE)
    with site.database.read() as connection:
        rule, problems = read(connection, given, ticked, seen + 1, site.today())
    if problems or rule is None:
        return Required(problems)
    return _another_rule(site, viewer, public_id, rule, "requirement-change", sure=sure, page=page)


def end(
    site: Site, viewer: Person, public_id: str, on: str, seen: int, *, sure: bool, page: int = 1
) -> Required | None:
    """Have a requirement ask nothing of anybody from a day on; as `change`. Problems of `on`: no day, or gone by."""
    must(viewer, Act.REQUIRE)
    day = written_day(on)
    if (problem := _day_problem("on", day, site.today())) is not None or day is None:
        return Required((problem,) if problem is not None else ())
    with site.database.read() as connection:
        found = requirements.find(connection, public_id)
    if found is None:
        return None
    rule = replace(found.rules[min(seen, len(found.rules)) - 1], number=seen + 1, from_on=day, who=())
    return _another_rule(site, viewer, public_id, rule, "requirement-end", sure=sure, page=page)


def _another_rule(
    site: Site, viewer: Person, public_id: str, rule: RequirementRule, action: str, *, sure: bool, page: int
) -> Required | None:
    with site.database.write() if sure else site.database.read() as connection:
        if sure:
            requirements.lock(connection)
        found = requirements.find(connection, public_id)
        if found is None:
            return None
        newest = found.rules[-1]
        if newest == rule and sure:
            return Required(public_id=public_id)  # a second click
        if newest.number != rule.number - 1:
            return Required((Problem("on" if not rule.who else "name", Code.CHANGED),))
        new = replace(found, rules=(*found.rules, rule))
        if not sure:
            return _looked_over(site, connection, found, new, page)
        requirements.add_rule(connection, found.id, rule, by=viewer.id, at=site.now())
        _kept(site, connection, viewer, new, action, found)
    keeping.refresh_due(site)
    return Required(public_id=public_id)


def _looked_over(site: Site, connection: Connection, old: Requirement | None, new: Requirement, page: int) -> Required:
    rule = views.rule_shown(site, connection, new.rules[-1])
    return Required((), rule, views.touched(site, connection, old, new, page))


def _kept(site: Site, connection: Connection, viewer: Person, new: Requirement, action: str, old: Requirement) -> None:
    """Put it on record, and have it worked out anew how those stand whom the old or the new rules are for.

    `refresh_due` does that after this transaction, some people at a time: nobody who answers waits for thousands.
    """
    rule = {"rule": new.rules[-1].number}
    audit.record(connection, at=site.now(), actor=viewer.id, action=action, object=new.public_id, details=rule)
    whom = belongings.ever(connection, {who for one in old.rules + new.rules for who in one.who})
    standings.mark(connection, whom, new.module, site.today())


def _day_problem(field: str, on: date | None, today: date) -> Problem | None:
    if on is None:
        return Problem(field, Code.NO_DAY)
    if on < today:
        return Problem(field, Code.GONE_BY, day=today)
    return Problem(field, Code.TOO_FAR, day=today + LATEST) if on > today + LATEST else None
