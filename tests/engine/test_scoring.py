"""The score of a path: the example's every path by hand, and what must hold of every story."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import moves
from quizapp.engine.answers import every_answer
from quizapp.engine.asking import best_answer
from quizapp.engine.scoring import is_reached, score, word_of, worth_in_score
from quizapp.engine.simulation import one_play, seeded
from quizapp.model.play import Answer, NotPossible, Step, StepKind
from quizapp.model.scenario import Word
from quizapp.model.score import CountedMark, CriticalFailure
from tests.engine.example import just_a_phase
from tests.engine.sets import match, ordering, several
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


def asking(**settings):
    return told(
        passage("one", choice("two", "a partly, x met"), choice("one", "a met, x missed"), asks="q1 q2"),
        passage("two", to="done", asks="q1 q3"),
        ending("done"),
        points="a b",
        practices="x",
        questions=(several("q1", "a b", credits="xx."), ordering("q2", "b x", number=4), match("q3", "a")),
        **settings,
    )


def test_a_path_with_questions_scores_as_worked_out_by_hand():
    story = asking(pass_percent=58)
    answers = [Answer((0,)), Answer((1, 2, 3, 0)), Answer((0, 1)), Answer((0, 2, 1))]
    result = score(story, took(story, *answers[:2], 0, *answers[2:], None))
    # q1: 1 of 2 right, 1/2. q2: 12 23 of 3 pairs, 2/3. The choice: a 1/2, x 1. q1 again: not counted. q3: 1 of 3 rows.
    # a = (1/2 + 1/2 + 1/3) / 3 = 4/9; b = (1/2 + 2/3) / 2 = 7/12; x = (2/3 + 1) / 2 = 5/6.
    # Score = (4/9 + 7/12) / 2 = (16/36 + 21/36) / 2 = 37/72.
    assert [(p.point, p.value) for p in result.points] == [("a", Fraction(4, 9)), ("b", Fraction(7, 12))]
    assert [(p.point, p.value) for p in result.practices] == [("x", Fraction(5, 6))]
    assert (result.value, result.percent, result.passed) == (Fraction(37, 72), 51, False)
    assert result.points[0].marks == (
        CountedMark(0, "s#q1", None, PARTLY, H),
        CountedMark(2, "one", 0, PARTLY, H),
        CountedMark(4, "s#q3", None, PARTLY, Fraction(1, 3)),
    )


def test_the_last_mark_of_a_critical_id_may_be_a_question_s():
    right, wrong = Answer((0, 1, 2)), Answer((0, 2, 1))
    for last, word in ((right, None), (wrong, PARTLY)):
        story = asking(critical="a", pass_percent=0)
        result = score(story, took(story, Answer((0, 1)), Answer((0, 1, 2, 3)), 0, Answer((0, 1)), last, None))
        assert result.critical_failures == (() if word is None else (CriticalFailure("a", word),))


def test_a_question_answered_again_on_a_later_visit_changes_nothing():
    story = asking()
    first = (Answer((0,)), Answer((0, 1, 2, 3)), 1)
    again = [
        score(story, took(story, *first, Answer(one_), Answer(two), 0)).points
        for one_, two in (((0, 1), (0, 1, 2, 3)), ((2,), (3, 2, 1, 0)))
    ]
    assert again[0] == again[1]
    assert again[0][1].marks == (
        CountedMark(0, "s#q1", None, PARTLY, H),
        CountedMark(1, "s#q2", None, MET, Fraction(1)),
    )


def test_an_answer_to_a_question_that_the_story_lacks_has_no_score():
    for question, answer in (("s#gone", Answer((0,))), ("s#q1", None), ("s#q1", Answer((7,)))):
        with pytest.raises(NotPossible):
            score(asking(), (Step(0, StepKind.ANSWER, question, answer=answer),))


seeds = st.integers(0, 10**6)


@given(seeds, seeds)
@settings(max_examples=150, deadline=None)
def test_a_best_choice_or_answer_never_lowers_a_value(story_seed, play_seed):
    story = any_story(story_seed, circles=True, asks=True)
    steps, _ = one_play(story, seeded(play_seed), 0.5)
    for step in steps[:20]:
        before = score(story, steps[: step.number])
        if step.answer is not None:
            better = [replace(step, answer=best_answer(story.questions[step.passage]))]
        else:
            better = [replace(step, choice=best) for best in story.passages[step.passage].best_choices]
        for best in better:
            after = score(story, (*steps[: step.number], best))
            for old, new in zip((*before.points, *before.practices), (*after.points, *after.practices), strict=True):
                assert worth_in_score(new.value) >= worth_in_score(old.value)


@given(seeds, seeds)
@settings(max_examples=100, deadline=None)
def test_the_same_steps_have_the_same_score(story_seed, play_seed):
    steps, _ = one_play(any_story(story_seed, circles=True, asks=True), seeded(play_seed), 0.5)
    # Two indexes of one scenario, so that nothing can be remembered between the two.
    one, two = (any_story(story_seed, circles=True, asks=True) for _ in range(2))
    assert score(one, steps) == score(two, list(steps))


@given(seeds, seeds, st.integers(0, 2))
@settings(max_examples=150, deadline=None)
def test_answering_a_repeated_passage_or_question_again_changes_no_score(story_seed, play_seed, other):
    story = any_story(story_seed, circles=True, asks=True)
    steps, _ = one_play(story, seeded(play_seed), 0.0)
    steps = steps[:30]
    first = {step.passage: step.number for step in reversed(steps)}

    def otherwise_(step):
        if first[step.passage] == step.number:
            return step
        if step.answer is not None:
            every = every_answer(story.questions[step.passage])
            return replace(step, answer=every[other % len(every)])
        return (
            replace(step, choice=min(other, len(story.passages[step.passage].choices) - 1))
            if step.choice is not None
            else step
        )

    otherwise = tuple(otherwise_(step) for step in steps)
    assert score(story, otherwise) == score(story, steps)
