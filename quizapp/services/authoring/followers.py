"""What is live and draws on files that are being published, and so is published again with them (DESIGN §5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.content import formats
from quizapp.content.compile import version_id
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.published import Publication, SourceFile
from quizapp.model.things import ThingKind, thing_at
from quizapp.store.database import Connection
from quizapp.store.published import versions


@dataclass(frozen=True, slots=True)
class LiveThing:
    """A live scenario or set: its publication, where its version was made, and the bytes of all that it draws on."""

    publication: Publication
    origin: str
    files: tuple[SourceFile, ...]

    @property
    def own(self) -> SourceFile:
        """Its own file."""
        return next(f for f in self.files if f.path == self.publication.path)


def live_things(connection: Connection) -> dict[str, LiveThing]:
    """Everything that is live, by path: as many queries for one as for all. On a snapshot they fit together."""
    origins, files = versions.live_origins(connection), versions.live_files(connection)
    return {p.path: LiveThing(p, origins[p.version], files[p.version]) for p in versions.all_live(connection)}


def followers(
    live: Mapping[str, LiveThing], files: Sequence[SourceFile], things: Iterable[str]
) -> dict[str, tuple[SourceFile, ...]]:
    """What each live thing, other than `things`, will be made of when these files are published: only where it changes.

    `things` are the paths that go live with them. A thing keeps its own live bytes, and those of everything that is
    not among these files. A set that goes live is drawn on by those that draw from every set; one that is not live and
    does not go live is drawn on only by what did so before.
    """
    going, given = frozenset(things), frozenset(f.path for f in files)
    pool = {path: thing.own for path, thing in live.items()}
    again: dict[str, tuple[SourceFile, ...]] = {}
    for path, thing in live.items():
        if path in going:
            continue
        parts = {f.path: f for f in thing.files}
        new = {
            f.path: f
            for f in files
            if f.path != path and (f.path in going or f.path in parts or thing_at(f.path).kind is ThingKind.BRIEFING)
        }
        drawn = drawn_files({**pool, **parts, **new}.values(), path)
        if (
            given.intersection(f.path for f in drawn)
            and version_id(drawn, formats.CURRENT) != thing.publication.version
        ):
            again[path] = drawn
    return again
