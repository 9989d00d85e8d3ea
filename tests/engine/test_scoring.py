"""The score of a path: the example's every path by hand, and what must hold of every story."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import moves
from quizapp.engine.scoring import best_choices, is_reached, score, word_of, worth_in_score
from quizapp.engine.simulation import one_play, seeded
from quizapp.model.play import NotPossible, Step, StepKind
from quizapp.model.scenario import Word
from quizapp.model.score import CountedMark, CriticalFailure
from tests.engine.example import just_a_phase
from tests.engine.stories import any_story, choice, ending, finished_paths, passage, told, took

H, Q = Fraction(1, 2), Fraction(1, 4)
NO = Word.NOT_REACHED
MET, PARTLY, MISSED = Word.MET, Word.PARTLY, Word.MISSED

# Worked out by hand: choices as written, ending, then talk-directly, safe-to-talk, score, pass; then the words of
# tell-safeguarding-lead, no-secrecy, ask-about-safety; then the last marks of the critical ids that are not met.
PATHS = [
    ((0, 0), "the-gap", 0, None, 0, False, (MISSED, NO, NO), {"tell": MISSED, "ask": NO}),
    ((0, 1, 0), "a-promise", H, 0, Q, False, (PARTLY, MISSED, MISSED), {"tell": MISSED, "ask": MISSED}),
    ((0, 1, 1), "heard-and-shared", H, 1, 3 * Q, True, (MET, MET, MET), {}),
    ((0, 1, 2), "six-hours", H, H, H, False, (PARTLY, MET, MISSED), {"tell": PARTLY, "ask": MISSED}),
    ((0, 2, 0), "a-promise", H, 0, Q, False, (PARTLY, MISSED, MISSED), {"tell": MISSED, "ask": MISSED}),
    ((0, 2, 1), "heard-and-shared", H, 1, 3 * Q, True, (PARTLY, MET, MET), {}),
    ((0, 2, 2), "six-hours", H, H, H, False, (PARTLY, MET, MISSED), {"tell": PARTLY, "ask": MISSED}),
    ((1, 0), "a-promise", 1, 0, H, False, (MISSED, MISSED, MISSED), {"tell": MISSED, "ask": MISSED}),
    ((1, 1), "heard-and-shared", 1, 1, 1, True, (MET, MET, MET), {}),
    ((1, 2), "six-hours", 1, H, 3 * Q, False, (PARTLY, MET, MISSED), {"tell": PARTLY, "ask": MISSED}),
    ((1, 3), "with-sana-beside-her", 1, 1, 1, True, (MET, MET, MET), {}),
    ((2, None, 0), "a-promise", H, 0, Q, False, (MISSED, MISSED, MISSED), {"tell": MISSED, "ask": MISSED}),
    ((2, None, 1), "heard-and-shared", H, 1, 3 * Q, True, (MET, MET, MET), {}),
    ((2, None, 2), "six-hours", H, H, H, False, (PARTLY, MET, MISSED), {"tell": PARTLY, "ask": MISSED}),
]
IDS = {"tell": "tell-safeguarding-lead", "ask": "ask-about-safety"}


@pytest.mark.parametrize(("choices", "at", "talk", "safe", "value", "passed", "practices", "failures"), PATHS)
def test_each_path_of_the_example_scores_as_worked_out_by_hand(
    choices, at, talk, safe, value, passed, practices, failures
):
    story = just_a_phase()
    steps = took(story, *choices)
    result = score(story, steps)
    assert moves.replay(story, steps)[-1].passage == at
    assert [(p.point, p.value) for p in result.points] == [("talk-directly", talk), ("safe-to-talk", safe)]
    assert [p.word for p in result.points] == [word_of(talk), word_of(safe)]
    assert [p.point for p in result.practices] == ["tell-safeguarding-lead", "no-secrecy", "ask-about-safety"]
    assert tuple(p.word for p in result.practices) == practices
    assert (result.value, result.passed) == (value, passed)
    assert result.critical_failures == tuple(CriticalFailure(IDS[i], last) for i, last in failures.items())


def test_the_table_has_every_path_of_the_example():
    taken = {tuple(step.choice for step in steps) for steps, _, _, _ in finished_paths(just_a_phase())}
    assert taken == {choices for choices, *_ in PATHS}


def test_a_point_without_a_mark_is_not_reached_and_adds_nothing_to_the_score():
    assert not is_reached(())
    assert is_reached((CountedMark(0, "a", 0, Word.MISSED, Fraction(0)),))
    assert worth_in_score(None) == 0
    assert worth_in_score(Fraction(1, 2)) == Fraction(1, 2)


def test_words_follow_values():
    words = [word_of(v) for v in (None, Fraction(0), Fraction(1, 99), Fraction(98, 99), Fraction(1))]
    assert words == [NO, MISSED, PARTLY, PARTLY, MET]


def circle(critical: str = ""):
    return told(
        passage("ask", choice("back", "a missed"), choice("back", "a met"), choice("done", "a met")),
        passage("back", to="ask"),
        ending("done"),
        points="a",
        critical=critical,
    )


def test_going_back_and_answering_again_counts_once():
    story = circle()
    result = score(story, took(story, 0, None, 2))
    assert result.value == 0
    assert result.points[0].marks == (CountedMark(0, "ask", 0, Word.MISSED, Fraction(0)),)


def test_a_critical_id_is_not_put_right_by_answering_the_same_decision_again():
    story = circle("a")
    assert score(story, took(story, 0, None, 2)).critical_failures == (CriticalFailure("a", Word.MISSED),)
    assert score(story, took(story, 2)).passed


def test_the_last_mark_of_a_critical_id_decides_and_not_its_mean():
    story = told(
        passage("one", choice("two", "x met"), choice("two", "x missed")),
        passage("two", choice("done", "x met"), choice("done", "x missed")),
        ending("done"),
        practices="x",
        critical="x",
    )
    assert score(story, took(story, 1, 0)).passed
    assert not score(story, took(story, 0, 1)).passed


def test_a_critical_id_without_a_mark_is_not_met():
    story = told(passage("one", to="done"), ending("done"), practices="x", critical="x")
    result = score(story, took(story, None))
    assert not result.passed
    assert result.critical_failures == (CriticalFailure("x", NO),)


def test_a_story_that_tests_no_learning_point_scores_one():
    story = told(passage("one", to="done"), ending("done"))
    result = score(story, took(story, None))
    assert (result.value, result.passed) == (1, True)


def test_the_pass_mark_is_compared_unrounded():
    marks = [("a", "met"), ("b", "met"), ("c", "missed")]
    story = told(
        passage("one", choice("done", ", ".join(f"{i} {w}" for i, w in marks))),
        ending("done"),
        points="a b c",
        pass_percent=67,
    )
    result = score(story, took(story, 0))
    assert (result.value, result.percent, result.passed) == (Fraction(2, 3), 66, False)


def test_an_unmarked_choice_of_a_decision_answers_it():
    story = told(
        passage("one", choice("back"), choice("done", "a met")), passage("back", to="one"), ending("done"), points="a"
    )
    assert score(story, took(story, 0, None, 1)).points[0].word is NO


def test_a_step_that_the_story_lacks_has_no_score():
    with pytest.raises(NotPossible):
        score(circle(), (Step(0, StepKind.CHOICE, "gone", 0),))
    with pytest.raises(NotPossible):
        score(circle(), (Step(0, StepKind.CHOICE, "ask", 9),))


def test_a_best_choice_is_always_offered_and_met_on_everything():
    one = passage(
        "one",
        choice("done", "a met, b met", when="trust > 1"),
        choice("done", "a met"),
        choice("done", "a met, b partly"),
        choice("done", "b met, a met"),
    )
    assert best_choices(one) == (3,)
    assert best_choices(passage("two", choice("done"))) == ()


seeds = st.integers(0, 10**6)


@given(seeds, seeds)
@settings(max_examples=150, deadline=None)
def test_a_best_choice_never_lowers_a_value(story_seed, play_seed):
    story = any_story(story_seed, circles=True)
    steps, _ = one_play(story, seeded(play_seed), 0.5)
    for step in steps[:20]:
        before = score(story, steps[: step.number])
        for best in best_choices(story.passages[step.passage]):
            after = score(story, (*steps[: step.number], Step(step.number, StepKind.CHOICE, step.passage, best)))
            for old, new in zip((*before.points, *before.practices), (*after.points, *after.practices), strict=True):
                assert worth_in_score(new.value) >= worth_in_score(old.value)


@given(seeds, seeds)
@settings(max_examples=100, deadline=None)
def test_the_same_steps_have_the_same_score(story_seed, play_seed):
    steps, _ = one_play(any_story(story_seed, circles=True), seeded(play_seed), 0.5)
    # Two indexes of one scenario, so that nothing can be remembered between the two.
    assert score(any_story(story_seed, circles=True), steps) == score(any_story(story_seed, circles=True), list(steps))


@given(seeds, seeds, st.integers(0, 2))
@settings(max_examples=150, deadline=None)
def test_answering_a_repeated_passage_again_changes_no_score(story_seed, play_seed, other):
    story = any_story(story_seed, circles=True)
    steps, _ = one_play(story, seeded(play_seed), 0.0)
    steps = steps[:30]
    first = {step.passage: step.number for step in reversed(steps)}
    otherwise = tuple(
        Step(s.number, s.kind, s.passage, min(other, len(story.passages[s.passage].choices) - 1))
        if s.choice is not None and first[s.passage] != s.number
        else s
        for s in steps
    )
    assert score(story, otherwise) == score(story, steps)
