"""Everything that is live, as this process keeps it between requests: what lists need, without any whole text.

A database is asked each time whether the list is still true, which takes it one small query, and only if it is not what
is live is read again. What a version says of itself never changes, so that much is kept for the next list.

What is live and not compiled, which `quizapp serve` would not have started with, is left out, and the log says so:
everything else is shown.
"""

import logging
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from quizapp.content.codec import decode_briefing, decode_facts, decode_html
from quizapp.content.compile import COMPILER
from quizapp.model.briefing import Briefing
from quizapp.model.cache import Cache
from quizapp.model.inserts import inserts_in
from quizapp.model.names import reading_order
from quizapp.model.published import Live, LiveModule, Publication, module_titles
from quizapp.model.retired import ListedModule, RetiredPart, all_listed
from quizapp.model.things import ThingKind
from quizapp.store.database import Connection
from quizapp.store.published import facts as store
from quizapp.store.published import retirements, versions
from quizapp.store.writing import is_writing

MB = 1 << 20
MOST_FACTS = 8 * MB
MOST_BRIEFINGS = 8 * MB
MOST_LIVE = 32 * MB  # the list itself: a thousand parts in one module take about 2 MB


_log = logging.getLogger("quizapp.live")


class NotCompiled(Exception):
    """A version that this release has not compiled: `quizapp upgrade` was not run."""


@dataclass(frozen=True)
class LiveNow:
    """Every scenario and set that is live at one moment, by path, and the modules that they make.

    `retired` is what is offered no longer, by path, as it was last. It `is_whole` unless something was left out.
    """

    parts: tuple[Live, ...]
    retired: tuple[RetiredPart, ...] = ()
    is_whole: bool = True

    @cached_property
    def modules(self) -> tuple[LiveModule, ...]:
        """Every module of which anything is live, by title."""
        parts: dict[str, list[Live]] = defaultdict(list)
        for live in self.parts:
            parts[live.thing.module].append(live)
        found = (LiveModule(module, tuple(parts[module])) for module in parts)
        return tuple(sorted(found, key=lambda module: (reading_order(module.briefing.title), module.id)))

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each module, told apart from others of its name."""
        return module_titles(self.modules)

    @cached_property
    def listed(self) -> tuple[ListedModule, ...]:
        """All that is or was live, by module, as `all_listed` has it."""
        return all_listed(self.modules, self.retired)

    @cached_property
    def grouped(self) -> tuple[ListedModule, ...]:
        """The same for a list in which each part stands under its module."""
        return all_listed(self.modules, self.retired, grouped=True)

    def module(self, module: str) -> LiveModule | None:
        """This module; None where nothing of it is live."""
        return self._by_id.get(module)

    @cached_property
    def _by_id(self) -> Mapping[str, LiveModule]:
        return {module.id: module for module in self.modules}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What lists need of a version, and by what its briefing is known."""

    title: str
    minutes: int
    points: tuple[str, ...]
    inserts: tuple[str, ...]
    briefing: tuple[str, str, int]


class KeptLive:
    """What is live from this process's memory, within bounds, or else from the database. Threads may share it."""

    def __init__(self) -> None:
        self._now: Cache[store.Changes, LiveNow] = Cache(MOST_LIVE, lambda _, now: live_bytes(now))
        self._asked: WeakKeyDictionary[Connection, LiveNow] = WeakKeyDictionary()
        self._facts: Cache[str, _Facts] = Cache(MOST_FACTS, lambda _, facts: _facts_bytes(facts))
        self._briefings: Cache[tuple[str, str, int], Briefing] = Cache(
            MOST_BRIEFINGS, lambda _, one: briefing_bytes(one)
        )

    def now(self, connection: Connection) -> LiveNow:
        """Everything that is live and compiled, asked once in each transaction that only reads.

        Who published or retired something has the name that they had when the list was read: a page that shows names
        asks `versions` or `retirements`.
        """
        if is_writing(connection):  # what is live here may never come to be, and may change before its end
            return self._now.get(store.changes(connection)) or self._read_now(connection)
        found = self._asked.get(connection)
        if found is None:
            at = store.changes(connection)  # first: what changes after this makes the list newer than its number
            found = self._now.get(at)
            if found is None:
                found = self._read_now(connection)
                self._now.clear()
                if found.is_whole:  # otherwise `quizapp upgrade` makes another of it, and publishes nothing
                    self._now.add(at, found)
            self._asked[connection] = found
        return found

    def _read_now(self, connection: Connection) -> LiveNow:
        offered = [one for one in versions.all_live(connection) if one.thing.kind is not ThingKind.BRIEFING]
        over = retirements.everything(connection)
        wanted = (*offered, *(one.publication for one in over))
        known = self._all_known(wanted, connection)
        missing = [one.path for one in wanted if known[one.version] is None]
        if missing:
            _log.error("not compiled, and so not shown: %s. Run `quizapp upgrade`.", ", ".join(missing))
        parts = tuple(_live(one, known[one.version]) for one in offered if known[one.version] is not None)
        retired = tuple(
            RetiredPart(one, _live(one.publication, found))
            for one in over
            if (found := known[one.publication.version]) is not None
        )
        return LiveNow(parts, retired, not missing)

    def live(self, publications: Iterable[Publication], connection: Connection) -> tuple[Live, ...]:
        """What was published, with its facts. What is not known yet is read together; raises NotCompiled."""
        wanted = tuple(publications)
        known = self._all_known(wanted, connection)
        return tuple(_live(one, known[one.version]) for one in wanted)

    def _all_known(
        self, wanted: Iterable[Publication], connection: Connection
    ) -> dict[str, tuple[_Facts, Briefing] | None]:
        known = {one.version: self._known(one.version) for one in wanted}
        unknown = tuple(version for version, found in known.items() if found is None)
        return {**known, **self._read(unknown, connection)}

    def learn(self, wanted: Iterable[str], connection: Connection) -> None:
        """Read what is not known yet of these versions, ahead of a transaction in which nobody else may write."""
        self._read(tuple(version for version in wanted if self._known(version) is None), connection)

    def _known(self, version: str) -> tuple[_Facts, Briefing] | None:
        facts = self._facts.get(version)
        briefing = self._briefings.get(facts.briefing) if facts is not None else None
        return (facts, briefing) if facts is not None and briefing is not None else None

    def _read(self, wanted: tuple[str, ...], connection: Connection) -> dict[str, tuple[_Facts, Briefing]]:
        found = {}
        briefings: dict[tuple[str, str, int], Briefing] = {}
        for one in store.load(connection, wanted, COMPILER):
            key = one.briefing
            briefing = briefings.get(key) or self._briefings.get(key)
            if briefing is None:
                briefing = self._briefings.add(key, decode_briefing(one.model_json))
            briefings[key] = briefing
            inserts = inserts_in(decode_html(one.html_json).values()) if "{{" in one.html_json else ()
            facts = _Facts(*decode_facts(one.model_json), inserts, key)
            found[one.version] = self._facts.add(one.version, facts), briefing
        return found


def _live(publication: Publication, found: tuple[_Facts, Briefing] | None) -> Live:
    if found is None:
        raise NotCompiled(publication.version)
    facts, briefing = found
    return Live(publication, facts.title, facts.minutes, facts.points, briefing, facts.inserts)


def live_bytes(now: LiveNow) -> int:
    """About what a list takes, with all that is worked out of it: each part its own, and each briefing once."""
    total, briefings = 0, {}
    for part in (*now.parts, *(one.was for one in now.retired)):
        publication = part.publication
        texts = (part.title, publication.path, publication.version, publication.why, publication.by)
        total += 1_500 + sum(map(sys.getsizeof, texts)) + sum(8 + sys.getsizeof(point) for point in part.points)
        briefings[id(part.briefing)] = part.briefing
    return total + sum(map(briefing_bytes, briefings.values()))


def briefing_bytes(briefing: Briefing) -> int:
    """About what a briefing takes: each point is some hundred bytes, and its words."""
    return 1_000 + sum(800 + sys.getsizeof(point.text) for point in briefing.points)


def _facts_bytes(facts: _Facts) -> int:
    names = (*facts.points, *facts.inserts)
    return 400 + sys.getsizeof(facts.title) + sum(8 + sys.getsizeof(name) for name in names)
