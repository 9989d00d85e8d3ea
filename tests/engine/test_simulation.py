"""Seeded plays: the same seed plays the same, and skill takes best choices."""

import pytest

from quizapp.engine import moves
from quizapp.engine.answers import every_answer
from quizapp.engine.scoring import score
from quizapp.engine.simulation import play, simulate
from quizapp.engine.walk.walk import figures
from quizapp.model.play import NotPossible
from tests.engine.example import just_a_phase
from tests.engine.sets import one, ordering, several
from tests.engine.stories import any_story, choice, ending, passage, told


def test_the_same_seed_plays_the_same():
    story = just_a_phase()
    assert simulate(story, 200, 7) == simulate(story, 200, 7)
    assert simulate(story, 200, 7) != simulate(story, 200, 8)
    assert play(story, 3) == play(story, 3)


def test_every_play_of_a_sound_story_comes_to_an_ending_with_a_score():
    story = just_a_phase()
    s = simulate(story, 500, 1)
    assert (s.plays, s.seed, s.cut_off) == (500, 1, 0)
    assert sum(n for _, n in s.endings) == 500
    assert sum(n for _, n in s.scores) == 500
    assert dict(s.passages)["monday-registration"] == 500
    assert {percent for percent, _ in s.scores} == {0, 25, 50, 75, 100}
    assert 100 < s.passes < 250
    assert s.pass_percent == story.scenario.pass_percent
    assert dict(s.passed).keys() <= dict(s.scores).keys()
    assert sum(n for _, n in s.passed) == s.passes
    assert all(n <= dict(s.scores)[percent] for percent, n in s.passed)


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


def asking():
    return told(
        passage("one", choice("done", "b met"), choice("done", "b missed"), asks="q1 q2"),
        ending("done"),
        points="a b",
        questions=(ordering("q1", "a", number=6), several("q2", "b", credits="xx.")),
    )


def test_a_play_answers_the_questions_of_its_passages():
    story = asking()
    steps = play(story, 1)
    assert [step.passage for step in steps] == ["s#q1", "s#q2", "one"]
    assert moves.at_ending(story, moves.replay(story, steps)[-1])
    assert {play(story, seed)[1].answer for seed in range(100)} == set(every_answer(story.questions["s#q2"]))


def test_a_play_of_full_skill_answers_as_well_as_can_be():
    assert score(asking(), play(asking(), 3, skill=1.0)).value == 1


def test_questions_are_answered_as_likely_as_the_figures_have_it():
    story, exact = asking(), figures(asking())
    s = simulate(story, 2_000, 1)
    assert exact.exact
    assert abs(s.passes / 2_000 - exact.pass_chance) < 0.03
    assert abs(sum(score(story, play(story, n)).value for n in range(1_000)) / 1_000 - exact.mean) < 0.03


def test_a_question_that_cannot_be_answered_ends_a_play():
    story = told(passage("one", to="done", asks="q"), ending("done"), points="a", questions=(one("q", credits=""),))
    assert simulate(story, 3, 1).cut_off == 3
    assert figures(story).paths == 0


def test_a_broken_story_is_simulated_all_the_same():
    assert simulate(told(), 5, 1).cut_off == 5
    for seed in range(60):
        s = simulate(any_story(seed, circles=False, is_broken=True, asks=seed % 2 == 0), 10, seed)
        assert s.cut_off + sum(n for _, n in s.endings) == 10
