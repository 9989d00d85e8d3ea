"""What completes a module, by hand: progress, evidence, and what is still to do."""

from datetime import timedelta

import pytest

from quizapp.engine.completion import all_evidence, completed_at, evidence, is_optional, progress, source
from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import CompletionSource, ConditionProgress, Done
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


def test_a_completion_is_of_the_last_part_that_was_needed_and_not_of_what_came_after():
    done = (did("three", 3), did("quiz", 2, SET), did("one", 1), did("two", 4))
    found = evidence(TWO_AND_QUIZ, done)
    assert found is not None and completed_at(found) == DAWN + timedelta(hours=3)
    easier = evidence((scenarios(1),), done)
    assert easier is not None and completed_at(easier) == DAWN + timedelta(hours=1)


def test_one_part_in_another_way_makes_the_completion_one_of_another_way():
    assert source((did("one", 1),)) is CompletionSource.EARNED
    in_another_way = Done(Thing("m", SCENARIO, "two"), DAWN, otherwise=7)
    assert source((did("one", 1), in_another_way)) is CompletionSource.ANOTHER_WAY


def test_of_many_people_those_who_meet_the_conditions_are_found():
    done = {1: (did("one", 1),), 2: (did("one", 1), did("two", 2)), 3: ()}
    assert all_evidence((scenarios(2),), done) == {2: done[2]}
    assert all_evidence((), done) == {}


def test_what_counts_towards_nothing_is_optional_and_nothing_is_where_nothing_completes_the_module():
    quiz, other, story = Thing("m", SET, "quiz"), Thing("m", SET, "other"), Thing("m", SCENARIO, "one")
    assert [is_optional(TWO_AND_QUIZ, thing) for thing in (quiz, other, story)] == [False, True, False]
    assert [is_optional((scenario("two"),), thing) for thing in (quiz, story)] == [True, True]
    assert not is_optional((), other)
