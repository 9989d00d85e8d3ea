"""How long a scenario takes to read: words of passages, and the longest path through them (FORMAT §6, `minutes`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizapp.model.scenario import Passage, Scenario

WORDS_A_MINUTE = 200
_MINUTES_A_DECISION = Fraction(1, 2)
_MINUTES_TO_LOOK_BACK = 2
_WORDS_A_DECISION = int(_MINUTES_A_DECISION * WORDS_A_MINUTE)  # as many words as are read in that time
_TRIES = 20_000  # moves that are tried in a story that goes in circles


@dataclass(frozen=True, slots=True)
class Reading:
    """A path's words, choices and chosen whys included, and its decisions."""

    words: int
    decisions: int

    @property
    def minutes(self) -> Fraction:
        """The time for it: 200 words a minute, half a minute for each decision, two for the debrief."""
        return Fraction(self.words, WORDS_A_MINUTE) + _MINUTES_A_DECISION * self.decisions + _MINUTES_TO_LOOK_BACK

    def plus(self, other: "Reading") -> "Reading":
        """Both, one after the other."""
        return Reading(self.words + other.words, self.decisions + other.decisions)


_Way = tuple[str, Reading]


def words_in(text: str) -> int:
    """How many words a text has; signs that stand alone count for none."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def words_of_passage(passage: Passage) -> int:
    """The words of a passage's prose. Of blocks with conditions all count: somebody may be shown every one."""
    return sum(words_in(block.prose.text) for block in passage.blocks)


def longest_reading(scenario: Scenario) -> Reading:
    """The longest path from the start on which no passage comes twice, introduction included.

    Exact in a story without circles. In one with circles the longest of a bounded number of paths, so at most
    too small.
    """
    ways = {passage.anchor: _ways(passage) for passage in scenario.passages}
    start = scenario.passages[0].anchor
    order = _order(start, ways)
    longest = _along(order, start, ways) if order is not None else _search(start, ways)
    return longest.plus(Reading(words_in(scenario.introduction.text), 0))


def _ways(passage: Passage) -> tuple[_Way, ...]:
    """Each way out of a passage with what is read for it; an ending's only way leads nowhere."""
    offered = words_of_passage(passage) + sum(words_in(choice.label.text) for choice in passage.choices)
    decisions = int(passage.is_decision)
    if passage.choices:
        return tuple(
            (choice.target, Reading(offered + (words_in(choice.why.text) if choice.why else 0), decisions))
            for choice in passage.choices
        )
    if passage.way_on is not None:
        return ((passage.way_on.target, Reading(offered + words_in(passage.way_on.label.text), 0)),)
    return (("", Reading(offered, 0)),)


def _order(start: str, ways: Mapping[str, tuple[_Way, ...]]) -> list[str] | None:
    """The passages that can be reached, each before all that lead to it; None where the story goes in circles."""
    done: list[str] = []
    state: dict[str, bool] = {start: False}  # False while still open, True when done
    stack = [(start, iter(ways[start]))]
    while stack:
        anchor, left = stack[-1]
        target = next((way[0] for way in left if way[0] in ways and state.get(way[0]) is not True), None)
        if target is None:
            state[anchor] = True
            done.append(anchor)
            stack.pop()
        elif target in state:
            return None
        else:
            state[target] = False
            stack.append((target, iter(ways[target])))
    return done


def _along(order: list[str], start: str, ways: Mapping[str, tuple[_Way, ...]]) -> Reading:
    nothing = Reading(0, 0)
    best: dict[str, Reading] = {}
    for anchor in order:
        best[anchor] = max((way.plus(best.get(target, nothing)) for target, way in ways[anchor]), key=_weight)
    return best[start]


def _search(start: str, ways: Mapping[str, tuple[_Way, ...]]) -> Reading:
    longest = Reading(0, 0)
    on_path = {start}
    stack = [(start, iter(ways[start]), Reading(0, 0))]
    tries = 0
    while stack and tries < _TRIES:
        anchor, left, so_far = stack[-1]
        way = next(left, None)
        if way is None:
            stack.pop()
            on_path.discard(anchor)
            continue
        tries += 1
        target, reading = way
        here = so_far.plus(reading)
        longest = max(longest, here, key=_weight)
        if target in ways and target not in on_path:
            on_path.add(target)
            stack.append((target, iter(ways[target]), here))
    return longest


def _weight(reading: Reading) -> int:
    """The time for it in words read: a whole number, since many are compared."""
    return reading.words + _WORDS_A_DECISION * reading.decisions
