"""Moving through a story, and the replay of an attempt."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import moves
from quizapp.engine.conditions import holds
from quizapp.engine.simulation import one_play, seeded
from quizapp.engine.story import story as index
from quizapp.model.play import Answer, NotPossible, Place, StepKind
from quizapp.model.scenario import Block
from tests.engine.example import just_a_phase
from tests.engine.sets import one, reflection, true_false
from tests.engine.stories import any_story, choice, counter, ending, only_if, passage, prose, told, took

TRUST = (counter("trust", 1, 0, 3),)


def stage():
    return told(
        passage(
            "one",
            choice("two", when="trust >= 2"),
            choice("two", changes="trust +1"),
            choice("gone"),
            choice("one", changes="trust -1"),
            shown_if="visited #one",
        ),
        passage("two", to="done"),
        ending("done"),
        counters=TRUST,
    )


def test_a_story_starts_at_its_first_passage_with_nothing_visited():
    assert moves.start(stage()) == Place("one", (1,), frozenset())


def test_a_story_without_passages_cannot_be_started():
    with pytest.raises(NotPossible):
        moves.start(told())


def test_choices_are_offered_where_their_condition_holds_in_file_order():
    assert moves.offered(stage(), moves.start(stage())) == (1, 2, 3)
    assert moves.offered(stage(), Place("one", (2,), frozenset())) == (0, 1, 2, 3)


def test_a_position_is_counted_among_the_choices_on_offer():
    story = stage()
    assert [moves.chosen_index(story, moves.start(story), n) for n in range(3)] == [1, 2, 3]
    for wrong in (-1, 3):
        with pytest.raises(NotPossible):
            moves.chosen_index(story, moves.start(story), wrong)


def test_counters_stay_at_the_edge_of_their_range():
    story = stage()
    place = moves.start(story)
    for expected in (0, 0):
        place = moves.move(story, place, 3)
        assert place.counters == (expected,)
    assert moves.move(story, Place("one", (3,), frozenset()), 1).counters == (3,)


def test_visited_means_a_step_was_taken_there_before_this_page_was_opened():
    story = stage()
    here = moves.start(story)
    assert len(moves.blocks(story, here)) == 1
    again = moves.move(story, here, 3)
    assert again.visited == {"one"}
    assert len(moves.blocks(story, again)) == 2


def test_whoever_goes_round_holds_no_further_copy_of_what_was_visited():
    story = stage()
    once = moves.move(story, moves.start(story), 3)
    assert moves.move(story, once, 3).visited is once.visited


@pytest.mark.parametrize(
    ("place", "move"),
    [
        (Place("one", (1,), frozenset()), 0),  # not offered
        (Place("one", (1,), frozenset()), 9),
        (Place("one", (1,), frozenset()), -1),
        (Place("one", (1,), frozenset()), None),  # a continue where there are choices
        (Place("one", (1,), frozenset()), 2),  # leads nowhere
        (Place("two", (1,), frozenset()), 0),  # a choice where there is a continue
        (Place("done", (1,), frozenset()), None),  # from an ending
        (Place("gone", (1,), frozenset()), None),
    ],
)
def test_a_move_that_the_rules_forbid_is_not_possible(place, move):
    with pytest.raises(NotPossible):
        moves.move(stage(), place, move)


def test_a_continue_that_leads_nowhere_is_not_possible():
    story = told(passage("one", to="gone"), passage("two"))
    for at in ("one", "two"):
        with pytest.raises(NotPossible):
            moves.move(story, Place(at, (), frozenset()), None)


def test_only_a_declared_ending_ends_the_story():
    story = stage()
    assert moves.at_ending(story, Place("done", (1,), frozenset()))
    assert not moves.at_ending(story, Place("two", (1,), frozenset()))
    assert moves.offered(story, Place("done", (1,), frozenset())) == ()


def test_a_step_is_made_from_a_posted_position():
    story, at = stage(), datetime(2026, 1, 2, tzinfo=UTC)
    step, there = moves.make_step(story, moves.start(story), 0, 0, at)
    assert there == moves.move(story, moves.start(story), 1)
    assert (step.number, step.kind, step.passage, step.choice, step.at) == (0, StepKind.CHOICE, "one", 1, at)
    step, there = moves.make_step(story, Place("two", (1,), frozenset()), 1, None, None)
    assert there == moves.move(story, Place("two", (1,), frozenset()), None)
    assert (step.kind, step.choice) == (StepKind.CONTINUE, None)
    for position in (1, 7, None):  # a dead link, nothing there, a continue where there are choices
        with pytest.raises(NotPossible):
            moves.make_step(story, moves.start(story), 0, position, None)


def test_replay_gives_every_place():
    story = just_a_phase()
    places = moves.replay(story, took(story, 1, 3))
    assert [p.passage for p in places] == ["monday-registration", "five-minutes", "with-sana-beside-her"]
    assert [p.counters for p in places] == [(1,), (2,), (2,)]
    assert moves.replay(story, ()) == (moves.start(story),)


@pytest.mark.parametrize(
    "change", [{"number": 2}, {"passage": "her-mother"}, {"kind": StepKind.CONTINUE}, {"choice": 3}]
)
def test_steps_that_are_no_walk_are_refused(change):
    story = just_a_phase()
    first, second = took(story, 0, 1)
    with pytest.raises(NotPossible):
        moves.replay(story, (first, replace(second, **change)))


def test_steps_with_a_gap_are_refused():
    story = just_a_phase()
    with pytest.raises(NotPossible):
        moves.replay(story, took(story, 0, 1)[1:])


def test_and_binds_before_or():
    story = stage()
    condition = only_if("visited #two and trust > 5 or trust = 1 and not visited #two")
    assert holds(condition, Place("one", (1,), frozenset()), story)
    assert not holds(condition, Place("one", (1,), frozenset({"two"})), story)


def test_the_condition_of_an_otherwise_holds_where_it_is_not_so():
    story, here = stage(), moves.start(stage())
    for text in ("trust > 5", "visited #two and trust > 5 or trust = 1", "luck > 0", "not visited #gone"):
        condition = only_if(text)
        assert holds(replace(condition, negated=True), here, story) is not holds(condition, here, story)


def test_of_a_quote_and_its_otherwise_one_is_shown_whatever_was_done():
    story = told(
        passage("one", choice("two"), choice("three")),
        passage("two", to="three"),
        passage("three", to="done", shown_if="visited #two", otherwise=True),
        ending("done"),
    )
    always, remembered, otherwise = story.passages["three"].blocks
    assert moves.blocks(story, moves.replay(story, took(story, 0, None))[-1]) == (always, remembered)
    assert moves.blocks(story, moves.replay(story, took(story, 1))[-1]) == (always, otherwise)


def test_no_condition_always_holds_and_an_unreadable_one_never_raises():
    here = moves.start(stage())
    assert holds(None, here, stage())
    assert not holds(only_if("luck > 0"), here, stage())
    assert not holds(only_if("trust ~ 1"), here, stage())
    assert not holds(only_if("visited #gone"), here, stage())
    assert holds(only_if("not visited #gone"), here, stage())


def test_of_two_equal_anchors_the_first_counts():
    double = replace(stage().scenario, passages=(passage("one", to="two"), passage("one"), passage("two")))
    assert index(double).passages["one"].way_on is not None
    assert Block(prose()) in moves.blocks(index(double), Place("one", (1,), frozenset()))


# questions in a passage


def asking():
    return told(
        passage("one", choice("two", changes="trust +1"), choice("one"), asks="q1 gone q2 q3", shown_if="visited #one"),
        passage("two", to="done", asks="q1"),
        replace(ending("done"), questions=passage("x", asks="q1").questions),
        counters=TRUST,
        questions=(one("q1"), reflection("q2"), true_false("q3")),
    )


RIGHT, WRONG = Answer((0,)), Answer((1,))


def test_a_passage_asks_its_questions_in_order_before_its_choices():
    story = asking()
    place = moves.start(story)
    for asked in ("s#q1", "s#q3"):  # an unknown one and a reflection are not asked
        assert moves.waiting(story, place).id == asked
        assert moves.offered(story, place) == ()
        with pytest.raises(NotPossible):
            moves.move(story, place, 0)
        place = moves.answered(place)
    assert moves.waiting(story, place) is None
    assert moves.offered(story, place) == (0, 1)
    assert place == Place("one", (1,), frozenset(), 2)
    assert moves.move(story, place, 0) == Place("two", (2,), frozenset({"one"}))


def test_an_answer_leads_nowhere_else_and_leaves_the_passage_unvisited():
    story = asking()
    places = moves.replay(story, took(story, RIGHT, WRONG, 1, RIGHT))
    assert [(p.passage, p.asked, "one" in p.visited) for p in places] == [
        ("one", 0, False),
        ("one", 1, False),
        ("one", 2, False),
        ("one", 0, True),  # on a later visit they are asked again
        ("one", 1, True),
    ]
    assert [len(moves.blocks(story, place)) for place in places] == [1, 1, 1, 2, 2]


def test_a_question_waits_before_a_continue_too_and_an_ending_asks_nothing():
    story = asking()
    steps = took(story, RIGHT, WRONG, 0, WRONG, None)
    assert [s.kind for s in steps[-2:]] == [StepKind.ANSWER, StepKind.CONTINUE]
    place = moves.replay(story, steps)[-1]
    assert place.passage == "done"
    assert moves.waiting(story, place) is None
    with pytest.raises(NotPossible):
        moves.move(story, Place("two", (1,), frozenset()), None)


def test_an_answer_becomes_a_step_at_its_question():
    story, at = asking(), datetime(2026, 1, 2, tzinfo=UTC)
    step, there = moves.answer_step(story, moves.start(story), 0, WRONG, at)
    assert there == moves.answered(moves.start(story))
    assert (step.number, step.kind, step.passage, step.choice, step.at, step.answer) == (
        0,
        StepKind.ANSWER,
        "s#q1",
        None,
        at,
        WRONG,
    )
    for place, answer in (
        (moves.start(story), Answer((9,))),
        (Place("one", (1,), frozenset(), 2), RIGHT),
        (Place("done", (1,), frozenset()), RIGHT),
    ):
        with pytest.raises(NotPossible):
            moves.answer_step(story, place, 0, answer, at)


@pytest.mark.parametrize(
    "change",
    [
        {"passage": "s#q3"},  # not its turn
        {"passage": "one"},
        {"answer": None},
        {"answer": Answer((4,))},
        {"choice": 0},
        {"kind": StepKind.CHOICE},
    ],
)
def test_answers_that_are_no_walk_are_refused(change):
    story = asking()
    (first,) = took(story, RIGHT)
    with pytest.raises(NotPossible):
        moves.replay(story, (replace(first, **change),))


def test_an_answer_where_nothing_is_asked_any_more_is_refused():
    story = asking()
    first, second = took(story, RIGHT, RIGHT)
    with pytest.raises(NotPossible):
        moves.replay(story, (first, second, replace(first, number=2)))


seeds = st.integers(0, 10**6)


@given(seeds, seeds)
@settings(max_examples=150, deadline=None)
def test_replay_of_a_play_is_the_places_that_it_saw(story_seed, play_seed):
    story = any_story(story_seed, circles=True, asks=True)
    steps, last = one_play(story, seeded(play_seed), 0.3)
    steps, places = steps[:40], [moves.start(story)]
    for step in steps:
        before = places[-1]
        places.append(moves.move(story, before, step.choice) if step.answer is None else moves.answered(before))
    assert moves.replay(story, steps) == tuple(places)
    if len(steps) < 40:
        assert places[-1] == last


@given(seeds, seeds, st.integers(-2, 5) | st.none())
@settings(max_examples=200, deadline=None)
def test_a_choice_is_accepted_exactly_if_it_is_offered(story_seed, play_seed, wanted):
    story = any_story(story_seed, circles=True, asks=True)
    steps, _ = one_play(story, seeded(play_seed), 0.0)
    for place in moves.replay(story, steps[:20]):
        here = story.passages[place.passage]
        is_offered = (
            here.way_on is not None and not here.choices if wanted is None else wanted in moves.offered(story, place)
        ) and moves.waiting(story, place) is None
        try:
            moves.move(story, place, wanted)
        except NotPossible:
            assert not is_offered
        else:
            assert is_offered
