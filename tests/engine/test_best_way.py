"""The way of somebody who always chooses best, and another way beside it."""

import pytest

from quizapp.engine import moves, simulation
from quizapp.engine.best_way import LONGEST_WAY, beside, best_way
from quizapp.engine.story import Story
from quizapp.model.play import Step, StepKind
from tests.engine.example import just_a_phase
from tests.engine.sets import one
from tests.engine.stories import choice, counter, ending, passage, told

TWO_BEST = told(
    passage("one", choice("bad", "a missed"), choice("left", "a met"), choice("right", "a met")),
    passage("left", to="done"),
    passage("right", to="done"),
    passage("bad", to="done"),
    ending("done"),
    points="a",
)


def went(story: Story, *choices: int | None) -> tuple[Step, ...]:
    """The steps of somebody who chose these, in order."""
    steps, place = list[Step](), moves.start(story)
    for chosen in choices:
        kind = StepKind.CONTINUE if chosen is None else StepKind.CHOICE
        steps.append(Step(len(steps), kind, place.passage, chosen))
        place = moves.move(story, place, chosen)
    return tuple(steps)


def ways(story: Story, *own: int | None) -> list[tuple[str, int | None]]:
    steps, _ = best_way(story, went(story, *own))
    return [(step.passage, step.choice) for step in steps]


def test_the_best_way_of_the_example_is_a_play_that_comes_to_its_good_ending():
    story = just_a_phase()
    steps, there = best_way(story)
    assert [(step.passage, step.choice) for step in steps] == [("monday-registration", 1), ("five-minutes", 1)]
    assert moves.replay(story, steps)[-1] == there and there.passage == "heard-and-shared"


def test_of_two_best_choices_the_first_as_written_is_taken_unless_somebody_took_the_other():
    assert ways(TWO_BEST) == ways(TWO_BEST, 1) == ways(TWO_BEST, 0) == [("one", 1), ("left", None)]
    assert ways(TWO_BEST, 2) == [("one", 2), ("right", None)]


def test_a_choice_that_shows_all_is_followed_only_where_it_is_offered_on_the_best_way_too():
    story = told(
        passage("one", choice("two", "a missed", changes="trust +1"), choice("two", "a met")),
        passage("two", choice("done", "b met"), choice("end", "b met", when="trust >= 1"), choice("done", "b missed")),
        ending("done"),
        ending("end"),
        points="a b",
        counters=(counter("trust", 0, 0, 3),),
    )
    assert ways(story, 0, 1) == [("one", 1), ("two", 0)]


def test_where_nothing_is_marked_it_goes_as_the_person_went_and_then_where_it_was_not_yet():
    hub = told(
        passage("hub", choice("file", ""), choice("yard", ""), choice("end", "")),
        passage("file", to="hub"),
        passage("yard", to="hub"),
        ending("end"),
    )
    assert ways(hub, 1, None, 2) == [("hub", 1), ("yard", None), ("hub", 2)]
    assert [way for way in ways(hub) if way[0] == "hub"] == [("hub", 0), ("hub", 1), ("hub", 2)]


def test_questions_on_the_way_are_answered_right():
    story = told(
        passage("one", choice("end", "a met"), choice("end", "a missed"), asks="q"),
        ending("end"),
        points="a",
        questions=(one("q"),),
    )
    steps, _ = best_way(story)
    assert [(step.kind, step.answer and step.answer.chosen) for step in steps] == [
        (StepKind.ANSWER, (0,)),
        (StepKind.CHOICE, None),
    ]


def test_a_circle_of_best_choices_and_a_way_without_an_end_stop_before_an_ending():
    circle = told(passage("one", choice("one", "a met"), choice("end", "a missed")), ending("end"), points="a")
    steps, there = best_way(circle)
    assert len(steps) == LONGEST_WAY and not moves.at_ending(circle, there)
    nowhere = told(passage("one", to="two"), passage("two"), ending("end"))
    assert best_way(nowhere)[1].passage == "two"


@pytest.mark.parametrize("seed", range(20))
def test_whatever_somebody_did_the_best_way_takes_only_best_choices_and_ends(seed: int):
    story = just_a_phase()
    steps, there = best_way(story, simulation.play(story, seed))
    assert moves.at_ending(story, there) and moves.replay(story, steps)[-1] == there
    assert all(story.passages[step.passage].shows_all(step.choice) for step in steps if step.choice is not None)


def pages(own: str, best: str) -> list[tuple[str, str, bool]]:
    return [
        ("".join(own[i] for i in part.own), "".join(best[i] for i in part.best), part.together)
        for part in beside(own, best)
    ]


def test_two_ways_are_laid_beside_each_other_page_by_page_where_they_share_it():
    assert pages("abxyc", "abzc") == [("a", "a", True), ("b", "b", True), ("xy", "z", False), ("c", "c", True)]
    assert pages("ac", "abcd") == [("a", "a", True), ("", "b", False), ("c", "c", True), ("", "d", False)]
    assert pages("abc", "abc") == [("a", "a", True), ("b", "b", True), ("c", "c", True)]


@pytest.mark.parametrize(
    ("own", "best"), [("", ""), ("abab", "baba"), ("aab", "ab"), ("xyz", "abc"), ("abcabc", "abc")]
)
def test_no_page_of_either_way_is_lost_or_moved(own: str, best: str):
    found = pages(own, best)
    assert "".join(mine for mine, _, _ in found) == own and "".join(other for _, other, _ in found) == best
    assert all(mine == other and len(mine) == 1 for mine, other, together in found if together)
    assert all(mine or other for mine, other, _ in found)
