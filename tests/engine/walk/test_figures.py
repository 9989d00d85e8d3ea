"""The figures of a story: by hand for the example, and against every path of stories made by chance."""

import time
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizapp.engine.walk.walk import figures, walk
from quizapp.model.scenario import Outcome
from tests.engine.example import just_a_phase
from tests.engine.stories import (
    any_story,
    choice,
    counter,
    ending,
    every_path,
    few_paths,
    finished_paths,
    passage,
    points_of,
    told,
)


def test_the_figures_of_the_example_by_hand():
    f = figures(just_a_phase())
    assert (f.paths, f.shortest, f.longest, f.exact) == (14, 2, 3, True)
    assert (f.best, f.worst) == (1, 0)
    # Monday: to nothing said 1/3 (1/3 gap, 2/3 on), to five minutes 1/3 (4 choices), over her mother 1/3 (3 choices).
    assert dict(f.endings) == {
        "heard-and-shared": Fraction(29, 108),
        "with-sana-beside-her": Fraction(1, 12),
        "six-hours": Fraction(29, 108),
        "a-promise": Fraction(29, 108),
        "the-gap": Fraction(1, 9),
    }
    assert f.pass_chance == Fraction(29, 108) + Fraction(1, 12)
    assert dict(f.passages)["five-minutes"] == Fraction(8, 9)
    assert f.missable == ("safe-to-talk",)
    assert f.decisions_to_safer == 2


def test_a_story_without_passages_has_figures_of_nothing():
    f = figures(told())
    assert (f.paths, f.shortest, f.longest, f.best, f.exact) == (0, 0, 0, 0, True)
    assert f.decisions_to_safer is None


def test_a_story_in_which_one_can_go_round_for_ever_is_played():
    story = told(
        passage("one", choice("one", "a missed"), choice("done", "a met")),
        ending("done"),
        points="a",
    )
    f = figures(story, plays=2_000)
    assert (f.paths, f.exact, f.shortest, f.longest) == (None, False, 1, 1)
    assert (f.best, f.worst, dict(f.endings)["done"]) == (1, 0, 1)
    assert abs(f.pass_chance - Fraction(1, 2)) < Fraction(1, 20)
    assert f == figures(story, plays=2_000)


def test_over_the_limit_the_figures_come_from_plays_and_are_near_the_exact_ones():
    exact = figures(just_a_phase())
    for limit in (11, 5):  # enough for the states but not for the scores; not enough for the states
        played = figures(just_a_phase(), limit_paths=limit, plays=3_000)
        assert not played.exact
        assert abs(played.mean - exact.mean) < Fraction(1, 20)
        assert abs(played.pass_chance - exact.pass_chance) < Fraction(1, 20)
        assert played.best == 1
        for (anchor, chance), (same, exactly) in zip(played.passages, exact.passages, strict=True):
            assert anchor == same
            assert abs(chance - exactly) < Fraction(1, 20)


def test_a_hub_that_runs_out_is_figured_exactly():
    story = told(
        passage(
            "hub",
            choice("one", when="not visited #one"),
            choice("two", when="not visited #two"),
            choice("done", when="visited #one and visited #two"),
        ),
        passage("one", choice("hub", "a met"), choice("hub", "a missed")),
        passage("two", choice("hub", "b met"), choice("hub", "b missed")),
        ending("done"),
        points="a b",
    )
    f = figures(story)
    assert (f.exact, f.paths, f.mean, f.pass_chance) == (True, 8, Fraction(1, 2), Fraction(1, 4))
    # Every path comes by the hub again, so the shortest there is stands for both.
    assert (f.shortest, f.longest, f.decisions_to_safer) == (5, 5, 2)
    assert dict(f.passages)["hub"] == 1


seeds = st.integers(0, 10**6)


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_the_figures_agree_with_every_path(seed):
    agree_with_every_path(any_story(seed, circles=False))


@given(seeds)
@settings(max_examples=100, deadline=None)
def test_the_figures_of_a_story_that_asks_agree_with_every_path(seed):
    story = any_story(seed, circles=False, asks=True)
    assume(few_paths(story))
    agree_with_every_path(story)


def agree_with_every_path(story):
    finished = finished_paths(story)
    f = figures(story)
    assert f.exact
    assert f.paths == len(finished)
    seen = dict.fromkeys(story.passages, Fraction(0))
    for steps, place, chance in every_path(story):
        for anchor in {*(step.passage for step in steps if step.answer is None), place.passage}:
            seen[anchor] += chance
    assert dict(f.passages) == seen
    assert dict(f.endings) == {anchor: seen[anchor] for anchor, p in story.passages.items() if p.is_ending}
    assert f.pass_chance == sum(chance for _, _, chance, score in finished if score.passed)
    missed = {p.point for _, _, _, score in finished for p in score.points if p.value is None}
    assert set(f.missable) == missed
    if finished:
        values = [score.value for _, _, _, score in finished]
        assert (f.best, f.worst) == (max(values), min(values))
        chances = [chance for _, _, chance, _ in finished]
        assert f.mean == sum(v * c for v, c in zip(values, chances, strict=True)) / sum(chances)
        lengths = [len(steps) for steps, _, _, _ in finished]
        assert (f.shortest, f.longest) == (min(lengths), max(lengths))
    decisions = [
        sum(bool(points_of(story, step)) for step in steps)
        for steps, place, _, _ in finished
        if story.passages[place.passage].outcome is Outcome.SAFER
    ]
    assert f.decisions_to_safer == (min(decisions) if decisions else None)


@given(seeds, st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_figures_never_raise(seed, circles, asks):
    story = any_story(seed, circles, is_broken=True, asks=asks)
    for limit in (1, 20, 200_000):
        f = figures(story, limit_paths=limit, plays=3)
        assert 0 <= f.pass_chance <= 1
        assert sum(chance for _, chance in f.endings) <= 1


def big_story():
    """25 passages, 12 decisions of 3 choices, two counters, eight points each tested three times."""
    points = "abcdefgh"
    passages = []
    for n in range(12):
        two = (points[2 * n % 8], points[(2 * n + 1 + n // 4) % 8])
        marks = [", ".join(f"{p} {word}" for p in two) for word in ("met", "partly", "missed")]
        passages.append(
            passage(
                f"d{n}",
                choice(f"c{n}", marks[0], changes="trust +1"),
                choice(f"c{n}" if n % 3 else f"d{n + 1}", marks[1], changes="time -1"),
                choice(f"d{n + 1}", marks[2]),
                *([choice(f"d{n + 1}", marks[0], when="trust >= 2 and time > 0")] if n % 2 else []),
            )
        )
        passages.append(passage(f"c{n}", to=f"d{n + 1}", shown_if="trust > 1"))
    passages.append(ending("d12"))
    return told(
        *passages,
        points=" ".join(points),
        critical="a",
        counters=(counter("trust", 1, 0, 4), counter("time", 3, 0, 5)),
    )


def test_a_scenario_of_the_usual_size_is_walked_and_figured_soon():
    story = big_story()
    began = time.process_time()
    report, f = walk(story), figures(story)
    # The aim is half a second; the test allows for a slow and busy machine.
    assert time.process_time() - began < 5
    assert report.complete
    assert f.exact
    assert f.paths == 1_526_550


def test_a_long_story_is_walked_and_figured_without_ado():
    story = told(
        *(passage(f"p{n}", choice(f"p{n + 1}", "a met"), choice(f"p{n + 1}", "a missed")) for n in range(300)),
        ending("p300"),
        points="a",
    )
    assert walk(story).complete
    f = figures(story, plays=50)
    assert (f.paths, f.shortest, f.longest, f.best, f.worst) == (2**300, 300, 300, 1, 0)
