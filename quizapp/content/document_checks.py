"""What is wrong with documents, and with quotes and lines that were meant to be some (FORMAT §3).

A mistake here is seldom seen: the words are shown all the same, and run together or are said by somebody else.
"""

import re

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
from quizapp.content.nearly_documents import (
    holds_second_field,
    is_nearly_field,
    looks_like_mail,
    looks_like_part,
    meant_kind,
)
from quizapp.content.nearly_entries import FORM, meant_entry
from quizapp.content.reader import Line

_NO_LINE = Line(0, "")
_EXAMPLES = {
    DocumentKind.EMAIL: "A bed for Leo",
    DocumentKind.MESSAGE: "Maya, on Tuesday evening",
    DocumentKind.RECORD: "Home visit",
    DocumentKind.LETTER: "From the clinic",
    DocumentKind.CALL: "The duty desk",
    DocumentKind.NOTICE: "In the staff room",
    DocumentKind.LOG: "Form group, week 3",
}
_KINDS = ", ".join(f"`{kind}`" for kind in DocumentKind)
_NEVER_A_SENTENCE = (DocumentKind.EMAIL, DocumentKind.LETTER, DocumentKind.NOTICE, DocumentKind.RECORD)
_HOW_ENTRIES = f"write {FORM}"
_HOW_FIELDS = (
    "a field is `Key: text` on one line, its key one to three words with a capital; "
    "leave a line with only `>` after the fields"
)
_OF_ITS_OWN = "a document is a quote of its own: leave a quite empty line, without `>`, before it"
_ONE_SIGN = "begin each of its lines with one `>`"
_EVERY_LINE = "begin every line of a document with `>`, empty ones too"
_SIGN = re.compile(r"(?:\s{1,8}|\s{0,3}(?:[-*+]|\d{1,2}[.)])\s{1,4})>\s{0,3}|\s{0,3}(?:[»›＞]|&gt;)\s{0,3}")
_FOR_PAGES = re.compile(r"(#{1,6}\s)|\|.*\|$")  # a heading; a row of a table


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
    told: int | None = None  # the number of a line between quotes of which it was said that it begins a document
    for stretch in split_quotes(lines):
        if stretch.document is not None:
            _check_document(stretch.document, inside(stretch.lines), findings)
        elif stretch.is_quote and (told is None or stretch.lines[0].number != told + 1):
            _check_quote(inside(stretch.lines), before, findings)
        elif not stretch.is_quote and not in_quote:
            told = _check_between(stretch.lines, before, findings)
        if stretch.is_quote or any(not line.is_blank for line in stretch.lines):
            before = stretch
    return lines


def _at(code: str, line: Line, findings: Findings, text: str, help: str) -> None:
    findings.at(code, line.after(0).span(findings.path), text, help)


def _shown(line: Line) -> str:
    return f"`{line.text.strip()[:40]}`"


def _check_document(document: StoryDocument, lines: tuple[Line, ...], findings: Findings) -> None:
    kind, called = document.kind, document.kind.value.lower()
    if not document.title.text.strip():
        help = f"write what it is after the colon, such as `{kind}: {_EXAMPLES[kind]}`"
        _at("bad-document", lines[0], findings, f"this {called} has no title", help)
    said = _first_without_time(document)
    if said is not None:
        _at("bad-document", said, findings, f"{_shown(said)} looks like an entry without its time", _HOW_ENTRIES)
    else:
        _check_fields(document, head_lines(kind, lines[1:]), findings)
    for entry in document.entries:
        if all(line.is_blank for line in entry.lines):
            text = f"nothing is said by `{entry.who.text[:40]}` at {entry.when}"
            _at("bad-document", entry.who, findings, text, "write it after the colon, or take the line out")
    people = {entry.who.text.casefold() for entry in document.entries}
    before = lines[0]
    for n, line in enumerate(lines[1:], start=1):
        follows = lines[n + 1] if n + 1 < len(lines) else _NO_LINE
        if _opens_another(before, line, follows):
            _at("nearly-document", line, findings, "a second document begins in the same quote", _OF_ITS_OWN)
        elif kind.has_entries and n > len(document.fields) and (written := _meant_entry(line, people, kind)):
            _at(
                "bad-document",
                line,
                findings,
                f"{_shown(line)} is nearly an entry of this {called}",
                f"write {written}",
            )
        elif (found := _FOR_PAGES.match(line.text)) and (found[1] or not before.text.startswith("|")):
            what = "a heading" if found[1] else "a table"
            help = "make it `**strong**`" if found[1] else "write each row as a line of its own, `Key: text`"
            _at("bad-document", line, findings, f"{what} cannot stand in a document", help)
        before = line


def _meant_entry(line: Line, people: set[str], kind: DocumentKind) -> str | None:
    return None if read_entry(line) else meant_entry(line, people, is_log=kind is DocumentKind.LOG)


def _opens_another(before: Line, line: Line, follows: Line) -> bool:
    opened = read_head(line)
    if opened is None:
        return False
    alone = before.is_blank and follows.is_blank and opened[0] in _NEVER_A_SENTENCE
    return alone or read_entry(follows) is not None or (before.is_blank and looks_like_part(follows))


def _first_without_time(document: StoryDocument) -> Line | None:
    """The first line of a thread whose lines are all of `Name: text`, so that nobody could say when; None elsewhere."""
    if document.kind is not DocumentKind.MESSAGE or document.entries:
        return None
    said = [line for line in document.lines if read_field(line) and not looks_like_mail(line)]
    if not document.lines and not any(looks_like_mail(field.key_line) for field in document.fields):
        said = [field.key_line for field in document.fields]
    return said[0] if len(said) > 1 else None


def _check_fields(document: StoryDocument, head: tuple[Line, ...], findings: Findings) -> None:
    seen: dict[str, int] = {}
    for field in document.fields:
        name = field.key.text.casefold()
        if name in seen:
            help = _HOW_ENTRIES if document.kind.has_entries else "put both in one line, with a comma"
            text = f"the field `{field.key.text}` stands on line {seen[name]} already"
            _at("bad-document", field.key, findings, text, help)
        elif holds_second_field(field):
            help = "give each field a line of its own"
            _at("bad-document", field.key, findings, f"two fields stand on one line, after `{field.key.text}:`", help)
        seen.setdefault(name, field.key.number)
    if document.fields or (
        document.kind.has_entries and any(_meant_entry(line, set(), document.kind) for line in head)
    ):
        return  # of entries it is said where they are
    some = any(read_field(line) for line in head)
    odd = next((line for line in head if not read_field(line) and (some or is_nearly_field(line))), None)
    if odd is not None:
        text = f"{_shown(odd)} stands among the fields of this {document.kind.value.lower()} and is none"
        _at("bad-document", odd, findings, text, _HOW_FIELDS)


def _check_quote(lines: tuple[Line, ...], before: Stretch | None, findings: Findings) -> None:
    """What a quote that is no document, or prose with a condition, should not look like; the first of it is said."""
    if lines and not lines[0].text.startswith(">") and (meant := meant_kind(lines[0])) is not None:
        text = f"{_shown(lines[0])} is nearly the first line of a document"
        _at("nearly-document", lines[0], findings, text, f"write `{meant}:` and a title; there are {_KINDS}")
        return
    above = before.document if before is not None else None
    if lines and above is not None and (read_entry(lines[0]) or not (above.lines or above.entries)):
        text = "this quote and the document above it are two, because an empty line without `>` stands between"
        _at("nearly-document", lines[0], findings, text, _EVERY_LINE)
        return
    after_blank = False
    for line, follows in zip(lines, (*lines[1:], _NO_LINE), strict=False):
        if line.text.startswith(">") and read_head(Line(0, line.text.lstrip("> "))):
            _at("nearly-document", line, findings, "a document stands in a quote inside a quote", _ONE_SIGN)
            return
        if read_head(line) and (after_blank or looks_like_part(follows)):
            _at("nearly-document", line, findings, "a document begins in the middle of a quote", _OF_ITS_OWN)
            return
        if read_entry(line) or _run_together(line, follows):
            kind = _probably(line, follows)
            text = "these lines look like a document's, and would run together"
            help = f"begin the quote with a line such as `{kind}: {_EXAMPLES[kind]}`"
            _at("nearly-document", line, findings, text, help)
            return
        after_blank = line.is_blank


def _probably(line: Line, follows: Line) -> DocumentKind:
    """Which kind of document such lines are, most probably."""
    if read_entry(line) or read_entry(follows):
        return DocumentKind.MESSAGE
    return DocumentKind.EMAIL if looks_like_mail(line) and looks_like_mail(follows) else DocumentKind.RECORD


def _run_together(line: Line, follows: Line) -> bool:
    """Whether two lines were meant to stay two, and a page shows them as one."""
    if line.bullet or follows.bullet or line.text.endswith(("  ", "\\")):
        return False
    return looks_like_part(line) and looks_like_part(follows)


def _check_between(lines: tuple[Line, ...], before: Stretch | None, findings: Findings) -> int | None:
    """What stands between quotes: what goes on with a document without a `>`, and documents without one at all.

    The number of the last line that has another sign for its `>`, or None.
    """
    first = next((line for line in lines if not line.is_blank), None)
    if first is None:
        return None
    if before is not None and before.document is not None and first.number == before.lines[-1].number + 1:
        text = "this line stands right under a document, and is no part of it"
        _at("bad-document", first, findings, text, "begin it with `>`, or leave an empty line before it")
    told, wrong = False, None
    for line, follows in zip(lines, (*lines[1:], _NO_LINE), strict=False):
        sign = _SIGN.match(line.text)
        if sign and read_head(line.after(sign.end())):
            text = f"{_shown(line)} begins a document, and its line does not begin with `>`"
            help = "take away what stands before the `>`, or write `>` for it"
            findings.at("nearly-document", line.span(findings.path), text, help)
            wrong = line.number
        elif not told and read_head(line) and looks_like_part(follows):
            text = f"{_shown(line)} begins a document, and stands in no quote"
            _at("nearly-document", line, findings, text, "begin every line of a document with `> `, empty ones too")
            told = True
        elif not told and _run_together(line, follows):
            kind = _probably(line, follows)
            text = "these lines look like a document's, and would run together"
            help = f"begin each with `> `, and put a first line such as `> {kind}: {_EXAMPLES[kind]}` above them"
            _at("nearly-document", line, findings, text, help)
            told = True
        told = told and not line.is_blank
    return wrong
