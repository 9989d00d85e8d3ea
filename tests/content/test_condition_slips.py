"""What was meant by a condition in other words; and what nobody can tell."""

import pytest

from quizapp.content.condition_slips import meant_condition
from quizapp.content.names import Names
from quizapp.model.diagnostics import Span
from quizapp.model.scenario import Counter

NAMES = Names(
    {"five-minutes": 1, "her-mother": 2, "ending-the-gap": 3},
    {"trust": Counter("trust", 0, 0, 3, Span("f.md", 1))},
    None,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Visited #five-minutes", "visited #five-minutes"),
        ("VISITED #five-minutes", "visited #five-minutes"),
        ("visited five-minutes", "visited #five-minutes"),
        ("visited Five minutes", "visited #five-minutes"),
        ('visited "Five minutes"', "visited #five-minutes"),
        ("visited # five-minutes", "visited #five-minutes"),
        ("has visited #five-minutes", "visited #five-minutes"),
        ("you visited #five-minutes", "visited #five-minutes"),
        ("seen #her-mother", "visited #her-mother"),
        ("#her-mother visited", "visited #her-mother"),
        ("#her-mother", "visited #her-mother"),
        ("not #her-mother", "not visited #her-mother"),
        ("!#her-mother", "not visited #her-mother"),
        ("never visited #her-mother", "not visited #her-mother"),
        ("unvisited #her-mother", "not visited #her-mother"),
        ("visited not #her-mother", "not visited #her-mother"),
        ("visited #her-mother AND visited #five-minutes", "visited #her-mother and visited #five-minutes"),
        ("visited #her-mother, #five-minutes", "visited #her-mother and visited #five-minutes"),
        ("visited #her-mother && trust >= 2", "visited #her-mother and trust >= 2"),
        ("visited #her-mother || trust >= 2", "visited #her-mother or trust >= 2"),
        ("trust ≥ 2", "trust >= 2"),
        ("trust => 2", "trust >= 2"),
        ("trust == 2", "trust = 2"),
        ("trust: 2", "trust = 2"),
        ("trust is 2", "trust = 2"),
        ("trust is at least 2", "trust >= 2"),
        ("trust at most 2", "trust <= 2"),
        ("trust more than 1", "trust > 1"),
        ("trust under 2", "trust < 2"),
        ("trust 2 or more", "trust >= 2"),
        ("2 <= trust", "trust >= 2"),
    ],
)
def test_other_words_and_signs_are_told_as_they_are_to_be_written(typed: str, meant: str) -> None:
    assert meant_condition(typed, NAMES) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "she trusts you",
        "visited the clinic",
        "luck > 2",
        "trust",
        "trust is high",
        "trust != 2",
        "five-minutes",
        "",
        "visited",
    ],
)
def test_what_nobody_can_tell_has_no_meaning(typed: str) -> None:
    assert meant_condition(typed, NAMES) is None


def test_a_very_long_condition_is_not_guessed_at() -> None:
    assert meant_condition("visited five-minutes and " * 50, NAMES) is None
