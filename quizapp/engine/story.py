"""A scenario with the look-ups that moving through it needs, made once for each version."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from quizapp.model.questions import Question
from quizapp.model.scenario import Passage, Scenario


@dataclass(frozen=True, slots=True)
class Story:
    """An index of a scenario: its passages by anchor, and where each counter stands in `Place.counters`.

    `questions` are by id, and `asked` are those of each passage that asks any, in its order, each once. An ending asks
    nothing, and a reflection or a question that cannot be found is not asked. Where a broken file has two equal
    anchors or counter names, the first counts.
    """

    scenario: Scenario
    passages: Mapping[str, Passage]
    counters: Mapping[str, int]
    questions: Mapping[str, Question]
    asked: Mapping[str, tuple[Question, ...]]


def story(scenario: Scenario) -> Story:
    """The index of a scenario, whole or broken: it never raises."""
    passages: dict[str, Passage] = {}
    for passage in scenario.passages:
        passages.setdefault(passage.anchor, passage)
    counters: dict[str, int] = {}
    for index, counter in enumerate(scenario.counters):
        counters.setdefault(counter.name, index)
    questions: dict[str, Question] = {}
    for question in scenario.questions:
        questions.setdefault(question.id, question)
    asked: dict[str, tuple[Question, ...]] = {}
    for anchor, passage in passages.items():
        links = dict.fromkeys(link.id for link in passage.questions)
        here = tuple(questions[link] for link in links if link in questions and questions[link].is_scored)
        if here and not passage.is_ending:
            asked[anchor] = here
    return Story(
        scenario,
        MappingProxyType(passages),
        MappingProxyType(counters),
        MappingProxyType(questions),
        MappingProxyType(asked),
    )
