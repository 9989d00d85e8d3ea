"""Noting who looked and who was refused, in the audit trail, without keeping anybody waiting for it.

A page that only reads comes at once, whatever the database is doing. So a note gives up soon where it would have to
wait, stays in this process's memory, and is written as soon as that can be done. What is so kept is lost only if the
process is killed before the database takes it; the log has a line as that begins.

Looks at a list are one row a person, a list and a day of the organisation; refusals one row a person, a page and a day
(and one for all who are not signed in): reloading a page, or a program that tries all night, fills no disk. What shows
the records of one person, and every export, is a row each time.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from quizapp.model.people import Managed, Person
from quizapp.store import audit
from quizapp.store.database import Database, StoreUnavailable

if TYPE_CHECKING:
    from quizapp.services.site.site import Site

SOON = 0.25  # seconds that somebody waits for a note about them
AGAIN = 1.0  # seconds between two tries to write what waits
MOST = 1000  # notes that wait; each is a few hundred bytes

_log = logging.getLogger("quizapp.audit")


@dataclass(frozen=True, slots=True)
class RowToBe:
    """A row of the trail to be; `once` names what is one row however often it happens."""

    at: datetime
    actor: int | None
    action: str
    subject: int | None = None
    object: str = ""
    once: str | None = None


class Noting:
    """What one process notes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._waiting: deque[RowToBe] = deque()
        self._writer: threading.Thread | None = None

    def note(self, note: RowToBe) -> None:
        """Write this, now or soon; at once where it is there already. Never raises for a database that is away."""
        with self._lock:
            if self._waiting:  # it would wait like those before it
                self._keep(note)
                return
        try:
            if note.once is not None:
                with self._database.read() as connection:
                    if audit.is_there(connection, note.once):
                        return
            self._write([note], within=SOON)
        except StoreUnavailable:
            with self._lock:
                self._keep(note)

    def _keep(self, note: RowToBe) -> None:
        if note.once is not None and any(kept.once == note.once for kept in self._waiting):
            return
        if len(self._waiting) == MOST:
            _log.error("not noted: at=%s actor=%s action=%s", note.at.isoformat(), note.actor, note.action)
            return
        if not self._waiting:
            _log.warning("waiting: at=%s actor=%s action=%s", note.at.isoformat(), note.actor, note.action)
        self._waiting.append(note)
        if self._writer is None or not self._writer.is_alive():
            self._writer = threading.Thread(target=self._write_all, name="noting", daemon=True)
            self._writer.start()

    def _write_all(self) -> None:
        while True:
            time.sleep(AGAIN)
            with self._lock:
                notes = tuple(self._waiting)
            try:
                self._write(notes)
            except StoreUnavailable:
                continue
            except Exception:  # a mistake of ours: those that come must not wait behind it for ever
                self._forget(notes)
                raise
            if self._forget(notes):
                return

    def _forget(self, notes: Sequence[RowToBe]) -> bool:
        """Let these wait no longer; whether none is left, so that nobody needs to write them."""
        with self._lock:
            for _ in notes:
                self._waiting.popleft()
            if not self._waiting:
                self._writer = None
            return not self._waiting

    def _write(self, notes: Sequence[RowToBe], within: float | None = None) -> None:
        with self._database.write(within=within) as connection:
            for note in notes:
                record = audit.record if note.once is None else partial(audit.record_once, once=note.once)
                record(
                    connection,
                    at=note.at,
                    actor=note.actor,
                    action=note.action,
                    subject=note.subject,
                    object=note.object,
                )


def saw_list(site: "Site", viewer: Person, action: str) -> None:
    """Note that somebody looked at a list of people: once a day."""
    _once(site, viewer.id, action, "")


def saw(site: "Site", viewer: Person, action: str, of: Managed | None = None) -> None:
    """Note that somebody looked at the records of a person, or took a list with them: each time."""
    subject = of.id if of is not None else None
    site.noting.note(RowToBe(site.now(), viewer.id, action, subject))


def saw_person(site: "Site", viewer: Person, action: str, of: int | None) -> None:
    """Note that an administrator opened the page of a person, by id: each time."""
    site.noting.note(RowToBe(site.now(), viewer.id, action, of))


def was_refused(site: "Site", person: Person | None, what: str) -> None:
    """Note that somebody (None: nobody who is signed in) asked for what is not theirs: once a day for each `what`.

    `what` is our own name of a page or an act, never anything that was typed.
    """
    _once(site, person.id if person is not None else None, "refused", what)


def _once(site: "Site", actor: int | None, action: str, object: str) -> None:
    now = site.now()
    once = audit.once_a_day(site.day_of(now), actor, action, object)
    site.noting.note(RowToBe(now, actor, action, None, object, once))
