"""What compiled goes live: stored one by one while people answer, then made live in one short moment (DESIGN §5)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.content import formats
from quizapp.content.compile import COMPILER
from quizapp.model.people import Person
from quizapp.model.published import Publication, Retired, SourceFile
from quizapp.model.things import thing_at
from quizapp.services.records import completing
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.published import publications, retirements, versions


@dataclass(frozen=True, slots=True)
class Changed:
    """Something whose live version is another one than when publishing looked, and the publication that made it so.

    `now` is None where nothing of it is live any more.
    """

    path: str
    now: Publication | None


class ChangedMeanwhile(Exception):
    """Somebody else changed what is live between the look at it and the writing; nothing was written."""

    def __init__(self, changes: tuple[Changed, ...]) -> None:
        super().__init__(", ".join(change.path for change in changes))
        self.changes = changes


@dataclass(frozen=True, slots=True)
class Completed:
    """How many `people` had done all that a module (by its title) asks for since it was changed: one at least."""

    module: str
    people: int


@dataclass(frozen=True, slots=True)
class MadeLive:
    """What became live, by path, the modules that this completed for somebody, and what was retired until then."""

    publications: tuple[Publication, ...]
    completed: tuple[Completed, ...]
    brought_back: tuple[Retired, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A scenario or set that compiled: its own file and what it draws on, its version, and its compiled form as JSON.

    `origin` is where its own file was made, where that is not where this publishing comes from.
    """

    path: str
    files: tuple[SourceFile, ...]
    version: str
    texts: tuple[str, str, str]
    origin: str | None = None


def make_live(
    site: Site,
    ready: Iterable[Ready],
    seen: Mapping[str, str],
    modules: Collection[str],
    *,
    by: Person | None = None,
    why: str = "",
    origin: str = "cli",
) -> MadeLive:
    """Make what compiled live, all in one transaction, by path; those that are live already are left out.

    Whoever has done all that a module of these asks for now has completed it in the same transaction. What it makes
    live is stored before it, each in a moment of its own, and so is read what it asks of it: people who answer wait for
    whoever writes, and the bytes of two hundred scenarios take a second.

    `seen` is the version of everything of these modules that was live, by path, when it was decided what to publish
    and what follows. ChangedMeanwhile, and nothing made live, where it is not what is live now.
    """
    actor, in_order = by.id if by else None, sorted(ready, key=lambda one: one.path)
    _store_ahead(site, in_order, seen, modules, actor, origin)
    now = site.now()
    with site.database.write() as connection:
        versions.lock_live(connection)
        _require_unchanged(connection, seen, modules)
        retired = retirements.everything(connection)
        wanted = {one.path: one.version for one in in_order}
        done = publications.make_all_live(connection, wanted, by=actor, at=now, why=why)
        gone_live = [one.version for one in done]
        audit.record_of_objects(connection, at=now, actor=actor, action="publish", objects=gone_live)
        completed = complete_those_who_may(site, connection, {one.thing.module for one in done}, now, actor)
    paths = {one.path for one in done}
    return MadeLive(done, completed, tuple(one for one in retired if one.path in paths))


def _store_ahead(
    site: Site,
    ready: Sequence[Ready],
    seen: Mapping[str, str],
    modules: Collection[str],
    actor: int | None,
    origin: str,
) -> None:
    """Store what will go live, one by one, and have in memory what lists need of it and of what is or was live.

    A version that is stored and never goes live, because of a change meanwhile, is seen by nobody.
    """
    with site.database.snapshot() as connection:
        _require_unchanged(connection, seen, modules)
    now = site.now()
    for one in ready:
        with site.database.write() as connection:
            versions.put_version(
                connection,
                version=one.version,
                thing=thing_at(one.path),
                files=one.files,
                format=formats.CURRENT,
                origin=one.origin or origin,
                by=actor,
                at=now,
            )
            versions.save_compiled(connection, one.version, COMPILER, *one.texts)
    with site.database.snapshot() as connection:
        known = {*versions.live_versions(connection).values(), *(one.version for one in ready)}
        known.update(one.publication.version for one in retirements.everything(connection))
        site.kept_live.learn(known, connection)


def complete_those_who_may(
    site: Site, connection: Connection, modules: Iterable[str], now: datetime, actor: int | None
) -> tuple[Completed, ...]:
    """Complete each of these modules for everybody who has done all that it asks for, now that it was changed."""
    found = []
    for module in sorted(modules):
        people = completing.complete_everybody(site, connection, module, now, actor)
        live = site.live_module(module, connection) if people else None
        if live is not None:
            found.append(Completed(live.briefing.title, people))
    return tuple(found)


def _require_unchanged(connection: Connection, seen: Mapping[str, str], modules: Collection[str]) -> None:
    """That what is live of these modules is what was seen: a thing replaced, new, or no longer there is a change."""
    now = {path: v for path, v in versions.live_versions(connection).items() if thing_at(path).module in modules}
    changed = sorted(path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path))
    if changed:
        raise ChangedMeanwhile(tuple(Changed(path, versions.live(connection, path)) for path in changed))
