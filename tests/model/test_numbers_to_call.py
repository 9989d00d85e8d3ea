"""Whether support contacts have a number to call, for everybody who reads them."""

import pytest

from quizapp.model.contacts import Contacts, NationContacts


def part(title: str, html: str) -> NationContacts:
    return NationContacts(frozenset({title.lower()}), title, html)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Call <a href="tel:08001111" rel="noopener">Childline</a></p>',
        '<p>Text <a href="sms:85258" rel="noopener">SHOUT</a></p>',
        "<p>Childline: 0800 1111</p>",
        "<p>0800&nbsp;1111</p>",
        "<p>+44 (0)1632 960-100.</p>",
        "<p>(01632) 960 100</p>",
        "<p>01632\u2011960\u2011100</p>",
        "<p>Samaritans <strong>116 123</strong>, free</p>",
        "<p>Call 999.</p>",
        "<li>111</li>",
    ],
)
def test_a_number_is_known_as_a_link_and_as_it_is_written(html: str) -> None:
    assert Contacts(html).without_number() is None


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Talk to Kim, room 204.</p>",
        "<p>Write to <a href='mailto:kim101@example.org'>Kim</a>, at any time, 24/7, since 2019.</p>",
        "<p>See https://example.org/0800111122223333, charity 216401.</p>",
        "<p>From 2026-11-23, for ages 0-18 and 0 to 25, from 9:30 to 16:00, B1116 123x.</p>",
        "<p>Open 01/02/2026, 1,0001111222, SW1A 0999999x</p>",
    ],
)
def test_other_numbers_are_none_to_call(html: str) -> None:
    assert Contacts(html).without_number() == ()


def test_parts_of_nations_without_a_number_are_named_where_there_is_none_for_all() -> None:
    with_one, without = part("Wales", "<p>0800 1111</p>"), part("Scotland", "<p>Kim</p>")
    assert Contacts("<p>Sam</p>", (with_one, without)).without_number() == ("Scotland",)
    assert Contacts("<p>Call 999</p>", (with_one, without)).without_number() is None
    assert Contacts("<p>Sam</p>", (with_one,)).without_number() is None
    assert Contacts("<p>Sam</p>", (without,)).without_number() == (), "nobody has one"
