"""Where to stop when a story is played together."""

import pytest

from quizapp.engine.packs import decisions_on_the_best_way, stops
from quizapp.engine.story import Story
from tests.engine.example import just_a_phase
from tests.engine.sets import one
from tests.engine.stories import choice, counter, ending, passage, told


def chain(decisions: int, critical: tuple[int, ...] = ()) -> Story:
    """So many decisions in a row, d1 and on; these mark the critical id."""

    def decision(n: int) -> str:
        return f"d{n}" if n <= decisions else "end"

    return told(
        *(
            passage(
                decision(n),
                choice("end", "c missed" if n in critical else "a missed"),
                choice(decision(n + 1), "c met" if n in critical else "a met"),
            )
            for n in range(1, decisions + 1)
        ),
        ending("end"),
        points="a",
        practices="c",
        critical="c" if critical else "",
    )


def test_the_best_way_goes_by_the_decisions_in_order():
    assert decisions_on_the_best_way(just_a_phase()) == ("monday-registration", "five-minutes")
    assert decisions_on_the_best_way(chain(4)) == ("d1", "d2", "d3", "d4")


def test_passages_that_only_lead_on_are_no_stops():
    story = told(
        passage("one", to="two"),
        passage("two", choice("three"), choice("three")),
        passage("three", choice("end", "a met"), choice("end", "a missed")),
        ending("end"),
        points="a",
    )
    assert decisions_on_the_best_way(story) == ("three",)


def test_questions_on_the_way_are_passed_by():
    story = told(
        passage("one", choice("end", "a met"), choice("end", "a missed"), asks="q"),
        ending("end"),
        points="a",
        questions=(one("q"),),
    )
    assert decisions_on_the_best_way(story) == ("one",)


def test_a_best_choice_that_is_not_offered_gives_way_to_one_that_is():
    story = told(
        passage("one", choice("two", "a met", when="trust >= 2"), choice("three", "a partly")),
        passage("two", choice("end", "a met"), choice("end", "a missed")),
        passage("three", choice("end", "a met"), choice("end", "a missed")),
        ending("end"),
        points="a",
        counters=(counter("trust", 1, 0, 3),),
    )
    assert decisions_on_the_best_way(story) == ("one", "three")


def test_a_way_that_goes_round_in_a_circle_comes_to_an_end():
    story = told(passage("one", choice("one", "a met"), choice("end", "a missed")), ending("end"), points="a")
    assert decisions_on_the_best_way(story) == ("one",)


@pytest.mark.parametrize(("decisions", "most"), [(0, 3), (1, 3), (3, 3), (4, 6), (6, 6)])
def test_a_short_story_stops_at_every_decision(decisions: int, most: int):
    story = chain(decisions) if decisions else told(passage("one", to="end"), ending("end"))
    assert stops(story, most) == decisions_on_the_best_way(story)


def test_stops_without_a_critical_id_are_spread_along_the_way():
    assert stops(chain(9), 3) == ("d2", "d5", "d8")
    assert stops(chain(12), 6) == ("d2", "d4", "d6", "d8", "d10", "d12")


def test_critical_decisions_come_first_and_all_stand_in_story_order():
    assert stops(chain(9, (9,)), 3) == ("d3", "d7", "d9")
    assert stops(chain(9, (1, 9)), 3) == ("d1", "d5", "d9")
    assert stops(chain(9, (2, 3, 4)), 3) == ("d2", "d3", "d4")
    assert stops(chain(9, (2, 4, 6, 8)), 3) == ("d2", "d4", "d6")


@pytest.mark.parametrize("decisions", range(1, 25))
def test_there_are_as_many_stops_as_there_may_be(decisions: int):
    for most in (3, 6):
        found = stops(chain(decisions, (decisions,)), most)
        way = decisions_on_the_best_way(chain(decisions))
        assert len(found) == min(decisions, most) == len(set(found))
        assert [a for a in way if a in found] == list(found) and f"d{decisions}" in found
