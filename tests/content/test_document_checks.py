"""A document keeps its place wherever it stands, and what is wrong with it is said there, in the new format only."""

import pytest

from quizapp.content.document_checks import look_through
from quizapp.content.findings import Findings
from quizapp.content.questions.parsing import parse_set
from quizapp.content.reader import Line
from quizapp.content.scenario import parse_scenario
from quizapp.model.diagnostics import Span
from quizapp.model.formats import CURRENT_FORMAT, FORMAT_1, Format
from quizapp.model.prose import Prose
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Scenario

SETTINGS = "---\nyou-are: x\nminutes: 4\nnation: england\ncontent-note: x\n---\n\n"


def said_of(text: str, format: Format = CURRENT_FORMAT) -> list[tuple[str, int, int]]:
    findings = Findings("f.md", format)
    look_through(tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)), findings)
    return [(said.code, said.span.line, said.span.column) for said in findings.sorted()]


def scenario(text: str, format: Format = CURRENT_FORMAT) -> Scenario:
    read, _ = parse_scenario(SourceFile("scenarios/m/s.md", f"{SETTINGS}{text}".encode()), None, None, format)
    assert read is not None
    return read


@pytest.mark.parametrize(
    "quote",
    [
        '> "Call it what you like: I\'m tired."',
        "> Leo: I was there.",
        "> Carl: no.",
        "> A minute later: *What was that hat thing called*",
        "> A record of it lies on the desk.",
        "> Recorded on Monday: nothing.",
        "> She said: from now on, at ten.\n> by whom?",
        "> log in and see",
        "> At 10:30, then.",
    ],
)
def test_what_somebody_says_in_a_quote_is_no_document(quote: str) -> None:
    assert said_of(quote) == []


@pytest.mark.parametrize("begin", ["", "> "], ids=["in prose", "in a quote"])
def test_a_list_and_lines_that_break_do_not_run_together(begin: str) -> None:
    for text in (
        "- From: home\n- To: school",
        "* Mum: no\n* Dad: yes",
        "From: home\\\nTo: school",
        "Mum: no  \nDad: yes",
    ):
        assert said_of("\n".join(begin + line for line in text.split("\n"))) == [], text
    for text in ("**From:** home\n**To:** school", "Mum: no\nDad: yes", "from: home\nto: school"):
        assert [code for code, *_ in said_of("\n".join(begin + line for line in text.split("\n")))] == [
            "nearly-document"
        ]


def test_the_text_of_a_document_may_say_what_it_likes() -> None:
    assert (
        said_of("> Letter: Home\n>\n> Call: the desk\n> 10:30: come\n> Maya, 9pm: here\n> > he wrote\n> From: me") == []
    )
    assert said_of("> Message: Maya\n>\n> Maya, 21:04: hi\n> at 10:30, at the gate\n> Reminder: bread") == []


def test_nothing_is_said_of_a_document_in_format_1() -> None:
    assert said_of("> Email: x\n> From: y\n> To: z\n\n> Log:", FORMAT_1) == []


def test_a_mistake_is_said_at_its_first_sign() -> None:
    assert said_of(">  Email: x") == [("nearly-document", 1, 4)]
    assert said_of("> Record: x\n>Name: y\n>   she was well") == [("bad-document", 3, 5)]


@pytest.mark.parametrize("between", ["", ">\n"], ids=["at once", "after an empty line"])
@pytest.mark.parametrize("otherwise", [False, True], ids=["only if", "otherwise"])
def test_a_document_under_a_condition_is_a_document_with_its_own_places(between: str, otherwise: bool) -> None:
    document = "> Message: Maya\n>\n>   Maya, 21:04: hi\n>{{x"
    above = "> Only if: visited #b\n" + ("> x\n\n> Otherwise:\n" if otherwise else "")
    block = scenario(f"# T\n\n## A\n\n{above}{between}{document}\n\n[On](#b)\n\n## B\n\nx\n").passages[0].blocks[-1]
    assert block.condition is not None
    assert block.condition.negated is otherwise
    first = 12 + above.count("\n") + between.count("\n")
    assert block.prose == Prose(f"a/{int(otherwise)}", document, Span("scenarios/m/s.md", first))


def test_a_document_under_a_condition_of_format_1_stays_prose() -> None:
    text = "# T\n\n## A\n\n> Only if: visited #b\n> Message: Maya\n\n[On](#b)\n\n## B\n\nx\n"
    assert scenario(text, FORMAT_1).passages[0].blocks[0].prose.text == "Message: Maya"


def test_documents_are_looked_through_in_introductions_passages_endings_and_stems() -> None:
    bad = "> Log:\n> Mon, 08:41: x\n\n"
    text = f"{SETTINGS}# T\n\n{bad}## A\n\n{bad}[On](#ending-b)\n\n## Ending: B\n\nOutcome: safer\n\n{bad}"
    _, said = parse_scenario(SourceFile("scenarios/m/s.md", text.encode()), None)
    assert [d.span.line for d in said if d.code == "bad-document"] == [10, 15, 24]
    text = f"---\nminutes: 4\n---\n\n# T\n\n{bad}## A\n\nPoints: x\n\n{bad}- [x] a\n    - Why: b\n"
    _, said = parse_set(SourceFile("questions/m/s.md", text.encode()), None)
    assert [d.span.line for d in said if d.code == "bad-document"] == [7, 14]
