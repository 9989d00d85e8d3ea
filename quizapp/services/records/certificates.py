"""Certificates: shown to whoever has the code, printed for their holder, withdrawn by an administrator who says why."""

from dataclasses import replace

from quizapp.model.acts import Act, can, must
from quizapp.model.completion import Certificate, CertificateEnd
from quizapp.model.module_pages import CertificatePage
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.people import people
from quizapp.store.records import certificates

SHORTEST_REASON = 10  # characters
LONGEST_REASON = 500


def tidy(code: str) -> str:
    """A code as people type it, in the form in which it was issued: capitals, in groups of four."""
    signs = "".join(c for c in code.upper() if c.isalnum())[:64]
    return "-".join(signs[n : n + 4] for n in range(0, len(signs), 4))


def certificate_page(site: Site, code: str, viewer: Person | None) -> CertificatePage | None:
    """The certificate with this code, as this viewer (None: anybody at all) may see it; None if there is none.

    Everybody sees what is printed on one that stands. Of one that ended they see only that it was withdrawn or
    replaced, and when; why, by what it was replaced, and the name that was printed on it, only its holder and
    administrators: it proves nothing any more, so nobody needs to know whose it was.
    """
    with site.database.read() as connection:
        found = certificates.find(connection, tidy(code))
        if found is None:
            return None
        reads_why = can(viewer, Act.READ_WHY_WITHDRAWN, found)
        is_replaced = found.kind is CertificateEnd.REPLACED
        replaced_by = certificates.replacement(connection, found.code) if is_replaced and reads_why else None
    is_mine = viewer is not None and viewer.id == found.person
    name_now = viewer.name if viewer is not None and can(viewer, Act.REISSUE_CERTIFICATE, found) else ""
    return CertificatePage(
        code=found.code,
        printed=found.printed if found.stands or reads_why else replace(found.printed, name=""),
        kind=found.kind,
        ended_at=found.ended.at if found.ended else None,
        is_mine=is_mine,
        may_withdraw=can(viewer, Act.WITHDRAW_CERTIFICATE, found),
        why=found.ended.why if found.ended and reads_why else "",
        replaces=found.replaces,
        replaced_by=replaced_by or "",
        name_now=name_now if name_now != found.printed.name else "",
    )


def to_print(site: Site, code: str, viewer: Person) -> Certificate | None:
    """The viewer's own certificate, to print; None if it is not theirs, or was withdrawn."""
    with site.database.read() as connection:
        found = certificates.find(connection, tidy(code))
    return found if found is not None and can(viewer, Act.PRINT_CERTIFICATE, found) else None


def withdraw(site: Site, viewer: Person, code: str, why: str) -> Problems | None:
    """Withdraw a certificate for good, with a reason that its holder can read; None if there is no such code.

    Problems: `why` is too short to be a reason. NotPossible for anybody but an administrator, or where it is withdrawn
    already.
    """
    must(viewer, Act.WITHDRAW_CERTIFICATE)
    reason = storable(why).strip()[:LONGEST_REASON]
    now = site.now()
    with site.database.write() as connection:
        found = certificates.find(connection, tidy(code))
        if found is None:
            return None
        people.lock(connection, found.person)  # who may be getting another in its place just now
        found = certificates.find(connection, found.code) or found
        must(viewer, Act.WITHDRAW_CERTIFICATE, found)
        if len(reason) < SHORTEST_REASON:
            return (Problem("why", Code.TOO_SHORT, SHORTEST_REASON),)
        withdrawn = CertificateEnd.WITHDRAWN
        if not certificates.end(connection, found.code, withdrawn, at=now, by=viewer.id, why=reason):
            raise NotPossible("this certificate ended before")
        audit.record(
            connection,
            at=now,
            actor=viewer.id,
            action="certificate-withdraw",
            subject=found.person,
            object=found.printed.module,
        )
    return ()
