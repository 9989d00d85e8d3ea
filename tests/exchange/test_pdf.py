"""The certificate, opened with a PDF library: tagged as PDF/UA asks, whole, and never broken by what a name is."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizapp.exchange.pdf import STATEMENT, UNPRINTED, certificate_pdf, groups
from quizapp.model.completion import Printed

CODE = "7KQ2M9XWB4TD8RHF"
ADDRESS = f"https://training.example.org/certificates/{CODE}"
A4 = (595, 842)
TOPICS = ("Listening to children", "Engaging children", "A child-centred approach", "The whole picture", "Assessments")
PRINTED = Printed(
    name="Zoë O’Connor-Brâncuși",
    module="child-mental-health",
    module_title="Child mental health",
    version="3fa9c21d0b7e8a45" + "0" * 48,
    on=date(2026, 11, 23),
    topics=TOPICS,
    minutes_nominal=85,
    minutes_taken=1,
    source="Child mental health: learning from case reviews, NSPCC Learning, May 2023",
    issuer="Meadow Lane Trust",
    published_on=date(2026, 11, 2),
)


def opened(printed: Printed = PRINTED, code: str = CODE, address: str = ADDRESS) -> pypdf.PdfReader:
    """The certificate, opened and read strictly."""
    return pypdf.PdfReader(io.BytesIO(certificate_pdf(printed, code, address)), strict=True)


def text_of(reader: pypdf.PdfReader) -> str:
    """Everything that is written in it, in reading order, in one line, without places to break a word."""
    return " ".join("\n".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split())


def root_of(reader: pypdf.PdfReader) -> Any:
    return reader.trailer["/Root"]


def elements(element: Any) -> Iterator[Any]:
    """The structure elements at and below this one, in reading order."""
    element = element.get_object()
    if isinstance(element, list):
        for below in element:
            yield from elements(below)
    elif isinstance(element, dict):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from elements(element["/K"])


def structure(reader: pypdf.PdfReader) -> list[Any]:
    return list(elements(root_of(reader)["/StructTreeRoot"]["/K"]))


def test_it_is_tagged_in_english_and_shows_its_title() -> None:
    reader = opened()
    root = root_of(reader)
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == "Certificate of completion: Child mental health, Zoë O’Connor-Brâncuși"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()


def test_its_structure_has_a_document_with_headings_paragraphs_lists_a_link_and_a_picture() -> None:
    found = structure(opened())
    kinds = [element["/S"] for element in found]
    assert kinds[0] == "/Document"
    assert kinds.count("/H1") == 1
    assert kinds.index("/H1") < kinds.index("/H2")
    assert kinds.count("/LI") == len(TOPICS)
    assert {"/P", "/L", "/LBody", "/Link"} <= set(kinds)
    (picture,) = (element for element in found if element["/S"] == "/Figure")
    assert picture["/Alt"] == f"QR code that leads to {ADDRESS}"
    headings = [element["/T"] for element in found if element["/S"] in ("/H1", "/H2")]
    assert headings == [
        "Certificate of completion",
        "Topics practised",
        "Length",
        "Source",
        "Check this certificate",
        "What this certificate is, and what it is not",
    ]


def test_every_kind_of_element_is_a_standard_one_or_stands_for_one() -> None:
    reader = opened()
    standard = {"/Document", "/Div", "/P", "/H1", "/H2", "/L", "/LI", "/Lbl", "/LBody", "/Link", "/Figure", "/Span"}
    stands_for = root_of(reader)["/StructTreeRoot"]["/RoleMap"]
    assert {stands_for.get(e["/S"], e["/S"]) for e in structure(reader)} <= standard


def test_it_says_in_reading_order_everything_that_a_certificate_says() -> None:
    said = text_of(opened())
    in_order = (
        "Meadow Lane Trust",
        "Certificate of completion",
        "Zoë O’Connor-Brâncuși",
        "Child mental health",
        "23 November 2026",
        *TOPICS,
        "About 85 minutes.",
        "The module was last changed on 2 November 2026.",
        "learning from case reviews, NSPCC Learning, May 2023",
        "7KQ2 M9XW B4TD 8RHF",
        "training.example.org/certificates/7KQ2M9XWB4TD8RHF",
        STATEMENT,
    )
    places = [said.find(part) for part in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert places == sorted(places)


def test_it_says_nothing_in_code_and_not_how_fast_somebody_was() -> None:
    said = text_of(opened())
    assert PRINTED.version[:12] not in said and "taken" not in said
    before = text_of(opened(replace(PRINTED, issuer="", published_on=None)))
    assert before.startswith("quizapp ") and "last changed" not in before


def test_it_says_what_it_is_not() -> None:
    assert "record of choices in invented stories" in STATEMENT
    assert "not an assessment of anyone’s competence" in STATEMENT
    assert "not for appraisal, capability or recruitment" in STATEMENT


def test_its_link_leads_to_where_it_can_be_checked() -> None:
    (page,) = opened().pages
    assert {note.get_object()["/A"]["/URI"] for note in page["/Annots"]} == {ADDRESS}


def test_it_is_one_page_of_a4_and_carries_its_fonts() -> None:
    (page,) = opened().pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    for font in page["/Resources"]["/Font"].values():
        (below,) = font.get_object()["/DescendantFonts"]
        assert {"/FontFile2", "/FontFile3"} & below.get_object()["/FontDescriptor"].keys()


def test_the_same_certificate_is_the_same_bytes() -> None:
    assert certificate_pdf(PRINTED, CODE, ADDRESS) == certificate_pdf(PRINTED, CODE, ADDRESS)


def test_a_name_is_never_read_as_markup() -> None:
    name = '#panic("x") *a* _b_ $x$ = @c <d> `e` \\ // #sys'
    assert name in text_of(opened(replace(PRINTED, name=name)))


@pytest.mark.parametrize("name", ["Maximiliana " * 16 + "Endname", "W" * 200, "Ünïcödé-" * 25])
def test_the_longest_name_and_many_topics_stay_whole_on_one_page(name: str) -> None:
    reader = opened(replace(PRINTED, name=name, topics=tuple(f"Topic number {n} of many" for n in range(1, 13))))
    said = text_of(reader)
    assert len(reader.pages) == 1
    assert name.replace(" ", "") in said.replace(" ", "")
    assert all(f"Topic number {n} of many" in said for n in range(1, 13))


def test_more_than_fits_goes_on_on_a_second_page_with_its_number() -> None:
    reader = opened(replace(PRINTED, topics=tuple(f"Topic {n}: " + "and more " * 12 for n in range(60))))
    assert len(reader.pages) > 1
    assert f"Page 1 of {len(reader.pages)}" in text_of(reader)
    assert STATEMENT in text_of(reader)


def test_without_topics_it_has_no_heading_for_them() -> None:
    assert "Topics practised" not in text_of(opened(replace(PRINTED, topics=())))


@pytest.mark.parametrize("name", ["דָּוִד בן־גוריון", "محمد Smith", "Ωμέγα Жанна", "Nguyễn Thị Ánh"])
def test_a_name_in_a_script_that_is_here_is_printed_without_a_stand_in(name: str) -> None:
    said = text_of(opened(replace(PRINTED, name=name)))
    assert "□" not in said
    assert UNPRINTED not in said


def test_letters_that_no_font_has_are_stood_in_for_and_a_line_says_so() -> None:
    reader = opened(replace(PRINTED, name="Anna \u0378"))  # a character that Unicode does not give to any letter
    assert "Anna □" in text_of(reader)
    assert UNPRINTED in text_of(reader)
    assert reader.metadata is not None
    assert "Anna \u0378" in str(reader.metadata.title)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana" + "\u0334" * 197, "An"),  # a mark that no font can set on this letter
        ("x\u20e3" * 100, "x"),
        ("\u0334Ana", "Ana"),
        ("Zoe\u0301 " + "a\u0323\u0301" * 60, "Zoé"),
        ("דָּוִד" * 33, ""),
        ("😀" * 200, ""),
        ("👩\u200d👩\u200d👧" * 28, ""),
        ("محمد\u064b" * 40, ""),
        ("\u0e33\u0e31" * 100, ""),
        ("\u1ab0" * 200, ""),
    ],
)
def test_no_marks_on_a_letter_break_it(name: str, shown: str) -> None:
    assert shown in text_of(opened(replace(PRINTED, name=name, module_title=name, topics=(name,), source=name)))


def test_marks_that_turn_the_direction_of_writing_are_left_out() -> None:
    said = text_of(opened(replace(PRINTED, name="Anna\u202e nagroM\n\tLee\0")))
    assert "Anna nagroM Lee" in said


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
@example("\ud800", "\udfff\ufffe\uffff")
@example("\u0f00" * 200, "ﷺ")
@example("😀👩‍👩‍👧 王小明 한국 ไทย", "")
@example("a\u0334" * 100, "x\u20e3")
@example("a\u0301" * 100, "\u200b\u2028")
def test_no_name_and_no_title_breaks_it(name: str, title: str) -> None:
    reader = opened(replace(PRINTED, name=name, module_title=title, topics=(title, name), source=title))
    assert root_of(reader)["/MarkInfo"]["/Marked"].value is True
    assert "7KQ2 M9XW B4TD 8RHF" in text_of(reader)


@pytest.mark.parametrize(
    ("code", "shown"), [("ABCDEFGH", "ABCD EFGH"), ("ABCDEF", "ABCD EF"), ("AB-CD", "AB-CD"), ("A B", "A B")]
)
def test_a_code_is_shown_in_groups_of_four_unless_it_is_in_groups_already(code: str, shown: str) -> None:
    assert groups(code) == shown
