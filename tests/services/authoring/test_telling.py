"""What `check` says of a module whose wording tells, with the plays of its stories; and its figures."""

from fractions import Fraction

from quizapp.model.diagnostics import Diagnostic
from quizapp.model.form import Tell
from quizapp.services.authoring.checking import check
from tests.content.form_files import ASKS, BRIEFING, scenario_file

A, B = scenario_file("a", *ASKS), scenario_file("b", *ASKS)


def told(*files, **settings) -> list[Diagnostic]:
    found = check((BRIEFING, *files), None, **settings).diagnostics
    return [said for said in found if said.code == "told-by-form"]


def test_a_story_is_told_that_it_is_passed_by_a_rule() -> None:
    said = [one for one in told(A) if "passed without reading" in one.text]
    assert [(one.span.path, one.span.line) for one in said] == [(A.path, 1)]
    assert "most words of asking" in said[0].text


def test_a_story_of_two_choices_is_told_that_chance_passes_it() -> None:
    coins = scenario_file("coins", *["*Go there | *Stay here"] * 7, "*Go there | Stay here")
    assert [one.text for one in told(coins) if "at random" in one.text] == [
        "somebody who picks at random passes this scenario more often than 1 time in 50"
    ]


def test_a_module_is_told_which_stories_the_learner_passes() -> None:
    (said,) = [one for one in told(A, B) if "that saw only the wording" in one.text]
    assert (said.span.path, said.span.line) == (BRIEFING.path, 1)
    assert said.text.endswith("passes 2 of 2: `a`, `b`")


def test_a_story_alone_has_nobody_who_learned_from_another() -> None:
    assert all("learn" not in one.text for one in told(A))
    assert all("learn" not in one.text for one in told(A, B, whole=False))


def test_only_what_was_asked_about_is_said() -> None:
    assert {one.span.path for one in told(A, B, only=frozenset({A.path}))} == {A.path}


def test_a_file_with_an_error_is_not_played() -> None:
    broken = scenario_file("broken", *ASKS, "*Go | Stay")
    broken = type(broken)(broken.path, broken.content.replace(b"(#p3)", b"(#p33)"))
    assert all("passed without" not in one.text for one in told(broken))


def test_figures_have_files_module_and_plays() -> None:
    (form,) = check((BRIEFING, A, B), None, figures=True).forms
    assert [one.path for one in form.scenarios] == [A.path, B.path]
    assert (form.decisions.items, form.questions.items, form.sets) == (24, 0, ())
    plays = dict(form.plays)
    assert plays[A.path].decisions == 12
    shares = dict(plays[A.path].by_tell)
    assert shares[Tell.LEARNER] == shares[Tell.MOST_ASKING] == 1
    assert shares[Tell.LAST] == 0
    assert plays[A.path].by_chance < Fraction(1, 50)


def test_figures_are_of_the_files_that_were_asked_about() -> None:
    (form,) = check((BRIEFING, A, B), None, figures=True, only=frozenset({A.path})).forms
    assert [one.path for one in form.scenarios] == [path for path, _ in form.plays] == [A.path]
    assert form.scenarios[0].figures.learner is not None
    assert form.decisions.items == 24


def test_of_a_module_in_part_each_file_is_figured_by_itself() -> None:
    (form,) = check((BRIEFING, A, B), None, figures=True, whole=False).forms
    assert [one.figures.items for one in form.scenarios] == [12, 12]
    assert all(one.figures.learner is None for one in form.scenarios)
    assert form.decisions.items == 0


def test_figures_and_check_say_the_same_of_plays() -> None:
    for files in ((A, B), (A,)):
        assert told(*files) == told(*files, figures=True)


def test_the_order_of_files_makes_no_difference() -> None:
    assert check((BRIEFING, A, B), None, figures=True) == check((B, A, BRIEFING), None, figures=True)
