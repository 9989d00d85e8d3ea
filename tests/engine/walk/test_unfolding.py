"""A story whose questions are unfolded: what becomes of its passages, and what the walk says of it."""

import time
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine.walk.unfolding import asker, unfolded
from quizapp.engine.walk.walk import figures, walk
from quizapp.model.diagnostics import Severity
from quizapp.model.scenario import Word
from tests.engine.example import just_a_phase
from tests.engine.sets import match, one, ordering, several, short, true_false
from tests.engine.stories import any_story, choice, counter, ending, passage, said, told


def asking(**settings):
    return told(
        passage("start", choice("hub"), choice("hub")),
        passage("hub", choice("done", "x met"), choice("round"), asks="q1 q2", line=5),
        passage("round", to="hub"),
        ending("done"),
        points="a b",
        practices="x",
        questions=(ordering("q1", "a"), true_false("q2", "b")),
        **settings,
    )


def test_a_story_without_questions_is_returned_as_it_is():
    story = just_a_phase()
    assert unfolded(story) is story


def test_each_question_is_a_passage_before_the_one_that_asks_it():
    story = unfolded(asking())
    assert list(story.passages) == ["start", "hub?0", "hub?1", "hub", "round", "done"]
    assert [c.target for c in story.passages["start"].choices] == ["hub?0", "hub?0"]
    assert story.passages["round"].way_on.target == "hub?0"
    assert {c.target for c in story.passages["hub?0"].choices} == {"hub?1"}
    assert {c.target for c in story.passages["hub?1"].choices} == {"hub"}
    assert [c.target for c in story.passages["hub"].choices] == ["done", "round"]
    assert (story.asked, story.questions) == ({}, {})


def test_an_answer_is_a_choice_that_marks_its_exact_worth():
    (first, *_, last) = unfolded(asking()).passages["hub?0"].choices
    assert [(m.point, m.word, m.worth) for m in first.marks] == [("a", Word.MET, 1)]
    assert [(m.point, m.word, m.worth) for m in last.marks] == [("a", Word.MISSED, 0)]
    worths = [m.worth for c in unfolded(asking()).passages["hub?0"].choices for m in c.marks]
    assert sorted(worths) == [0, 0, 0, Fraction(1, 2), Fraction(1, 2), 1]


def test_a_first_passage_that_asks_begins_with_its_question():
    story = told(passage("one", to="done", asks="q"), ending("done"), points="a", questions=(one("q"),))
    assert unfolded(story).scenario.passages[0].anchor == "one?0"
    assert figures(story).shortest == 2
    assert walk(story).diagnostics == ()


def test_the_anchor_of_a_question_s_passage_tells_who_asks():
    assert [asker(anchor) for anchor in ("hub", "hub?0", "hub?12")] == ["hub"] * 3


def test_the_figures_of_a_story_with_a_question_by_hand():
    story = told(
        passage("one", choice("done", "a met"), choice("done", "a missed"), asks="q"),
        ending("done"),
        points="a",
        pass_percent=75,
        questions=(ordering("q", "a"),),
    )
    f = figures(story)
    # Six orders (one worth 1, two 1/2, three 0), then two choices: a is the mean of the two marks.
    # At least 3/4: 1 and met, 1/2 and met, of which there are 1 + 2 of 12.
    assert (f.paths, f.shortest, f.longest, f.exact) == (12, 2, 2, True)
    assert (f.best, f.worst, f.pass_chance) == (1, 0, Fraction(3, 12))
    assert f.mean == (Fraction(1, 3) + Fraction(1, 2)) / 2
    assert f.passages == (("one", 1), ("done", 1))
    assert f.decisions_to_safer == 2


def test_what_a_question_marks_can_be_missed_on_another_way():
    story = told(
        passage("one", choice("two"), choice("done")),
        passage("two", to="done", asks="q"),
        ending("done"),
        points="a",
        questions=(one("q"),),
    )
    assert figures(story).missable == ("a",)
    (d,) = said(story, "best-path-misses")
    assert "One (choice 2) > Done" in d.help


# what is said names passages of the file


def test_a_passage_whose_questions_can_come_twice_is_told_of_once():
    (d,) = said(asking(), "marked-twice")
    assert (d.severity, d.span.line) == (Severity.NOTE, 5)
    assert d.text.startswith("`Hub` is marked")
    assert (
        "Start (choice 1) > Hub (question 1: right) > Hub (question 2: right) > Hub (choice 2) > Round > Hub" in d.help
    )


def test_an_unreached_passage_that_asks_is_told_of_once():
    story = told(
        passage("one", to="done"),
        passage("two", to="done", asks="q", line=4),
        ending("done"),
        points="a",
        questions=(one("q"),),
    )
    (d,) = said(story, "unreached")
    assert d.text == "the passage `Two` is never reached: no way leads to it from the start"


def test_a_trap_in_which_something_is_asked_is_told_of_once():
    story = told(
        passage("one", choice("two"), choice("done")),
        passage("two", to="two", asks="q", line=4),
        ending("done"),
        points="a",
        questions=(several("q"),),
    )
    (d,) = said(story, "trap")
    assert (d.text, d.span.line) == ("no ending can be reached from `Two`", 4)


def test_visited_holds_only_once_the_passage_that_asks_is_left():
    def at(when):
        return told(
            passage("one", choice("two"), choice("two", when=when), asks="q"),
            passage("two", to="done"),
            ending("done"),
            points="a",
            questions=(one("q"),),
        )

    assert said(at("visited #one"), "never-taken")
    assert not said(at("not visited #one"), "never-taken")


def test_nothing_left_after_a_question_says_when_in_words_of_the_file():
    story = told(
        passage("hub", choice("a", when="not visited #a"), choice("done", when="not visited #a"), asks="q"),
        passage("a", to="hub"),
        ending("done"),
        points="a",
        questions=(short("q"),),
    )
    (d,) = said(story, "nothing-left")
    assert d.text == "no choice is offered at `Hub` when `A` was visited"


def test_a_critical_question_that_a_pass_goes_past_is_told_of():
    story = told(
        passage("one", choice("two", "a met"), choice("done", "a met")),
        passage("two", to="done", asks="q"),
        ending("done"),
        points="a",
        practices="x",
        critical="x",
        questions=(one("q", "x"),),
    )
    (d,) = said(story, "pass-without-critical")
    assert "One (choice 2) > Done" in d.help


@given(st.integers(0, 10**6), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_diagnostic_and_figure_names_what_stands_in_the_file(seed, circles, is_broken):
    story = any_story(seed, circles, is_broken, asks=True)
    for d in walk(story).diagnostics:
        assert "?" not in d.text + d.help
    assert [anchor for anchor, _ in figures(story, plays=3).passages] == list(story.passages)
    once = [(d.code, d.span, d.text) for d in walk(story).diagnostics]
    assert len(once) == len(set(once))


def usual_size(asking):
    """Twelve decisions of three choices on eight points, these of which ask a question."""
    points = "abcdefgh"
    kinds = (lambda n, p: ordering(n, p, 5), lambda n, p: match(n, p, 4), lambda n, p: several(n, p, "xxx..."), one)
    decisions = []
    for n in range(12):
        two = (points[2 * n % 8], points[(2 * n + 1 + n // 4) % 8])
        marks = [", ".join(f"{p} {word}" for p in two) for word in ("met", "partly", "missed")]
        options = [choice(f"d{n + 1}", mark, changes="trust +1" if mark == marks[0] else "") for mark in marks]
        decisions.append(passage(f"d{n}", *options, asks=f"q{n}" if n in asking else ""))
    return told(
        *decisions,
        ending("d12"),
        points=" ".join(points),
        critical="a",
        counters=(counter("trust", 0, 0, 4),),
        questions=tuple(kinds[n // 3](f"q{n}", points[n % 8]) for n in asking),
    )


def test_a_scenario_of_the_usual_size_that_asks_is_figured_soon():
    story = usual_size((0, 3, 6, 9))
    began = time.process_time()
    report, f = walk(story), figures(story)
    # The aim is half a second; the test allows for a slow and busy machine.
    assert time.process_time() - began < 5
    assert report.complete
    assert f.paths == 3**12 * 120 * 24 * 63 * 4
    assert (f.best, f.worst) == (1, 0)
