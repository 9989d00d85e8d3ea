"""Whatever bytes come in, there is a model or a diagnostic, and never an exception."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.content.briefing import parse_briefing
from quizapp.content.checks import check_scenario
from quizapp.content.module_checks import check_module
from quizapp.content.prose import ProseError, render_set
from quizapp.content.questions.checks import check_set
from quizapp.content.questions.parsing import parse_set
from quizapp.content.questions.sources import gathered
from quizapp.content.reader import normalise
from quizapp.content.scenario import asked_sets, parse_scenario
from quizapp.engine.story import story
from quizapp.engine.walk.walk import walk
from quizapp.model.briefing import Briefing
from quizapp.model.codes import CODES
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.kinds import RULES
from quizapp.model.kinds.rules import Form
from quizapp.model.published import SourceFile
from quizapp.model.questions import Credit, Question, QuestionKind, QuestionSet
from tests.amounts import amounts

EXAMPLES = Path(__file__).parent / "examples"
SCENARIO = (EXAMPLES / "scenarios/child-mental-health/just-a-phase.md").read_text("utf-8")
BRIEFING = (EXAMPLES / "scenarios/child-mental-health/briefing.md").read_text("utf-8")
EVERY_TYPE = (Path(__file__).parent / "cases" / "set-clean.md").read_text("utf-8")
TODAY = date(2026, 11, 1)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FRAGMENTS = (
    *("---", "minutes: 4", "counters: trust 1 from 0 to 3", "complete: 1 scenario passed", "# T", "## P", "#", "##"),
    *("## Ending: E", "### X", "## Debrief", "## Risk factors", "Outcome: harm", "- [a](#p)", "[a](#p)", "[](#)"),
    *(
        "    - ask: met",
        "    - Why: x",
        "    - Only if: visited #p",
        "> Only if: trust >= 2",
        "> x",
        "> Otherwise:",
        "> If visited #p",
        "Otherwise:",
        "    - Then: x",
        "hardest: #p",
        "> ",
        "- x",
        "* ",
    ),
    *("- **a** b", "  - Where: x > y", "\t- x", "[a](m/questions/b/c.md#d)", "", "<!--", "-->", "{{", "![", "]("),
    *("<b>", "\u2028", "é", "draw: 1 for each point", "from: every set", "from: s, a", "critical: ask", "Points: ask"),
    *(
        "Answer: a | a.",
        "Reflect: x",
        "Why: x",
        "- [x] a",
        "- [x] true",
        "- [~] False",
        "- [ ] b",
        "1. a",
        "2. b",
        "7) c",
    ),
    *("| a | b |", "|---|---|", "a | b", "|", "| a \\| b", "  - Why: y", "[a](../questions/m/a.md#b)"),
)


def _example_briefing() -> Briefing:
    briefing, _ = parse_briefing(SourceFile("scenarios/m/briefing.md", BRIEFING.encode()))
    assert briefing is not None
    return briefing


EXAMPLE_BRIEFING = _example_briefing()


def _is_whole(question: Question) -> bool:
    """Whether what the model says of a question of its kind holds, so that it can be asked and answered."""
    credits = [option.credit for option in question.options]
    match RULES[question.kind].written.form:
        case Form.OPTIONS if question.kind is QuestionKind.SEVERAL:
            return credits.count(Credit.RIGHT) > 1 and Credit.ACCEPTABLE not in credits
        case Form.OPTIONS:
            return credits.count(Credit.RIGHT) == 1
        case Form.STEPS:
            return bool(question.things) and question.why is not None
        case Form.TABLE:
            return bool(question.rows) and len(question.headings) == 2 and question.why is not None
        case Form.TYPED:
            return bool(question.accepted) and question.why is not None
        case Form.PROMPT:
            return question.prompt is not None


def _read_as_set(content: bytes, briefing: Briefing | None) -> tuple[QuestionSet | None, tuple[Diagnostic, ...]]:
    """Read as a set beside one that draws from it, check and render."""
    quiz, said = parse_set(SourceFile("questions/m/a.md", content), briefing)
    if quiz is None:
        assert said, "no set, and nothing said"
        return None, said
    assert all(_is_whole(question) for question in quiz.questions)
    drawing, _ = parse_set(SourceFile("questions/m/d.md", b"---\nminutes: 4\nfrom: every set\n---\n\n# D\n"), briefing)
    assert drawing is not None
    sets = {"a": quiz, "d": drawing}
    whole = gathered(quiz, sets, briefing)
    check_set(gathered(drawing, sets, briefing), briefing, sets)
    try:
        html = render_set(whole)
    except ProseError as problem:
        assert problem.span is not None
    else:
        assert {question.stem.slot for question in whole.questions} <= html.keys()
    return quiz, said + check_set(whole, briefing, sets)


def _read_every_way(content: bytes) -> tuple[Diagnostic, ...]:
    """Read as briefing, set and scenario, check, walk, and see that each diagnostic stands in the file."""
    found: list[Diagnostic] = []
    briefing, said = parse_briefing(SourceFile("scenarios/m/briefing.md", content))
    found += said
    every_type, _ = parse_set(SourceFile("questions/m/a.md", EVERY_TYPE.encode()), None)
    for catalogue in (EXAMPLE_BRIEFING, briefing, None):
        quiz, said = _read_as_set(content, catalogue)
        found += said
        there = quiz or every_type
        sets = None if there is None else {"a": there}
        file = SourceFile("scenarios/m/s.md", content)
        scenario, said = parse_scenario(file, catalogue, sets)
        found += said
        if scenario is not None:
            asked = {f"questions/{q.module}/{q.set}.md" for q in scenario.questions}
            assert asked <= asked_sets(file)
        if scenario is not None:
            assert scenario.passages
            found += check_scenario(scenario, catalogue, TODAY)
            found += walk(story(scenario), 500).diagnostics
            if catalogue is not None:
                found += check_module(catalogue, (scenario,), (quiz,) if quiz else ())
        else:
            assert said, "no model, and nothing said"
    lines = normalise(content).count(b"\n") + 1
    for each in found:
        assert each.code in CODES
        assert each.span.column >= 1
        assert each.span.line >= 1
        of_briefing = each.code in ("untested-point", "unknown-set")  # of the example's, which may be longer
        assert of_briefing or each.span.line <= lines
        assert "\n" not in str(each.text)
    return tuple(found)


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_give_a_model_or_a_diagnostic(content: bytes) -> None:
    assert _read_every_way(content)


@QUICK
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=40))
def test_any_pieces_of_the_format_in_any_order_give_a_model_or_a_diagnostic(lines: list[str]) -> None:
    _read_every_way("\n".join(lines).encode("utf-8", "surrogatepass"))


def _changed(text: str, data: st.DataObject) -> str:
    """The text with lines taken out, doubled, swapped, cut or indented."""
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["take out", "double", "swap", "cut", "indent"]))
        if change == "take out" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(other, lines[at])
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        else:
            lines[at] = " " * (other % 9) + lines[at]
    return "\n".join(lines)


@amounts(quick=15, long=60)
@pytest.mark.parametrize("text", [SCENARIO, BRIEFING, EVERY_TYPE], ids=["scenario", "briefing", "set"])
def test_an_example_with_changed_lines_gives_a_model_or_a_diagnostic(text: str, amount: int) -> None:
    @settings(QUICK, max_examples=amount)
    @given(data=st.data())
    def read(data: st.DataObject) -> None:
        _read_every_way(_changed(text, data).encode())

    read()


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf",
        b"\x00" * 100,
        b"---\n" * 1000,
        b"- " * 3000,
        b"\n".join(b" " * n + b"- x" for n in range(600)),
        b"> " * 3000,
        b"---\nminutes: " + b"9" * 5000 + b"\n---\n# A\n\n## B\n",
        "---\nminutes: ٤\npass: ²\ncounters: t ١ from ٠ to ٣\n---\n# A\n\n## B\n".encode(),
        b"---\n---\n# A\n## B\n- [x](#b)\n    - Only if: " + b"visited #b and " * 2000 + b"\n",
        b"---\nminutes: 4\ndraw: 9999 for each point\n---\n# A\n\n## B\n\nPoints: ask\n\n- [~] \n- [~] \n",
        b"---\nminutes: 4\n---\n# A\n\n## B\n\n|\n|-|\n|\\||\n\n## C\n\nAnswer: |\n\n## D\n\n1.\n\n## E\n\n- [x]\n",
        "\u2028\x85 # A\u2029## B".encode(),
    ],
)
def test_known_nasty_bytes_give_a_model_or_a_diagnostic(content: bytes) -> None:
    assert _read_every_way(content)
