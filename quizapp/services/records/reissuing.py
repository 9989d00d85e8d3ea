"""A certificate under another name: a new one takes its place, which names it, and says all else as it was printed.

The old one is never changed. It ends, and whoever has only its code is told that it was replaced, and when.
"""

from dataclasses import dataclass
from dataclasses import replace as with_other
from datetime import datetime

from quizapp.model.acts import Act, can, must
from quizapp.model.completion import Certificate, CertificateEnd
from quizapp.model.moments import no_earlier
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.records.certificates import LONGEST_REASON, SHORTEST_REASON, tidy
from quizapp.services.records.completing import new_code
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import directory, people
from quizapp.store.records import certificates

RENAMED = "renamed"
"""Stored as the reason where its holder asked for it: pages put it into words. No written reason is as short."""


@dataclass(frozen=True, slots=True)
class Reissued:
    """Of issuing a certificate again: problems, or the code and the name of the new one.

    A problem of `code` is `UNKNOWN` (there is none), `TAKEN` (it ended before; `ended` is that certificate), `ERASED`
    (its holder was, and has no name to print) or `HERE` (the name on it is today's). One of `why`: it is too short, or
    too long.
    """

    problems: Problems = ()
    code: str = ""
    name: str = ""
    ended: Certificate | None = None


def reissue(site: Site, viewer: Person, code: str) -> str | None:
    """The code of the viewer's certificate under today's name, issued now if theirs has another; None if not theirs.

    Where the one with this code was replaced before, the one that took its place is meant: twice asked for is once
    issued. NotPossible where it was withdrawn.
    """
    must(viewer, Act.REISSUE_CERTIFICATE)
    with site.database.write() as connection:
        found = _held(connection, code)
        if found is None or found.person != viewer.id:
            return None
        if found.kind is CertificateEnd.REPLACED:
            return certificates.replacement(connection, found.code)
        if not can(viewer, Act.REISSUE_CERTIFICATE, found):
            raise NotPossible("this certificate was withdrawn")
        name = people.names_of(connection, [viewer.id])[viewer.id]
        if name == found.printed.name:
            return found.code
        return _replace(connection, found, name, at=site.now(), by=viewer.id, why=RENAMED)


def reissue_for(site: Site, code: str, why: str) -> Reissued:
    """Issue a certificate again under its holder's name of today, for whoever runs the site and says why.

    Also for somebody who has left. Its holder and administrators can read the reason.
    """
    reason = storable(why).strip()
    if len(reason) < SHORTEST_REASON:
        return Reissued((Problem("why", Code.TOO_SHORT, SHORTEST_REASON),))
    if len(reason) > LONGEST_REASON:
        return Reissued((Problem("why", Code.TOO_LONG, LONGEST_REASON),))
    with site.database.write() as connection:
        found = _held(connection, code)
        if found is None:
            return Reissued((Problem("code", Code.UNKNOWN),))
        if not found.stands:
            return Reissued(
                (Problem("code", Code.TAKEN),), certificates.replacement(connection, found.code) or "", ended=found
            )
        if directory.is_erased(connection, found.person):
            return Reissued((Problem("code", Code.ERASED),))
        name = people.names_of(connection, [found.person])[found.person]
        if name == found.printed.name:
            return Reissued((Problem("code", Code.HERE),), found.code, name)
        return Reissued((), _replace(connection, found, name, at=site.now(), by=None, why=reason), name)


def _held(connection: Connection, code: str) -> Certificate | None:
    """The certificate, as it is once nobody else can end it, or rename its holder, before this transaction is over."""
    found = certificates.find(connection, tidy(code))
    if found is None:
        return None
    people.lock(connection, found.person)
    return certificates.find(connection, found.code)


def _replace(connection: Connection, old: Certificate, name: str, *, at: datetime, by: int | None, why: str) -> str:
    new, at = new_code(), no_earlier(at, old.issued)
    certificates.end(connection, old.code, CertificateEnd.REPLACED, at=at, by=by, why=why)
    printed = with_other(old.printed, name=name)
    certificates.issue(connection, code=new, completion=old.completion, printed=printed, at=at, replaces=old.code)
    audit.record(
        connection,
        at=at,
        actor=by,
        action="certificate-reissue",
        subject=old.person,
        object=printed.module,
    )
    return new
