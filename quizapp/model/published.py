"""Files, versions and compiled forms: what was published, byte for byte (DESIGN §5)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from quizapp.model.briefing import Briefing
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.layout import MapLayout
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


@dataclass(frozen=True, slots=True)
class LiveModule:
    """A module as it is live now: its scenarios and sets by path, of which there is at least one."""

    id: str
    parts: tuple[Live, ...]

    @property
    def latest(self) -> Live:
        """What of it was published last. Its briefing is the module's."""
        return max(self.parts, key=lambda part: part.publication.seq)

    @property
    def briefing(self) -> Briefing:
        """The briefing that was published last with anything of the module."""
        return self.latest.briefing

    def get(self, thing: Thing) -> Live | None:
        """A part of it; None where that is live no longer."""
        return next((part for part in self.parts if part.thing == thing), None)

    def scenarios(self) -> tuple[Live, ...]:
        """Its scenarios, by path."""
        return tuple(part for part in self.parts if part.thing.is_scenario)


@dataclass(frozen=True, slots=True)
class FileState:
    """A row of the publish state page: a file on disk and live, and what check says of it as it is on disk."""

    path: str
    title: str
    on_disk: bool
    live: Publication | None
    changed: bool  # on disk differs from live
    diagnostics: tuple[Diagnostic, ...]
