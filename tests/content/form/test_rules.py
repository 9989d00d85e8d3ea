"""Each rule of form on options made for it: what it picks, and where it sees no difference."""

import pytest

from quizapp.content.form.rules import IN_ANY_LANGUAGE, RULES, pickers, rules_for
from quizapp.model.form import Tell

EN = pickers("en")
A = "Go home"


@pytest.mark.parametrize(
    ("tell", "options", "picked"),
    [
        (Tell.LONGEST, ["a" * 100, "b" * 112, "c"], (1,)),
        (Tell.LONGEST, ["a" * 101, "b" * 113, "c"], (0, 1, 2)),  # 11.9 per cent
        (Tell.LONGEST, ["aa", "bb", "c"], (0, 1, 2)),
        (Tell.SHORTEST, ["a" * 112, "b" * 100, "c" * 200], (1,)),
        (Tell.SHORTEST, ["a" * 111, "b" * 100, "c" * 200], (0, 1, 2)),
        (Tell.SHORTEST, ["a", "b", "ccc"], (0, 1, 2)),
        (Tell.FIRST, [A, A, A], (0,)),
        (Tell.LAST, [A, A, A], (2,)),
        (Tell.MOST_ACTS, [A, "Ring her, and go", "Ring, then go"], (1, 2)),
        (Tell.FEWEST_ACTS, [A, "Ring her, and go", "Ring him, then go"], (0,)),
        (Tell.MOST_REASONS, [A, "Go, because it rains"], (1,)),
        (Tell.FEWEST_REASONS, [A, "Go, because it rains"], (0,)),
        (Tell.MOST_ASKING, ["Ask him", "Tell her"], (0,)),
        (Tell.FEWEST_ASKING, ["Ask him", "Tell her"], (1,)),
        (Tell.MOST_APOLOGY, ["Say sorry", "Say nothing"], (0,)),
        (Tell.FEWEST_APOLOGY, ["Say sorry", "Say nothing"], (1,)),
        (Tell.MOST_KINDNESS, ["Kindly go", "Go"], (0,)),
        (Tell.FEWEST_KINDNESS, ["Kindly go", "Go"], (1,)),
        (Tell.MOST_TODAY, ["Go today", "Go", "Go at once, now"], (2,)),
        (Tell.LEAST_PUTTING_OFF, ["Go tomorrow", "Go", "Wait"], (1,)),
        (Tell.SPEECH, ['"Go"', "Go", '"Stay"'], (0, 2)),
        (Tell.QUESTION_MARK, ["Go?", "Go", "Go"], (0,)),
        (Tell.OPEN_QUESTION, ["Ask where", "Ask her?", "Go"], (0,)),
        (Tell.MOST_SHARED, ["Ring her father", "Ring her mother", "Write a note"], (0, 1)),
        (Tell.MOST_SHARED, ["Ring her mother", "Ring the lead", "Write to her mother"], (0,)),
    ],
)
def test_a_rule_picks_by_its_form(tell: Tell, options: list[str], picked: tuple[int, ...]):
    assert EN[tell](options) == picked


@pytest.mark.parametrize("tell", [tell for tell in RULES if tell not in {Tell.FIRST, Tell.LAST}])
def test_a_rule_that_sees_no_difference_picks_any(tell: Tell):
    assert EN[tell]([A, A, A]) == (0, 1, 2)


def test_there_is_a_rule_for_every_way_of_picking_but_the_learner():
    assert set(RULES) == set(Tell) - {Tell.LEARNER}


def test_only_length_place_and_acts_are_looked_at_in_another_language():
    assert set(rules_for("cy")) == set(IN_ANY_LANGUAGE)
    assert pickers("cy")[Tell.MOST_ACTS](["Gofyn", "Gofyn iddi, aros"]) == (1,)
