"""What is live and draws on files that are being published, and so is published again with them (DESIGN §5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.content.questions.drawn import drawn_files
from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.model.published import Publication, SourceFile
from quizapp.model.things import ThingKind, thing_at
from quizapp.store.database import Connection
from quizapp.store.published import versions

Said = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class LiveThing:
    """A live scenario or set: its publication, where its version was made, and the bytes of all that it draws on."""

    publication: Publication
    origin: str
    files: tuple[SourceFile, ...]

    def has_bytes(self, drawn: Iterable[SourceFile]) -> bool:
        """Whether it is made of just these files, whichever format it is in."""
        return set(self.files) == set(drawn)

    @property
    def own(self) -> SourceFile:
        """Its own file."""
        return next(f for f in self.files if f.path == self.publication.path)


def live_things(connection: Connection) -> dict[str, LiveThing]:
    """Everything that is live, by path: as many queries for one as for all. On a snapshot they fit together."""
    origins, files = versions.live_origins(connection), versions.live_files(connection)
    return {p.path: LiveThing(p, origins[p.version], files[p.version]) for p in versions.all_live(connection)}


def said_of_live(found: Iterable[Diagnostic], drawn: Iterable[SourceFile], given: Iterable[SourceFile]) -> Said:
    """What is said of something that follows, and at each error in a file that is not `given`, what to do about it.

    Such a file is read as it is live, which may be in an older format: what is on disk need not have that line.
    """
    as_live = {f.path for f in drawn} - {f.path for f in given}
    return tuple(_with_a_way_out(said) if said.span.path in as_live else said for said in found)


def _with_a_way_out(said: Diagnostic) -> Diagnostic:
    if said.severity is not Severity.ERROR:
        return said
    path = said.span.path
    way_out = f"this file is live and draws on what you publish: `quizapp export {path}`, mend it, publish both"
    return replace(said, help=f"{said.help}; {way_out}" if said.help else way_out)


def followers(
    live: Mapping[str, LiveThing], files: Sequence[SourceFile], things: Iterable[str]
) -> dict[str, tuple[SourceFile, ...]]:
    """What each live thing, other than `things`, will be made of when these files are published: only where it changes.

    `things` are the paths that go live with them. A thing keeps its own live bytes, and those of everything that is
    not among these files. A set that goes live is drawn on by those that draw from every set; one that is not live and
    does not go live is drawn on only by what did so before. A thing in an older format whose files stay as they are
    stays, too; one that changes is read in the current format from then on.
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
        if given.intersection(f.path for f in drawn) and not thing.has_bytes(drawn):
            again[path] = drawn
    return again
