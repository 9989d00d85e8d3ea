"""What the commands for mail print: what was sent, what waits, and why something was not sent."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from quizapp.exchange import dates
from quizapp.model.letters import Hitch, LetterKind, LetterState, OutboxRow

if TYPE_CHECKING:
    from quizapp.exchange.posting import Posted
    from quizapp.services.records.reminding import Reminder

KINDS: Final = {
    LetterKind.INVITATION: "link to begin",
    LetterKind.PASSWORD: "forgotten password",
    LetterKind.REMINDER: "reminder",
    LetterKind.DIGEST: "weekly letter",
    LetterKind.TEAM: "letter about teams",
    LetterKind.TEST: "test",
}
HITCHES: Final = {
    Hitch.UNREACHABLE: "the mail server cannot be reached, or takes nothing now: see QUIZAPP_MAIL",
    Hitch.SLOW: "the mail server did not answer in time",
    Hitch.DROPPED: "the mail server ended the connection in the middle",
    Hitch.INSECURE: "the mail server has no TLS that can be trusted, and no password is sent without: see QUIZAPP_MAIL",
    Hitch.SIGN_IN: "the mail server does not take the name and password of QUIZAPP_MAIL",
    Hitch.SENDER: "the mail server does not take the address of QUIZAPP_MAIL_FROM",
    Hitch.RECIPIENT: "the mail server does not take the address that it goes to",
    Hitch.REFUSED: "the mail server does not take the letter",
    Hitch.FOLDER: "the folder of QUIZAPP_MAIL cannot be written to",
    Hitch.NO_ADDRESS: "they have no address any more, or have left",
    Hitch.LATE: "it waited for too long, and would no longer be true",
    Hitch.OUR_FAULT: "a mistake of quizapp's own; the log has more",
}


def hitch_text(hitch: Hitch, said: str) -> str:
    """Why a letter was not sent, with what the other side said."""
    return f"{HITCHES[hitch]} ({said})" if said else HITCHES[hitch]


def posted_line(posted: "Posted") -> str:
    """What came of a round."""
    failed = f"; tries that failed: {posted.failed} (quizapp outbox --list)" if posted.failed else ""
    why = posted.stopped
    stopped = f". The rest waits: {hitch_text(why.hitch, why.said)}" if why is not None else ""
    return f"Letters sent: {posted.sent}{failed}{stopped}."


def reminder_lines(found: Sequence["Reminder"], *, dry_run: bool) -> Iterator[str]:
    """A line for each letter, where none is written yet; and how many there are."""
    if dry_run:
        for one in found:
            what = ", ".join(f"{line.module} by {line.on.isoformat()}" for line in one.lines)
            yield f"{one.name}: {KINDS[one.kind]}: {what}"
    yield f"Letters that {'would wait' if dry_run else 'wait now'}: {len(found)}."


def outbox_lines(rows: Sequence[OutboxRow]) -> Iterator[str]:
    """A line for each letter that was not sent, newest first; times are in UTC."""
    for row in rows:
        when = "given up" if row.state is LetterState.FAILED else "to be tried"
        why = f"; {hitch_text(row.hitch, row.said)}" if row.hitch is not None else ""
        yield f"{row.name}: {KINDS[row.kind]}, {when} {dates.moment(row.at)}, tries: {row.tries}{why}"
    yield f"Letters not sent: {len(rows)}."
