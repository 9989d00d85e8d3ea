"""Letters that are to be sent: they wait in the outbox, written in the transaction of what they are about."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from quizapp.model.letters import LetterKind
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.people import outbox

# How long a letter is still worth sending, since it was written or asked for again.
LIFE: Final = {
    LetterKind.INVITATION: timedelta(days=7),
    LetterKind.PASSWORD: timedelta(days=1),
    LetterKind.REMINDER: timedelta(days=3),
    LetterKind.DIGEST: timedelta(days=3),
    LetterKind.TEAM: timedelta(days=3),
    LetterKind.TEST: timedelta(days=1),
}


def sending_problems(site: Site, *, sends: bool) -> Problems:
    """What is wrong with having a letter sent: that no mail is set up; nothing where none is to be sent."""
    return (Problem("sends", Code.NOT_SET_UP),) if sends and not site.settings.mail.is_set_up else ()


def send_link(connection: Connection, person: Person, kind: LetterKind, now: datetime) -> bool:
    """Let a letter with a one-use link wait for this person; False where one waits already, which will do.

    The link itself is made when the letter is sent (`sending`), and is kept nowhere.
    """
    if outbox.waits(connection, person.id, kind):
        return False
    public_id = secrets.token_urlsafe(16)
    return outbox.add(
        connection,
        public_id=public_id,
        reason_key=f"{kind}|{public_id}",
        person=person.id,
        kind=kind,
        made_at=now,
        send_after=now,
    )
