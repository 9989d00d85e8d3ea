"""A question set's text comes to the model that it says, and what it draws from others comes with it."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.checks import check_scenario
from quizapp.content.lengths import drawn_for, minutes_of_set, required_minutes
from quizapp.content.longest import longest_reading
from quizapp.content.module_checks import check_module
from quizapp.content.prose import render_scenario, render_set
from quizapp.content.questions.checks import check_set
from quizapp.content.questions.parsing import parse_set
from quizapp.content.questions.sources import gathered, source_ids
from quizapp.content.scenario import asked_sets, parse_scenario
from quizapp.model.briefing import Briefing, CompletionCondition, ConditionKind
from quizapp.model.diagnostics import Span
from quizapp.model.order import in_order
from quizapp.model.people import Group
from quizapp.model.prose import Feedback
from quizapp.model.published import SourceFile
from quizapp.model.questions import Credit, Draw, Question, QuestionKind, QuestionSet

CASES = Path(__file__).parents[1] / "cases"


@cache
def _briefing() -> Briefing:
    briefing, _ = parse_briefing(SourceFile("scenarios/m/briefing.md", (CASES / "briefing.md").read_bytes()))
    assert briefing is not None
    return briefing


def _set(text: str, name: str = "s", module: str = "m") -> QuestionSet:
    quiz, _ = parse_set(SourceFile(f"questions/{module}/{name}.md", text.encode()), _briefing())
    assert quiz is not None
    return quiz


@cache
def _every_type() -> QuestionSet:
    return _set((CASES / "set-clean.md").read_text("utf-8"), "all")


def _question(anchor: str) -> Question:
    question = _every_type().question(f"all#{anchor}")
    assert question is not None
    return question


def _asking(points: str, settings: str = "", stem: str = "x") -> str:
    options = "- [x] a\n    - Why: x\n- [ ] b\n    - Why: y\n"
    asked = "".join(
        f"## Q{n}\n\nPoints: {named}\n\n{stem}\n\n{options}\n" for n, named in enumerate(points.split("; "))
    )
    return f"---\nminutes: 4\n{settings}---\n\n# T\n\n{asked}"


def test_settings_come_with_their_values() -> None:
    quiz = _every_type()
    assert (quiz.module, quiz.id, quiz.title, quiz.minutes) == ("m", "all", "What you saw", 5)
    assert (quiz.pass_percent, quiz.attempts, quiz.certainty, quiz.shuffle) == (75, 2, True, False)
    assert (quiz.feedback, quiz.draw, quiz.critical) == (Feedback.END, None, ("ask",))
    assert quiz.setting_span("critical ask") == Span("questions/m/all.md", 8, 11)
    plain = _set(_asking("ask"))
    assert (plain.pass_percent, plain.attempts, plain.certainty, plain.feedback) == (80, 3, False, Feedback.EACH)


@pytest.mark.parametrize(
    ("draw", "expected"),
    [("2 for each point", Draw(2, 2)), ("1 for each point, 3 for critical", Draw(1, 3)), ("two", None)],
)
def test_a_draw_says_how_many_for_each_point_and_for_critical_ones(draw: str, expected: Draw | None) -> None:
    assert _set(_asking("ask", f"draw: {draw}\n")).draw == expected


def test_the_points_of_a_set_stand_in_the_order_of_the_briefing_and_not_those_of_reflections() -> None:
    quiz = _set(_asking("listen, record; ask, tell") + "## R\n\nPoints: share\nReflect: x\n")
    assert quiz.learning_points == ("ask", "listen")
    assert quiz.practices == ("tell", "record")
    assert [question.points for question in quiz.questions] == [("listen", "record"), ("ask", "tell"), ("share",)]


def test_every_type_is_known_by_how_it_is_written() -> None:
    assert [question.kind for question in _every_type().questions] == [
        QuestionKind.ONE,
        QuestionKind.SEVERAL,
        QuestionKind.TRUE_FALSE,
        QuestionKind.ORDER,
        QuestionKind.MATCH,
        QuestionKind.SHORT,
        QuestionKind.REFLECTION,
    ]


def test_an_option_has_its_credit_its_why_and_its_place() -> None:
    question = _question("monday")
    assert [option.credit for option in question.options] == [Credit.WRONG, Credit.RIGHT, Credit.ACCEPTABLE]
    right = question.options[1]
    assert (right.label.text, right.label.slot) == ("Ask Sam how he is", "all#monday/option/1")
    assert right.span == Span("questions/m/all.md", 28, 1)
    assert right.why is not None
    assert right.why.slot == "all#monday/why/1"
    assert right.why.text == "You asked, and he could answer. It goes on\nin the next line."
    assert question.stem.text.endswith("- he sits alone\n\nWhat should happen first?")
    assert question.span == Span("questions/m/all.md", 15, 1)


def test_true_comes_first_whatever_the_file_says_and_so_do_its_slots() -> None:
    true, false = _question("asking").options
    assert (true.label.text, true.credit, true.label.slot) == ("True.", Credit.WRONG, "all#asking/option/0")
    assert (false.label.text, false.credit) == ("False", Credit.RIGHT)
    assert false.why is not None
    assert false.why.slot == "all#asking/why/1"


def test_things_are_in_their_right_order_and_wrap() -> None:
    question = _question("in-what-order")
    assert [thing.text for thing in question.things] == [
        "Listen to Sam",
        "Tell the safeguarding lead, and\nsay what Sam said",
        "Write it down",
    ]
    assert question.things[2].span == Span("questions/m/all.md", 69, 4)
    assert question.why is not None
    assert question.why.text == "Sam first, then the person who can act,\nand the same day on paper."


def test_a_table_has_headings_and_rows_and_a_bar_in_a_cell() -> None:
    question = _question("who-does-what")
    assert [heading.text for heading in question.headings] == ["Person", "Does"]
    assert [(row.left.text, row.right.text) for row in question.rows] == [
        ("Safeguarding lead", "Brings people | agencies together"),
        ("CAMHS", "Treats"),
        ("Form tutor", "Sees him every day"),
    ]
    assert question.rows[1].right.slot == "all#who-does-what/right/1"
    assert question.rows[1].right.span.column == 11


def test_a_short_answer_is_kept_as_written() -> None:
    assert _question("the-word").accepted == ("was not brought", "wasn't brought")


def test_key_lines_go_on_over_an_empty_line() -> None:
    question = _question("in-your-own-setting")
    assert question.prompt is not None
    assert question.prompt.text.startswith("Where could a child")
    assert question.stem.text == "Think of a real room."
    assert not question.is_scored


def test_a_set_draws_from_those_that_it_names_in_their_order_and_never_from_itself() -> None:
    named = _set("---\nminutes: 4\nfrom: b, gone, a, d\n---\n\n# T\n", "d")
    assert source_ids(named, ["a", "b", "c", "d"]) == ("b", "a")
    every = _set("---\nminutes: 4\nfrom: every set\n---\n\n# T\n", "d")
    assert source_ids(every, ["c", "d", "a"]) == ("a", "c")
    assert source_ids(_set(_asking("ask")), ["a"]) == ()


def test_a_set_that_draws_has_the_scored_questions_of_its_sources_and_what_they_test() -> None:
    a = _set(_asking("listen; record") + "## R\n\nPoints: share\nReflect: x\n", "a")
    b = _set(_asking("ask"), "b")
    e = _set("---\nminutes: 4\nfrom: a\n---\n\n# T\n", "e")
    own = _set("---\nminutes: 4\nfrom: b, a, e\n---\n\n# T\n", "d")
    assert own.questions == ()
    whole = gathered(own, {"a": a, "b": b, "d": own, "e": e}, _briefing())
    assert [question.id for question in whole.questions] == ["b#q0", "a#q0", "a#q1"]
    assert (whole.learning_points, whole.practices) == (("ask", "listen"), ("record",))
    assert gathered(a, {"b": b}, _briefing()) == a


def test_a_wrong_source_is_said_once_and_not_again_for_what_it_brings() -> None:
    own = _set("---\nminutes: 40\ncritical: ask\ndraw: 2 for each point\nfrom: gone\n---\n\n# T\n", "d")
    assert [d.code for d in check_set(own, _briefing(), {"d": own})] == ["unknown-set"]


def test_a_set_is_rendered_with_its_introduction_and_every_question_that_it_asks() -> None:
    own = _set("---\nminutes: 4\nfrom: all\n---\n\n# T\n\nHello *you*.\n", "d")
    html = render_set(gathered(own, {"all": _every_type()}, _briefing()))
    assert html["introduction"] == "<p>Hello <em>you</em>.</p>"
    assert html["all#monday/stem"].count("<li>") == 2
    assert html["all#tuesday/option/0"] == "The safeguarding lead"
    assert html["all#who-does-what/heading/0"] == "Person"
    assert html["all#who-does-what/right/0"] == "Brings people | agencies together"
    assert html["all#in-what-order/why"].startswith("Sam first")
    assert "all#in-your-own-setting/prompt" not in html
    assert "all#in-your-own-setting/prompt" in render_set(_every_type())


LINK = "[q](../../questions/m/all.md#{0})\n\n"
STORY = (
    "---\nyou-are: x\nminutes: 4\nnation: england\ncontent-note: x\n---\n\n# T\n\n## A\n\none\n\n{0}[on](#ending-b)\n\n"
    "## Ending: B\n\nOutcome: safer\n\nx\n\n## Debrief\n\n- x\n"
)


def _story(*anchors: str) -> SourceFile:
    return SourceFile("scenarios/m/s.md", STORY.format("".join(LINK.format(a) for a in anchors)).encode())


def test_a_scenario_has_the_questions_that_it_asks_and_tests_what_they_test() -> None:
    scenario, said = parse_scenario(_story("tuesday", "monday"), _briefing(), {"all": _every_type()})
    assert said == ()
    assert scenario is not None
    assert [question.id for question in scenario.questions] == ["all#tuesday", "all#monday"]
    assert [link.id for link in scenario.passages[0].questions] == ["all#tuesday", "all#monday"]
    assert (scenario.learning_points, scenario.practices) == (("ask", "share"), ("tell",))
    html = render_scenario(scenario)
    assert html["all#monday/option/1"] == "Ask Sam how he is"
    assert "a/0" in html


def test_without_sets_no_question_is_looked_up_and_nothing_is_said_of_it() -> None:
    scenario, said = parse_scenario(_story("nowhere"), _briefing())
    assert said == ()
    assert scenario is not None
    assert scenario.questions == ()


def test_a_wrong_link_is_told_at_its_target_with_what_was_probably_meant() -> None:
    _, said = parse_scenario(_story("tusday"), _briefing(), {"all": _every_type()})
    assert [str(d) for d in said] == [
        "scenarios/m/s.md:14:5: error[unknown-question]: no question of `all.md` has the heading `#tusday`\n"
        "  help: did you mean `#tuesday` (line 34 of all.md)?"
    ]


def test_the_sets_of_a_file_are_known_before_it_is_read() -> None:
    file = _story("monday", "tuesday")
    assert asked_sets(file) == {"questions/m/all.md"}
    assert asked_sets(SourceFile("s.md", b"\xff [x](questions/other/set.md#a) questions/m/no.md")) == {
        "questions/other/set.md"
    }


def test_questions_in_a_passage_take_time_there() -> None:
    plain, _ = parse_scenario(_story(), _briefing(), {})
    asking, _ = parse_scenario(_story("asking", "tuesday"), _briefing(), {"all": _every_type()})
    assert plain is not None
    assert asking is not None
    before, after = longest_reading(plain), longest_reading(asking)
    assert after.decisions == before.decisions + 2
    # stem, True., False, the longest why; stem, three options, the longest why
    assert after.words == before.words + (10 + 2 + 9) + (8 + 3 + 5 + 6 + 8)


def test_the_best_choice_shows_itself_in_questions_that_are_asked_too() -> None:
    quiz = _set(_asking("ask; ask; ask"), "all")
    scenario, _ = parse_scenario(_story("q0", "q1", "q2"), _briefing(), {"all": quiz})
    assert scenario is not None
    codes = [d.code for d in check_scenario(scenario, _briefing(), None)]
    assert codes == ["best-always-first"]


def test_a_set_takes_its_words_and_half_a_minute_for_each_question() -> None:
    quiz = _set(_asking("ask; ask", stem="word " * 98))
    assert minutes_of_set(quiz, _briefing()) == Fraction(2 * 101, 200) + 1  # stem, a, b, a why


def test_a_draw_takes_the_average_question_times_what_is_drawn_for_the_group_that_is_asked_most() -> None:
    quiz = _set(_asking("ask; ask; share; share; share", "draw: 1 for each point\n", "word " * 97))
    assert {group: drawn_for(group, quiz, _briefing()) for group in (None, Group.HEALTH)} == {None: 1, Group.HEALTH: 2}
    assert minutes_of_set(quiz, _briefing()) == 2 * (Fraction(1, 2) + Fraction(1, 2))


def test_a_drawn_question_counts_for_every_point_that_it_carries() -> None:
    quiz = _set(_asking("ask, listen; ask; listen", "draw: 1 for each point, 2 for critical\ncritical: listen\n"))
    assert drawn_for(None, quiz, _briefing()) == 2


def test_a_point_that_only_a_set_tests_is_tested() -> None:
    quiz = _set(_asking("ask, tell"))
    untested = [d.text for d in check_module(_briefing(), (), (quiz,)) if d.code == "untested-point"]
    assert untested == [f"nothing in this module tests `{point}`" for point in ("listen", "share", "record")]


def test_what_completes_a_module_counts_named_scenarios_towards_the_number() -> None:
    scenario, _ = parse_scenario(_story(), _briefing())
    assert scenario is not None
    parts = tuple(replace(scenario, id=name, minutes=n) for name, n in (("a", 10), ("b", 20), ("c", 30)))
    two = CompletionCondition(ConditionKind.SCENARIOS, number=2)
    named = CompletionCondition(ConditionKind.SCENARIO, target="a")
    quiz = CompletionCondition(ConditionKind.SET, target="s")
    sets = (_set(_asking("ask")),)
    for conditions, minutes in (
        ((two,), 50),
        ((two, named), 40),
        ((quiz, named), 14),
        ((quiz, two, named), 44),
        ((), 0),
    ):
        assert required_minutes(replace(_briefing(), complete=conditions), parts, sets) == minutes


def test_what_a_set_draws_from_others_is_told_in_their_files_only() -> None:
    a = _set(_asking("ask", stem="TODO"), "a")
    own = _set("---\nminutes: 1\nfrom: a\n---\n\n# T\n", "d")
    sets = {"a": a, "d": own}
    assert [d.code for d in check_set(gathered(own, sets, _briefing()), _briefing(), sets)] == []
    assert "placeholder" in [d.code for d in check_set(a, _briefing(), sets)]


BROKEN = """---
minutes: 2
drow: 1 for each point
certainty: sure
---

# T

## Monday

Ponits: aks
Whi: x

He <b>speaks</b>.

- [x ] Ask
    - Wy: You asked.
- [ ] ask
    - Why: He committed suicide, they say,
      and {{out-of-hour}} is closed.

## Tuesday

Points: ask
Why: It is so.

What first?

| a | b |
|---|---|
| c |
| d | e | f |
"""


def test_every_mistake_is_told_in_one_run_at_its_own_line_and_column() -> None:
    quiz, said = parse_set(SourceFile("s.md", BROKEN.encode()), _briefing())
    assert quiz is not None
    said += check_set(quiz, _briefing(), {})
    assert [f"{d.span.line}:{d.span.column} {d.code}: {d.help}" for d in in_order(said)] == [
        "3:1 unknown-key: did you mean `draw`?",
        "4:12 bad-value: write yes, or leave it out",
        "11:1 unknown-key: did you mean `Points`?",
        "11:9 unknown-id: did you mean `ask` (line 27 of briefing.md)?",
        "12:1 stray-text: each option has one",
        "12:1 unknown-key: did you mean `Why`?",
        "14:4 html: use Markdown; to show the sign itself, write `&lt;`",
        "16:1 bad-box: write `- [x]` for right, `- [ ]` for wrong, or `- [~]` for acceptable, and a space after it",
        "17:7 unknown-key: did you mean `Why`?",
        "18:1 same-option: ",
        "19:15 unsafe-wording: safer: died by suicide, or took their own life; or let somebody say it, in quotation "
        "marks",
        "20:11 unknown-insert: did you mean `{{out-of-hours}}`?",
        "31:1 bad-table: write `| left | right |`, under it `| --- | --- |`, and a row for each pair",
        "32:1 bad-table: write `| left | right |`, under it `| --- | --- |`, and a row for each pair",
        "2:10 minutes-off: its words at 200 a minute, and half a minute for each question that somebody is asked",
        "22:1 given-away: give three or more",
    ]
