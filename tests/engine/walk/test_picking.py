"""Plays by a way of picking: against every path by brute force, and by hand."""

import time
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizapp.engine import moves
from quizapp.engine.story import Story
from quizapp.engine.story import story as index
from quizapp.engine.walk import picking
from quizapp.engine.walk.picking import PLAYS, form_plays
from quizapp.engine.walk.walk import explored, figures
from quizapp.model.form import FormPlays, Tell
from tests.engine.sets import one
from tests.engine.stories import any_story, choice, ending, every_path, few_paths, passage, score, told


def played(story: Story, whole: bool = True, **pickers) -> FormPlays:
    by_tell = {Tell[name]: picker for name, picker in pickers.items()}
    return form_plays(story, explored(story), by_tell, whole=whole)


def first(texts):
    return (0,)


def last(texts):
    return (len(texts) - 1,)


def anything(texts):
    return tuple(range(len(texts)))


def _line(number: int, **settings) -> Story:
    """So many decisions one after the other, in each of which the first choice is best."""
    passages = [passage(f"p{n}", choice(f"p{n + 1}", "a met"), choice(f"p{n + 1}", "a missed")) for n in range(number)]
    return told(*passages, ending(f"p{number}"), points="a", **settings)


def test_whoever_always_picks_the_best_passes_and_who_never_does_fails():
    found = played(_line(4), FIRST=first, LAST=last)
    assert (found.decisions, found.by_tell) == (4, ((Tell.FIRST, 1), (Tell.LAST, 0)))
    # By chance, 80 per cent are reached with 4 of 4 alone.
    assert found.by_chance == Fraction(1, 16)


def test_ties_are_broken_by_chance():
    share = dict(played(_line(2), FIRST=anything).by_tell)[Tell.FIRST]
    assert share.denominator <= PLAYS and abs(share - Fraction(1, 4)) < Fraction(1, 20)


def test_only_what_is_offered_is_picked_among():
    story = told(
        passage("one", choice("two", "a met")),
        passage("two", choice("done", "b met"), choice("done", "b missed", when="not visited #one")),
        ending("done"),
        points="a b",
    )
    assert dict(played(story, LAST=last).by_tell)[Tell.LAST] == 1


def test_choices_without_marks_are_taken_by_chance():
    story = told(
        passage("one", choice("bad"), choice("good")),
        passage("good", choice("done", "a met"), choice("done", "a missed")),
        passage("bad", choice("done", "a missed"), choice("done", "a missed")),
        ending("done"),
        points="a",
    )
    share = dict(played(story, FIRST=first).by_tell)[Tell.FIRST]
    assert abs(share - Fraction(1, 2)) < Fraction(1, 10)


def test_a_question_is_answered_by_its_options_and_another_kind_by_chance():
    asked = one("q", "a", ".x.")
    story = told(passage("p", to="done", asks=asked.anchor), ending("done"), points="a", questions=(asked,))
    right = next(n for n, option in enumerate(asked.options) if option.credit.value == "right")
    by_text = {option.label.text: n for n, option in enumerate(asked.options)}

    def best(texts):
        return (next(at for at, text in enumerate(texts) if by_text[text] == right),)

    found = played(story, FIRST=best)
    assert (found.decisions, found.by_tell) == (1, ((Tell.FIRST, 1),))
    assert found.by_chance == Fraction(1, len(asked.options))


def test_a_way_of_picking_may_be_another_one_in_questions():
    asked = one("q", "a", ".x.")
    story = told(passage("p", to="done", asks=asked.anchor), ending("done"), points="a", questions=(asked,))
    shares = set()
    for number in range(len(asked.options)):
        found = form_plays(
            story, explored(story), {Tell.FIRST: anything}, {Tell.FIRST: lambda _, at=number: (at,)}, whole=True
        )
        shares.add(found.by_tell[0][1])
    assert shares == {0, 1}


def test_plays_stop_as_soon_as_it_is_plain_what_they_come_to():
    for story, passes in ((_line(9), True), (replace_marks(_line(9)), False)):
        short, whole = (dict(played(story, whole, FIRST=first).by_tell)[Tell.FIRST] for whole in (False, True))
        assert (short > Fraction(1, 2)) == (whole > Fraction(1, 2)) == passes


def replace_marks(story: Story) -> Story:
    """The same story with the choices of each passage the other way round."""
    passages = tuple(replace(one, choices=one.choices[::-1]) for one in story.scenario.passages)
    return index(replace(story.scenario, passages=passages))


def test_a_story_without_passages_is_played_by_nobody():
    assert played(told(), FIRST=first) == FormPlays(0, Fraction(0), ((Tell.FIRST, Fraction(0)),))


def test_a_story_in_which_one_goes_round_for_ever_is_stopped():
    story = told(passage("one", choice("one", "a met"), choice("done", "a met")), ending("done"), points="a")
    found = played(story, FIRST=first, LAST=last)
    assert dict(found.by_tell) == {Tell.FIRST: 0, Tell.LAST: 1}


def test_going_round_and_round_takes_no_more_than_so_many_steps():
    picked = []

    def back(texts):
        picked.append(1)
        return (0,)

    around = [passage(f"p{n}", choice(f"p{(n + 1) % 9}", "a met"), choice("done", "a missed")) for n in range(9)]
    began = time.process_time()
    assert dict(played(told(*around, ending("done"), points="a"), FIRST=back).by_tell) == {Tell.FIRST: 0}
    assert len(picked) == 9  # each passage was looked at once, however often it came
    assert time.process_time() - began < 5


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_chance_passes_as_often_as_the_figures_say(seed: int, asks: bool):
    story = any_story(seed, circles=False, asks=asks)
    assert played(story).by_chance == figures(story).pass_chance


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 3), st.booleans())
def test_picking_one_way_is_the_path_that_it_takes(seed: int, which: int, is_broken: bool):
    """Where the way of picking leaves nothing to chance, it passes exactly where its one path does."""
    story = any_story(seed, circles=False, is_broken=is_broken)
    assume(few_paths(story))

    def pick(texts):
        return (which % len(texts),)

    share = dict(played(story, FIRST=pick).by_tell)[Tell.FIRST]
    outcomes = {
        place.passage in story.passages and story.passages[place.passage].is_ending and score(story, steps).passed
        for steps, place, _ in every_path(story)
        if all(_is_picked(story, steps, number, which) for number in range(len(steps)))
    }
    if outcomes == {True}:
        assert share == 1
    elif outcomes == {False}:
        assert share == 0


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.booleans(), st.booleans())
def test_plays_that_are_spared_would_have_come_to_the_same(seed: int, circles: bool, asks: bool, whole: bool):
    """A play in which chance has no say is played once, and who picks like another is not played again."""
    story = any_story(seed, circles=circles, asks=asks)
    ways = {"FIRST": first, "LAST": last, "LONGEST": anything, "SHORTEST": first}
    spared = played(story, whole, **ways)
    one_play = picking._one_play
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picking._Player, "picks_like", lambda *_: False)
        patch.setattr(picking, "_one_play", lambda player, chance: (*one_play(player, chance)[:2], False))
        assert played(story, whole, **ways) == spared


def test_who_picks_like_another_is_not_played_again(monkeypatch: pytest.MonkeyPatch):
    shares = []
    share = picking._share
    monkeypatch.setattr(picking, "_share", lambda *args: shares.append(args) or share(*args))
    found = played(_line(4), FIRST=anything, LAST=anything, LONGEST=last)
    assert len(shares) == 2 and len(found.by_tell) == 3


def _is_picked(story: Story, steps, number: int, which: int) -> bool:
    """Whether a step is the one that is picked at its decision, among what was offered there."""
    step = steps[number]
    if step.choice is None or not story.passages[step.passage].is_decision:
        return True
    place = moves.replay(story, steps[:number])[-1]
    there = [
        c for c in moves.offered(story, place) if story.passages[place.passage].choices[c].target in story.passages
    ]
    return len(there) < 2 or there[which % len(there)] == step.choice
