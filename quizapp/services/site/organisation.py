"""What the organisation set, as each process keeps it. It is read again when it has changed.

The newest change has a number. A process asks for it at most every few seconds, and reads the rest only if it rose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

from quizapp.content.inserts import INSERTS
from quizapp.content.prose import ProseError
from quizapp.content.quotes import typographic_text
from quizapp.model.contacts import Contacts
from quizapp.model.days import DEFAULT_ZONE, zone_named
from quizapp.model.inserts import inserts_in
from quizapp.model.organisation import (
    INSERT,
    LOGO,
    NAME,
    QUIET_DAYS,
    REMIND_AFTER,
    REMIND_BEFORE,
    SAFEGUARDING_LEAD,
    SUPPORT,
    WORD,
    ZONE,
    Values,
    logo_of,
)
from quizapp.model.people import Role
from quizapp.model.reminders import ladder_written
from quizapp.services.site.contacts import filled, read_contacts
from quizapp.store import organisation
from quizapp.store.database import Database

LOOK_EVERY = timedelta(seconds=2)
DEFAULT_SUPPORT = Path(__file__).with_name("support.md")


@dataclass(frozen=True, slots=True, eq=False)
class Local:
    """What is filled in for the people of one home team, or for everybody else. The same object until it changes.

    `safeguarding_lead_html` is "" where nobody has filled it in: a page that says whom to tell has other words then.
    """

    name: str
    words: Mapping[str, str]
    inserts: Mapping[str, str]
    contacts: Contacts
    safeguarding_lead_html: str
    logo: str = ""  # the hash of its bytes; empty where none is set

    @property
    def support_html(self) -> str:
        """All of the contacts."""
        return "\n".join(self.contacts.texts())


class Organisation:
    """What is set at one moment. Nothing in it changes but what it remembers of its teams."""

    def __init__(self, values: Values, inserts: Mapping[str, str], contacts: Contacts) -> None:
        """`inserts` and `contacts` are the environment's: they count until anything is set, and never after."""
        if values:
            inserts, contacts = {}, _support("")
        self.name = values.get((NAME, ""), "")
        self.logo = logo_of(values.get((LOGO, ""), ""))
        self.zone = _zone(values.get((ZONE, ""), ""))
        self.ladder = ladder_written(
            *(values.get((each, ""), "") for each in (REMIND_BEFORE, REMIND_AFTER, QUIET_DAYS))
        )
        self.words: Mapping[str, str] = {role.value: values.get((WORD + role.value, ""), "") for role in Role}
        self._contacts = _support(values[SUPPORT, ""]) if (SUPPORT, "") in values else contacts
        own = [setting.removeprefix(INSERT) for setting, team in values if not team and setting.startswith(INSERT)]
        self._inserts = {name: values.get((INSERT + name, ""), inserts.get(name, "")) for name in (*INSERTS, *own)}
        self._teams: dict[str, dict[str, str]] = {}
        for (setting, team), text in values.items():
            if team and setting.startswith(INSERT) and text:
                self._teams.setdefault(team, {})[setting.removeprefix(INSERT)] = text
        self._locals: dict[str, Local] = {}  # one for each team with inserts of its own, and one for all others

    def has_own(self, team: str | None) -> bool:
        """Whether this team fills an insert in another way than the organisation."""
        return team in self._teams

    def inserts_of_contacts(self) -> tuple[str, ...]:
        """The names of the local inserts that the support contacts have."""
        return inserts_in(self._contacts.texts())

    def local(self, team: str | None) -> Local:
        """What is filled in for people of this home team: its own value, or else the organisation's."""
        own = team if team in self._teams else ""
        found = self._locals.get(own or "")
        if found is None:
            typed = {**self._inserts, **self._teams.get(own or "", {})}
            inserts = {name: typographic_text(text) for name, text in typed.items()}  # as the prose around them
            lead = escape(inserts.get(SAFEGUARDING_LEAD, "").strip())
            contacts, logo = filled(self._contacts, inserts), self.logo.sha if self.logo else ""
            made = Local(self.name, self.words, inserts, contacts, lead, logo)
            found = self._locals.setdefault(own or "", made)
        return found


class KeptOrganisation:
    """The newest that this process knows of, shared by its threads."""

    def __init__(self, database: Database, inserts: Mapping[str, str], contacts: Contacts) -> None:
        self._database, self._inserts, self._contacts = database, inserts, contacts
        self._revision = 0
        self._looked: datetime | None = None
        self._lock = Lock()
        self.now = Organisation({}, inserts, contacts)

    def is_due(self, at: datetime) -> bool:
        """Whether the database was not asked within the last LOOK_EVERY."""
        return self._looked is None or abs(at - self._looked) >= LOOK_EVERY

    def refresh(self, at: datetime, *, at_once: bool = False) -> None:
        """Read what is set, if it has changed; asks the database at most every LOOK_EVERY, unless `at_once`.

        Call it where no connection is held. Raises StoreUnavailable.
        """
        if not at_once and not self.is_due(at):
            return
        self._looked = at  # before it is asked, so that the other threads go on meanwhile
        with self._lock, self._database.read() as connection:
            if organisation.revision(connection) == self._revision:
                return
            found = organisation.set_now(connection)
            self.now, self._revision = Organisation(found.texts, self._inserts, self._contacts), found.revision


def _zone(name: str) -> ZoneInfo:
    try:
        return zone_named(name or DEFAULT_ZONE)
    except ValueError:  # chosen on a machine that knew it, and this one does not
        return zone_named(DEFAULT_ZONE)


def _support(text: str) -> Contacts:
    """The contacts; those of the package where none are set."""
    try:
        return read_contacts(text if text.strip() else DEFAULT_SUPPORT.read_text(encoding="utf-8"))
    except ProseError:  # it was tried before it was stored, by a release that could render it
        return read_contacts(DEFAULT_SUPPORT.read_text(encoding="utf-8"))
