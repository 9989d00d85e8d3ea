"""What is said of a file, of a module and of plays; and where nothing is."""

from fractions import Fraction

import pytest

from quizapp.content.form.figures import kind_of_scenarios
from quizapp.content.form.findings import told_by_learner, told_by_plays, told_in_file, told_in_module
from quizapp.model.form import FormPlays, Tell
from tests.content.form_files import ASKS, scenario
from tests.content.form_items import item

BRIEFING = "scenarios/m/briefing.md"
ASKING = [item(["Wait", "Ask him", "Go on"], best=1, line=n) for n in range(10)]


def test_a_file_is_told_its_worst_rule_first_at_line_1():
    (said,) = told_in_file(ASKING, "a.md", "decisions")
    assert str(said).startswith("a.md:1:1: warning[told-by-form]: wording tells the best of these 10 decisions: ")
    assert "most words of asking picks 100%, chance 33%" in said.text


def test_nothing_is_said_of_nine_decisions():
    assert list(told_in_file(ASKING[:9], "a.md", "decisions")) == []


def test_nothing_is_said_where_each_option_is_best_as_often():
    even = [item(["Wait now", "Ask him", "Go, and come"], best=n % 3, line=n) for n in range(30)]
    assert list(told_in_file(even, "a.md", "decisions")) == []


def test_a_module_is_told_at_its_briefing_what_two_files_have_together():
    said = list(told_in_module(BRIEFING, kind_of_scenarios([scenario("a", *ASKS), scenario("b", *ASKS)]), "decisions"))
    assert [(one.span.path, one.span.line) for one in said] == [(BRIEFING, 1)]
    assert said[0].text.startswith("wording tells the best of these 24 decisions of this module: a learner")


def test_the_learner_of_one_file_is_said_at_that_file():
    longer = scenario("a", *ASKS, *(one.replace("about", "all about") for one in ASKS))
    said = list(told_in_module(BRIEFING, kind_of_scenarios([longer, scenario("b", *ASKS)]), "decisions"))
    assert [one.span.path for one in said] == ["scenarios/m/a.md", BRIEFING]
    assert "a learner of the module's other files picks 100%, chance 33%" in said[0].text


def test_a_single_file_is_said_once_and_not_of_its_module():
    assert list(told_in_module(BRIEFING, kind_of_scenarios([scenario("a", *ASKS * 2)]), "decisions")) == []


@pytest.mark.parametrize(
    ("decisions", "by_chance", "by_tell", "number"),
    [
        (8, Fraction(1, 50), Fraction(1, 2), 0),
        (8, Fraction(3, 100), Fraction(1, 2), 1),
        (8, Fraction(1, 50), Fraction(51, 100), 1),
        (9, Fraction(1, 2), Fraction(1), 2),
        (7, Fraction(1, 2), Fraction(1), 0),
    ],
)
def test_plays_are_told_from_eight_decisions_on(decisions: int, by_chance: Fraction, by_tell: Fraction, number: int):
    said = list(told_by_plays(FormPlays(decisions, by_chance, ((Tell.SHORTEST, by_tell),)), "a.md"))
    assert len(said) == number and {one.span.path for one in said} <= {"a.md"}


def test_plays_say_by_what_a_scenario_is_passed():
    plays = FormPlays(
        9, Fraction(0), ((Tell.LEARNER, Fraction(1)), (Tell.FIRST, Fraction(1)), (Tell.LAST, Fraction(0)))
    )
    assert [one.text for one in told_by_plays(plays, "a.md")] == [
        "this scenario is passed without reading its scenes, by always picking the first"
    ]


@pytest.mark.parametrize(("passed", "played", "is_told"), [(0, 2, 0), (1, 2, 1), (1, 11, 1), (1, 12, 0), (2, 23, 1)])
def test_the_learner_may_pass_one_scenario_in_twelve(passed: int, played: int, is_told: int):
    said = list(told_by_learner([f"s{n}" for n in range(passed)], played, BRIEFING))
    assert len(said) == is_told
    assert all(f"passes {passed} of {played}: `s0`" in one.text for one in said)
