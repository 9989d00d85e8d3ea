"""The example reads clean and comes to the model that its text says; what it was in format 1 has no error for ever."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.checks import check_scenario
from quizapp.content.module_checks import check_module
from quizapp.content.questions.checks import check_set
from quizapp.content.questions.parsing import parse_set
from quizapp.content.scenario import parse_scenario
from quizapp.engine.story import story
from quizapp.engine.walk.walk import walk
from quizapp.model.briefing import ConditionKind, PointKind
from quizapp.model.diagnostics import Diagnostic, Severity, Span
from quizapp.model.formats import CURRENT_FORMAT, FORMATS, Format
from quizapp.model.published import SourceFile
from quizapp.model.scenario import WORTH, Outcome, Scenario, Word

COPY = Path(__file__).parent / "examples"  # as it was written in format 1: the small site that many tests play
NEXT = Path(__file__).parent / "examples-next"  # what differs in it in format 2
SHARED = Path(__file__).parents[2].parent / "shared"
BRIEFING = "scenarios/child-mental-health/briefing.md"
SCENARIO = "scenarios/child-mental-health/just-a-phase.md"
SET = "questions/child-mental-health/listening.md"
TODAY = date(2026, 11, 1)


def _read(folder: Path, path: str) -> SourceFile:
    file = folder / path
    return SourceFile(path, (file if folder != NEXT or file.is_file() else COPY / path).read_bytes())


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    briefing, _ = parse_briefing(_read(NEXT, BRIEFING))
    parsed, _ = parse_scenario(_read(NEXT, SCENARIO), briefing)
    assert parsed is not None
    return parsed


def _there(*folders: Path) -> list[Path]:
    """Those that are there: beside a checkout there may be others than its own."""
    return [folder for folder in folders if folder.is_dir()]


def _said(folder: Path, format: Format = CURRENT_FORMAT) -> tuple[Diagnostic, ...]:
    """All that is said of an example: by reading it in a format, by the checks, and by the walk."""
    briefing, said = parse_briefing(_read(folder, BRIEFING), format)
    assert briefing is not None
    quiz, more = parse_set(_read(folder, SET), briefing, format)
    assert quiz is not None
    said += more + check_set(quiz, briefing, {quiz.id: quiz}, TODAY)
    scenario, more = parse_scenario(_read(folder, SCENARIO), briefing, {quiz.id: quiz}, format)
    assert scenario is not None
    said += more + check_scenario(scenario, briefing, TODAY) + check_module(briefing, (scenario,), (quiz,))
    return said + walk(story(scenario)).diagnostics


@pytest.mark.parametrize("folder", _there(NEXT, SHARED / "examples-next"), ids=str)
def test_the_example_has_nothing_to_complain_about(folder: Path) -> None:
    assert [str(d) for d in _said(folder) if d.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.number)
@pytest.mark.parametrize("folder", _there(COPY, SHARED / "examples"), ids=str)
def test_what_was_written_in_format_1_has_no_error(folder: Path, format: Format) -> None:
    assert [str(d) for d in _said(folder, format) if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize("folder", _there(SHARED / "examples-next"), ids=str)
def test_the_example_is_the_one_beside_the_format(folder: Path) -> None:
    for path in (BRIEFING, SCENARIO, SET):
        assert _read(NEXT, path) == _read(folder, path)


def test_the_briefing_has_every_risk_point_and_house_rule_with_its_place() -> None:
    briefing, _ = parse_briefing(_read(COPY, BRIEFING))
    assert briefing is not None
    assert [len(briefing.of_kind(kind)) for kind in PointKind] == [42, 32, 6]
    assert briefing.id == "child-mental-health"
    assert [c.kind for c in briefing.complete] == [ConditionKind.SCENARIOS, ConditionKind.SET]
    point = briefing.get("transition-by-development")
    assert point is not None
    assert point.groups == ("mental-health", "social-care")
    assert point.where == ("Learning for improving practice", "Taking a child centred approach", "1")
    assert point.theme == "A child-centred approach"
    risk = briefing.get("fine-taken-at-face-value")
    assert risk is not None
    assert risk.answered_by == ("talk-directly", "safe-to-talk", "lived-experience")
    assert risk.span == Span(BRIEFING, 21, 5)


def test_passages_stand_in_the_order_of_the_file(scenario: Scenario) -> None:
    assert [p.anchor for p in scenario.passages] == [
        "monday-registration",
        "her-mother",
        "nothing-said",
        "five-minutes",
        "ending-heard-and-shared",
        "ending-with-sana-beside-her",
        "ending-six-hours",
        "ending-a-promise",
        "ending-the-gap",
    ]
    assert [p.outcome for p in scenario.passages[4:]] == [
        Outcome.SAFER,
        Outcome.SAFER,
        Outcome.UNCERTAIN,
        Outcome.HARM,
        Outcome.UNCERTAIN,
    ]
    assert scenario.passages[4].title == "Heard and shared"


def test_settings_come_with_their_values(scenario: Scenario) -> None:
    assert (scenario.module, scenario.id, scenario.title) == ("child-mental-health", "just-a-phase", "Just a phase?")
    assert (scenario.minutes, scenario.pass_percent) == (8, 70)
    assert scenario.critical == ("tell-safeguarding-lead", "ask-about-safety")
    (trust,) = scenario.counters
    assert (trust.name, trust.start, trust.low, trust.high) == ("trust", 1, 0, 3)
    assert scenario.learning_points == ("talk-directly", "safe-to-talk")
    assert scenario.practices == ("tell-safeguarding-lead", "no-secrecy", "ask-about-safety")
    assert len(scenario.debrief) == 3
    assert scenario.debrief[2].slot == "debrief/2"


def test_a_choice_has_marks_risks_reason_and_change(scenario: Scenario) -> None:
    ask = scenario.passages[0].choices[1]
    assert ask.target == "five-minutes"
    assert [(m.point, m.word) for m in ask.marks] == [("talk-directly", Word.MET)]
    assert WORTH[ask.marks[0].word] == Fraction(1)
    assert [(c.counter, c.by) for c in ask.changes] == [("trust", 1)]
    assert ask.why is not None
    assert ask.why.text.startswith("You took the change")
    assert ask.label.slot == "monday-registration/choice/1"
    wait = scenario.passages[0].choices[0]
    assert [r.point for r in wait.risks] == ["typical-teenager"]


def test_prose_that_remembers_is_a_block_of_its_own(scenario: Scenario) -> None:
    five = scenario.passages[3]
    conditions = [b.condition for b in five.blocks]
    assert [c and (c.text, c.negated) for c in conditions] == [
        ("visited #nothing-said", False),
        ("visited #nothing-said", True),
        None,
    ]
    assert five.blocks[0].prose.text == 'She looks at the clock. "You\'ve never asked before."'
    assert five.blocks[1].prose.text == "She looks at the clock, and then at you."
    assert five.blocks[2].prose.slot == "five-minutes/2"
    assert five.choices[3].condition is not None


def test_a_choice_has_what_happens_at_once_and_the_hardest_page_is_known(scenario: Scenario) -> None:
    assert [choice.then is not None for choice in scenario.passages[2].choices] == [False, True, True]
    assert scenario.hardest == "five-minutes"
