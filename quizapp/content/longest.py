"""The longest way on from each passage of a scenario, and the minutes that are left there (FORMAT §6, `minutes`)."""

from collections.abc import Mapping, Sequence

from quizapp.content.lengths import WayLength, words_in, words_of_passage, words_of_question
from quizapp.model.components import components
from quizapp.model.scenario import Choice, Passage, Scenario

_TRIES = 20_000  # moves that are tried in passages that lead back to each other
_NOTHING = WayLength(0, 0)

_Way = tuple[str, WayLength]


def longest_reading(scenario: Scenario) -> WayLength:
    """The longest path from the start on which no passage comes twice, introduction included.

    Exact in a story without circles. In one with circles the longest of a bounded number of paths, so at most
    too small.
    """
    start = scenario.passages[0].anchor
    return longest_from(scenario)[start].plus(WayLength(words_in(scenario.introduction.text), 0))


def minutes_left(scenario: Scenario) -> dict[str, int]:
    """About how many minutes the longest way on from each passage takes, debrief included: at least 1, by anchor.

    At an ending nothing of the story is left: 0.
    """
    longest = longest_from(scenario)
    return {
        passage.anchor: 0 if passage.is_ending else max(1, round(longest[passage.anchor].minutes))
        for passage in scenario.passages
    }


def longest_from(scenario: Scenario) -> dict[str, WayLength]:
    """The longest path from each passage, itself included, on which no passage comes twice. Bounded in circles."""
    asked = {question.id: words_of_question(question) for question in scenario.questions}
    ways = {passage.anchor: _ways(passage, asked) for passage in scenario.passages}
    anchors = list(ways)
    numbers = {anchor: number for number, anchor in enumerate(anchors)}
    after = [[numbers[target] for target, _ in ways[anchor] if target in numbers] for anchor in anchors]
    longest: dict[str, WayLength] = {}
    for members in components(after):
        inside = {anchors[number] for number in members}
        found = {anchor: _search(anchor, ways, inside, longest) for anchor in inside}
        longest |= found
    return longest


def _search(
    start: str, ways: Mapping[str, Sequence[_Way]], inside: set[str], beyond: Mapping[str, WayLength]
) -> WayLength:
    """The longest path from `start`: within `inside` of a bounded number that is tried; those `beyond` are known."""
    longest = _NOTHING
    on_path = {start}
    stack = [(start, iter(ways[start]), _NOTHING)]
    tries, most = 0, max(_TRIES // len(inside), len(ways[start]))
    while stack and tries < most:
        anchor, left, so_far = stack[-1]
        way = next(left, None)
        if way is None:
            stack.pop()
            on_path.discard(anchor)
            continue
        tries += 1
        target, reading = way
        here = so_far.plus(reading)
        longest = max(longest, here.plus(beyond.get(target, _NOTHING)), key=lambda length: length.weight)
        if target in inside and target not in on_path:
            on_path.add(target)
            stack.append((target, iter(ways[target]), here))
    return longest


def _ways(passage: Passage, asked: Mapping[str, int]) -> tuple[_Way, ...]:
    """Each way out of a passage with what is read for it; an ending's only way leads nowhere.

    `asked` are the words of the questions by id; each question is a decision.
    """
    questions = [asked[link.id] for link in passage.questions if link.id in asked]
    offered = words_of_passage(passage) + sum(words_in(choice.label.text) for choice in passage.choices)
    offered += sum(questions)
    decisions = int(passage.is_decision) + len(questions)
    if passage.choices:
        return tuple(
            (choice.target, WayLength(offered + _words_after(choice), decisions)) for choice in passage.choices
        )
    if passage.way_on is not None:
        return ((passage.way_on.target, WayLength(offered + words_in(passage.way_on.label.text), decisions)),)
    return (("", WayLength(offered, decisions)),)


def _words_after(choice: Choice) -> int:
    """The words that are read once a choice is taken: what happens then, and why."""
    return sum(words_in(prose.text) for prose in (choice.then, choice.why) if prose is not None)
