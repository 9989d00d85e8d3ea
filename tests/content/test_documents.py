"""A quote whose first line is a kind and a title is read to fields, text and entries, in the order of the file."""

import pytest

from quizapp.content.documents import DocumentKind, StoryDocument, inside, read_document, split_quotes
from quizapp.content.reader import Line


def lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))


def read(text: str) -> StoryDocument:
    document = read_document(lines(text))
    assert document is not None
    return document


def fields(document: StoryDocument) -> list[tuple[str, str]]:
    return [(field.key.text, field.text.text) for field in document.fields]


def entries(document: StoryDocument) -> list[tuple[str, str, str]]:
    return [(e.who.text, e.when, "/".join(line.text for line in e.lines)) for e in document.entries]


def said(document: StoryDocument) -> str:
    return "/".join(line.text for line in document.lines)


def test_an_email_has_its_fields_and_then_its_text_with_the_lines_as_they_stand() -> None:
    document = read("E-mail: A bed for Leo\nFrom: Duty desk\nSent on: Monday, 16:02\n\nDear Sam,\nno bed.\n\nRob")
    assert (document.kind, document.title.text) == (DocumentKind.EMAIL, "A bed for Leo")
    assert fields(document) == [("From", "Duty desk"), ("Sent on", "Monday, 16:02")]
    assert said(document) == "Dear Sam,/no bed.//Rob"
    assert document.entries == ()


@pytest.mark.parametrize("kind", [*DocumentKind])
def test_every_kind_is_known_by_its_own_word(kind: DocumentKind) -> None:
    assert read(f"{kind.value}: Title").kind is kind


def test_an_email_may_have_the_hyphen_of_a_word_processor_and_a_space_before_its_colon() -> None:
    assert read("E‑mail : A bed").title.text == "A bed"
    assert read("E–mail: A bed").kind is DocumentKind.EMAIL


@pytest.mark.parametrize("kind", [DocumentKind.MESSAGE, DocumentKind.CALL, DocumentKind.LOG])
def test_a_name_or_day_with_a_time_begins_an_entry_and_other_lines_go_on_with_it(kind: DocumentKind) -> None:
    document = read(
        f"{kind.value}: T\nAt: home\n\nYesterday\nMaya, 21:04: hi\nyou there\n\nstill?\nMon, 2 May, 8:41: x"
    )
    assert fields(document) == [("At", "home")]
    assert said(document) == "Yesterday"
    assert entries(document) == [("Maya", "21:04", "hi/you there//still?"), ("Mon, 2 May", "8:41", "x")]


def test_an_entry_right_under_the_title_or_the_fields_is_no_field() -> None:
    assert entries(read("Message: T\nMaya, 21:04: hi\nFrom: home")) == [("Maya", "21:04", "hi/From: home")]
    document = read("Log: T\nKept by: Ms Shah\nMon, 08:41: late")
    assert (fields(document), entries(document)) == ([("Kept by", "Ms Shah")], [("Mon", "08:41", "late")])


@pytest.mark.parametrize("kind", [DocumentKind.EMAIL, DocumentKind.RECORD, DocumentKind.LETTER, DocumentKind.NOTICE])
def test_other_kinds_have_no_entries(kind: DocumentKind) -> None:
    document = read(f"{kind.value}: T\n\nMon, 08:41: seen")
    assert (document.entries, said(document)) == ((), "Mon, 08:41: seen")


@pytest.mark.parametrize("time", ["24:00", "21:60", "9.15", "21:4"])
def test_what_is_no_time_of_day_begins_no_entry(time: str) -> None:
    assert read(f"Message: T\n\nMaya, {time}: hi").entries == ()


@pytest.mark.parametrize(
    "key",
    [
        "From",
        "Presenting problem",
        "Date of birth",
        "D.O.B.",
        "Next-of-kin",
        "Mum's view",
        "NHS number",
        "Élan",
        "Age (years)",
        "Safe?",
    ],
)
def test_a_capitalised_key_of_one_to_three_words_is_a_field(key: str) -> None:
    assert fields(read(f"Record: T\n{key}: x: y")) == [(key, "x: y")]


@pytest.mark.parametrize(
    "line",
    ["from: Sam", "What Sam said then: x", "From:", "From", "https://example.org", "Https://example.org", "- From: x"],
)
def test_any_other_line_is_text(line: str) -> None:
    assert (fields(read(f"Letter: T\n{line}")), said(read(f"Letter: T\n{line}"))) == ([], line)


def test_where_some_lines_are_fields_and_some_not_all_are_text() -> None:
    document = read("Record: T\nFrom: Sam\nShe was well.")
    assert (fields(document), said(document)) == ([], "From: Sam/She was well.")


def test_a_document_may_have_nothing_but_its_title_and_the_title_may_be_missing() -> None:
    assert read("Notice: Closed on Friday").lines == ()
    assert read("Notice:").title.text == ""


@pytest.mark.parametrize("first", ["Email: x", "message: x", "**Record:** x", "Messages: x", "A Message: x", "Message"])
def test_what_only_nearly_opens_a_document_does_not(first: str) -> None:
    assert read_document(lines(first)) is None


def test_quotes_are_told_apart_and_nothing_between_them_is_lost() -> None:
    text = "Before\n> Message: A\n> Maya, 21:04: hi\n\n> Message: B\n\nBetween\n\n> He said\nand went on\n\n> no more"
    runs = list(split_quotes(lines(text)))
    assert [line.number for run in runs for line in run.lines] == list(range(1, 13))
    assert [(run.is_quote, run.document.title.text if run.document else "") for run in runs] == [
        (False, ""),
        (True, "A"),
        (False, ""),
        (True, "B"),
        (False, ""),
        (True, ""),
        (False, ""),
        (True, ""),
    ]
    assert [line.text for line in runs[5].lines] == ["> He said", "and went on"]


def test_a_line_without_its_sign_is_no_part_of_a_document() -> None:
    first, second = split_quotes(lines("> Letter: A\n> Dear Sam,\ncome soon"))
    assert first.document is not None
    assert (second.is_quote, second.lines[0].text) == (False, "come soon")


def test_everything_knows_where_it_stands_in_its_file() -> None:
    quote = lines("> \n>  Message: Maya\n> At: home\n>Maya, 21:04:  hi")
    document = read_document(inside(quote))
    assert document is not None
    assert (document.title.number, document.title.column) == (2, 13)
    assert (document.fields[0].text.number, document.fields[0].text.column) == (3, 7)
    assert (document.entries[0].lines[0].number, document.entries[0].lines[0].column) == (4, 16)


def test_signs_that_nobody_sees_or_that_a_word_processor_puts_count_as_plain_ones() -> None:
    document = read("Mes\u00adsage\u00a0: Maya’s\nMum’s\u00a0view: x\n\nMaya\u00a0R,\u200b 21:04\u200b: hi – you")
    assert document.title.text == "Maya’s"
    assert fields(document) == [("Mum’s\u00a0view", "x")]
    assert entries(document) == [("Maya\u00a0R", "21:04", "hi – you")]
