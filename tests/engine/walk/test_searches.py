"""What the walk finds by searching paths: what best choices miss, and a pass that goes past a critical decision."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizapp.engine.story import Story
from quizapp.model.diagnostics import Severity
from tests.engine.stories import (
    any_story,
    choice,
    ending,
    few_paths,
    finished_paths,
    is_best,
    passage,
    points_of,
    said,
    told,
)

seeds = st.integers(0, 10**6)


# best-path-misses


def test_a_best_path_that_reaches_too_little_is_told_with_what_it_misses():
    story = told(
        passage("one", choice("done", "a met"), choice("two", "a missed")),
        passage("two", choice("done", "b met, x met"), choice("done", "b missed, x missed")),
        ending("done"),
        points="a b",
        practices="x",
    )
    (d,) = said(story, "best-path-misses")
    assert d.severity is Severity.WARNING
    assert d.text == "a path of best choices does not reach `b`, `x`"
    assert "One (choice 1) > Done" in d.help


def test_of_two_best_choices_one_may_lead_past_a_point():
    story = told(
        passage("one", choice("done", "a met"), choice("two", "a met")),
        passage("two", choice("done", "b met"), choice("done", "b missed")),
        ending("done"),
        points="a b",
    )
    assert len(said(story, "best-path-misses")) == 1


def test_an_unmarked_choice_may_lead_past_a_point():
    story = told(
        passage("one", choice("done"), choice("two")),
        passage("two", choice("done", "a met")),
        ending("done"),
        points="a",
    )
    assert len(said(story, "best-path-misses")) == 1


def test_best_paths_that_reach_everything_are_fine():
    story = told(
        passage("one", choice("two", "a met"), choice("done", "a missed")),
        passage("two", choice("done", "b met")),
        ending("done"),
        points="a b",
    )
    assert not said(story, "best-path-misses")


def test_a_decision_without_a_best_choice_is_left_to_content():
    story = told(
        passage("one", choice("done", "a partly"), choice("two", "a missed")),
        passage("two", choice("done", "b met")),
        ending("done"),
        points="a b",
    )
    assert not said(story, "best-path-misses")


# pass-without-critical


def test_a_path_that_passes_by_the_critical_decision_is_told():
    story = told(
        passage("one", choice("two", "a met"), choice("done", "a met")),
        passage("two", choice("done", "x met")),
        ending("done"),
        points="a",
        practices="x",
        critical="x",
    )
    (d,) = said(story, "pass-without-critical")
    assert d.severity is Severity.WARNING
    assert "critical `x`" in d.text
    assert "One (choice 2) > Done" in d.help


def test_a_critical_point_in_a_score_can_be_passed_by_too():
    decisions = [passage(p, choice(n, f"{p} met")) for p, n in zip("abcd", "bcde", strict=True)]
    story = told(
        *decisions,
        passage("e", choice("f", "c met"), choice("done", "c met")),
        passage("f", choice("done", "z met")),
        ending("done"),
        points="a b c d z",
        critical="z",
    )
    assert len(said(story, "pass-without-critical")) == 1


def test_a_path_that_stays_under_the_pass_mark_may_miss_the_critical_decision():
    story = told(
        passage("one", choice("two", "a met"), choice("done", "a missed")),
        passage("two", choice("done", "x met")),
        ending("done"),
        points="a",
        practices="x",
        critical="x",
    )
    assert not said(story, "pass-without-critical")


def test_half_marks_count_against_the_pass_mark_exactly():
    def at(pass_percent: int) -> Story:
        return told(
            passage("one", choice("two", "a met"), choice("three", "a partly")),
            passage("two", choice("done", "x met")),
            passage("three", choice("done", "a met")),
            ending("done"),
            points="a",
            practices="x",
            critical="x",
            pass_percent=pass_percent,
        )

    assert said(at(75), "pass-without-critical")
    assert not said(at(76), "pass-without-critical")


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_passing_by_a_critical_decision_agrees_with_brute_force(seed):
    agree_on_passing_by(any_story(seed, circles=False))


@given(seeds)
@settings(max_examples=100, deadline=None)
def test_passing_by_a_critical_question_agrees_with_brute_force(seed):
    story = any_story(seed, circles=False, asks=True)
    assume(few_paths(story))
    agree_on_passing_by(story)


def agree_on_passing_by(story):
    told_of = {d.text.split("`")[1] for d in said(story, "pass-without-critical")}
    expected = set()
    for steps, _, _, score in finished_paths(story):
        met = {point for step in steps for point in points_of(story, step)}
        if score.value * 100 >= story.scenario.pass_percent:
            expected |= set(story.scenario.critical) - met
    assert told_of == expected


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_what_best_paths_miss_agrees_with_brute_force(seed):
    agree_on_what_is_missed(any_story(seed, circles=False))


@given(seeds)
@settings(max_examples=100, deadline=None)
def test_what_best_paths_with_questions_miss_agrees_with_brute_force(seed):
    story = any_story(seed, circles=False, asks=True)
    assume(few_paths(story))
    agree_on_what_is_missed(story)


def agree_on_what_is_missed(story):
    missed = set()
    for steps, _, _, score in finished_paths(story):
        if all(is_best(story, step) for step in steps):
            missed |= {r.point for r in (*score.points, *score.practices) if r.value is None}
    told_of = {name for d in said(story, "best-path-misses") for name in d.text.split("`")[1::2]}
    assert told_of == missed
