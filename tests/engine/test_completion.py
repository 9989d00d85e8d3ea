"""What completes a module, by hand: progress, evidence, and what is still to do."""

from datetime import timedelta

import pytest

from quizapp.engine.completion import evidence, minutes, progress, required
from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import ConditionProgress, Done, ModulePart
from quizapp.model.things import Thing, ThingKind
from tests.engine.sets import DAWN

SCENARIO, SET = ThingKind.SCENARIO, ThingKind.SET


def scenarios(number):
    return CompletionCondition(ConditionKind.SCENARIOS, number)


def scenario(target):
    return CompletionCondition(ConditionKind.SCENARIO, target=target)


def a_set(target):
    return CompletionCondition(ConditionKind.SET, target=target)


def did(name, hour, kind=SCENARIO):
    return Done(Thing("m", kind, name), DAWN + timedelta(hours=hour), attempt=hour)


TWO_AND_QUIZ = (scenarios(2), a_set("quiz"))


def test_progress_says_how_far_one_is_with_each_condition():
    assert progress((scenarios(1), scenarios(2), scenario("one"), a_set("quiz")), ()) == (
        ConditionProgress(scenarios(1), 0, 1),
        ConditionProgress(scenarios(2), 0, 2),
        ConditionProgress(scenario("one"), 0, 1),
        ConditionProgress(a_set("quiz"), 0, 1),
    )


def test_progress_never_goes_past_what_is_needed():
    done = (did("one", 1), did("two", 2), did("three", 3), did("quiz", 4, SET))
    assert [(p.done, p.needed, p.is_met) for p in progress(TWO_AND_QUIZ, done)] == [(2, 2, True), (1, 1, True)]


def test_the_same_scenario_twice_is_one_and_a_set_of_its_name_is_none():
    done = (did("one", 1), did("one", 2), did("one", 3, SET))
    assert progress((scenarios(2), a_set("two")), done) == (
        ConditionProgress(scenarios(2), 1, 2),
        ConditionProgress(a_set("two"), 0, 1),
    )


def test_evidence_is_the_earliest_that_meet_the_conditions_by_time():
    done = (did("three", 3), did("quiz", 2, SET), did("one", 1), did("two", 4))
    assert evidence(TWO_AND_QUIZ, done) == (did("one", 1), did("quiz", 2, SET), did("three", 3))


def test_something_that_meets_two_conditions_is_told_once():
    done = (did("one", 1), did("two", 2), did("three", 3))
    assert evidence((scenarios(2), scenario("two")), done) == (did("one", 1), did("two", 2))
    assert evidence((scenarios(2), scenario("three")), done) == done


@pytest.mark.parametrize("done", [(), (did("one", 1), did("two", 2)), (did("one", 1), did("quiz", 2, SET))])
def test_while_anything_is_left_there_is_no_evidence(done):
    assert evidence(TWO_AND_QUIZ, done) is None


def test_a_module_without_conditions_cannot_be_completed():
    assert evidence((), (did("one", 1),)) is None
    assert progress((), ()) == ()


PARTS = (
    ModulePart(Thing("m", SCENARIO, "short"), 5),
    ModulePart(Thing("m", SCENARIO, "long"), 20),
    ModulePart(Thing("m", SCENARIO, "middle"), 10),
    ModulePart(Thing("m", SET, "quiz"), 15),
    ModulePart(Thing("m", SET, "other"), 9),
)


def names(parts):
    return [part.thing.name for part in parts]


def test_any_scenarios_are_the_longest_in_the_order_of_the_parts():
    assert names(required(TWO_AND_QUIZ, PARTS, ())) == ["long", "middle", "quiz"]
    assert minutes(required(TWO_AND_QUIZ, PARTS, ())) == 45
    assert minutes(()) == 0


def test_what_is_named_counts_towards_any():
    assert names(required((scenarios(2), scenario("short")), PARTS, ())) == ["short", "long"]
    assert names(required((scenarios(1), scenario("short")), PARTS, ())) == ["short"]


def test_what_is_done_is_not_to_do_and_counts():
    assert names(required(TWO_AND_QUIZ, PARTS, (did("long", 1),))) == ["middle", "quiz"]
    assert names(required(TWO_AND_QUIZ, PARTS, (did("gone", 1), did("quiz", 2, SET)))) == ["long"]
    assert required(TWO_AND_QUIZ, PARTS, (did("short", 1), did("gone", 2), did("quiz", 3, SET))) == ()
    assert names(required((scenarios(2), scenario("short")), PARTS, (did("long", 1),))) == ["short"]


def test_where_there_are_too_few_all_of_them_are_to_do():
    assert names(required((scenarios(9), a_set("gone")), PARTS, ())) == ["short", "long", "middle"]
