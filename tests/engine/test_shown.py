"""What would have shown a point, where it can be shown, and a fact that is true of a path."""

from quizapp.engine import moves, shown
from quizapp.engine.scorers import CURRENT, score
from quizapp.model.score import PathFact
from tests.engine.sets import short
from tests.engine.stories import choice, ending, passage, told, took

STORY = told(
    passage("one", choice("two", "a met"), choice("two", "a missed")),
    passage(
        "two",
        choice("three", "a met, b met"),
        choice("three", "a met, b missed"),
        choice("three", "b met, a missed"),
    ),
    passage("three", choice("four", "a met", when="visited #two"), choice("four", "a partly")),
    passage("four", choice("end", "a missed"), choice("end", "a met", when="visited #nowhere"), asks="q"),
    ending("end"),
    points="a b",
    critical="b",
    questions=(short("q", "c"),),
)


def test_what_would_have_shown_a_point_is_the_best_choice_of_what_was_offered():
    places = moves.replay(STORY, took(STORY, 1, 2, 1))
    assert shown.better_choices(STORY, places[0], "a") == (0,)
    assert shown.better_choices(STORY, places[1], "b") == (0,)


def test_without_a_best_choice_it_is_what_shows_this_point_and_only_where_it_was_offered():
    places = moves.replay(STORY, took(STORY, 1, 2, 1))
    assert shown.better_choices(STORY, places[2], "a") == (0,)
    assert shown.better_choices(STORY, places[2], "b") == ()
    four = told(
        passage("one", choice("end", "a missed"), choice("end", "a met", when="visited #end")),
        ending("end"),
        points="a",
    )
    assert shown.better_choices(four, moves.start(four), "a") == ()


def test_where_a_point_can_be_shown_is_named_in_file_order_by_choices_and_by_questions():
    assert shown.places_to_show(STORY) == {
        "a": ("One", "Two", "Three", "Four"),
        "b": ("Two",),
        "c": ("Four",),
    }


def test_the_fact_of_a_path_is_of_the_point_that_came_up_most_and_was_shown_last_where_it_was():
    earned = score(CURRENT, STORY, took(STORY, 0, 2, 1))
    fact = shown.path_fact(earned.points, STORY.scenario.critical)
    first = earned.points[0].marks[0]
    assert fact == PathFact(decisions=3, point="a", places=3, shown=1, last=first)


def test_of_points_that_came_up_equally_often_a_critical_one_is_told_and_without_a_mark_none():
    story = told(passage("one", choice("end", "a met, b missed")), ending("end"), points="a b", critical="b")
    fact = shown.path_fact(score(CURRENT, story, took(story, 0)).points, ("b",))
    assert fact is not None and (fact.point, fact.places, fact.shown, fact.last.step) == ("b", 1, 0, 0)
    assert shown.path_fact(score(CURRENT, story, ()).points) is None


def test_a_critical_point_that_was_shown_and_then_missed_is_decided_by_its_last_mark():
    earned = score(CURRENT, STORY, took(STORY, 0, 0, 0))
    assert shown.decided_at(earned.points[1], earned.critical_failures) is None, "it was met"
    story = told(
        passage("one", choice("two", "b met, a missed"), choice("two", "b partly"), choice("two", "b missed")),
        passage("two", choice("end", "b missed, a met"), choice("end", "b partly")),
        ending("end"),
        points="a b",
        critical="b",
    )
    for first, last, decides in ((0, 0, True), (1, 0, True), (2, 0, False), (0, 1, False), (2, 1, False)):
        earned = score(CURRENT, story, took(story, first, last))
        a, b = earned.points
        assert [failure.point for failure in earned.critical_failures] == ["b"]
        assert shown.decided_at(b, earned.critical_failures) == (b.marks[1] if decides else None)
        assert shown.decided_at(a, earned.critical_failures) is None, "it is not critical"
