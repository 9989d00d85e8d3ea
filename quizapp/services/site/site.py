"""One running site: its settings, its database, its clock, and what it has compiled, kept for every request."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock

from quizapp.content.codec import decode, decode_set
from quizapp.content.compile import COMPILER
from quizapp.content.inserts import INSERTS
from quizapp.content.prose import render
from quizapp.engine import another_way
from quizapp.engine.moves import replay
from quizapp.engine.story import Story, story
from quizapp.model.days import DEFAULT_ZONE, day_of, zone_named
from quizapp.model.inserts import fill_inserts
from quizapp.model.play import Place, Step
from quizapp.model.published import Compiled, CompiledSet, Live, LiveModule, Publication
from quizapp.model.questions import Question
from quizapp.model.things import Thing, ThingKind
from quizapp.services.site.settings import BadSetting, Settings
from quizapp.store.database import Connection, Database, StoreUnavailable
from quizapp.store.published import versions

__all__ = ["NotCompiled", "Playable", "Quiz", "Settings", "Site", "StoreUnavailable", "open_site"]

Walk = tuple[tuple[str, int | None], ...]  # the passage and the choice of each step
DEFAULT_SUPPORT = Path(__file__).with_name("support.md")


class NotCompiled(Exception):
    """A version that this release has not compiled: `quizapp upgrade` was not run."""


MOST_WALKS = 4096  # walks of one version kept in each process, about 2 kB each


@dataclass(frozen=True, slots=True)
class Playable:
    """A published version, ready to play: compiled form, story index, and HTML with the local inserts filled in."""

    compiled: Compiled
    story: Story
    html: Mapping[str, str]
    _walks: dict[Walk, tuple[Place, ...]] = field(default_factory=dict, compare=False)

    def places(self, steps: tuple[Step, ...]) -> tuple[Place, ...]:
        """`engine.moves.replay` of these steps, remembered: it is a pure function."""
        walk = tuple([(step.passage, step.choice) for step in steps])
        found = self._walks.get(walk)
        if found is None:
            found = replay(self.story, steps)
            if len(self._walks) >= MOST_WALKS:
                self._walks.clear()
            self._walks[walk] = found
        return found


@dataclass(frozen=True, slots=True)
class Quiz:
    """A published version of a question set: compiled form, HTML with the local inserts filled in, questions by id."""

    compiled: CompiledSet
    html: Mapping[str, str]
    questions: Mapping[str, Question]


class Site:
    """What every service takes first. Versions never change, so what they compile to is kept for ever."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        inserts: Mapping[str, str],
        support_html: str,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.settings = settings
        self.database = database
        self.inserts = inserts
        self.support_html = fill_inserts(support_html, inserts)
        self.safeguarding_lead_html = fill_inserts("{{safeguarding-lead}}", inserts)
        self.zone = zone_named(DEFAULT_ZONE)
        self._clock = clock or _utc_now
        self._playable: dict[str, Playable] = {}
        self._quizzes: dict[str, Quiz] = {}
        self._lock = Lock()

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
        found = self._playable.get(version)
        if found is None:
            compiled = decode(version, *_texts(version, connection))
            found = Playable(compiled, story(compiled.scenario), self._filled(compiled.html))
            with self._lock:
                found = self._playable.setdefault(version, found)
        return found

    def quiz(self, version: str, connection: Connection) -> Quiz:
        """The compiled version of a question set, in the same way; raises NotCompiled."""
        found = self._quizzes.get(version)
        if found is None:
            compiled = decode_set(version, *_texts(version, connection))
            by_id = {question.id: question for question in compiled.set.questions}
            found = Quiz(compiled, self._filled(compiled.html), by_id)
            with self._lock:
                found = self._quizzes.setdefault(version, found)
        return found

    def live(self, thing: Thing, connection: Connection) -> Live | None:
        """A scenario or set as it is live now; None where nothing of it is. Raises NotCompiled."""
        publication = versions.live(connection, thing.path)
        return self._live(publication, connection) if publication is not None else None

    def all_live(self, connection: Connection, module: str | None = None) -> tuple[Live, ...]:
        """Every scenario and set that is live (of one module), by path. Raises NotCompiled."""
        found = (p for p in versions.all_live(connection) if p.thing.kind is not ThingKind.BRIEFING)
        return tuple(self._live(p, connection) for p in found if module is None or p.thing.module == module)

    def live_module(self, module: str, connection: Connection) -> LiveModule | None:
        """A module as it is live now; None where nothing of it is. Raises NotCompiled."""
        parts = self.all_live(connection, module)
        return LiveModule(module, parts) if parts else None

    def live_modules(self, connection: Connection) -> tuple[LiveModule, ...]:
        """Every module of which anything is live, by id. Raises NotCompiled."""
        parts: dict[str, list[Live]] = defaultdict(list)
        for live in self.all_live(connection):
            parts[live.thing.module].append(live)
        return tuple(LiveModule(module, tuple(parts[module])) for module in sorted(parts))

    def _live(self, publication: Publication, connection: Connection) -> Live:
        if publication.thing.is_set:
            told = self.quiz(publication.version, connection).compiled
            return Live(publication, told.set.title, told.set.minutes, told.set.learning_points, told.briefing)
        compiled = self.playable(publication.version, connection).compiled
        scenario = compiled.scenario
        return Live(publication, scenario.title, scenario.minutes, scenario.learning_points, compiled.briefing)

    def _filled(self, html: Mapping[str, str]) -> dict[str, str]:
        return {slot: fill_inserts(text, self.inserts) for slot, text in html.items()}


def _texts(version: str, connection: Connection) -> tuple[str, str, str]:
    texts = versions.load_compiled(connection, version, COMPILER)
    if texts is None:
        raise NotCompiled(version)
    return texts


def open_site(settings: Settings, clock: Callable[[], datetime] | None = None) -> Site:
    """A site on these settings; nothing is migrated or checked here. Raises BadSetting for a URL or inserts file."""
    inserts = read_inserts(settings.inserts) if settings.inserts else {}
    support = (settings.support or DEFAULT_SUPPORT).read_text(encoding="utf-8")
    try:
        database = Database(settings.database_url)
    except ValueError as problem:
        raise BadSetting("DATABASE_URL", str(problem)) from None
    return Site(settings, database, inserts, render(support), clock)


def read_inserts(path: Path) -> dict[str, str]:
    """The `name: text` lines of a file; blank lines and `#` lines are left out. Raises BadSetting by line."""
    filled: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, text = line.partition(":")
        if not colon or name.strip() not in INSERTS:
            raise BadSetting("QUIZAPP_INSERTS", f"line {number}: must be one of {', '.join(INSERTS)}, then a colon")
        filled[name.strip()] = text.strip()
    return filled


def _utc_now() -> datetime:
    return datetime.now(UTC)
