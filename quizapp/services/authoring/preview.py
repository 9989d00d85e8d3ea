"""Playing a file as it is on disk. Everything is kept in a folder that goes away when the preview ends."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock

from quizapp.engine import asking, moves
from quizapp.model.attempts import Run
from quizapp.model.diagnostics import Diagnostic, has_errors
from quizapp.model.people import Person, Role
from quizapp.model.play import Given, NotPossible, Reply, Step
from quizapp.model.published import SourceFile
from quizapp.model.questions import Question
from quizapp.model.things import thing_at
from quizapp.services.authoring.files import read_for_publishing
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.sandbox import get_ready
from quizapp.services.site import accounts
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site, open_site
from quizapp.services.taking import learning, set_pages
from quizapp.store.database import Connection
from quizapp.store.taking import attempts, histories


class Preview:
    """One file, played by its author. `refresh` before each page brings what is on disk.

    Each version of the file is played by an author made for it, so that no attempt ever has to be undone.
    """

    def __init__(self, file: Path, site: Site) -> None:
        self.file = file
        self.site = site
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.token = ""
        self.thing = thing_at(file.absolute().as_posix())
        self._person: Person | None = None
        self._seen: tuple[SourceFile, ...] | None = None
        self._lock = Lock()

    @property
    def broken(self) -> bool:
        """Whether the file on disk has an error, so that there is nothing to play."""
        return has_errors(self.diagnostics)

    def refresh(self) -> str | None:
        """Read the file again; if it changed and is whole, the attempt to go on with: the same moves while they last.

        None where nothing changed, where the file is broken (see `diagnostics`), or where nothing was played yet.
        """
        with self._lock:
            reading = read_for_publishing([self.file])
            if self._seen == reading.files:
                return None
            self._seen = reading.files
            played = self._played()
            done = publish(self.site, reading.files, why="preview", whole=reading.whole, asked=reading.asked)
            self.diagnostics = (*reading.diagnostics, *done.diagnostics)
            if self.broken or not done.publications:
                return None
            self.thing = thing_at(next(iter(reading.asked)))
            self._new_author()
            return self._play_again(played) if played and played.steps else None

    def _new_author(self) -> None:
        email = f"{secrets.token_hex(8)}@preview.invalid"
        added = accounts.add_person(self.site, name="Preview", email=email, roles=frozenset({Role.STAFF}))
        self.token = accounts.set_password(self.site, added.token, secrets.token_urlsafe(16)).token or ""
        self._person = accounts.signed_in(self.site, self.token)

    def _played(self) -> Run | None:
        """The author's latest attempt with its moves."""
        if self._person is None:
            return None
        with self.site.database.read() as connection:
            mine = histories.of_person(connection, self._person.id)
            if not mine:
                return None
            latest = max(mine, key=lambda s: s.attempt.number).attempt
            return attempts.load(connection, latest.public_id, self._person.id)

    def _play_again(self, played: Run) -> str | None:
        person = self._person
        if person is None:
            return None
        begin = set_pages.start if self.thing.is_set else learning.start
        attempt = begin(self.site, person, self.thing.module, self.thing.name)
        if attempt is None:
            return None
        for number, step in enumerate(played.steps):
            with self.site.database.read() as connection:
                run = attempts.load(connection, attempt, person.id)
                if run is None:
                    return attempt
                same = self._same_in_set if self.thing.is_set else self._same_in_story
                try:
                    reply = same(connection, run, step)
                except NotPossible:
                    return attempt
            try:
                learning.answer(self.site, person, attempt, number, reply)
            except NotPossible:
                return attempt
        return attempt

    def _same_in_story(self, connection: Connection, run: Run, step: Step) -> Reply:
        """What somebody sends who makes the same move in the file as it is now; NotPossible where it is not there."""
        story = self.site.playable(run.attempt.version, connection).story
        place = moves.replay(story, run.steps)[-1]
        question = moves.waiting(story, place)
        if question is not None:
            return _same_answer(question, step, asking.shown_order(question, run.attempt.seed, False))
        offered = moves.offered(story, place)
        if place.passage != step.passage or (step.choice is not None and step.choice not in offered):
            raise NotPossible("the story goes another way now")
        return offered.index(step.choice) if step.choice is not None else None

    def _same_in_set(self, connection: Connection, run: Run, step: Step) -> Reply:
        asked = run.drawing.questions if run.drawing is not None else ()
        if len(run.steps) == len(asked):
            raise NotPossible("nothing more is asked now")
        drawn = asked[len(run.steps)]
        question = self.site.quiz(run.attempt.version, connection).questions[drawn.question]
        return _same_answer(question, step, drawn.order)


def _same_answer(question: Question, step: Step, order: tuple[int, ...]) -> Given:
    if step.passage != question.id or step.answer is None:
        raise NotPossible("another question is asked here now")
    return asking.given_of(question, step.answer, order)


@contextmanager
def open_preview(file: Path, settings: Settings) -> Iterator[Preview]:
    """A preview of one file on a database that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="quizapp-preview-") as folder:
        database = f"sqlite:///{Path(folder) / 'preview.db'}"
        own = replace(settings, database_url=database, secret_key=secrets.token_hex(32), secure_cookies=False)
        get_ready()
        site = open_site(own)
        site.database.upgrade()
        preview = Preview(file, site)
        try:
            yield preview
        finally:
            site.database.dispose()
