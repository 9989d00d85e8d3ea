"""The outbox as administrators see it: what waits, what was sent, what was given up and why; and sending it again.

No page shows what a letter says, nor its link, which is nowhere to be shown: it is made as the letter is sent.
"""

from quizapp.model.acts import Act, must
from quizapp.model.letters import LetterState, OutboxPage, OutboxRow
from quizapp.model.people import Person
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.people import outbox

ON_A_PAGE = 50
_AT_ONCE = 1_000


def page(site: Site, viewer: Person, state: LetterState | None = None, before: int | None = None) -> OutboxPage:
    """The newest letters of this state, or of all; older ones from `before` on. NotAllowed but for administrators."""
    must(viewer, Act.SEE_OUTBOX)
    with site.database.read() as connection:
        rows, older = outbox.newest(connection, ON_A_PAGE, state, before)
        return OutboxPage(rows, outbox.counts(connection), state, older, site.settings.mail.is_set_up)


def send_again(site: Site, viewer: Person, public_id: str) -> bool:
    """Have a letter that waits, or was given up, sent as soon as can be; False where there is none, or it was sent."""
    must(viewer, Act.SEE_OUTBOX)
    now = site.now()
    with site.database.write() as connection:
        found = outbox.again(connection, public_id, now)
        if found is not None:
            number, person = found
            details = {"letter": number}
            audit.record(connection, at=now, actor=viewer.id, action="letter-again", subject=person, details=details)
    return found is not None


def everything_unsent(site: Site) -> tuple[OutboxRow, ...]:
    """All letters that wait or were given up, newest first of each: for whoever runs the site."""
    found: list[OutboxRow] = []
    with site.database.snapshot() as connection:
        for state in (LetterState.WAITING, LetterState.FAILED):
            rows, before = outbox.newest(connection, _AT_ONCE, state)
            found += rows
            while before is not None:
                rows, before = outbox.newest(connection, _AT_ONCE, state, before)
                found += rows
    return tuple(found)
