"""Seeded plays: the same seed plays the same, and skill takes best choices."""

import pytest

from quizapp.engine import moves
from quizapp.engine.scoring import score
from quizapp.engine.simulation import play, simulate
from quizapp.model.play import NotPossible
from tests.engine.example import just_a_phase
from tests.engine.stories import any_story, choice, ending, passage, told


def test_the_same_seed_plays_the_same():
    story = just_a_phase()
    assert simulate(story, 200, 7) == simulate(story, 200, 7)
    assert simulate(story, 200, 7) != simulate(story, 200, 8)
    assert play(story, 3) == play(story, 3)


def test_every_play_of_a_sound_story_comes_to_an_ending_with_a_score():
    s = simulate(just_a_phase(), 500, 1)
    assert (s.plays, s.seed, s.cut_off) == (500, 1, 0)
    assert sum(n for _, n in s.endings) == 500
    assert sum(n for _, n in s.scores) == 500
    assert dict(s.passages)["monday-registration"] == 500
    assert {percent for percent, _ in s.scores} == {0, 25, 50, 75, 100}
    assert 100 < s.passes < 250


def test_a_play_of_full_skill_takes_best_choices_only():
    story = just_a_phase()
    for seed in range(20):
        steps = play(story, seed, skill=1.0)
        assert [step.choice for step in steps] == [1, 1]
        assert score(story, steps).passed


def test_a_play_is_a_walk_to_an_ending_and_has_no_times():
    story = just_a_phase()
    for seed in range(50):
        steps = play(story, seed, skill=0.5)
        assert moves.at_ending(story, moves.replay(story, steps)[-1])
        assert all(step.at is None for step in steps)


def test_a_play_that_goes_round_for_ever_is_stopped():
    story = told(passage("one", to="one"), ending("done"))
    assert simulate(story, 3, 1).cut_off == 3
    with pytest.raises(NotPossible):
        play(story, 1)


def test_a_circle_of_best_choices_is_left_in_the_end():
    story = told(passage("one", choice("one", "a met"), choice("done", "a missed")), ending("done"), points="a")
    assert play(story, 1, skill=1.0)[-1].choice == 1


def test_a_broken_story_is_simulated_all_the_same():
    assert simulate(told(), 5, 1).cut_off == 5
    for seed in range(60):
        s = simulate(any_story(seed, circles=False, is_broken=True), 10, seed)
        assert s.cut_off + sum(n for _, n in s.endings) == 10
