"""Bytes that are no UTF-8 text are named as what they are, at the place where that shows."""

import pytest

from quizapp.content.encodings import garbled, not_text
from quizapp.content.findings import Findings
from quizapp.content.reader import normalise, read_document
from quizapp.model.published import SourceFile

TEXT = "---\nyou-are: a teacher\n---\n\n# A café\n\nShe said “no”.\n"


def said(content: bytes) -> tuple[str, int, int, str]:
    """Code, line, column and text of the only thing that is said of a file with these bytes."""
    findings = Findings("s.md")
    assert read_document(SourceFile("s.md", content), findings) is None
    (found,) = findings.found
    assert "UTF-8" in found.help or "plain text" in found.help
    return found.code, found.span.line, found.span.column, found.text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_called_so_with_a_mark_at_its_beginning_and_without(encoding: str) -> None:
    assert said(TEXT.encode(encoding)) == ("not-text", 1, 1, "this file is UTF-16")
    assert said(TEXT.replace("\n", "\r\n").encode(encoding)) == ("not-text", 1, 1, "this file is UTF-16")


def test_utf_32_is_called_so() -> None:
    assert said(TEXT.encode("utf-32")) == ("not-text", 1, 1, "this file is UTF-32")


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"PK\x03\x04\x14\x00\x06", "a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word file"),
        (b"%PDF-1.7\n%\xe2", "a PDF"),
        (b"{\\rtf1\\ansi}", "a rich text file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
    ],
)
def test_a_file_of_another_program_is_called_by_its_name(content: bytes, called: str) -> None:
    assert said(content)[1:3] == (1, 1)
    assert f"this file is {called}" in said(content)[3]


def test_windows_signs_are_named_at_the_first_one() -> None:
    code, line, column, text = said(TEXT.encode("cp1252"))
    assert (code, line, column) == ("not-text", 5, 8)
    assert "Windows-1252 or Latin-1" in text
    assert "`é`" in text


@pytest.mark.parametrize(
    "content", ["# Café\n\nThat".encode() + b"\x92s it\n", b"# That\x92s it\n\nA " + "café\n".encode()]
)
def test_two_encodings_in_one_file_are_named_at_the_sign_that_is_not_utf_8(content: bytes) -> None:
    _, line, _, text = said(content)
    assert "two encodings are mixed" in text
    assert "`’`" in text
    assert content.split(b"\n")[line - 1].find(b"\x92") >= 0


@pytest.mark.parametrize("text", ["", "a", "aé", TEXT, "日本語", "\U0001f642", "a" * 5000])
def test_utf_8_is_nothing_to_complain_about(text: str) -> None:
    assert not_text(normalise(text.encode())) is None
    assert not_text(normalise(text.encode("utf-8-sig"))) is None


@pytest.mark.parametrize("text", ["doesn’t", "café", "“no”", "naïve", "£5", "Zoë’s", "à côté", "½", "30°"])
def test_a_sign_that_was_read_in_another_encoding_is_garbled_and_one_that_was_not_is_not(text: str) -> None:
    assert garbled(text) is None
    assert garbled(text.encode().decode("cp1252", "replace")) is not None
    assert garbled(text.encode("cp1252").decode("utf-8", "replace")) is not None
