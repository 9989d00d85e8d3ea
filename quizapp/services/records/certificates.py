"""Certificates: shown to whoever has the code, printed for their holder, withdrawn by an administrator who says why."""

from quizapp.model.acts import Act, can, must
from quizapp.model.completion import Certificate
from quizapp.model.module_pages import CertificatePage
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.records import completions

SHORTEST_REASON = 10  # characters
LONGEST_REASON = 500


def tidy(code: str) -> str:
    """A code as people type it, in the form in which it was issued: capitals, in groups of four."""
    signs = "".join(c for c in code.upper() if c.isalnum())[:64]
    return "-".join(signs[n : n + 4] for n in range(0, len(signs), 4))


def certificate_page(site: Site, code: str, viewer: Person | None) -> CertificatePage | None:
    """The certificate with this code, as this viewer (None: anybody at all) may see it; None if there is none.

    Everybody sees what is printed on it and whether it still stands; why it was withdrawn, only its holder and
    administrators.
    """
    with site.database.read() as connection:
        found = completions.certificate(connection, tidy(code))
    if found is None:
        return None
    is_mine = viewer is not None and viewer.id == found.person
    return CertificatePage(
        code=found.code,
        printed=found.printed,
        is_withdrawn=found.revoked_at is not None,
        withdrawn_at=found.revoked_at,
        is_mine=is_mine,
        may_withdraw=can(viewer, Act.WITHDRAW_CERTIFICATE, found),
        why=found.why if can(viewer, Act.READ_WHY_WITHDRAWN, found) else "",
    )


def to_print(site: Site, code: str, viewer: Person) -> Certificate | None:
    """The viewer's own certificate, to print; None if it is not theirs, or was withdrawn."""
    with site.database.read() as connection:
        found = completions.certificate(connection, tidy(code))
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
        found = completions.certificate(connection, tidy(code))
        if found is None:
            return None
        must(viewer, Act.WITHDRAW_CERTIFICATE, found)
        if len(reason) < SHORTEST_REASON:
            return (Problem("why", Code.TOO_SHORT, SHORTEST_REASON),)
        if not completions.revoke(connection, found.code, reason, now):
            raise NotPossible("this certificate was withdrawn before")
        audit.record(
            connection,
            at=now,
            actor=viewer.id,
            action="certificate-withdraw",
            subject=found.person,
            object=found.printed.module,
        )
    return ()
