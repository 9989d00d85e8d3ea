"""One running site: its settings, its database, its clock, and what it has compiled, kept for every request."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from quizapp.engine import another_way
from quizapp.model.attempts import Alike, Attempt
from quizapp.model.cache import Cache
from quizapp.model.contacts import Contacts
from quizapp.model.days import day_of
from quizapp.model.published import Live, LiveModule, Publication, Retired
from quizapp.model.retired import RetiredPart
from quizapp.model.things import Thing
from quizapp.services.site.compiled import NotCompiled, Playable, Quiz, Versions
from quizapp.services.site.contacts import read_contacts
from quizapp.services.site.live_now import KeptLive, LiveNow
from quizapp.services.site.noting import Noting
from quizapp.services.site.organisation import KeptOrganisation, Local, Organisation
from quizapp.services.site.ready import Readiness
from quizapp.services.site.setting_texts import default_support
from quizapp.services.site.settings import BadSetting, Settings
from quizapp.services.site.start_files import read_inserts, read_support
from quizapp.services.site.walks import MOST_WALKS, Walks, walk_bytes
from quizapp.store.database import Connection, Database, StoreUnavailable
from quizapp.store.published import retirements, versions
from quizapp.store.taking.drawings import KeptDrawings

__all__ = ["NotCompiled", "Playable", "Quiz", "Settings", "Site", "StoreUnavailable", "open_site"]


class Site:
    """What every service takes first: settings, database, clock, and what is published."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        inserts: Mapping[str, str],
        support: Contacts | str,
        clock: Callable[[], datetime] | None = None,
        kept_live: KeptLive | None = None,
    ) -> None:
        self.settings = settings
        self.database = database
        contacts = Contacts(support) if isinstance(support, str) else support  # HTML alone is for every nation
        self._organisation = KeptOrganisation(database, inserts, contacts)
        self._team: str | None = None
        self._clock = clock or _utc_now
        self._versions = Versions(kept_live)
        self.drawn = KeptDrawings()
        self.walks: Walks = Cache(MOST_WALKS, walk_bytes)
        self._readiness = Readiness(database)
        self.noting = Noting(database)

    @property
    def organisation(self) -> Organisation:
        """What the organisation set, as this process knows it; `refresh` brings it up to date."""
        return self._organisation.now

    def is_due(self) -> bool:
        """Whether it is time for `refresh` to ask the database."""
        return self._organisation.is_due(self.now())

    def refresh(self, *, at_once: bool = False) -> None:
        """Look whether the organisation's settings have changed. Call it where no connection is held."""
        self._organisation.refresh(self.now(), at_once=at_once)

    def is_ready(self) -> bool:
        """Whether the database takes a write; found out at most once a second, however often it is asked."""
        return self._readiness.now()

    def for_team(self, team: str | None) -> "Site":
        """The same site as the people of this home team see it: with the inserts of their own, where it has any."""
        own = team if self.organisation.has_own(team) else None
        if own == self._team:
            return self
        site = copy(self)
        site._team = own
        return site

    @property
    def local(self) -> Local:
        """What is filled in for local inserts, and the support contacts."""
        return self.organisation.local(self._team)

    @property
    def inserts(self) -> Mapping[str, str]:
        """What fills the local inserts."""
        return self.local.inserts

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's time zone."""
        return self.organisation.zone

    def now(self) -> datetime:
        """The time, aware and in UTC."""
        return self._clock()

    def today(self) -> date:
        """The organisation's day now."""
        return day_of(self.now(), self.zone)

    def day_of(self, moment: datetime) -> date:
        """The organisation's day at that moment, which is aware."""
        return day_of(moment, self.zone)

    def counts_from(self, on: date, recorded: datetime) -> datetime:
        """From when a part counts that was done in another way on a day (`engine.another_way`)."""
        return another_way.counts_from(on, recorded, self.zone)

    def playable(self, version: str, connection: Connection) -> Playable:
        """The compiled version of a scenario, from this process's memory or else the database; raises NotCompiled."""
        return self._versions.playable(version, connection).filled(self.inserts)

    def quiz(self, version: str, connection: Connection) -> Quiz:
        """The compiled version of a question set, in the same way; raises NotCompiled."""
        return self._versions.quiz(version, connection).filled(self.inserts)

    def prepare(self, wanted: Iterable[Publication | Attempt | Alike], connection: Connection) -> None:
        """Have the versions of these read together where they are not in memory yet, for whoever asks one by one."""
        self._versions.prepare(wanted, connection)

    def live(self, thing: Thing, connection: Connection) -> Live | None:
        """A scenario or set as it is live now; None where nothing of it is. Raises NotCompiled."""
        publication = versions.live(connection, thing.path)
        return self._versions.kept_live.live([publication], connection)[0] if publication is not None else None

    @property
    def kept_live(self) -> KeptLive:
        """What this process knows of everything that is live, for a site of a process that is forked from it."""
        return self._versions.kept_live

    def live_now(self, connection: Connection) -> LiveNow:
        """Everything that is live, from this process's memory where that is still true."""
        return self._versions.kept_live.now(connection)

    def all_live(self, connection: Connection) -> tuple[Live, ...]:
        """Every scenario and set that is live, by path."""
        return self.live_now(connection).parts

    def retired(self, thing: Thing, connection: Connection) -> tuple[Retired, Live] | None:
        """That a scenario or set is offered no longer, and what it was when it last was; None for anything else."""
        found = retirements.find(connection, thing.path)
        return (found, self.as_it_was([found], connection)[0]) if found is not None else None

    def as_it_was(self, retired: Iterable[Retired], connection: Connection) -> tuple[Live, ...]:
        """What these were when they were live last. Raises NotCompiled."""
        return self._versions.kept_live.live((one.publication for one in retired), connection)

    def retired_parts(self, connection: Connection) -> tuple[RetiredPart, ...]:
        """Every scenario and set that is offered no longer, by path, as it was last."""
        return self.live_now(connection).retired

    def live_module(self, module: str, connection: Connection) -> LiveModule | None:
        """A module as it is live now; None where nothing of it is."""
        return self.live_now(connection).module(module)

    def live_modules(self, connection: Connection) -> tuple[LiveModule, ...]:
        """Every module of which anything is live, by title."""
        return self.live_now(connection).modules

    def module_titles(self, connection: Connection) -> Mapping[str, str]:
        """The title of each module that is live, told apart from others of its name."""
        return self.live_now(connection).titles


def open_site(
    settings: Settings, clock: Callable[[], datetime] | None = None, kept_live: KeptLive | None = None
) -> Site:
    """A site on these settings; nothing is migrated or checked here. Raises BadSetting for a URL or a file.

    `kept_live` is what another site on the same database knows already.
    """
    inserts = read_inserts(settings.inserts) if settings.inserts else {}
    support = (read_support(settings.support) if settings.support else "") or default_support()
    try:
        database = Database(settings.database_url)
    except ValueError as problem:
        raise BadSetting("DATABASE_URL", str(problem)) from None
    return Site(settings, database, inserts, read_contacts(support), clock, kept_live)


def _utc_now() -> datetime:
    return datetime.now(UTC)
