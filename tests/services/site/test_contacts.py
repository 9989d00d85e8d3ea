"""Contacts are told by nation: the package's own for all four, and an organisation's where it has headings."""

import re

import pytest

from quizapp.model.contacts import NATIONS
from quizapp.model.organisation import SUPPORT
from quizapp.model.problems import Code, Problem
from quizapp.services.site.contacts import filled, nearly_a_nation, read_contacts
from quizapp.services.site.setting_texts import default_support, problem_with

EVERYWHERE = ("999", "08088005000", "08001111", "08000684141")
OF = {
    "england": ("116123", "85258", "111"),
    "scotland": ("116123", "85258", "111", "0800838587"),
    "wales": ("116123", "85258", "111", "0800132737"),
    "northern-ireland": ("116123", "85258", "08088088000"),  # there is no 111
}


def numbers(html: str) -> list[str]:
    """What can be touched to call or to text, in order; each as it reads, without its spaces."""
    found = re.findall(r'<a href="(?:tel|sms):(\d+)" rel="noopener">([\d ]+)</a>', html)
    assert all(number == shown.replace(" ", "") for number, shown in found)
    return [number for number, _ in found]


@pytest.mark.parametrize("nation", NATIONS)
def test_the_package_has_the_numbers_of_each_nation_to_be_touched(nation: str):
    contacts = read_contacts(default_support())
    assert set(numbers(contacts.everywhere_html)) == set(EVERYWHERE)
    (own,) = contacts.of(nation)
    assert set(numbers(own.html)) == set(OF[nation])


def test_no_number_of_the_package_stands_without_its_link():
    html = "".join(read_contacts(default_support()).texts())
    assert not re.search(r"\d{3}", re.sub(r"<a .*?</a>", "", html).replace("HOPELINE247", ""))


def test_a_text_without_headings_is_for_every_nation():
    contacts = read_contacts("Call *Sam*.\n\n## Out of hours\n\nCall Jo.")
    assert "<em>Sam</em>" in contacts.everywhere_html and "Out of hours" in contacts.everywhere_html
    assert contacts.parts == contacts.of("wales") == ()


def test_headings_part_a_text_by_nation_and_one_may_name_some():
    contacts = read_contacts("All: Sam.\n### northern  ireland ##\nNI: Jo.\n\n# England and Wales\nEW: {{thresholds}}.")
    assert contacts.everywhere_html == "<p>All: Sam.</p>"
    assert [part.title for part in contacts.of("northern-ireland")] == ["northern  ireland"]
    assert [part.html for part in filled(contacts, {"thresholds": "A&B"}).of("wales")] == ["<p>EW: A&amp;B.</p>"]


def test_a_nation_without_a_part_of_its_own_has_all_of_them():
    contacts = read_contacts("## England\nCall Jo.\n## Wales\nCall Ann.")
    assert len(contacts.of("scotland")) == len(contacts.of("")) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Call us.\n\n## Scottland\n\n116 123", 3),
        ("## England and Wale\n\n116 123", 1),
        ("## England\n\n999\n\n## northern  irland", 5),
        ("## Out of hours\n\n## Narnia", None),
        (default_support(), None),
        ("# " + "," * 50_000, None),
        ("# " + "x" * 50_000, None),
    ],
    ids=range(7),
)
def test_a_heading_that_is_nearly_a_nations_is_named_by_its_line(text: str, line: int | None):
    assert nearly_a_nation(text) == line


def test_such_a_heading_is_not_saved():
    assert problem_with(SUPPORT, "## Scottland\n\n116 123") == Problem(SUPPORT, Code.NEARLY, 1)
