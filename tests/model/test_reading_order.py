"""Names in the order that a reader looks for, and what tells two of one name apart."""

import random

import pytest

from quizapp.model import names
from quizapp.model.names import as_seen, reading_order, told_apart

ORDERS = (
    ("Angel", "Ángel", "Angela", "Anna"),
    ("Olive Ash", "Øystein Dahl", "Oz", "Paul"),
    ("Liam", "Łukasz", "Luke"),
    ("Aed", "Æsa", "Angus"),
    ("Dora", "Đorđe", "Duncan"),
    ("Strasser", "Strassér", "Straßner"),
    ("Ó Briain", "Oakley", "O'Brien", "O’Brien", "Obst"),
    ("De Souza", "de Souza", "Dean", "Dex"),
    ("Anne Lee", "Anne-Marie", "Annette"),
    ("Part", "Part 2", "Part 10", "Part 100", "Part two"),
    ("2 letters", "10 letters", "A letter"),
    ("Hide and seek", "‘I’m fine’", "In her own hands", "Just a phase?"),
    ("Nguyen", "Nguyễn", "Nils"),
    ("Ёлка", "Ель", "Жук"),
    ("Zoe", "Zoë", "Zoe B"),
)


@pytest.mark.parametrize("names", ORDERS, ids=lambda names: names[1])
def test_names_are_in_the_order_that_a_reader_looks_for(names: tuple[str, ...]):
    shuffled = list(names)
    random.Random(3).shuffle(shuffled)
    assert tuple(sorted(shuffled, key=reading_order)) == names


def test_two_ways_of_writing_one_name_are_side_by_side_and_always_in_one_order():
    names = ["MAYA PATEL", "Maya Patel", "maya  patel", "Maya Patel\u00a0", "Mayb"]
    once, again = (sorted(tried, key=reading_order) for tried in (names, names[::-1]))
    assert once == again and once[-1] == "Mayb"


def test_a_vowels_sign_is_no_accent():
    assert sorted(["बी", "बा", "ब"], key=reading_order) == ["ब", "बा", "बी"]
    assert reading_order("बा")[0] != reading_order("बी")[0]


@pytest.mark.parametrize("name", ["", " ", "?", "…", "\u0301", "🙂", "٣", "0", "00"])
def test_any_text_has_a_place(name: str):
    assert sorted([name, "a"], key=reading_order) == sorted(["a", name], key=reading_order)


def test_plain_names_take_a_short_way_to_the_same_place():
    chance, signs = random.Random(5), [chr(code) for code in range(128)]
    for name in (*signs, *("".join(chance.choices(signs, k=chance.randrange(9))) for _ in range(2000))):
        assert reading_order(name) == (names._plain(name.casefold()), name.casefold(), name)
        assert as_seen(name) == " ".join(name.casefold().split())


def test_what_looks_the_same_is_the_same_whatever_its_case_its_spaces_and_its_accents_are_made_of():
    assert as_seen("  Zo\u00eb   PATEL ") == as_seen("zoe\u0308 patel") == as_seen("Zoë\u00a0Patel")
    assert as_seen("Zoe Patel") != as_seen("Zoë Patel")


def test_only_those_of_one_name_are_told_apart_by_the_first_that_differs():
    names = ("Maya Patel", "Sam Lee", "maya  patel")
    assert told_apart(names, ("007", "1", "7"), ("a@x.org", "b@x.org", "c@x.org")) == ("007", "", "7")
    assert told_apart(names, ("007", "1", ""), ("a@x.org", "b@x.org", "c@x.org")) == ("a@x.org", "", "c@x.org")
    assert told_apart(names, ("7", "1", "7"), ("a@x.org", "b@x.org", "c@x.org")) == ("a@x.org", "", "c@x.org")
    assert told_apart(("A", "A", "A"), ("m", "m", "n"), ("x", "y", "z")) == ("x", "y", "z")
    assert told_apart(("A", "A"), ("", ""), ("", "y")) == ("", "y")
    assert told_apart((), ()) == ()
