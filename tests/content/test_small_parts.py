"""Anchors, suggestions, wording, lists and lengths, each by itself."""

from datetime import date

import pytest

from quizapp.content.anchors import anchor
from quizapp.content.briefing import parse_briefing
from quizapp.content.checks import check_scenario
from quizapp.content.conditions import read_condition
from quizapp.content.findings import Findings
from quizapp.content.lengths import words_in, words_of_passage
from quizapp.content.names import Names
from quizapp.content.notes import read_items
from quizapp.content.outline import make_prose, place_in, split_pieces
from quizapp.content.reader import Line, normalise
from quizapp.content.scenario import parse_scenario
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.content.wording import WORDING, find_unsafe, without_quotes
from quizapp.model.codes import CODES
from quizapp.model.diagnostics import Severity, Span
from quizapp.model.order import in_order
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Compare, Counter, Scenario, Visited

HERE = Span("f.md", 1)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Five minutes", "five-minutes"),
        ("Ending: With Sana beside her", "ending-with-sana-beside-her"),
        ("What's next?", "whats-next"),
        ("A - B", "a---b"),
        ("Übergang zur Nacht", "übergang-zur-nacht"),
        ("snake_case & co.", "snake_case--co"),
        ("Élan vital", "élan-vital"),
        ("½ hour, 2²", "-hour-2"),
        ("???", ""),
    ],
)
def test_anchors_are_those_that_github_makes(heading: str, expected: str) -> None:
    assert anchor(heading) == expected


def test_byte_order_mark_and_foreign_line_ends_go_before_anything_else() -> None:
    assert normalise(b"\xef\xbb\xbfa\r\nb\rc\n") == b"a\nb\nc\n"
    assert normalise(normalise(b"\xef\xbb\xbfa\r\n\r\n")) == b"a\n\n"


def test_a_suggestion_is_the_nearest_name_whatever_its_case() -> None:
    suggest = Suggester()
    assert suggest.closest("five-minuts", ["five-minutes", "nothing-said"]) == "five-minutes"
    assert suggest.closest("why", ["Why", "Risk"]) == "Why"
    assert suggest.closest("zebra", ["Why", "Risk"]) is None
    assert did_you_mean("x", 57) == "did you mean `x` (line 57)?"


def test_suggestions_stop_when_a_file_has_asked_for_too_many() -> None:
    suggest = Suggester(left=3)
    assert suggest.closest("wy", ["Why", "Risk"]) == "Why"
    assert suggest.closest("wy", ["Why", "Risk"]) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('a "b c" d', 'a "   " d'),
        ("a “b” d", "a “ ” d"),
        ("it's 'so it is' and hers'", "it's '        ' and hers'"),
        ("the boys' side and the girls' side", "the boys' side and the girls' side"),
        ('never "closed here', 'never "closed here'),
        ('one "open\n\nnext" b', 'one "open\n\nnext" b'),
        ('two "lines\nlong" b', 'two "     \n    " b'),
    ],
)
def test_what_is_quoted_is_left_out_of_the_text(text: str, plain: str) -> None:
    assert without_quotes(text) == plain


def test_unsafe_wording_is_found_as_whole_words_only() -> None:
    assert [(at, words) for at, words, _ in find_unsafe("He committed\nsuicide. The LAC review. A psychologist.")] == [
        (3, "committed suicide")
    ]
    assert [(at, words) for at, words, _ in find_unsafe("> He committed\n> suicide,\n>and self-\n> harm")] == [
        (5, "committed suicide")
    ]
    assert [words for _, words, _ in find_unsafe('> He said "no.\n>\n> A cry for help. "Yes"')] == ["cry for help"]
    assert list(find_unsafe("She died by suicide. The disabled child did not attend parents' evening.")) == []


def test_every_safer_wording_is_safe_itself() -> None:
    for unsafe in WORDING:
        assert list(find_unsafe(unsafe.safer)) == [], unsafe


def test_every_code_has_a_cause_of_one_sentence() -> None:
    for code in CODES.values():
        assert code.cause.endswith(".")
        assert code.cause[0].isupper() or code.cause[0] == "`"
        assert code.name == code.name.lower()


def _names() -> Names:
    return Names({"monday": 3}, {"trust": Counter("trust", 1, 0, 3, HERE)}, None)


def test_and_binds_before_or() -> None:
    findings = Findings("f.md")
    line = Line(7, "visited #monday and trust>=2 or not visited #monday", 15)
    condition = read_condition(line, _names(), findings, Suggester())
    assert condition is not None
    assert findings.found == []
    first, second = condition.alternatives
    assert first == (
        Visited("monday", Span("f.md", 7, 23)),
        Compare("trust", ">=", 2, Span("f.md", 7, 35)),
    )
    assert second == (Visited("monday", Span("f.md", 7, 59), negated=True),)
    assert condition.span == Span("f.md", 7, 15)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "and",
        "trust",
        "trust >= x",
        "trust >= 2 trust",
        "visited monday",
        "not trust > 1",
        "trust ≥ 2",
        "trust > 9" * 9,
    ],
)
def test_a_condition_that_cannot_be_read_is_none_and_said_at_its_value(text: str) -> None:
    findings = Findings("f.md")
    assert read_condition(Line(7, text, 15), _names(), findings, Suggester()) is None
    assert findings.found
    assert {d.span for d in findings.found} == {Span("f.md", 7, 15)}


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))


def test_notes_wrap_with_deeper_indent_and_keep_their_places() -> None:
    (item,) = read_items(_lines("- [a\n  b](#c)\n  - Why: one\n      two\n\n  - Risk: x"), Findings("f.md"))
    assert item.text == "[a b](#c)"
    why, risk = item.notes
    assert [(line.number, line.column, line.text) for line in why.lines] == [(3, 10, "one"), (4, 7, "two")]
    assert (risk.key, risk.text, risk.key_line.column) == ("Risk", "x", 5)


def test_a_prose_knows_where_each_of_its_lines_stands() -> None:
    plain = make_prose("s", "f.md", _lines("one\ntwo"))
    assert plain.origins == ()
    assert place_in(plain, 1, 2) == Span("f.md", 2, 3)
    wrapped = make_prose("s", "f.md", (Line(3, "one", 10), Line(5, "two", 7)))
    assert wrapped.origins == ((5, 7),)
    assert place_in(wrapped, 0, 1) == Span("f.md", 3, 11)
    assert place_in(wrapped, 1, 1) == Span("f.md", 5, 8)


def test_a_list_goes_on_over_blank_lines_and_ends_before_other_text() -> None:
    pieces = split_pieces(_lines("text\n\n- a\n\n    - b\n\n- c\n\nafter\n> quote"))
    assert [(piece.kind.value, len(piece.lines)) for piece in pieces] == [
        ("text", 1),
        ("list", 5),
        ("text", 1),
        ("quote", 1),
    ]


def test_signs_that_stand_alone_are_no_words() -> None:
    assert words_in("One – two, 3 & *four* …") == 4


def _scenario(passages: str, settings: str = "") -> Scenario:
    text = f"---\nyou-are: x\nminutes: 4\nnation: england\ncontent-note: x\n{settings}---\n\n# T\n\n{passages}"
    scenario, _ = parse_scenario(SourceFile("scenarios/m/s.md", text.encode()), None)
    assert scenario is not None
    return scenario


LINEAR = (
    "## A\n\none two\n\n- [three](#b)\n    - p: met\n    - Why: four five\n"
    "- [six](#c)\n    - p: missed\n    - Why: x\n\n"
)


def test_of_a_quote_and_its_otherwise_the_longer_counts() -> None:
    quotes = "> Only if: visited #b\n>\n> {}\n\n> Otherwise:\n>\n> {}\n\n> Only if: visited #a\n>\n> five six\n"
    for one, other in (("one two", "three"), ("one", "two three"), ("one two", "three four")):
        (passage, *_) = _scenario(f"## A\n\n{quotes.format(one, other)}\n[on](#b)\n\n## B\n\nx\n").passages
        assert words_of_passage(passage) == 2 + 2


def test_the_review_date_is_past_only_against_a_day_that_is_given() -> None:
    scenario = _scenario(LINEAR, "review-by: 2026-05-01\n")
    assert "review-past" not in {d.code for d in check_scenario(scenario, None, None)}
    assert "review-past" not in {d.code for d in check_scenario(scenario, None, date(2026, 5, 1))}
    late = [d for d in check_scenario(scenario, None, date(2026, 5, 2)) if d.code == "review-past"]
    assert [(d.severity, d.span) for d in late] == [(Severity.WARNING, Span("scenarios/m/s.md", 6, 12))]


def test_one_choice_in_two_wordings_under_two_conditions_is_no_double() -> None:
    passages = (
        "## A\n\n- [b](#b)\n    - Only if: visited #c\n- [b again](#b)\n    - Only if: not visited #c\n\n"
        "## B\n\n[c](#c)\n\n## C\n\n[a](#a)\n"
    )
    assert "same-choice" not in {d.code for d in check_scenario(_scenario(passages), None, None)}


def test_a_mistyped_id_is_said_once_and_not_again_for_what_it_brings() -> None:
    briefing, _ = parse_briefing(
        SourceFile("scenarios/m/briefing.md", b"# T\n\n## Learning points\n\n### X\n\n- **ask** Ask\n- **hear** Hear\n")
    )
    text = (
        "---\nyou-are: x\nminutes: 3\nnation: england\ncontent-note: x\n---\n\n# T\n\n## A\n\n"
        "- [b](#ending-b)\n    - askk: met\n    - Why: x\n- [wait](#ending-c)\n    - ask: missed\n    - Why: x\n\n"
        "## Ending: B\n\nOutcome: safer\n\nx\n\n## Ending: C\n\nOutcome: harm\n\nx\n\n## Debrief\n\n- x\n"
    )
    scenario, said = parse_scenario(SourceFile("scenarios/m/s.md", text.encode()), briefing)
    assert scenario is not None
    assert [str(d) for d in (*said, *check_scenario(scenario, briefing, None))] == [
        "scenarios/m/s.md:13:7: error[unknown-id]: `askk` is not in the briefing as a learning point or safe practice\n"
        "  help: did you mean `ask` (line 7 of briefing.md)?"
    ]


BROKEN = """---
you-are: form tutor
minutes: four
nation: england
content-note: Low mood.
crtical: tell
---

# T

## A

He <b>speaks</b> of [this](javascript:x).

- [Ask](#ending-heart)
    - aks: met
    - Only if: trust >= 2
    - Why: He committed suicide, they say,
      and {{out-of-hour}} is closed.
- [Wait] (#ending-heard)
    - ask: mised

## Ending: Heard

Outcome: saver

x

## Debrief

- x
"""


def test_every_mistake_is_told_in_one_run_at_its_own_line_and_column() -> None:
    briefing, _ = parse_briefing(
        SourceFile("scenarios/m/briefing.md", b"# T\n\n## Learning points\n\n### X\n\n- **ask** Ask\n- **hear** Hear\n")
    )
    scenario, said = parse_scenario(SourceFile("s.md", BROKEN.encode()), briefing)
    assert scenario is not None
    said += check_scenario(scenario, briefing, None)
    assert [f"{d.span.line}:{d.span.column} {d.code}: {d.help}" for d in in_order(said)] == [
        "3:10 bad-value: a whole number, in digits",
        "6:1 unknown-key: did you mean `critical`?",
        "6:10 unknown-id: ",
        "13:4 html: use Markdown; to show the sign itself, write `&lt;`",
        "13:28 unsafe-link: links begin with https://, http://, mailto:, tel: or sms:",
        "15:9 unknown-passage: did you mean `#ending-heard` (line 23)?",
        "16:7 unknown-id: did you mean `ask` (line 7 of briefing.md)?",
        "17:16 unknown-counter: name it in `counters:`",
        "18:15 unsafe-wording: safer: died by suicide, or took their own life; or let somebody say it, in quotation "
        "marks",
        "19:11 unknown-insert: did you mean `{{out-of-hours}}`?",
        "20:1 nearly-link: write it `[Wait](#ending-heard)`",
        "20:1 no-why: say in two to four sentences what it did",
        "21:12 unknown-mark: did you mean `missed`?",
        "25:10 unknown-outcome: did you mean `safer`?",
    ]
