"""What bytes are that are not UTF-8 text, in the words of whoever saved them: UTF-16, Windows' signs, a Word file."""

import re
from dataclasses import dataclass

_BINARY = (
    (b"PK\x03\x04", "a Word file, or another packed one"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_LOOKED_AT = 4096  # bytes
_SAVE = "save it as UTF-8: in Notepad choose Save as, Encoding: UTF-8; in Word, copy the text into a plain text editor"
_TYPED_TWICE = re.compile("Ã[\x80-\xbf©¨ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿]|â€[\x80-\xbf™œ\x9d“”˜¦]|Â[\xa0-\xbf]")
REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class NotText:
    """Where bytes stop being UTF-8 text (an offset into them), what is wrong there, and what to do."""

    offset: int
    text: str
    help: str


def not_text(content: bytes) -> NotText | None:
    """What is wrong with the bytes as UTF-8; None where they are."""
    for beginning, called in _BINARY:
        if content.startswith(beginning):
            return NotText(0, f"this file is {called}, and not plain text", "copy its text into a plain text file")
    for mark, called in _MARKS:
        if content.startswith(mark):
            return NotText(0, f"this file is {called}", _SAVE)
    if _is_wide(content[:_LOOKED_AT]):
        return NotText(0, "this file is UTF-16", _SAVE)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _other_signs(content, problem.start)
    return None


def garbled(text: str) -> re.Match[str] | None:
    """The first sign that came out wrong because a file was once read in another encoding than it was saved in."""
    found = _TYPED_TWICE.search(text)
    lost = re.search(REPLACED, text)
    return min((each for each in (found, lost) if each), key=lambda each: each.start(), default=None)


def _is_wide(content: bytes) -> bool:
    """Whether about every other byte is zero, as in English text of two bytes a sign."""
    half = len(content) // 2
    return half > 1 and max(content[0::2].count(0), content[1::2].count(0)) > half // 2


def _other_signs(content: bytes, offset: int) -> NotText:
    sign = content[offset : offset + 1].decode("cp1252", "replace")
    shown = f" (`{sign}`?)" if sign.isprintable() and sign != REPLACED else ""
    if any(byte > 0x7F for byte in content[:offset]) or _has_utf8_after(content, offset):
        text = f"a sign here{shown} is not UTF-8, and others in this file are: two encodings are mixed"
        return NotText(offset, text, "type the sign again, and save the file as UTF-8")
    return NotText(
        offset, f"this file is not UTF-8, but most likely Windows-1252 or Latin-1: see this sign{shown}", _SAVE
    )


def _has_utf8_after(content: bytes, offset: int) -> bool:
    """Whether a sign of several bytes that is UTF-8 comes later."""
    rest = content[offset + 1 :].decode("utf-8", "ignore")
    return any(sign > "\x7f" and sign not in "\x80\x9f" for sign in rest)
