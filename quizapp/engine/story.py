"""A scenario with the look-ups that moving through it needs, made once for each version."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from quizapp.model.scenario import Passage, Scenario


@dataclass(frozen=True, slots=True)
class Story:
    """An index of a scenario: its passages by anchor, and where each counter stands in `Place.counters`.

    Where a broken file has two equal anchors or counter names, the first counts.
    """

    scenario: Scenario
    passages: Mapping[str, Passage]
    counters: Mapping[str, int]


def story(scenario: Scenario) -> Story:
    """The index of a scenario, whole or broken: it never raises."""
    passages: dict[str, Passage] = {}
    for passage in scenario.passages:
        passages.setdefault(passage.anchor, passage)
    counters: dict[str, int] = {}
    for index, counter in enumerate(scenario.counters):
        counters.setdefault(counter.name, index)
    return Story(scenario, MappingProxyType(passages), MappingProxyType(counters))
