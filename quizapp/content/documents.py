"""Documents: a quote whose first line is `Message: title` or its like, read to its fields and entries (FORMAT §3).

Reading says nothing about mistakes: `document_checks` does. Text is taken as lines, so that what is cut out of them
knows its place; what only shows them may number them as it likes. One pass, and no pattern repeats a repetition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizapp.content.outline import trim
from quizapp.content.plain import plain
from quizapp.content.reader import Line


class DocumentKind(StrEnum):
    """What a document is, by the word that its author writes before the colon."""

    EMAIL = "E-mail"
    MESSAGE = "Message"
    RECORD = "Record"
    LETTER = "Letter"
    CALL = "Call"
    NOTICE = "Notice"
    LOG = "Log"

    @property
    def has_entries(self) -> bool:
        """Whether a line `name or day, HH:MM: text` begins an entry in it."""
        return self in (DocumentKind.MESSAGE, DocumentKind.CALL, DocumentKind.LOG)


@dataclass(frozen=True, slots=True)
class Field:
    """A line `Key: text` between a document's title and its first empty line."""

    key: Line
    text: Line

    @property
    def key_line(self) -> Line:
        """The whole line again, as it is said of it."""
        return Line(self.key.number, f"{self.key.text}: {self.text.text}", self.key.column)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who said or did something (or on what day), at what time, and its text: the lines up to the next entry."""

    who: Line
    when: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """A document: its kind and title, its fields, the text before its first entry, and its entries."""

    kind: DocumentKind
    title: Line
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring lines of some prose that are one quote, or are between quotes; `document` where the quote is one."""

    lines: tuple[Line, ...]
    is_quote: bool
    document: StoryDocument | None = None


_KINDS = {kind.value: kind for kind in DocumentKind}
_LONGEST_LOOK = 120  # characters of a line, for its key or its name and time
_KEY_WORD = r"(?:\([^\W\d_]|[^\W_])[\w'./&()?-]{0,30}"
_KEY = re.compile(rf"[^\W\d_][\w'./&()?-]{{0,30}}(?:\s{{1,2}}{_KEY_WORD}){{0,2}}$")
_ENTRY = re.compile(r"([^:]{1,60}),\s{0,3}(\d{1,2}):(\d{2})\s{0,3}:(?!\d)")


def split_quotes(lines: tuple[Line, ...]) -> Iterator[Stretch]:
    """The quotes of some prose and what stands between them, in order; nothing is lost.

    A line without a `>` right under a quote goes on with it, as Markdown has it; a document is done before it.
    """
    at = 0
    while at < len(lines):
        start = at
        if not lines[at].text.startswith(">"):
            while at < len(lines) and not lines[at].text.startswith(">"):
                at += 1
            yield Stretch(lines[start:at], is_quote=False)
            continue
        while at < len(lines) and lines[at].text.startswith(">"):
            at += 1
        document = read_document(inside(lines[start:at]))
        while document is None and at < len(lines) and not lines[at].is_blank:
            at += 1
        yield Stretch(lines[start:at], is_quote=True, document=document)


def inside(quote: tuple[Line, ...]) -> tuple[Line, ...]:
    """A quote's lines without their `>`, from its first words to its last."""
    return trim(tuple(line.after(1) if line.text.startswith(">") else line for line in quote))


def read_document(lines: tuple[Line, ...]) -> StoryDocument | None:
    """The document that the inside of a quote is, or None where its first line is not `Kind: title`.

    Where some of the lines under the title are fields and some are not, none is, and all are text.
    """
    opened = read_head(lines[0]) if lines else None
    if opened is None:
        return None
    kind, title = opened
    under = lines[1:]
    head = head_lines(kind, under)
    fields = [field for field in map(read_field, head) if field is not None]
    if len(fields) < len(head):
        fields = []
    text: list[Line] = []
    entries: list[tuple[Line, str, list[Line]]] = []
    for line in under[len(fields) :]:
        entry = read_entry(line) if kind.has_entries else None
        if entry is not None:
            entries.append((entry.who, entry.when, list(entry.lines)))
        else:
            (entries[-1][2] if entries else text).append(line)
    done = tuple(Entry(who, when, trim(tuple(said))) for who, when, said in entries)
    return StoryDocument(kind, title, tuple(fields), trim(tuple(text)), done)


def read_head(line: Line) -> tuple[DocumentKind, Line] | None:
    """The kind and the title that a document's first line gives; the title may be empty."""
    word, colon, _ = line.text[:_LONGEST_LOOK].partition(":")
    kind = _KINDS.get(plain(word).strip()) if colon else None
    return None if kind is None else (kind, line.after(len(word) + 1))


def head_lines(kind: DocumentKind, under: tuple[Line, ...]) -> tuple[Line, ...]:
    """Of the lines under a title, those before the first empty one or the first entry: they should be fields."""
    end = 0
    while end < len(under) and not under[end].is_blank and not (kind.has_entries and read_entry(under[end])):
        end += 1
    return under[:end]


def read_field(line: Line) -> Field | None:
    """The field that a line is: a capitalised key of one to three words, a colon, and text."""
    word, colon, _ = line.text[:_LONGEST_LOOK].partition(":")
    key, text = word.rstrip(), line.after(len(word) + 1)
    if not colon or text.is_blank or key[:1].islower() or text.text.startswith("//") or not _KEY.match(plain(key)):
        return None
    return Field(Line(line.number, key, line.column), text)


def read_entry(line: Line) -> Entry | None:
    """The entry that a line begins: a name or a day, a comma, the time of day, a colon, and its first words."""
    found = _ENTRY.match(plain(line.text[:_LONGEST_LOOK]))
    if not found or line.bullet or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    hour, minute = line.text.index(":"), line.text.index(":", line.text.index(":") + 1)
    who = Line(line.number, line.text[:hour].rpartition(",")[0].strip(), line.column)
    if not who.text or (who.text[0] in "*_" and who.text[-1] != who.text[0]):
        return None  # the strong letters go on to the colon
    return Entry(who, f"{found[2]}:{found[3]}", (line.after(minute + 1),))
