"""Mail that the site sends: what a letter is about, how its sending stands, and how a transport refuses it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter is for. Its words stand in `templates/mail/`, in files of this name."""

    INVITATION = "invitation"  # a link to set a password, for who was added or let in again
    PASSWORD = "password"  # noqa: S105 (the same for who forgot theirs and asked for it)
    REMINDER = "reminder"  # what is due, or was
    DIGEST = "digest"  # the same, once a week
    TEAM = "team"  # how many in a manager's teams have something due
    TEST = "test"  # to see that mail arrives; never in the outbox

    @property
    def has_link(self) -> bool:
        """Whether a one-use link is in it, which is made when it is sent and never kept."""
        return self in (LetterKind.INVITATION, LetterKind.PASSWORD)


class Rung(StrEnum):
    """Which step of the ladder of reminders something stands on."""

    BEFORE = "before"  # due in some days
    TODAY = "today"
    AFTER = "after"  # was due some days ago
    EXPIRING = "expiring"  # completed, and to be renewed in some days
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class DueLine:
    """One line of a reminder: a module's id, the day that counts, and how that day stands. No names, no scores.

    `people` is how many it is about in a manager's letter, and 0 in one's own. `step` is how many days after the day
    that counts, or before it if negative, this step of the ladder stands: nobody is written to twice for one of them.
    """

    module: str
    on: date
    rung: Rung
    people: int = 0
    step: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter that is one sender's to send now, for as long as the lease lasts. `tries` counts this one."""

    id: int
    public_id: str
    kind: LetterKind
    person: int
    lines: tuple[DueLine, ...]
    made_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of a reminder as it is written: the module's title, and the rest of the DueLine."""

    title: str
    on: date
    rung: Rung
    people: int


@dataclass(frozen=True, slots=True)
class Letter:
    """All that a letter says, for its templates. `token` is that of its one-use link, or empty."""

    kind: LetterKind
    public_id: str
    to: str
    name: str
    organisation: str
    address: str
    token: str = ""
    days: int = 0
    lines: tuple[LetterLine, ...] = ()


class Hitch(StrEnum):
    """Why a letter was not sent at a try; pages have the words."""

    UNREACHABLE = "unreachable"  # nobody answers there, or the name is no machine's
    SLOW = "slow"
    DROPPED = "dropped"  # the connection ended in the middle
    INSECURE = "insecure"  # no TLS that can be trusted
    SIGN_IN = "sign-in"  # the mail server does not take our name and password
    SENDER = "sender"  # it does not take our own address
    RECIPIENT = "recipient"  # it does not take theirs
    REFUSED = "refused"  # it does not take the letter
    FOLDER = "folder"  # it cannot be written to
    NO_ADDRESS = "no-address"  # the person has none any more, or has left
    LATE = "late"  # it waited for so long that it would say what is true no more
    OUR_FAULT = "our-fault"  # a mistake of this program's


class Undelivered(Exception):
    """A letter was not sent: why, what the other side said, and whether to try again.

    `said` is without addresses. `of_all` says that another letter would fare no better now.
    """

    def __init__(self, hitch: Hitch, said: str = "", *, for_good: bool = False, of_all: bool = False) -> None:
        super().__init__(hitch.value)
        self.hitch = hitch
        self.said = said
        self.for_good = for_good
        self.of_all = of_all


class LetterState(StrEnum):
    """How the sending of a letter stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # given up


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A letter as an administrator sees it: to whom, what for, and how its sending stands; never its words or link.

    `at` is when it was sent or given up, or else when it is tried next. `name` tells people of one name apart.
    """

    public_id: str
    kind: LetterKind
    name: str
    state: LetterState
    made_at: datetime
    at: datetime
    tries: int
    hitch: Hitch | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """Some letters, newest first, how many there are of each state, and whether older ones follow.

    `before` is where the next page goes on. `is_set_up`: letters can be sent from here at all.
    """

    rows: tuple[OutboxRow, ...]
    counts: dict[LetterState, int]
    state: LetterState | None
    before: int | None
    is_set_up: bool


@dataclass(frozen=True, slots=True)
class MyMail:
    """What somebody sees of their own mail: their address (empty if there is none), what they chose, their letters."""

    address: str
    weekly: bool
    letters: tuple[OutboxRow, ...]
    has_older: bool


@dataclass(frozen=True, slots=True)
class MailPiece:
    """A piece of a letter's text; `path` is where it leads to on this site, if it is a link."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class MailboxLetter:
    """A letter in the demo's mailbox, as whoever it is for would read it."""

    subject: str
    to: str
    at: datetime
    paragraphs: tuple[tuple[MailPiece, ...], ...]
