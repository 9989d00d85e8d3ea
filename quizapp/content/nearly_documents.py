"""What was meant as a document's first line or field, and is not written as one (FORMAT §3).

Each is one look at the beginning of a line, which is bounded: no pattern repeats a repetition.
"""

import re
from difflib import get_close_matches

from quizapp.content.documents import DocumentKind, Field, read_entry, read_field
from quizapp.content.plain import plain
from quizapp.content.reader import Line

_E, _M, _R, _L, _C, _N, _G = DocumentKind
_CALLED = {
    _E: "email, mail, e mail, emails, mails",
    _M: "messages, text, texts, text message, text messages, sms, whatsapp, whatsapp message, chat, group chat, dm, "
    "dms, imessage, instant message, private message, message thread",
    _R: "records, case record, case note, case notes, case file, file note, patient record, health record, "
    "school record",
    _L: "letters",
    _C: "calls, phone call, telephone call, voicemail, voice mail, call transcript, transcript",
    _N: "notices, poster, notice board",
    _G: "logs, log book, logbook, daily log, call log, register, chronology",
}
_OWN_WORDS = {kind.value.lower(): kind for kind in DocumentKind}
MEANT = {word: kind for kind, words in _CALLED.items() for word in words.split(", ")} | _OWN_WORDS
"""What people call a document when they type it, and which kind that is."""

_SIGNS = " \t*_#>+-•\"“'‘[("
_WORD = r"([^\W\d_][\w\s'’‐‑–-]{0,30}?)"
_MORE = r"(?:\s{1,2}\d{1,3}|\s{1,2}\([^()]{0,40}\))?"  # Message 2:, Message (Maya):
_OPENING = re.compile(rf"{_WORD}{_MORE}[*_\])\"”]{{0,4}}\s{{0,3}}([:：;]|$|\s[-–—=]\s)")
_FROM_SOMEBODY = re.compile(rf"{_WORD} (?:from|to|of|about) [^:]{{1,60}}:[*_]{{0,3}}$")
_CLOSE = 0.8
_SHORTEST_SLIP = 5  # letters: a slip in a shorter word might be a name

_KEYS_OF_OURS = ("Why", "Answer", "Reflect", "Points", "Outcome", "Risk", "Then", "Only if", "Otherwise")
_KEY_OF_MAIL = "from|to|cc|bcc|subject|re|date|sent|at|on|by|time|name|age|dob"
_FIELD_OF_MAIL = re.compile(rf"(?:{_KEY_OF_MAIL})\s{{0,2}}:(?!//)", re.IGNORECASE)
_SECOND_FIELD = re.compile(r"\s(?:To|Cc|Bcc|Sent|Date|Subject|Re):\s")
_FIELD_WITH_SIGNS = re.compile(r"[-*+•_\s]{1,6}[^\W\d_][^:*_]{0,40}[*_]{0,3}:")


def meant_kind(line: Line) -> DocumentKind | None:
    """The kind of document that a quote's first line nearly opens, or None."""
    text = line.text.lstrip(_SIGNS)
    sent = _FROM_SOMEBODY.match(text)
    if sent and _plain(sent[1]) in MEANT:
        return MEANT[_plain(sent[1])]
    found = _OPENING.match(text)
    if not found:
        return None
    word, ends_in_colon = _plain(found[1]), found[2] in (":", "：")
    if word in _OWN_WORDS:
        return _OWN_WORDS[word] if ends_in_colon or text[0].isupper() else None
    if not ends_in_colon:
        return None
    close = get_close_matches(word, (*_OWN_WORDS, "email"), n=1, cutoff=_CLOSE) if len(word) >= _SHORTEST_SLIP else []
    return MEANT.get(word) or (MEANT[close[0]] if close else None)


def _plain(words: str) -> str:
    return " ".join(plain(words).split()).lower()


def looks_like_mail(line: Line) -> bool:
    """Whether a line looks like one of an e-mail's head, or of another document's: `From: …`, in any letters."""
    return _FIELD_OF_MAIL.match(line.text.lstrip(_SIGNS)) is not None


def looks_like_part(line: Line) -> bool:
    """Whether a line looks like one that stands in a document: an entry, or a field, of a mail in any letters.

    A line with a key of the format, such as `Why:`, is something else that went astray.
    """
    field = read_field(line)
    named = field is not None and field.key.text not in _KEYS_OF_OURS
    return named or looks_like_mail(line) or read_entry(line) is not None


def is_nearly_field(line: Line) -> bool:
    """Whether somebody meant this line as a field: with a bullet, in strong or in small letters, or without text."""
    if read_field(line) is not None:
        return False
    with_text = Line(line.number, f"{line.text} x", line.column)
    return (
        _FIELD_WITH_SIGNS.match(line.text) is not None
        or (_FIELD_OF_MAIL.match(line.text) is not None)
        or (line.text.rstrip().endswith(":") and read_field(with_text) is not None)
    )


def holds_second_field(field: Field) -> bool:
    """Whether the text of a field goes on with the next field of an e-mail's head."""
    return looks_like_mail(field.key_line) and _SECOND_FIELD.search(field.text.text) is not None
