"""The shortest way to a passage is a walk that can be made, and no passage that can be reached is left out."""

from quizapp.engine import moves
from quizapp.engine.walk.routes import shortest_ways
from tests.engine.example import just_a_phase
from tests.engine.sets import one
from tests.engine.stories import any_story, choice, ending, passage, told


def test_each_way_is_a_walk_that_ends_at_its_passage():
    story = just_a_phase()
    ways = shortest_ways(story)
    assert ways.keys() == story.passages.keys()
    for anchor, steps in ways.items():
        assert moves.replay(story, steps)[-1].passage == anchor
    assert ways[story.scenario.passages[0].anchor] == ()


def test_the_way_is_the_shortest_one():
    story = told(
        passage("one", choice("two"), choice("three")),
        passage("two", to="three"),
        passage("three", to="done"),
        ending("done"),
    )
    assert [step.choice for step in shortest_ways(story)["three"]] == [1]
    assert len(shortest_ways(story)["done"]) == 2


def test_a_passage_that_asks_is_reached_at_its_first_question_and_left_with_best_answers():
    story = told(
        passage("one", to="two"),
        passage("two", to="done", asks="q r"),
        ending("done"),
        points="a",
        questions=(one("q", credits=".x"), one("r", credits="x.")),
    )
    ways = shortest_ways(story)
    assert [step.passage for step in ways["two"]] == ["one"]
    assert [step.passage for step in ways["done"]] == ["one", "s#q", "s#r", "two"]
    assert [step.answer.chosen for step in ways["done"] if step.answer] == [(1,), (0,)]
    assert moves.at_ending(story, moves.replay(story, ways["done"])[-1])


def test_what_nobody_reaches_has_no_way():
    story = told(passage("one", to="done"), passage("alone", to="done"), ending("done"))
    assert shortest_ways(story).keys() == {"one", "done"}


def test_any_story_has_ways_that_can_be_walked():
    for seed in range(40):
        story = any_story(seed, circles=seed % 3 == 0, is_broken=seed % 5 == 0, asks=seed % 2 == 0)
        for anchor, steps in shortest_ways(story).items():
            assert moves.replay(story, steps)[-1].passage == anchor
