"""The longest way through a scenario, and the minutes that are left at each passage."""

from itertools import pairwise

import pytest

from quizapp.content.longest import longest_from, longest_reading, minutes_left
from quizapp.content.scenario import parse_scenario
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Scenario

LINEAR = (
    "## A\n\none two\n\n- [three](#b)\n    - p: met\n    - Why: four five\n"
    "- [six](#c)\n    - p: missed\n    - Why: x\n\n"
)


ENDING = "## Ending: Z\n\nOutcome: safer\n\neight nine\n"


def scenario_of(passages: str) -> Scenario:
    text = f"---\nyou-are: x\nminutes: 4\nnation: england\ncontent-note: x\n---\n\n# T\n\n{passages}"
    scenario, _ = parse_scenario(SourceFile("scenarios/m/s.md", text.encode()), None)
    assert scenario is not None
    return scenario


def test_the_longest_path_counts_prose_choices_and_the_chosen_why() -> None:
    reading = longest_reading(scenario_of(f"intro\n\n{LINEAR}## B\n\n[seven](#c)\n\n## C\n\neight nine\n"))
    # intro; one two; three, six; four five; seven; eight nine
    assert (reading.words, reading.decisions) == (1 + 2 + 2 + 2 + 1 + 2, 1)


def test_the_longest_path_counts_what_happens_then() -> None:
    linear = LINEAR.replace("    - Why: x\n", "    - Then: y z w\n    - Why: x\n")
    reading = longest_reading(scenario_of(f"{linear}## B\n\n[seven](#c)\n\n## C\n\neight nine\n"))
    assert reading.words == 2 + 2 + 3 + 1 + 2  # by #c: one two; three, six; y z w and x; eight nine


def test_a_path_that_goes_in_circles_counts_no_passage_twice() -> None:
    reading = longest_reading(scenario_of(f"{LINEAR}## B\n\nseven\n\n- [back](#a)\n- [on](#c)\n\n## C\n\neight nine\n"))
    assert (reading.words, reading.decisions) == (2 + 2 + 2 + 3 + 2, 1)


def test_a_tangle_of_passages_is_measured_in_bounded_time() -> None:
    links = "".join(f"- [to {n}](#p{n})\n" for n in range(30))
    reading = longest_reading(scenario_of("".join(f"## P{n}\n\nword\n\n{links}\n" for n in range(30))))
    assert reading.words >= 30


def test_from_each_passage_the_longest_way_on_is_counted_and_the_passage_with_it() -> None:
    found = longest_from(scenario_of(f"{LINEAR}## B\n\n[seven](#c)\n\n## C\n\neight nine\n"))
    assert {anchor: (length.words, length.decisions) for anchor, length in found.items()} == {
        "a": (2 + 2 + 2 + 1 + 2, 1),
        "b": (1 + 2, 0),
        "c": (2, 0),
    }


def test_ways_that_lead_away_from_a_circle_are_counted_to_their_end() -> None:
    circle = "## A\n\none\n\n- [b](#b)\n- [c](#c)\n\n## B\n\ntwo three\n\n- [a](#a)\n- [c](#c)\n\n"
    found = longest_from(scenario_of(f"{circle}## C\n\n[on](#d)\n\n## D\n\nfour five six\n"))
    assert found["a"].words == 1 + 2 + 2 + 2 + 1 + 3  # by b, whose labels are read too
    assert found["b"].words == 2 + 2 + 1 + 2 + 1 + 3  # by a
    assert found["c"].words == 1 + 3


@pytest.mark.parametrize("words", [0, 150, 900])
def test_minutes_left_are_at_least_one_until_nothing_is_left_at_an_ending(words: int) -> None:
    story = scenario_of(f"## A\n\none {'word ' * words}\n\n[on](#ending-z)\n\n{ENDING}")
    # words at 200 a minute, and two for the debrief
    assert minutes_left(story) == {"a": round((1 + words + 1 + 2) / 200 + 2), "ending-z": 0}


def test_the_minutes_of_a_way_without_circles_never_rise() -> None:
    story = scenario_of("".join(f"## P{n}\n\n{'word ' * 90}\n\n[on](#p{n + 1})\n\n" for n in range(9)) + "## P9\n\nx\n")
    figures = list(minutes_left(story).values())
    assert all(later <= before for before, later in pairwise(figures)) and figures[0] > figures[-1]
