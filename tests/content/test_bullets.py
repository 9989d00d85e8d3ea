"""What is typed in place of a bullet, and what becomes of the line."""

import pytest

from quizapp.content.bullets import Shape, mend_bullets, odd_bullet, out_of_quotes
from quizapp.content.findings import Findings
from quizapp.content.reader import Line
from quizapp.model.formats import FORMAT_1

SHAPE = Shape("choice", lambda text: text.startswith("["), ("Why", "Only if"), lambda key, text: text == "met")
NOTE = "    - Why: So."


def _mended(*texts: str, findings: Findings | None = None) -> list[Line]:
    lines = tuple(Line(number, text) for number, text in enumerate(texts, start=1))
    return list(mend_bullets(lines, SHAPE, findings or Findings("f.md")))


@pytest.mark.parametrize(
    "sign", ["• ", "•\t", "– ", "-", "*", "1. ", "12) ", "a) ", "(b) ", "B. ", "iv) ", "o\t", "\uf0b7 "]
)
def test_an_item_is_read_whatever_it_begins_with(sign: str) -> None:
    findings = Findings("f.md")
    (line,) = _mended(f"{sign}[a](#b)", findings=findings)
    assert line.text == "- [a](#b)"
    assert line.after(line.bullet).column == len(sign) + 1
    assert [said.code for said in findings.found] == ["bad-bullet"]


@pytest.mark.parametrize("text", ["- [a](#b)", "* [a](#b)", "+ [a](#b)", " -\t[a](#b)"])
def test_an_item_that_is_typed_well_stays_as_it_is(text: str) -> None:
    findings = Findings("f.md")
    assert [line.text for line in _mended(text, NOTE, findings=findings)] == [text, NOTE]
    assert findings.found == []


@pytest.mark.parametrize("text", ["Mr. A [b](#c)", "--", "*very* quiet", "1.5 [a]", "word", "-5 degrees", "a b"])
def test_words_that_begin_like_a_bullet_are_words(text: str) -> None:
    assert [line.text for line in _mended(text)] == [text]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("    • Why: So.", "bad-bullet"),
        ("    -Why: So.", "bad-bullet"),
        ("    Why: So.", "bad-bullet"),
        ("Why: So.", "bad-bullet"),
        ("- Why: So.", "bad-indent"),
        ("        - Why: So.", "bad-indent"),
        ("\t\t- Why: So.", "bad-indent"),
        ("    - Why - So.", "not-key-text"),
        ("    - Why; So.", "not-key-text"),
        ("    - Why So.", "not-key-text"),
    ],
)
def test_a_note_is_read_wherever_and_however_it_stands(typed: str, code: str) -> None:
    findings = Findings("f.md")
    _, note = _mended("- [a](#b)", typed, findings=findings)
    assert note.text == NOTE
    assert note.column + note.text.index("So.") == 1 + typed.index("So.")
    assert [(said.code, said.span.line) for said in findings.found] == [(code, 2)]


def test_a_kind_of_slip_is_told_once_in_a_section() -> None:
    findings = Findings("f.md")
    _mended("1. [a](#b)", "    • Why: So.", "2. [c](#d)", "    • Why: So.", findings=findings)
    assert [said.span.line for said in findings.found] == [1, 2]


def test_the_further_lines_of_a_note_move_with_it() -> None:
    lines = _mended("- [a](#b)", "- Why: You asked,", "  and he could answer.")
    assert [line.text for line in lines[1:]] == ["    - Why: You asked,", "        and he could answer."]
    assert lines[2].after(0).column == 3


def test_a_key_in_the_further_lines_of_a_note_is_no_note_where_it_was_given_already() -> None:
    wrapped = "      Why: he asked himself."
    assert _mended("- [a](#b)", NOTE, wrapped)[2].text == wrapped


def test_a_lone_link_without_a_hyphen_is_no_choice() -> None:
    bare = Shape("choice", SHAPE.is_item, SHAPE.keys, SHAPE.is_note, SHAPE.is_item)
    lines = (Line(1, "[a](#b)"), Line(2, NOTE))
    assert mend_bullets(lines, bare, Findings("f.md")) == lines


def test_what_an_old_format_accepted_stays_as_it_is() -> None:
    findings = Findings("f.md", FORMAT_1)
    texts = ["a) [a](#b)", "    • Why: So.", "1. [c](#d)"]
    assert [line.text for line in _mended(*texts, findings=findings)] == texts
    assert findings.found == []


def test_the_length_of_a_bullet_has_its_indent_and_its_space() -> None:
    assert [odd_bullet(text) for text in ("• a", "  –  a", "(a) b", "-a", "- a", "a")] == [2, 5, 4, 1, 0, 0]


def test_a_line_at_the_left_goes_on_with_the_note_above_where_the_list_goes_on() -> None:
    findings = Findings("f.md")
    lines = _mended("- [a](#b)", NOTE, "And so.", "- [c](#d)", findings=findings)
    assert lines[2].text == "        And so."
    assert lines[2].after(0).column == 1
    assert [(said.code, said.span.line) for said in findings.found] == [("bad-indent", 3)]
    assert _mended("- [a](#b)", NOTE, "And so.")[2].text == "And so."


def test_items_in_a_quote_come_out_of_it() -> None:
    findings = Findings("f.md")
    quoted = (Line(1, "> - [a](#b)"), Line(2, ">     - Why: So."), Line(3, ""), Line(4, "> Words."))
    lines = out_of_quotes(quoted, SHAPE, findings)
    assert [line.text for line in lines] == ["- [a](#b)", NOTE, "", "> Words."]
    assert lines[1].column + lines[1].text.index("So.") == 1 + quoted[1].text.index("So.")
    assert [(said.code, said.span.line) for said in findings.found] == [("bad-bullet", 1)]
