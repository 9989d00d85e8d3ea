"""Reminders of a day: who is written to of what, by the rule of `engine.reminders`; letters wait in the outbox.

It may be asked again and again: nobody is written to twice for one step, nor in two letters of one day or week.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from quizapp.engine.reminders import is_quiet, lines_today, team_lines, week_of
from quizapp.model.letters import DueLine, LetterKind
from quizapp.model.people import Role
from quizapp.model.reminders import Deadline
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import outbox, people, reminded, scope

AT_ONCE: Final = 500  # people whose letters are written in one transaction: nobody who answers waits for thousands

DeadlinesOf = Callable[[Connection, Sequence[int]], Mapping[int, Sequence[Deadline]]]
"""What each of these people (ids) has to do by when; who has nothing to do may be left out."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter that was written, or would be: to whom (an id and a name), and what it is about."""

    person: int
    name: str
    kind: LetterKind
    lines: tuple[DueLine, ...]


def remind(site: Site, deadlines_of: DeadlinesOf, *, dry_run: bool = False) -> tuple[Reminder, ...]:
    """Let the reminders of today wait: people's own, and those of managers; all that were written, or would be.

    Nothing on a quiet day. People without an address are left out: they see what is due when they sign in.
    """
    if is_quiet(site.today(), site.organisation.ladder):
        return ()
    return (*_own(site, deadlines_of, dry_run), *_of_teams(site, deadlines_of, dry_run))


def _own(site: Site, deadlines_of: DeadlinesOf, dry_run: bool) -> Iterator[Reminder]:
    today, ladder, after = site.today(), site.organisation.ladder, 0
    while True:
        with site.database.snapshot() as connection:
            some = reminded.reachable(connection, after, AT_ONCE)
            ids = [one.person for one in some]
            deadlines, told = deadlines_of(connection, ids), reminded.lines_of(connection, ids)
        if not some:
            return
        after = ids[-1]
        found = []
        for one in some:
            own = deadlines.get(one.person, ())
            lines = lines_today(own, told.get(one.person, frozenset()), today, ladder, weekly=one.weekly)
            if lines:
                kind = LetterKind.DIGEST if one.weekly else LetterKind.REMINDER
                found.append(Reminder(one.person, one.name, kind, lines))
        yield from _written(site, found, dry_run)


def _of_teams(site: Site, deadlines_of: DeadlinesOf, dry_run: bool) -> Iterator[Reminder]:
    today, ladder, found = site.today(), site.organisation.ladder, []
    with site.database.read() as connection:
        managers = people.people_with_role(connection, Role.MANAGER)
    for manager in managers:
        with site.database.snapshot() as connection:
            if outbox.recipient(connection, manager.id) is None:
                continue
            theirs = connection.execute(scope.visible_people(manager, today)).all()
            deadlines = deadlines_of(connection, sorted({row.person for row in theirs} - {manager.id}))
        lines = team_lines((one for own in deadlines.values() for one in own), today, ladder)
        if lines:
            found.append(Reminder(manager.id, manager.name, LetterKind.TEAM, lines))
    yield from _written(site, found, dry_run)


def _written(site: Site, found: Sequence[Reminder], dry_run: bool) -> Iterator[Reminder]:
    """Those that were not written before, all of them in one transaction; in a dry run all."""
    if dry_run or not found:
        yield from found
        return
    now, today = site.now(), site.today()
    kept = []
    with site.database.write() as connection:
        for one in found:
            when = today.isoformat() if one.kind is LetterKind.REMINDER else week_of(today)
            if outbox.add(
                connection,
                public_id=secrets.token_urlsafe(16),
                reason_key=f"{one.kind}|{one.person}|{when}",
                person=one.person,
                kind=one.kind,
                made_at=now,
                send_after=now,
                lines=one.lines,
            ):
                kept.append(one)
        audit.record(connection, at=now, actor=None, action="remind", details={"letters": len(kept)})
    yield from kept
