"""Files, versions and compiled forms: what was published, byte for byte (DESIGN §5)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from quizapp.model.briefing import Briefing
from quizapp.model.completion import ModulePart
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.layout import MapLayout
from quizapp.model.names import labelled, reading_order, told_apart
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario
from quizapp.model.things import Thing, thing_at


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it stands: `path` relative to the site (`scenarios/<module>/<name>.md`, or the same in `questions`),
    and its bytes after normalising (no byte order mark, LF line ends; FORMAT §1)."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class VersionPart:
    """One file of a version: its path and the SHA-256 of its bytes, in hex."""

    path: str
    sha256: str


def version_id(parts: Iterable[VersionPart], format: int) -> str:
    """The id of the version that these parts make in this format: SHA-256 in hex (DESIGN §5).

    It is over `format N`, left out for format 1, and each part's path and hash, sorted by path, each in a line.
    """
    lines = [f"{part.path}\n{part.sha256}\n" for part in sorted(parts, key=lambda part: part.path)]
    if format != 1:
        lines.insert(0, f"format {format}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class UnknownFormat(Exception):
    """A version is in a format that this release cannot read. `number` is the format's."""

    def __init__(self, number: int) -> None:
        super().__init__(f"format {number} is not known to this release")
        self.number = number


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a version compiles to: model, cleaned HTML by slot, and map. A cache of the bytes, never the truth.

    `minutes_left` are those of the longest way on from each passage, by anchor; 0 at an ending.
    """

    version: str
    scenario: Scenario
    briefing: Briefing
    html: Mapping[str, str]
    map: MapLayout
    minutes_left: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CompiledSet:
    """What a version of a question set compiles to: the set with every question that it can ask, and HTML by slot."""

    version: str
    set: QuestionSet
    briefing: Briefing
    html: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Publication:
    """One publishing of a version: append-only."""

    seq: int
    path: str
    version: str
    previous: str | None
    by: str  # a person's name, or "command line"
    at: datetime
    why: str

    @property
    def thing(self) -> Thing:
        """What was published."""
        return thing_at(self.path)


@dataclass(frozen=True, slots=True)
class Retired:
    """Something that was live and is offered no longer: its last publication, and when, by whom and why it ended."""

    publication: Publication
    at: datetime
    by: str  # a person's name, or "command line"
    why: str

    @property
    def path(self) -> str:
        """Where its file stood in the site."""
        return self.publication.path

    @property
    def thing(self) -> Thing:
        """What was retired."""
        return self.publication.thing


@dataclass(frozen=True, slots=True)
class Live:
    """A scenario or set that is live: what lists and rules need to know of it, without its text.

    `minutes` are nominal, `points` the ids of the learning points that it tests, `briefing` the one that it draws on.
    `inserts` are the names of the local inserts that its texts have.
    """

    publication: Publication
    title: str
    minutes: int
    points: tuple[str, ...]
    briefing: Briefing
    inserts: tuple[str, ...] = ()

    @property
    def thing(self) -> Thing:
        """What is live."""
        return self.publication.thing

    @property
    def version(self) -> str:
        """The version that is live."""
        return self.publication.version


@dataclass(frozen=True)
class LiveModule:
    """A module as it is live now: its scenarios and sets by path, of which there is at least one.

    It may have a thousand, so what is worked out of all of them is worked out once.
    """

    id: str
    parts: tuple[Live, ...]

    @cached_property
    def latest(self) -> Live:
        """What of it was published last. Its briefing is the module's."""
        return max(self.parts, key=lambda part: part.publication.seq)

    @property
    def briefing(self) -> Briefing:
        """The briefing that was published last with anything of the module."""
        return self.latest.briefing

    def get(self, thing: Thing) -> Live | None:
        """A part of it; None where that is live no longer."""
        return self._by_thing.get(thing)

    @cached_property
    def _by_thing(self) -> Mapping[Thing, Live]:
        return {part.thing: part for part in self.parts}

    def scenarios(self) -> tuple[Live, ...]:
        """Its scenarios, by path."""
        return self._scenarios

    @cached_property
    def _scenarios(self) -> tuple[Live, ...]:
        return tuple(part for part in self.parts if part.thing.is_scenario)

    def offered(self) -> tuple[Live, ...]:
        """Its parts in the order in which they are offered: scenarios, then sets.

        First what the briefing's `order:` names, in that order; then the others by title, and last of them what
        `complete:` names: it comes after what prepares for it (FORMAT §2).
        """
        return self._offered

    @cached_property
    def _offered(self) -> tuple[Live, ...]:
        complete, order = self.briefing.complete, self.briefing.order
        places = {
            one.name: place for place, one in reversed(list(enumerate(order)))
        }  # the first, where one comes twice

        def place(part: Live) -> tuple[bool, int, bool, tuple[str, str, str], str]:
            thing, name = part.thing, part.thing.name
            needed = any(condition.names(thing) for condition in complete)
            return thing.is_set, places.get(name, len(order)), needed, reading_order(part.title), name

        return tuple(sorted(self.parts, key=place))

    @cached_property
    def to_do(self) -> tuple[ModulePart, ...]:
        """The same as parts that somebody has to do, or may."""
        return tuple(ModulePart(part.thing, part.minutes) for part in self._offered)

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What pages have worked out of it, and have for as long as the module stays as it is."""
        return {}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Path → a part's title, in the order in which they are offered, told apart from others in this module."""
        return part_titles([self])


def module_titles(modules: Sequence[LiveModule]) -> dict[str, str]:
    """Module → its title; where another of these has the same, with the module's folder."""
    titles, ids = [module.briefing.title for module in modules], [module.id for module in modules]
    return dict(zip(ids, map(labelled, titles, told_apart(titles, ids)), strict=True))


def part_titles(modules: Sequence[LiveModule]) -> dict[str, str]:
    """Path → a part's title, of all parts of these modules in their order; where another has the same, with its
    module (by title, or else its folder), or with its file."""
    found = [(module, part) for module in modules for part in module.offered()]
    titles, paths = [part.title for _, part in found], [part.thing.path for _, part in found]
    named = [module.briefing.title for module, _ in found], [module.id for module, _ in found]
    apart = told_apart(titles, *named, [part.thing.name for _, part in found], paths)
    return dict(zip(paths, map(labelled, titles, apart), strict=True))


@dataclass(frozen=True, slots=True)
class FileState:
    """A row of the publish state page: a file on disk and live, and what check says of it as it is on disk."""

    path: str
    title: str
    on_disk: bool
    live: Publication | None
    changed: bool  # on disk differs from live
    diagnostics: tuple[Diagnostic, ...]
    retired: Retired | None = None
