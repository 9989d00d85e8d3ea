"""Signs that look plain and are not count as what their author saw, and only where structure is read."""

import pytest

from quizapp.content.anchors import anchor
from quizapp.content.findings import Findings
from quizapp.content.plain import odd_sign, plain, visible, with_plain_structure
from quizapp.content.reader import read_document
from quizapp.model.formats import FORMAT_1
from quizapp.model.published import SourceFile

NBSP, THIN, ZERO, SOFT, BOM = "\u00a0", "\u2009", "\u200b", "\u00ad", "\ufeff"
PLAIN = {
    f"Only{NBSP}if": "Only if",
    f"Only{THIN}if{ZERO}": "Only if",
    f"{BOM}Why": "Why",
    f"talk{SOFT}-directly": "talk-directly",
    "talk–directly": "talk-directly",
    "talk‑directly": "talk-directly",
    "talk—directly": "talk-directly",
    "Doesn’t count": "Doesn't count",
    "Doesn‘t count": "Doesn't count",
    "−1": "-1",
    "2026–09–01": "2026-09-01",
    "cafe\u0301": "café",
    "plain": "plain",
}
STRUCTURE = {
    f"-{NBSP}[Ask](#a)": "- [Ask](#a)",
    f"{NBSP}{NBSP}{NBSP}{NBSP}-{NBSP}Why: it{NBSP}is": f"    - Why: it{NBSP}is",
    f"\t{NBSP}- Why: x": "\t - Why: x",
    f"- [{NBSP}]{NBSP}Wait{NBSP}here": f"- [ ] Wait{NBSP}here",
    f"- [x]{NBSP}{NBSP}Ask": "- [x]  Ask",
    f"•{NBSP}{NBSP}[Ask](#a)": "•  [Ask](#a)",
    f"##{NBSP}Five{NBSP}minutes": f"## Five{NBSP}minutes",
    f" {ZERO}## Five": "  ## Five",
    "Ask {{safeguarding‑lead}}, it’s late": "Ask {{safeguarding-lead}}, it’s late",
    f">{NBSP}Only if: x": "> Only if: x",
    f"> >{THIN}a": "> > a",
    f"1.{NBSP}Ask": "1. Ask",
    f"[Ask]{NBSP}(#a)": "[Ask] (#a)",
    "|–––|———|": "|---|---|",
    "———": "---",
    f"---{ZERO}": "---",
    f"{ZERO}{NBSP}": "",
    f"It’s 10{NBSP}o’clock – late{NBSP}": f"It’s 10{NBSP}o’clock – late",
    "—": "—",
    "– Yes, he says.": "– Yes, he says.",
    "Thanks ❤️": "Thanks ❤️",
    "Only - a hyphen  ": "Only - a hyphen",
}
NAMED = {
    f"talk{ZERO}-directly": "a zero width space stands after `talk`",
    f"-{NBSP}x": "a no-break space stands after `-`",
    f"{NBSP}x": "a no-break space stands before `x`",
    f"out{SOFT}of": "a soft hyphen stands after `out`",
    f"a{BOM}b": "a byte order mark stands after `a`",
    "a\u3000b": "an ideographic space stands after `a`",
    "it’s – fine": "",
}


@pytest.mark.parametrize(("typed", "seen"), PLAIN.items(), ids=map(ascii, PLAIN))
def test_a_key_an_id_or_a_number_is_what_its_author_saw(typed: str, seen: str) -> None:
    assert plain(typed) == seen


@pytest.mark.parametrize(("typed", "read"), STRUCTURE.items(), ids=map(ascii, STRUCTURE))
def test_a_line_begins_with_plain_signs_and_keeps_its_words_and_its_columns(typed: str, read: str) -> None:
    assert with_plain_structure(typed) == read
    assert all(read[at] == typed[at] or typed[at] in f"{NBSP}{THIN}{ZERO}–—‑" for at in range(len(read)))


@pytest.mark.parametrize(("typed", "said"), NAMED.items(), ids=map(ascii, NAMED))
def test_a_sign_that_nobody_sees_is_named_with_what_it_stands_after(typed: str, said: str) -> None:
    assert odd_sign(typed).removesuffix(", which nobody sees") == said


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (f"Five{NBSP}minutes", "Five minutes"),
        (f"Five{ZERO}minutes", "Fiveminutes"),
        ("Self‑harm", "Self-harm"),
        ("Cafe\u0301", "Café"),
        ("Thanks ❤️", "Thanks ❤"),
    ],
    ids=ascii,
)
def test_a_heading_makes_the_anchor_of_what_is_seen(typed: str, same: str) -> None:
    assert anchor(visible(typed)) == anchor(visible(same))


def test_a_dash_in_a_heading_is_dropped_as_github_drops_it() -> None:
    assert anchor(visible("Monday – evening")) == "monday--evening"


def test_columns_are_those_of_the_file_as_it_was_written() -> None:
    file = SourceFile("f.md", f"-{NBSP}cafe\u0301 x\n{NBSP}{NBSP}- Why: y\n".encode())
    document = read_document(file, Findings("f.md"))
    assert document is not None
    first, second, _ = document.lines
    assert (first.after(first.bullet).text, first.after(first.bullet).column) == ("cafe\u0301 x", 3)
    assert (second.bullet, second.after(second.bullet).column) == (4, 5)


def test_invisible_signs_before_a_line_are_no_indent() -> None:
    file = SourceFile("f.md", f"{BOM}{ZERO}---\n{ZERO}## Five\n{ZERO}    - Why: y\n".encode())
    document = read_document(file, Findings("f.md"))
    assert document is not None
    assert [(line.text, line.column) for line in document.lines[:3]] == [
        ("---", 2),
        ("## Five", 2),
        ("    - Why: y", 2),
    ]


def test_format_1_takes_every_sign_as_it_stands() -> None:
    text = f"-{NBSP}a\n{ZERO}\n———\n"
    document = read_document(SourceFile("f.md", text.encode()), Findings("f.md", FORMAT_1))
    assert document is not None
    assert [line.text for line in document.lines] == text.split("\n")
