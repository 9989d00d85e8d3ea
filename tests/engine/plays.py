"""What a reader of a shipped scenario is shown, over every play of it: for tests of what a story remembers.

Each sentence in them is as it is shown. One that was written anew makes its test fail, and the fact is looked at again.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.scenario import parse_scenario
from quizapp.engine import moves
from quizapp.engine.simulation import ways_on
from quizapp.engine.story import Story, story
from quizapp.model.play import Place
from quizapp.model.published import SourceFile

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a place shows, and each way on from it: what is shown at once (`Then:`), and the place it leads to."""

    words: str
    ways: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class Plays:
    """Every place that a play can come to, none merged: counters and all visited flags are kept."""

    start: Place
    places: dict[Place, Shown]

    def showing(self, *sentences: str) -> set[tuple[bool, ...]]:
        """For every play to its ending, which of these sentences it showed. Each play shows some, and none is gone:
        a sentence that no play shows is no fact of this story, and fails."""
        reached = {(self.start, (False,) * len(sentences))}
        waiting, found = list(reached), set()
        while waiting:
            place, before = waiting.pop()
            here = self.places[place]
            seen = _and(before, here.words, sentences)
            if not here.ways:
                found.add(seen)
            for then, there in here.ways:
                state = (there, _and(seen, then, sentences))
                if state not in reached:
                    reached.add(state)
                    waiting.append(state)
        for number, sentence in enumerate(sentences):
            assert any(seen[number] for seen in found), f"no play shows {sentence!r}"
        return found

    def both(self, one: str, other: str) -> bool:
        """Whether some play shows both of these."""
        return (True, True) in self.showing(one, other)

    def always(self, one: str, *others: str) -> bool:
        """Whether every play that shows the first shows at least one of the others, too."""
        return all(any(rest) for first, *rest in self.showing(one, *others) if first)

    def first_named(self, name: str) -> set[str]:
        """The words in which each play names somebody for the first time."""
        found, seen, waiting = set(), {self.start}, [self.start]
        while waiting:
            here = self.places[waiting.pop()]
            if name in here.words:
                found.add(_from(name, here.words))
                continue
            for then, there in here.ways:
                if name in then:
                    found.add(_from(name, then))
                elif there not in seen:
                    seen.add(there)
                    waiting.append(there)
        return found

    def pages(self) -> list[str]:
        """The words of every place, without what a way on from it shows at once."""
        return [shown.words for shown in self.places.values()]


def _from(name: str, words: str) -> str:
    return words[words.index(name) :][:60]


def _and(seen: tuple[bool, ...], words: str, sentences: tuple[str, ...]) -> tuple[bool, ...]:
    return tuple(was or sentence in words for was, sentence in zip(seen, sentences, strict=True)) if words else seen


@cache
def plays_of(module: str, scenario: str) -> Plays:
    """All plays of a scenario that we ship."""
    catalogue, _ = parse_briefing(_file(f"scenarios/{module}/briefing.md"))
    read, said = parse_scenario(_file(f"scenarios/{module}/{scenario}.md"), catalogue)
    assert read is not None and not said
    told = story(read)
    start = moves.start(told)
    places: dict[Place, Shown] = {}
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place not in places:
            places[place] = shown = _shown(told, place)
            waiting += [there for _, there in shown.ways]
    return Plays(start, places)


def fixture_of(module: str, scenario: str) -> object:  # pytest has no public name for what it makes of a function
    """All plays of a scenario that we ship, read and walked when a test first asks for its `plays`."""

    @pytest.fixture(scope="module")
    def plays() -> Plays:
        return plays_of(module, scenario)

    return plays


def _file(path: str) -> SourceFile:
    return SourceFile(path, (ROOT / path).read_bytes())


def _shown(told: Story, place: Place) -> Shown:
    choices = moves.passage_at(told, place).choices
    ways = []
    for way in ways_on(told, place):
        then = None if way is None else choices[way].then
        ways.append(("" if then is None else _plain(then.text), moves.move(told, place, way)))
    return Shown(_plain("\n".join(block.prose.text for block in moves.blocks(told, place))), tuple(ways))


def _plain(text: str) -> str:
    """The words in one line, without the signs before those of a document."""
    return " ".join(line.removeprefix(">").strip() for line in text.split("\n"))
