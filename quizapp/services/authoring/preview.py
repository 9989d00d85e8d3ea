"""Playing what is on disk: one file, or all of a module. What is kept lies in a folder that goes away at the end."""

import hashlib
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from quizapp.content.library import Reading
from quizapp.engine import moves
from quizapp.engine.walk.routes import shortest_ways
from quizapp.model.attempts import AttemptState, Run
from quizapp.model.diagnostics import Diagnostic, has_errors
from quizapp.model.people import Person, Role
from quizapp.model.play import Step
from quizapp.model.previews import AuthorsView, ContentsLine
from quizapp.model.things import KINDS, Thing, ThingKind, briefing_of, thing_at
from quizapp.services.authoring.files import read_for_publishing
from quizapp.services.authoring.preview_moves import NextStep, as_taken, play, up_to
from quizapp.services.authoring.preview_view import set_contents, set_view, story_contents, story_view
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.sandbox import get_ready
from quizapp.services.site import accounts
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Playable, Site, open_site
from quizapp.store.published import versions
from quizapp.store.taking import attempts, histories


def can_be_played(place: Path) -> bool:
    """Whether this is a file, or the folder of a module: something that a preview can be of."""
    return place.is_file() or (place.is_dir() and any(kind in place.absolute().parts[-2:-1] for kind in KINDS))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a page: the thing that it is of, its contents, and what is so where the author stands."""

    thing: Thing
    contents: tuple[ContentsLine, ...]
    view: AuthorsView | None = None


class Preview:
    """A file, or a module, played by its author. `refresh` before each page brings what is on disk.

    Each version is played by an author made for it, and so is each way to a place in it: no attempt ever has to be
    undone. `state` names what was read last: two readings of the same bytes have the same.
    """

    def __init__(self, file: Path, site: Site) -> None:
        self.file = file
        self.site = site
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.token = ""
        self.state = ""
        place = file.absolute()
        self.thing = briefing_of(place.name) if file.is_dir() else thing_at(place.as_posix())
        self._person: Person | None = None
        self._past: set[str] = set()  # attempts of authors before this one
        self._ways: tuple[str, Mapping[str, tuple[Step, ...]]] = ("", {})
        self._lock = Lock()

    @property
    def is_module(self) -> bool:
        """Whether it is all of a module that is played, and not one file."""
        return self.thing.kind is ThingKind.BRIEFING

    @property
    def broken(self) -> bool:
        """Whether there is an error on disk, so that there is nothing to play."""
        return has_errors(self.diagnostics)

    def look(self) -> str:
        """The state of what is on disk now, without doing anything about it."""
        return _state(self._reading())

    def refresh(self) -> str | None:
        """Read the disk again; if it changed and is whole, the attempt to go on with: the same moves while they last.

        None where nothing changed, where something is broken (see `diagnostics`), or where nothing was played yet.
        """
        with self._lock:
            reading = self._reading()
            state = _state(reading)
            if self.state == state:
                return None
            self.state = state
            played = self._latest()
            done = publish(self.site, reading.files, why="preview", whole=reading.whole, asked=reading.asked)
            self.diagnostics = (*reading.diagnostics, *done.diagnostics)
            if self.broken or not done.publications:
                return None
            author = self._new_author()
            if played is None or not played.steps:
                return None
            return play(self.site, author, played.attempt.thing, as_taken(played.steps))

    def go_to(self, thing: Thing, anchor: str) -> str | None:
        """An attempt that stands at this passage, by the shortest way, or at this question, by its id; None where
        nothing leads there.

        It is its author's only one, so that nothing that was played before is so any more.
        """
        with self._lock:
            next_step = self._way_to(thing, anchor)
            if next_step is None:
                return None
            return play(self.site, self._new_author(), thing, next_step)

    def attempt_now(self, attempt: str) -> str | None:
        """The attempt to look at instead of one that an author before this one played; None for any other."""
        if attempt not in self._past:
            return None
        latest = self._latest()
        return latest.attempt.public_id if latest is not None else None

    def is_finished(self, attempt: str) -> bool:
        """Whether this attempt has come to its end."""
        with self.site.database.read() as connection:
            run = attempts.load(connection, attempt, self._person.id) if self._person else None
            return run is not None and run.attempt.state is AttemptState.FINISHED

    def beside(self, attempt: str | None, number: int | None, thing: Thing | None = None) -> Beside | None:
        """What stands beside the page of step `number` of an attempt, or beside the start page of a thing."""
        with self.site.database.read() as connection:
            run = attempts.load(connection, attempt, self._person.id) if attempt and self._person else None
            about = run.attempt.thing if run is not None else thing
            live = versions.live(connection, about.path) if about is not None else None
            if about is None or live is None:
                return None
            at = (
                len(run.steps) if run is not None and number is None else min(number or 0, len(run.steps) if run else 0)
            )
            if about.is_set:
                quiz = self.site.quiz(live.version, connection)
                view = set_view(quiz, run, at) if run is not None and number is not None else None
                return Beside(about, set_contents(quiz, run, at if number is not None else -1), view)
            playable = self.site.playable(live.version, connection)
            place = moves.replay(playable.story, run.steps)[at] if run is not None and number is not None else None
            return Beside(
                about,
                story_contents(playable, self._ways_of(playable), place.passage if place else ""),
                story_view(playable, place) if place else None,
            )

    def _reading(self) -> Reading:
        if not self.is_module:
            return read_for_publishing([self.file])
        folder = self.file if self.file.is_dir() else self.file.parent
        site, module = folder.absolute().parent.parent, folder.absolute().name
        folders = (site / kind / module for kind in KINDS)
        return read_for_publishing([there for there in folders if there.is_dir()] or [folder])

    def _new_author(self) -> Person:
        if self._person is not None:
            with self.site.database.read() as connection:
                mine = histories.of_person(connection, self._person.id)
            self._past.update(standpoint.attempt.public_id for standpoint in mine)
        email = f"{secrets.token_hex(8)}@preview.invalid"
        added = accounts.add_person(self.site, name="Preview", email=email, roles=frozenset({Role.STAFF}))
        self.token = accounts.set_password(self.site, added.token, secrets.token_urlsafe(16)).token or ""
        self._person = accounts.signed_in(self.site, self.token)
        if self._person is None:
            raise RuntimeError("the preview's own author could not sign in")
        return self._person

    def _latest(self) -> Run | None:
        """The attempt that the author began last, with its moves."""
        if self._person is None:
            return None
        with self.site.database.read() as connection:
            mine = histories.of_person(connection, self._person.id)
            return attempts.load(connection, mine[-1].attempt.public_id, self._person.id) if mine else None

    def _way_to(self, thing: Thing, anchor: str) -> NextStep | None:
        with self.site.database.read() as connection:
            live = versions.live(connection, thing.path)
            if live is None:
                return None
            if thing.is_set:
                there = anchor in self.site.quiz(live.version, connection).questions
                return up_to(self.site, anchor) if there else None
            steps = self._ways_of(self.site.playable(live.version, connection)).get(anchor)
            return None if steps is None else as_taken(steps)

    def _ways_of(self, playable: Playable) -> Mapping[str, tuple[Step, ...]]:
        """The ways through a story, worked out once for each version."""
        version = playable.compiled.version
        if self._ways[0] != version:
            self._ways = version, shortest_ways(playable.story)
        return self._ways[1]


def _state(reading: Reading) -> str:
    said = hashlib.sha256(repr(reading.diagnostics).encode())
    for file in reading.files:
        said.update(file.path.encode() + b"\0" + hashlib.sha256(file.content).digest())
    return said.hexdigest()


LOCAL = ("localhost", "127.0.0.1", "::1")  # by which names alone a preview is asked for, whatever its site is called


@contextmanager
def open_preview(file: Path, settings: Settings) -> Iterator[Preview]:
    """A preview of a file, or of a module by its folder or briefing, on a database that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="quizapp-preview-") as folder:
        database = f"sqlite:///{Path(folder) / 'preview.db'}"
        own = replace(
            settings,
            database_url=database,
            secret_key=secrets.token_hex(32),
            secure_cookies=False,
            trusted_hosts=LOCAL if settings.host in LOCAL else (),
            proxies=0,
        )
        get_ready()
        site = open_site(own)
        site.database.upgrade()
        preview = Preview(file, site)
        try:
            yield preview
        finally:
            site.database.dispose()
