"""Published versions as this process has them ready: loaded once, and then kept, within bounds.

Versions never change, so what they compile to is never out of date.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from quizapp.content.codec import decode, decode_set
from quizapp.content.compile import COMPILER
from quizapp.engine.story import Story, story
from quizapp.model.attempts import Alike, Attempt
from quizapp.model.briefing import Briefing
from quizapp.model.cache import Cache
from quizapp.model.inserts import Filled
from quizapp.model.published import Compiled, CompiledSet, Publication
from quizapp.model.questions import Question
from quizapp.model.things import Thing
from quizapp.services.site.live_now import MB, KeptLive, NotCompiled, briefing_bytes
from quizapp.store.database import Connection
from quizapp.store.published import versions

__all__ = ["NotCompiled", "Playable", "Quiz", "Versions", "briefing_bytes"]

MOST_COMPILED = 64 * MB  # of scenarios, and as much again of sets; a long one takes about 300 kB
MOST_BRIEFINGS = 8 * MB

Texts = tuple[str, str, str]  # model, HTML and map


@dataclass(slots=True, eq=False)
class Playable:
    """A published version, ready to play: compiled form, story index, and HTML with the local inserts filled in."""

    compiled: Compiled
    story: Story
    html: Mapping[str, str]

    def filled(self, inserts: Mapping[str, str]) -> "Playable":
        """The same with these local inserts."""
        return Playable(self.compiled, self.story, Filled(self.html, inserts))


@dataclass(frozen=True, slots=True)
class Quiz:
    """A published version of a question set: compiled form, HTML with the local inserts filled in, questions by id."""

    compiled: CompiledSet
    html: Mapping[str, str]
    questions: Mapping[str, Question]

    def filled(self, inserts: Mapping[str, str]) -> "Quiz":
        """The same with these local inserts."""
        return Quiz(self.compiled, Filled(self.html, inserts), self.questions)


class Versions:
    """Compiled versions from this process's memory, or else from the database.

    A version's size is reckoned from its JSON: what it is read into takes up to one and a half times as much.
    """

    def __init__(self, kept_live: KeptLive | None = None) -> None:
        self.kept_live = kept_live or KeptLive()
        self._playable: Cache[str, tuple[Playable, int]] = Cache(MOST_COMPILED, lambda _, found: found[1])
        self._quizzes: Cache[str, tuple[Quiz, int]] = Cache(MOST_COMPILED, lambda _, found: found[1])
        self._briefings: Cache[Briefing, Briefing] = Cache(MOST_BRIEFINGS, lambda _, briefing: briefing_bytes(briefing))

    def playable(self, version: str, connection: Connection) -> Playable:
        """A scenario, its local inserts not filled in; raises NotCompiled."""
        found = self._playable.get(version) or self._add_playable(version, _texts(version, connection))
        return found[0]

    def quiz(self, version: str, connection: Connection) -> Quiz:
        """A question set, in the same way; raises NotCompiled."""
        found = self._quizzes.get(version) or self._add_quiz(version, _texts(version, connection))
        return found[0]

    def prepare(self, wanted: Iterable[Publication | Attempt | Alike], connection: Connection) -> None:
        """Have these versions read together where they are not in memory yet: a few queries, however many they are."""
        things = {one.version: one.thing for one in wanted}
        unknown = tuple(version for version, thing in things.items() if not self._has(version, thing))
        for version, texts in versions.load_many_compiled(connection, unknown, COMPILER):
            (self._add_quiz if things[version].is_set else self._add_playable)(version, texts)

    def _has(self, version: str, thing: Thing) -> bool:
        return (self._quizzes if thing.is_set else self._playable).get(version) is not None

    def _add_playable(self, version: str, texts: Texts) -> tuple[Playable, int]:
        compiled = decode(version, *texts)
        compiled = replace(compiled, briefing=self._shared(compiled.briefing))
        made = Playable(compiled, story(compiled.scenario), compiled.html)
        return self._playable.add(version, (made, text_bytes(texts)))

    def _add_quiz(self, version: str, texts: Texts) -> tuple[Quiz, int]:
        compiled = decode_set(version, *texts)
        compiled = replace(compiled, briefing=self._shared(compiled.briefing))
        by_id = {question.id: question for question in compiled.set.questions}
        made = Quiz(compiled, compiled.html, by_id)
        return self._quizzes.add(version, (made, text_bytes(texts)))

    def _shared(self, briefing: Briefing) -> Briefing:
        """The equal briefing that other versions of the module hold, so that not each holds one of its own."""
        return self._briefings.get(briefing) or self._briefings.add(briefing, briefing)


def _texts(version: str, connection: Connection) -> Texts:
    texts = versions.load_compiled(connection, version, COMPILER)
    if texts is None:
        raise NotCompiled(version)
    return texts


def text_bytes(texts: Texts) -> int:
    """About what a version takes that is read from these texts: up to one and a half times as much."""
    return sum(map(sys.getsizeof, texts)) * 3 // 2
