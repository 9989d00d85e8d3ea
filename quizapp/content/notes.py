"""Lists and the notes nested under their items: `- Key: text`, 2 to 4 spaces in, each at most once (FORMAT §1)."""

from dataclasses import dataclass, field

from quizapp.content.findings import Findings
from quizapp.content.plain import plain
from quizapp.content.reader import Line
from quizapp.model.formats import Format

_LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its key, where the key stands, and its text, wrapped lines included. `lines` is never empty."""

    key: str
    key_line: Line
    lines: tuple[Line, ...]

    @property
    def value(self) -> Line:
        """The first line of its text, which is all of it for notes that hold no prose."""
        return self.lines[0]

    @property
    def text(self) -> str:
        """Its whole text on one line."""
        return " ".join(line.text for line in self.lines if line.text)

    @property
    def word(self) -> str:
        """The same in plain signs, where it is a mark, an id or a number."""
        return plain(self.text).strip()


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: where its bullet stands, the lines of its text, and its notes.

    `is_whole` is false where a note under it could not be read, so that what it lacks may well be that note.
    """

    bullet: Line
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    is_whole: bool = True

    @property
    def text(self) -> str:
        """Its text on one line, without its notes."""
        return " ".join(line.text for line in self.lines if line.text)


def split_key(line: Line) -> tuple[Line, Line] | None:
    """The key in plain signs and the rest of a `Key: text` line, or None where it is not one."""
    key, colon, _ = line.text.partition(":")
    key_text = plain(key).strip()
    if not colon or not key_text or len(key_text) > _LONGEST_KEY:
        return None
    return Line(line.number, key_text, line.column), line.after(len(key) + 1)


@dataclass(slots=True)
class _Open:
    """An item while its lines are being read."""

    bullet: Line
    lines: list[Line]
    notes: list[tuple[Line, Line, list[Line]]]
    note_indent: int = 0
    in_note: bool = False  # a note that could not be read is open, too, and swallows its wrapped lines
    skipping: bool = False
    is_whole: bool = True
    listed: set[int] = field(default_factory=set)  # lines that go on with a list in a note, which is told once

    def done(self) -> Item:
        notes = tuple(Note(key.text, key, tuple(lines)) for key, _, lines in self.notes)
        return Item(self.bullet, tuple(self.lines), notes, self.is_whole)


def read_items(lines: tuple[Line, ...], findings: Findings) -> list[Item]:
    """The items of a list with their notes. Wrong indents and notes that are not `Key: text` are found."""
    items: list[Item] = []
    current: _Open | None = None
    outer = lines[0].indent if lines and lines[0].indent > 1 else 0
    if outer:
        findings.at(
            "bad-indent",
            lines[0].after(0).span(findings.path),
            "this list does not begin at the start of its line",
            "take away the spaces before its `-`",
        )
    for line in lines:
        if line.is_blank:
            continue
        indent, bullet = max(line.indent - outer, 0), line.bullet
        if bullet and indent <= 1:
            if current:
                items.append(current.done())
            text = line.after(bullet)
            current = _Open(Line(line.number, line.text, 1 + len(line.text) - len(line.text.lstrip())), [text], [])
        elif current is None:
            findings.at("bad-indent", line.after(0).span(findings.path), "this line is indented under nothing")
        elif bullet and indent <= 4:
            _open_note(line, indent, current, findings)
        elif bullet and current.in_note and not current.skipping and indent > current.note_indent:
            if line.number not in current.listed:
                help = "write it in sentences; a note of its own stands 2 to 4 spaces in"
                what = "this list item stands too far in: a note has no list in it"
                findings.at("bad-indent", line.after(0).span(findings.path), what, help)
            current.listed = {line.number, line.number + 1}
            current.notes[-1][2].append(line.after(bullet))
        elif bullet:
            findings.at(
                "bad-indent",
                line.after(0).span(findings.path),
                "this list item stands too far in",
                "indent a note by 2 to 4 spaces",
            )
            current.in_note, current.skipping = True, True
        elif current.skipping:
            continue
        elif not current.in_note:
            current.lines.append(line.after(0))
        elif indent > current.note_indent:
            current.notes[-1][2].append(line.after(0))
        else:
            findings.at(
                "bad-indent",
                line.after(0).span(findings.path),
                "this line is not indented deeper than the note above it",
                "indent the wrapped lines of a note deeper than its `-`",
            )
    if current:
        items.append(current.done())
    return items


def _open_note(line: Line, indent: int, item: _Open, findings: Findings) -> None:
    text = line.after(line.bullet)
    item.note_indent, item.in_note, item.skipping = indent, True, False
    parts = split_key(text)
    if parts is None:
        begun = (key for key in note_keys(findings.format) if text.text.casefold().startswith(f"{key.casefold()} "))
        findings.at(
            "not-key-text",
            line.after(0).span(findings.path),
            "this note is not `Key: text`",
            f"write, for example, `- {next(begun, 'Why')}: …`, with a colon",
        )
        item.skipping, item.is_whole = True, False
        return
    key, value = parts
    item.notes.append((key, line, [value]))


def note_keys(format: Format) -> tuple[str, ...]:
    """The notes of a choice that are neither marks nor counters, in this format."""
    return ("Why", "Risk", "Only if", *(("Then",) if format.then else ()))


def looks_like_notes(item: Item, format: Format) -> bool:
    """Whether the lines under an item are notes, and not a nested list of someone's prose."""
    return any(note.key in note_keys(format) or note.text in ("met", "partly", "missed") for note in item.notes)
