"""Published versions as this process has them ready: loaded once, and then kept, within bounds.

Versions never change, so what they compile to is never out of date.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.content.codec import decode, decode_set
from quizapp.content.compile import COMPILER
from quizapp.engine.moves import replay
from quizapp.engine.story import Story, story
from quizapp.model.attempts import Alike, Attempt
from quizapp.model.briefing import Briefing
from quizapp.model.cache import Cache
from quizapp.model.inserts import Filled, inserts_in
from quizapp.model.play import Place, Step
from quizapp.model.published import Compiled, CompiledSet, Live, Publication
from quizapp.model.questions import Question
from quizapp.model.things import Thing
from quizapp.store.database import Connection
from quizapp.store.published import versions

MB = 1 << 20
MOST_COMPILED = 64 * MB  # of scenarios, and as much again of sets; a long one takes about 300 kB
MOST_FACTS = 64 * MB  # each counted with a briefing of its own; equal briefings are shared, so it is far less
MOST_BRIEFINGS = 8 * MB
MOST_WALKS = 32 * MB

Walk = tuple[str, tuple[tuple[str, int | None], ...]]  # the version, and the passage and the choice of each step
Texts = tuple[str, str, str]  # model, HTML and map


class NotCompiled(Exception):
    """A version that this release has not compiled: `quizapp upgrade` was not run."""


@dataclass(slots=True, eq=False)
class Playable:
    """A published version, ready to play: compiled form, story index, and HTML with the local inserts filled in.

    `walks` are those of every version of the site: what `places` remembers.
    """

    compiled: Compiled
    story: Story
    html: Mapping[str, str]
    walks: Cache[Walk, tuple[Place, ...]]

    def filled(self, inserts: Mapping[str, str]) -> "Playable":
        """The same with these local inserts."""
        return Playable(self.compiled, self.story, Filled(self.html, inserts), self.walks)

    def places(self, steps: Sequence[Step]) -> tuple[Place, ...]:
        """`engine.moves.replay` of these steps, remembered: it is a pure function."""
        walk = self.compiled.version, tuple([(step.passage, step.choice) for step in steps])
        return self.walks.get(walk) or self.walks.add(walk, replay(self.story, steps))


@dataclass(frozen=True, slots=True)
class Quiz:
    """A published version of a question set: compiled form, HTML with the local inserts filled in, questions by id."""

    compiled: CompiledSet
    html: Mapping[str, str]
    questions: Mapping[str, Question]

    def filled(self, inserts: Mapping[str, str]) -> "Quiz":
        """The same with these local inserts."""
        return Quiz(self.compiled, Filled(self.html, inserts), self.questions)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What lists need of a version. It is small, and stays when the version itself has to go."""

    title: str
    minutes: int
    points: tuple[str, ...]
    briefing: Briefing
    inserts: tuple[str, ...]


class Versions:
    """Compiled versions from this process's memory, or else from the database.

    A version's size is reckoned from its JSON: what it is read into takes up to one and a half times as much.
    """

    def __init__(self) -> None:
        self._playable: Cache[str, tuple[Playable, int]] = Cache(MOST_COMPILED, lambda _, found: found[1])
        self._quizzes: Cache[str, tuple[Quiz, int]] = Cache(MOST_COMPILED, lambda _, found: found[1])
        self._facts: Cache[str, tuple[_Facts, int]] = Cache(MOST_FACTS, lambda _, found: found[1])
        self._briefings: Cache[Briefing, Briefing] = Cache(MOST_BRIEFINGS, lambda _, briefing: briefing_bytes(briefing))
        self._walks: Cache[Walk, tuple[Place, ...]] = Cache(MOST_WALKS, walk_bytes)

    def playable(self, version: str, connection: Connection) -> Playable:
        """A scenario, its local inserts not filled in; raises NotCompiled."""
        found = self._playable.get(version) or self._add_playable(version, _texts(version, connection))
        return found[0]

    def quiz(self, version: str, connection: Connection) -> Quiz:
        """A question set, in the same way; raises NotCompiled."""
        found = self._quizzes.get(version) or self._add_quiz(version, _texts(version, connection))
        return found[0]

    def live(self, publications: Iterable[Publication], connection: Connection) -> tuple[Live, ...]:
        """What was published, with its facts. What is not known yet is read together; raises NotCompiled."""
        wanted = tuple(publications)
        known = {one.version: self._facts.get(one.version) for one in wanted}
        known |= self._read({one.version: one.thing for one in wanted if known[one.version] is None}, connection)
        return tuple(_live(one, known[one.version]) for one in wanted)

    def prepare(self, wanted: Iterable[Publication | Attempt | Alike], connection: Connection) -> None:
        """Have these versions read together where they are not in memory yet: a few queries, however many they are."""
        things = {one.version: one.thing for one in wanted}
        self._read({version: thing for version, thing in things.items() if not self._has(version, thing)}, connection)

    def _has(self, version: str, thing: Thing) -> bool:
        return (self._quizzes if thing.is_set else self._playable).get(version) is not None

    def _read(self, things: Mapping[str, Thing], connection: Connection) -> dict[str, tuple[_Facts, int]]:
        found = {}
        for version, texts in versions.load_many_compiled(connection, tuple(things), COMPILER):
            made, _ = (self._add_quiz if things[version].is_set else self._add_playable)(version, texts)
            found[version] = self._add_facts(version, made)
        return found

    def _add_playable(self, version: str, texts: Texts) -> tuple[Playable, int]:
        compiled = decode(version, *texts)
        compiled = replace(compiled, briefing=self._shared(compiled.briefing))
        made = Playable(compiled, story(compiled.scenario), compiled.html, self._walks)
        self._add_facts(version, made)
        return self._playable.add(version, (made, text_bytes(texts)))

    def _add_quiz(self, version: str, texts: Texts) -> tuple[Quiz, int]:
        compiled = decode_set(version, *texts)
        compiled = replace(compiled, briefing=self._shared(compiled.briefing))
        by_id = {question.id: question for question in compiled.set.questions}
        made = Quiz(compiled, compiled.html, by_id)
        self._add_facts(version, made)
        return self._quizzes.add(version, (made, text_bytes(texts)))

    def _add_facts(self, version: str, found: Playable | Quiz) -> tuple[_Facts, int]:
        content = found.compiled.scenario if isinstance(found, Playable) else found.compiled.set
        inserts = inserts_in(found.compiled.html.values())
        facts = _Facts(content.title, content.minutes, content.learning_points, found.compiled.briefing, inserts)
        points = sum(8 + sys.getsizeof(point) for point in facts.points)
        return self._facts.add(version, (facts, points + briefing_bytes(facts.briefing)))

    def _shared(self, briefing: Briefing) -> Briefing:
        """The equal briefing that other versions of the module hold, so that not each holds one of its own."""
        return self._briefings.get(briefing) or self._briefings.add(briefing, briefing)


def _live(publication: Publication, found: tuple[_Facts, int] | None) -> Live:
    if found is None:
        raise NotCompiled(publication.version)
    facts, _ = found
    return Live(publication, facts.title, facts.minutes, facts.points, facts.briefing, facts.inserts)


def _texts(version: str, connection: Connection) -> Texts:
    texts = versions.load_compiled(connection, version, COMPILER)
    if texts is None:
        raise NotCompiled(version)
    return texts


def text_bytes(texts: Texts) -> int:
    """About what a version takes that is read from these texts: up to one and a half times as much."""
    return sum(map(sys.getsizeof, texts)) * 3 // 2


def walk_bytes(walk: Walk, places: Sequence[Place]) -> int:
    """About what a walk takes: a tuple for each step, and for each place itself, its counters and what was visited."""
    each = 64 + 80 + sys.getsizeof(places[0].counters) if places else 0
    return len(walk[1]) * 72 + len(places) * each + sum([sys.getsizeof(place.visited) for place in places])


def briefing_bytes(briefing: Briefing) -> int:
    """About what a briefing takes: each point is some hundred bytes, and its words."""
    return 1_000 + sum(800 + sys.getsizeof(point.text) for point in briefing.points)
