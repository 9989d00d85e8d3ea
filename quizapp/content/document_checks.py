"""What is wrong with documents, and with quotes that were meant to be some (FORMAT §3).

A mistake here is seldom seen: the words are shown all the same, and run together or are said by somebody else.
"""

import re
from difflib import get_close_matches

from quizapp.content.documents import (
    DocumentKind,
    StoryDocument,
    Stretch,
    head_lines,
    inside,
    read_entry,
    read_field,
    read_head,
    split_quotes,
)
from quizapp.content.findings import Findings
from quizapp.content.reader import Line

_E, _M, _R, _L, _C, _N, _G = DocumentKind
_CALLED = {
    _E: "email, mail, e mail, emails, mails",
    _M: "messages, text, texts, text message, text messages, sms, whatsapp, chat, group chat, dm, dms, imessage, "
    "instant message, private message, thread, message thread",
    _R: "records, case record, case note, case notes, case file, file note, patient record, health record, "
    "school record, form, assessment",
    _L: "letters",
    _C: "calls, phone call, telephone call, phone, telephone, voicemail, voice mail, call transcript, transcript",
    _N: "notices, poster, memo, notice board",
    _G: "logs, log book, logbook, daily log, register, attendance, chronology, timeline, diary",
}
MEANT: dict[str, DocumentKind] = {
    **{word: kind for kind, words in _CALLED.items() for word in words.split(", ")},
    **{kind.value.lower(): kind for kind in DocumentKind},
}
"""What people call a document when they type it, and which kind that is."""

_KINDS = ", ".join(f"`{kind}`" for kind in DocumentKind)
_SIGNS = " \t*_#>+-•\"“'‘[("
_OPENING = re.compile(r"([^\W\d_][\w\s'’‐‑–-]{0,30}?)([*_\])\"”]{0,4}\s{0,3}(?:[:：;]|$|\s[-–—=]\s|[*_]{1,3}:))")
_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-"})
_FIELD_OF_MAIL = re.compile(r"(?:from|to|cc|bcc|subject|re|date|sent|at|by|time|name|age|dob)\s{0,2}:", re.IGNORECASE)
_NEARLY_FIELD = re.compile(r"[-*+•_\s]{1,6}[^\W\d_][^:*_]{0,40}[*_]{0,3}:|[A-Za-z]{2,7}\s{0,2}:(?!//)")
_TIME = r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?"
_NEARLY_ENTRY = (
    re.compile(rf"[\[(]?{_TIME}[\])]?\s{{0,2}}[:–—-]", re.IGNORECASE),  # 21:04: hi, [21:04] - hi
    re.compile(rf"[\[(]?{_TIME}[\])]?\s{{1,2}}[^\W\d_][^:,]{{0,40}}:", re.IGNORECASE),  # 21:04 Maya: hi
    re.compile(r"[\[(]?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s{1,2}\d{1,2}[:.]\d{2}"),  # what a telephone exports
    re.compile(rf"[^:,()\d]{{1,40}}[ (]{_TIME}\)?\s{{0,2}}:", re.IGNORECASE),  # Maya 21:04: hi, Maya (21:04): hi
    re.compile(rf"[^:,]{{1,40}},\s{{0,3}}\(?{_TIME}\)?\s{{0,2}}[:–—-]", re.IGNORECASE),  # Maya, 9.04pm: hi
    re.compile(r"[^:,]{1,40},\s{0,3}\d{1,2}(?:\s?[ap]\.?m\.?)?\s{0,2}:\s", re.IGNORECASE),  # Maya, 9pm: hi
)
_NO_LINE = Line(0, "")
_HOW_ENTRIES = "write `Maya, 21:04: text`: a name or a day, a comma, the time from 00:00 to 23:59, a colon"
_HOW_FIELDS = "a field is `Key: text` on one line, with a capital; leave a line with only `>` after the fields"


def look_through(lines: tuple[Line, ...], findings: Findings, *, in_quote: bool = False) -> tuple[Line, ...]:
    """The lines of some prose, after what is wrong with the documents in it was found, each at its line.

    Also what nearly is one. With `in_quote` the lines stood under a condition in a quote and have lost their `>`; where
    they are a document they get it back, because only a quote can be one.
    """
    if not findings.format.documents or not lines:
        return lines
    if in_quote and read_head(lines[0]):
        lines = tuple(Line(line.number, f">{' ' * (line.column - 2)}{line.text}".rstrip()) for line in lines)
    elif in_quote:
        _check_quote(tuple(line for line in lines if not line.text.startswith(">")), None, findings)
    before: Stretch | None = None
    for run in split_quotes(lines):
        if run.document is not None:
            _check_document(run.document, inside(run.lines), findings)
        elif run.is_quote:
            _check_quote(inside(run.lines), before, findings)
        elif not in_quote:
            _check_between(run.lines, before, findings)
        if run.is_quote or any(not line.is_blank for line in run.lines):
            before = run
    return lines


def _at(code: str, line: Line, findings: Findings, text: str, help: str) -> None:
    findings.at(code, line.after(0).span(findings.path), text, help)


def _shown(line: Line) -> str:
    return f"`{line.text.strip()[:40]}`"


def _check_document(document: StoryDocument, lines: tuple[Line, ...], findings: Findings) -> None:
    kind = document.kind
    if not document.title.text:
        example = f"write what it is after the colon, such as `{kind}: {_EXAMPLES[kind]}`"
        _at("bad-document", lines[0], findings, f"this {_said(kind)} has no title", example)
    head = head_lines(kind, lines[1:])
    _check_fields(document, head, findings)
    people = {entry.who.text.casefold() for entry in document.entries}
    after_blank = False
    for n, line in enumerate(lines[1:], start=1):
        opens = read_head(line)
        if opens and after_blank and n + 1 < len(lines) and _runs_together(lines[n + 1]):
            _at("nearly-document", line, findings, "a second document begins in the same quote", _OF_ITS_OWN)
        elif kind.has_entries and n > len(document.fields) and not read_entry(line) and _is_nearly_entry(line, people):
            _at(
                "bad-document", line, findings, f"{_shown(line)} is nearly an entry of this {_said(kind)}", _HOW_ENTRIES
            )
        after_blank = line.is_blank


def _check_fields(document: StoryDocument, head: tuple[Line, ...], findings: Findings) -> None:
    seen: dict[str, int] = {}
    for field in document.fields:
        name = field.key.text.casefold()
        if name in seen:
            help = _HOW_ENTRIES if document.kind.has_entries else "put both in one line, with a comma"
            text = f"the field `{field.key.text}` stands on line {seen[name]} already"
            _at("bad-document", field.key, findings, text, help)
        seen.setdefault(name, field.key.number)
    if document.fields:
        return
    fits = [read_field(line) is not None for line in head]
    if document.kind.has_entries and any(_is_nearly_entry(line, set()) for line in head):
        return  # said where entries are
    odd = next(
        (line for line, fit in zip(head, fits, strict=True) if not fit and (any(fits) or _nearly_field(line))), None
    )
    if odd is not None:
        text = f"{_shown(odd)} stands among the fields of this {_said(document.kind)} and is none"
        _at("bad-document", odd, findings, text, _HOW_FIELDS)


def _nearly_field(line: Line) -> bool:
    found = _NEARLY_FIELD.match(line.text)
    return found is not None and (not line.text[0].isalpha() or _FIELD_OF_MAIL.match(line.text) is not None)


def _is_nearly_entry(line: Line, people: set[str]) -> bool:
    """Whether somebody meant this line to begin an entry, and it goes on with the one before instead."""
    text = line.text.lstrip(_SIGNS).replace("*", "").replace("_", "")
    if any(pattern.match(text) for pattern in _NEARLY_ENTRY):
        return True
    name, colon, _ = text[:80].partition(":")
    return bool(colon) and name.strip().casefold() in people


_OF_ITS_OWN = "a document is a quote of its own: leave a quite empty line, without `>`, before it"
_EXAMPLES = {
    _E: "A bed for Leo",
    _M: "Maya, on Tuesday evening",
    _R: "Home visit",
    _L: "From the clinic",
    _C: "The duty desk",
    _N: "In the staff room",
    _G: "Form group, week 3",
}


def _said(kind: DocumentKind) -> str:
    return kind.value.lower()


def _check_quote(lines: tuple[Line, ...], before: Stretch | None, findings: Findings) -> None:
    """What a quote that is no document, or prose with a condition, should not look like; the first of it is said."""
    if lines and (meant := _meant(lines[0])) is not None:
        text = f"{_shown(lines[0])} is nearly the first line of a document"
        _at("nearly-document", lines[0], findings, text, f"write `{meant}:` and a title; there are {_KINDS}")
        return
    if lines and before is not None and before.document is not None and _is_empty(before.document):
        text = "this quote and the document above it are two, and that one has only its title"
        _at("nearly-document", lines[0], findings, text, "begin every line of a document with `>`, empty ones too")
        return
    after_blank = False
    for line, follows in zip(lines, (*lines[1:], _NO_LINE), strict=False):
        if line.text.startswith(">") and read_head(Line(0, line.text.lstrip("> "))):
            text = "a document stands in a quote inside a quote"
            _at("nearly-document", line, findings, text, "begin each of its lines with one `>`")
            return
        if read_head(line) and (after_blank or _runs_together(follows)):
            _at("nearly-document", line, findings, "a document begins in the middle of a quote", _OF_ITS_OWN)
            return
        if read_entry(line) or (_of_mail(line) and _of_mail(follows)):
            text = "these lines look like a document's, and would run together"
            _at("nearly-document", line, findings, text, "begin the quote with a line such as `Message: Maya to Sam`")
            return
        after_blank = line.is_blank


def _is_empty(document: StoryDocument) -> bool:
    return not (document.fields or document.lines or document.entries)


def _of_mail(line: Line) -> bool:
    return _FIELD_OF_MAIL.match(line.text.lstrip(_SIGNS)) is not None


def _runs_together(line: Line) -> bool:
    return _of_mail(line) or read_entry(line) is not None


def _check_between(lines: tuple[Line, ...], before: Stretch | None, findings: Findings) -> None:
    """What stands between quotes: what goes on with a document without a `>`, and documents without one at all."""
    first = next((line for line in lines if not line.is_blank), None)
    if first is None:
        return
    if before is not None and before.document is not None and first.number == before.lines[-1].number + 1:
        text = "this line stands right under a document, and is no part of it"
        _at("bad-document", first, findings, text, "begin it with `>`, or leave an empty line before it")
    for line, follows in zip(lines, (*lines[1:], _NO_LINE), strict=False):
        inner = line.text.lstrip()
        if line.text != inner and inner.startswith(">") and (read_head(Line(0, inner[1:].lstrip())) is not None):
            _at(
                "nearly-document", line, findings, "spaces stand before this document", "take away those before its `>`"
            )
        elif read_head(line) and _runs_together(follows):
            text = f"{_shown(line)} begins a document, and stands in no quote"
            _at("nearly-document", line, findings, text, "begin every line of a document with `> `, empty ones too")


def _meant(line: Line) -> DocumentKind | None:
    """The kind of document that a quote's first line nearly opens, or None."""
    text = line.text.lstrip(_SIGNS)
    found = _OPENING.match(text)
    if not found:
        return None
    word = " ".join(found[1].translate(_DASHES).split()).lower()
    has_colon = ":" in found[2] or "：" in found[2]
    if word in (kind.value.lower() for kind in DocumentKind):
        return MEANT[word] if has_colon or text[0].isupper() else None
    if not has_colon:
        return None
    close = get_close_matches(word, [kind.value.lower() for kind in DocumentKind], n=1, cutoff=0.8)
    return MEANT.get(word) or (MEANT[close[0]] if close and len(word) > 4 else None)
