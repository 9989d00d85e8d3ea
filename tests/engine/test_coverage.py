"""Coverage by hand on a small briefing: for each rule a case that counts, and one that does not."""

from dataclasses import replace

import pytest

from quizapp.engine.coverage import coverage
from quizapp.model.briefing import Briefing, Point, PointKind
from quizapp.model.coverage import Coverage, Covered
from quizapp.model.diagnostics import Span
from quizapp.model.questions import Question, QuestionKind, QuestionSet
from quizapp.model.scenario import Choice, Passage, Risk, Scenario
from tests.engine.stories import HERE, choice, ending, passage, prose, told


def point(id: str, kind: PointKind = PointKind.LEARNING, *answers: str) -> Point:
    return Point(id, kind, "Theme", f"Text of {id}.", HERE, answered_by=answers)


def briefing(scenarios: int = 1, questions: int = 0) -> Briefing:
    """Two points, a practice, and a risk that only the first point answers."""
    points = (point("risk", PointKind.RISK, "ask"), point("ask"), point("look"), point("tell", PointKind.PRACTICE))
    return Briefing("m", "Module", "S", "P", "2023", "england", "", (), scenarios, questions, points, HERE)


def scenario(*passages: Passage, id: str = "s", questions: tuple[Question, ...] = ()) -> Scenario:
    return replace(told(*passages, ending("end")).scenario, id=id, title=id.upper(), questions=questions)


def tempting(marks: str, *risks: str) -> Choice:
    return replace(choice("end", marks), risks=tuple(Risk(risk, HERE) for risk in risks))


def question(anchor: str, *points: str, kind: QuestionKind = QuestionKind.ONE, set: str = "q") -> Question:
    return Question("m", set, anchor, anchor, kind, points, prose(), Span("questions/m/q.md", 1))


def quiz(*questions: Question, id: str = "q", sources: tuple[str, ...] = ()) -> QuestionSet:
    return QuestionSet("m", id, id, HERE, prose(), 1, questions, sources=sources)


def row(found: Coverage, id: str) -> Covered:
    return next(row for row in (*found.points, *found.practices, *found.risks) if row.id == id)


@pytest.mark.parametrize("less", ["partly", "missed"])
def test_a_point_counts_where_a_decision_offers_met_and_less(less: str) -> None:
    found = coverage(briefing(), [scenario(passage("p", choice("end", "ask met"), choice("end", f"ask {less}")))], [])
    assert row(found, "ask").scenarios == ("s",)
    assert row(found, "look").scenarios == ()


@pytest.mark.parametrize("both", [("met", "met"), ("partly", "missed")])
def test_a_point_does_not_count_where_only_met_or_only_less_is_offered(both: tuple[str, str]) -> None:
    story = scenario(passage("p", *(choice("end", f"ask {word}") for word in both)))
    assert row(coverage(briefing(), [story], []), "ask").scenarios == ()


def test_met_in_one_decision_and_less_in_another_is_no_decision_on_the_point() -> None:
    story = scenario(
        passage("p", choice("q", "ask met, look met"), choice("q", "look missed")),
        passage("q", choice("end", "ask missed"), choice("end")),
    )
    found = coverage(briefing(), [story], [])
    assert (row(found, "ask").scenarios, row(found, "look").scenarios) == ((), ("s",))


def test_a_scored_question_asked_in_a_scenario_makes_it_count() -> None:
    asking = scenario(passage("p", to="end"), questions=(question("a", "ask"),))
    assert row(coverage(briefing(), [asking], []), "ask").scenarios == ("s",)


def test_a_reflection_asked_in_a_scenario_does_not_make_it_count() -> None:
    asking = scenario(passage("p", to="end"), questions=(question("a", "ask", kind=QuestionKind.REFLECTION),))
    assert row(coverage(briefing(), [asking], []), "ask").scenarios == ()


@pytest.mark.parametrize("word", ["partly", "missed"])
def test_a_risk_counts_on_a_choice_that_names_it_and_is_not_met_for_a_point_that_answers_it(word: str) -> None:
    found = coverage(briefing(), [scenario(passage("p", tempting(f"ask {word}", "risk")))], [])
    assert row(found, "risk").scenarios == ("s",)
    assert row(found, "risk").is_enough


@pytest.mark.parametrize(
    ("marks", "named"),
    [("ask met", "risk"), ("look missed", "risk"), ("tell missed", "risk"), ("", "risk"), ("ask missed", "other")],
    ids=["met", "a point that does not answer it", "a practice", "nothing marked", "another risk"],
)
def test_a_risk_does_not_count_otherwise(marks: str, named: str) -> None:
    found = coverage(briefing(), [scenario(passage("p", tempting(marks, named)))], [])
    assert row(found, "risk").scenarios == ()
    assert row(found, "risk") in found.holes


def test_the_risk_and_the_mark_must_be_on_the_same_choice() -> None:
    story = scenario(passage("p", tempting("ask met", "risk"), tempting("ask missed")))
    assert row(coverage(briefing(), [story], []), "risk").scenarios == ()


def test_a_scenario_counts_once_however_often_it_tests_something() -> None:
    twice = (choice("end", "ask met"), tempting("ask missed", "risk"))
    found = coverage(briefing(), [scenario(passage("p", *twice), passage("q", *twice))], [])
    assert (row(found, "ask").scenarios, row(found, "risk").scenarios) == (("s",), ("s",))


def test_a_question_counts_for_each_point_and_practice_that_it_names() -> None:
    found = coverage(briefing(), [], [quiz(question("a", "ask", "tell"), question("b", "ask"))])
    assert row(found, "ask").questions == ("q#a", "q#b")
    assert row(found, "tell").questions == ("q#a",)
    assert row(found, "look").questions == ()
    assert found.questions == 2


def test_a_reflection_counts_for_nothing() -> None:
    found = coverage(briefing(), [], [quiz(question("a", "ask", kind=QuestionKind.REFLECTION))])
    assert (row(found, "ask").questions, found.questions) == ((), 0)


@pytest.mark.parametrize("drawing", [{"sources": ("q",)}, {"every_set": True}])
def test_a_set_that_draws_from_others_adds_no_question(drawing: dict[str, object]) -> None:
    asked = question("a", "ask")
    drawn = replace(quiz(asked, question("b", "ask", set="other"), id="final"), **drawing)  # type: ignore[arg-type]  # by name
    assert row(coverage(briefing(), [], [quiz(asked), drawn]), "ask").questions == ("q#a",)


def test_the_same_question_twice_is_one_question() -> None:
    asked = question("a", "ask")
    story = scenario(passage("p", to="end"), questions=(asked,))
    assert row(coverage(briefing(), [story], [quiz(asked), quiz(asked)]), "ask").questions == ("q#a",)


def test_enough_is_what_the_briefing_asks() -> None:
    testing = (passage("p", choice("end", "ask met, look met"), choice("end", "ask missed, look missed")),)
    stories = [scenario(*testing, id="one"), scenario(*testing, id="two")]
    sets = [quiz(question("a", "ask"), question("b", "ask"), question("c", "look"))]
    found = coverage(briefing(scenarios=2, questions=2), stories, sets)
    ask, look = row(found, "ask"), row(found, "look")
    assert (ask.scenarios, ask.is_enough) == (("one", "two"), True)
    assert (look.scenarios_missing, look.questions_missing, look.is_enough) == (0, 1, False)
    assert [hole.id for hole in found.holes] == ["look", "risk"]
    found = coverage(briefing(scenarios=3, questions=1), stories, sets)
    assert (row(found, "ask").scenarios_missing, row(found, "ask").questions_missing) == (1, 0)


def test_a_briefing_that_asks_nothing_has_no_hole_among_its_points_but_its_risks_need_a_scenario() -> None:
    found = coverage(briefing(scenarios=0, questions=0), [], [])
    assert [hole.id for hole in found.holes] == ["risk"]


def test_a_practice_is_told_and_is_never_a_hole() -> None:
    story = scenario(passage("p", choice("end", "tell met"), choice("end", "tell missed")))
    assert row(coverage(briefing(), [story], []), "tell").scenarios == ("s",)
    found = coverage(briefing(scenarios=5, questions=5), [], [])
    assert row(found, "tell").is_enough
    assert [hole.id for hole in found.holes] == ["ask", "look", "risk"]


def test_rows_are_in_the_order_of_the_briefing_and_say_what_was_looked_at() -> None:
    found = coverage(briefing(scenarios=2, questions=4), [scenario(id="one"), scenario(id="two")], [])
    assert [r.id for r in found.points] == ["ask", "look"]
    assert [(s.id, s.title) for s in found.scenarios] == [("one", "ONE"), ("two", "TWO")]
    assert (found.module, found.title, found.scenarios_needed, found.questions_needed) == ("m", "Module", 2, 4)
    assert row(found, "risk").text == "Text of risk."
