"""Administrators say who is exempt from a requirement, from when until when, and why; and end that sooner."""

from datetime import timedelta

from quizapp.model.acts import Act, must
from quizapp.model.days import written_day
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem
from quizapp.model.requirement_pages import Required
from quizapp.services.records.rule_texts import LATEST, Texts
from quizapp.services.site import standings
from quizapp.services.site.person_texts import tidy
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.people import directory, people
from quizapp.store.records import requirements

LONGEST_REASON = 500


def exempt(site: Site, viewer: Person, public_id: str, key: str, given: Texts) -> Required | None:
    """Keep that somebody is exempt, under the key that came with the form; None where there is no such requirement.

    Sent twice it is kept once. Problems: `who` is nobody's address or staff number; `from_on` is no day, or too far;
    `until`, the last day, is none, or before the first (empty is for good); `reason` is empty or too long.
    """
    must(viewer, Act.REQUIRE)
    today = site.today()
    reason = storable(given.get("reason", "")).strip()
    from_on, until = written_day(given.get("from_on", "")), written_day(given.get("until", ""))
    problems = []
    if from_on is None:
        problems.append(Problem("from_on", Code.NO_DAY))
    elif from_on > today + LATEST:
        problems.append(Problem("from_on", Code.TOO_FAR, day=today + LATEST))
    if until is None and given.get("until", "").strip():
        problems.append(Problem("until", Code.NO_DAY))
    elif until is not None and until > today + LATEST:
        problems.append(Problem("until", Code.TOO_FAR, day=today + LATEST))
    elif until is not None and from_on is not None and until < from_on:
        problems.append(Problem("until", Code.GONE_BY, day=from_on))
    if not reason:
        problems.append(Problem("reason", Code.MISSING))
    elif len(reason) > LONGEST_REASON:
        problems.append(Problem("reason", Code.TOO_LONG, LONGEST_REASON))
    with site.database.write() as connection:
        requirements.lock(connection)
        found = requirements.find(connection, public_id)
        if found is None:
            return None
        who = tidy(given.get("who", ""))
        there = directory.by_address(connection, who)
        person = there.person.id if there is not None else people.has_staff_number(connection, who)
        if person is None:
            problems.insert(0, Problem("who", Code.UNKNOWN if who else Code.MISSING))
        if problems or person is None or from_on is None:
            return Required(tuple(problems))
        if any(one.public_id == key for one in requirements.exempted(connection, found.id)):
            return Required(public_id=public_id)
        requirements.exempt(
            connection,
            public_id=key,
            requirement=found.id,
            person=person,
            from_on=from_on,
            to_on=until + timedelta(days=1) if until is not None else None,
            reason=reason,
            by=viewer.id,
            at=site.now(),
        )
        details = {"exemption": key}
        audit.record(
            connection,
            at=site.now(),
            actor=viewer.id,
            action="exemption-add",
            subject=person,
            object=public_id,
            details=details,
        )
        standings.refresh(site, connection, [person], [found.module])
    return Required(public_id=public_id)


def end_exemption(site: Site, viewer: Person, public_id: str, key: str) -> Required | None:
    """Have an exemption count no longer from today on; None where there is none, of this requirement.

    One that has ended, or has not begun, is left as it is where that is on record; a second click ends nothing more.
    """
    must(viewer, Act.REQUIRE)
    today = site.today()
    with site.database.write() as connection:
        requirements.lock(connection)
        found = requirements.find(connection, public_id)
        one = next(
            (one for one in requirements.exempted(connection, found.id) if one.public_id == key) if found else iter(()),
            None,
        )
        if found is None or one is None:
            return None
        to_on = max(today, one.from_on)
        if one.to_on is None or one.to_on > to_on:
            requirements.end_exemption(connection, one.id, to_on=to_on, by=viewer.id, at=site.now())
            details = {"exemption": key}
            audit.record(
                connection,
                at=site.now(),
                actor=viewer.id,
                action="exemption-end",
                subject=one.person,
                object=public_id,
                details=details,
            )
            standings.refresh(site, connection, [one.person], [found.module])
    return Required(public_id=public_id)
