"""What was meant as a part of a document is known by its beginning, and what people just say is left alone."""

import pytest

from quizapp.content.nearly_documents import (
    MEANT,
    is_nearly_field,
    looks_like_mail,
    looks_like_part,
    meant_kind,
)
from quizapp.content.reader import Line


def line(text: str) -> Line:
    return Line(1, text)


@pytest.mark.parametrize("word", MEANT)
def test_every_word_that_people_use_is_known_in_any_letters_and_with_any_signs(word: str) -> None:
    first = [f"{word.capitalize()}: x", f"**{word}:** x", f"**{word}**: x", f"- {word.upper()}: x", f"> {word}: x"]
    for typed in (*first, f"{word} 2: x", f"{word} (Maya): x", f"{word.capitalize()} from Maya:"):
        assert meant_kind(line(typed)) is MEANT[word], typed


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Mesage: x", "message"),
        ("Recrod: x", "record"),
        ("Emial: x", "email"),
        ("Leter: x", "letter"),
        ("E–Mail：x", "email"),
    ],
)
def test_a_slip_of_a_letter_or_a_sign_is_seen_through(typed: str, word: str) -> None:
    assert meant_kind(line(typed)) is MEANT[word]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Leo: no.",
            "Carl: no.",
            "Lotte: no.",
            "Rachel: no.",
            "Maya, 21:04: hi",
            "Log in and see.",
            "Call her today.",
        ),
        *("A message from Maya: come.", "Message me, she said.", "Recorded on Monday: nothing.", "Note: he is away."),
        *("Message from Maya: come home", "log", "call - no", "", "   ", "> ", "From: Sam", "Phone: 0300 123"),
    ],
)
def test_what_somebody_says_is_no_document(typed: str) -> None:
    assert meant_kind(line(typed)) is None


@pytest.mark.parametrize(
    "typed",
    ["**From:** Sam", "*From*: Sam", "- Name: Sam", "• Name: Sam", "from: Sam", "Presenting problem:", "dob: x"],
)
def test_a_field_with_signs_in_small_letters_or_without_text_is_seen(typed: str) -> None:
    assert is_nearly_field(line(typed))


@pytest.mark.parametrize(
    "typed", ["From: Sam", "Dear Sam,", "we met: it was late", "- bread", "He came at last. Then:", "*so*"]
)
def test_a_field_or_a_sentence_is_not_nearly_a_field(typed: str) -> None:
    assert not is_nearly_field(line(typed))


def test_a_line_of_a_mail_or_of_a_thread_looks_like_a_part() -> None:
    assert looks_like_mail(line("**to:** you"))
    assert looks_like_part(line("Maya, 21:04: hi"))
    assert not looks_like_part(line("To whom it may concern"))
