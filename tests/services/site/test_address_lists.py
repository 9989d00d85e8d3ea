"""A list of addresses is read as it comes out of mail programs, spreadsheets and sign-in sheets."""

import time

import pytest

from quizapp.services.site.address_lists import read

A, B, C = "ann@example.org", "bo@example.org", "cy.o'neil@sub.example.org"


@pytest.mark.parametrize(
    "text",
    [
        f"{A}, {B}, {C}",
        f"{A};{B};{C}",
        f"{A}; {B}; {C};",
        f"{A} {B}\t{C}",
        f"{A}\r\n{B}\r\n\r\n{C}\r\n",
        f"{A}; Bo Berg <{B}>; Cy O'Neil <{C}>",
        f"Ann <{A}> Bo <{B}> Cy <{C}>",
        f'"Abel, Ann" <{A}>, "Berg, Bo" <{B}>, "O\'Neil, Cy (Team C)" <{C}>',
        f"Abel, Ann <{A}>; Berg, Bo <{B}>; O'Neil, Cy <{C}>",
        f"Abel, Ann <{A}>, Berg, Bo <{B}>, O'Neil, Cy <{C}>",
        f"“Abel, Ann” <{A}>; “Berg; Bo” <{B}>\n<{C}>",
        f"'{A}'; '{B}'; ‘{C}’",
        f'"{A}";"{B}","{C}"',
        f'"{A}; {B}; {C}"',
        f"'{A}' <{A}>; \"{B}\" <{B}>; {C} <{C}>",
        f"mailto:{A}, MAILTO:{B}?subject=Hello <mailto:{C}>".replace(" <", "\n<"),
        f"{A}., {B}.\n({C}).",
        f"1. {A}\n2. {B}\n3. {C}",
        f"• {A}\n- {B}\n* {C}",
        f"Ann Abel {A}\nBo Berg {B}\nCy: {C}",
        f"Ann Abel\n<{A}>\nBo Berg\n<{B}>\nCy\n<{C}>",
        f"{A} (Ann), Bo (she/her) <{B}>, {C} (day 2)",
        f"\ufeff{A}\u200b,\u00a0{B}\u3000{C}",
        f"{A}，{B}；{C}",
        f"{A}, <{B}, {C}>",
        f'"{A}, {B}, {C}',
    ],
)
def test_every_way_to_write_a_list_gives_its_addresses_and_nothing_else(text: str):
    found = read(text)
    assert (found.addresses, found.unread) == ((A, B, C), ())


def test_nobody_is_in_it_twice_however_they_are_spelt():
    assert read(f"{A}; Ann <{A.upper()}>\n'{A}'").addresses == (A,)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        (f"{A}, ann, {B}", ("ann",)),
        (f"{A}\nBo Berg\n{B}", ("Bo Berg",)),
        (f"{A} bo {B}", ("bo",)),
        (f"{A}; bo@; {B}", ("bo@",)),
        (f"{A}; bo@@example.org {B}", ("bo@@example.org",)),
        (f"{A}; bo@example <nothing>; {B}", ("nothing",)),
        (f"{A}; bo@example; {B}", ("bo@example",)),
        (f"{A} and {B}", ("and",)),
        (f"{A}; {B}; Cy", ("Cy",)),
        (f"Cy; {A}; {B}", ("Cy",)),
        (f"Cy\nAnn <{A}>; {B}", ("Cy",)),
    ],
)
def test_what_is_no_address_is_named_and_drops_nobody(text: str, unread: tuple[str, ...]):
    found = read(text)
    assert (found.addresses, found.unread) == ((A, B), unread)


def test_nothing_in_it_is_nothing():
    for text in ("", " ,\n; ", "<>", '""', "().-"):
        assert read(text).addresses == (), text


def test_a_long_list_of_anything_is_read_in_a_moment():
    for sign in ('"', "<", "(", "“", "@", ",", "a ", '"a', "<a@b.c", "(a"):
        begun = time.process_time()
        read(sign * (20_000 // len(sign)))
        assert time.process_time() - begun < 2, sign
