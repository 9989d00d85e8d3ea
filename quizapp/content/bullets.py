"""What is typed in place of `- `: a word processor's bullet, a number, a letter, a hyphen without its space, nothing.

Before a section is cut into pieces, one pass gives its items and notes the bullet and the indent that were meant. Each
kind of slip is told once in a section, at its first line. What is mended is read as if it had been typed well, so
that nothing else is said of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from quizapp.content.findings import Findings
from quizapp.content.reader import Line

# The last ones are what Word's own bullets become on a clipboard: signs of a font that nobody else has.
_BULLETS = "•·●○◦▪▫■□◆◇‣⁃∙►▶➢➤➔→–—−‐‑" + "\uf0a7\uf0b7\uf0d8\uf0fc\uf076"
_ODD = re.compile(
    rf"[ \t]*(?P<sign>[{_BULLETS}]|-(?![-+\s])|[*+](?![-*+\s])|o(?=[ \t])"
    r"|\(?(?:[0-9]{1,3}|[A-Za-z]|[ivx]{2,4})[.)])[ \t]*"
)
_NOTE = re.compile(
    r"[*_`\"“”]{0,3}(?P<key>[A-Za-z][A-Za-z0-9 '’-]{0,59}?)[*_`\"“”]{0,3}[ \t]*"
    r"(?P<sign>[:：;=]|[-–—.](?=[ \t]))[*_]{0,3}[ \t]*"
)
_INDENT = "    "  # of a mended note


@dataclass(frozen=True, slots=True)
class Shape:
    """What the items of a list are called, what follows the bullet of one, and which notes stand under it.

    `is_item` is asked about what follows a bullet, or stands without one; `is_note` about a key that is none of
    `keys`, and its text.
    """

    called: str
    is_item: Callable[[str], bool]
    keys: tuple[str, ...] = ()
    is_note: Callable[[str, str], bool] = lambda _key, _text: False
    is_bare: Callable[[str], bool] = lambda _text: False


@dataclass(frozen=True, slots=True)
class _Note:
    """A note as it stands: its key, whether it has its colon, and where its text begins."""

    key: str
    has_colon: bool
    is_exact: bool  # as the key is written, or a mark
    start: int


def mend_bullets(lines: tuple[Line, ...], shape: Shape, findings: Findings) -> tuple[Line, ...]:
    """The lines with a bullet and an indent wherever one was meant, as many as before; what is mended is found.

    Columns stay those of the file for whatever follows the bullet. Text that was accepted before there was this rule
    (`Format.strict`) stays as it is.
    """
    if not findings.format.strict:
        return lines
    mender = _Mender(shape, findings, _followed_by_notes(lines, shape), _going_on(lines))
    return tuple(line if line.is_blank else mender.mend(line) for line in lines)


def out_of_quotes(lines: tuple[Line, ...], shape: Shape, findings: Findings) -> tuple[Line, ...]:
    """The lines of a section, its items without the `>` of a quote that they stand in; found if they do."""
    if not findings.format.strict or not any(line.text.startswith(">") for line in lines):
        return lines
    shown: list[Line] = []
    inside = False
    for line in lines:
        is_quote = line.text.startswith(">")
        # Of the lines of a quote spaces are kept: they say what is a note.
        inner = Line(line.number, line.text[1:].removeprefix(" "), line.column + 1 + line.text.startswith("> "))
        if is_quote and not inside and inner.bullet and shape.is_item(inner.text[inner.bullet :]):
            inside = True
            where = line.span(findings.path)
            findings.at(
                "bad-bullet", where, f"these {shape.called}s stand in a quote", "take away the `>` before each line"
            )
        inside = inside and is_quote
        shown.append(inner if inside else line)
    return tuple(shown)


def odd_bullet(text: str) -> int:
    """The length of what stands in place of a bullet, indent and space included; 0 where nothing does."""
    found = _ODD.match(text)
    return found.end() if found else 0


def _followed_by_notes(lines: tuple[Line, ...], shape: Shape) -> frozenset[int]:
    """The numbers of the lines that are items without any bullet: notes stand under them, or items beside them.

    One alone may be something else, so there are none where the section has no second item.
    """
    words = [line for line in lines if not line.is_blank]
    bare: list[int] = []
    items = 0
    for at, line in enumerate(words):
        if line.indent <= 1 and line.bullet:
            items += shape.is_item(line.text[line.bullet :])
        elif line.indent <= 1 and shape.is_bare(line.text):
            before, after = words[at - 1 : at], words[at + 1 : at + 2]
            noted = any(other.indent > 1 for other in after)
            beside = any(other.bullet and other.number == line.number - 1 for other in before)
            if noted or beside:
                bare.append(line.number)
        elif line.indent <= 1:
            items += bool(odd_bullet(line.text)) and shape.is_item(line.text[odd_bullet(line.text) :])
    return frozenset(bare if items + len(bare) > 1 else ())


def _going_on(lines: tuple[Line, ...]) -> frozenset[int]:
    """The numbers of the lines at the left that go on with the line right above them, because a list goes on after."""
    found: set[int] = set()
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        is_text = not line.is_blank and line.indent <= 1 and not line.bullet and not odd_bullet(line.text)
        if is_text and not before.is_blank and after.bullet:
            found.add(line.number)
    return frozenset(found)


@dataclass(slots=True)
class _Mender:
    """Where the pass is: under which item, at which note, and what was told already."""

    shape: Shape
    findings: Findings
    bare: frozenset[int]
    lazy: frozenset[int]
    told: set[str] = field(default_factory=set)
    under: bool = False
    outer: int = 0  # how far the whole list stands in
    note_indent: int | None = None
    moved_from: int | None = None  # the indent that a mended note had: its further lines move with it
    seen: set[str] = field(default_factory=set)

    def mend(self, line: Line) -> Line:
        """The line as it was meant."""
        if line.text.startswith((">", "#")):
            self.under = False
            return line
        bullet = line.bullet
        if self.under and (mended := self._note(line, bullet)):
            return mended
        rest = line.text[bullet:]
        if bullet and (line.indent <= 1 or (not self.under and self.shape.is_item(rest))):
            self._open(line.indent if line.indent > 1 else 0)
            return line
        odd = 0 if bullet or line.indent > 1 else odd_bullet(line.text)
        if odd and self.shape.is_item(line.text[odd:]):
            self._open(0)
            self._tell_item(line, line.text[:odd].strip())
            return _rewritten(line, "- ", odd)
        if line.number in self.bare:
            self._open(0)
            if line.text.lstrip().startswith("["):  # of another sign in its place is said what it should be
                self._tell("bad-bullet", line, f"this {self.shape.called} has no hyphen", self._begin())
            return _rewritten(line, "- ", 0)
        if line.indent <= 1 and not bullet:
            self.under = False
        return line

    def _open(self, outer: int) -> None:
        self.under, self.outer = True, outer
        self.note_indent = self.moved_from = None
        self.seen = set()

    def _note(self, line: Line, bullet: int) -> Line | None:
        """The line as the note that it is, or as more of the note above it; None where it is neither."""
        indent = line.indent - self.outer
        if bullet:
            if indent <= 1 and self.shape.is_item(line.text[bullet:]):
                return None
            return self._bulleted(line, bullet, indent)
        odd = odd_bullet(line.text)
        if odd and (note := self._read(line.text[odd:])):
            if line.text[:odd].strip() in ("-", "*", "+"):
                text = f"no space stands after the hyphen of `{note.key}`"
                self._tell("bad-bullet", line, text, f"put a space after the hyphen: `- {note.key}: …`")
            else:
                self._tell("bad-bullet", line, f"a note begins with {_named(line.text[:odd].strip())}", _BEGIN_A_NOTE)
            return self._moved(line, odd, note)
        start = len(line.text) - len(line.text.lstrip())
        note = self._read(line.text[start:])
        wrapped = self.note_indent is not None and indent > self.note_indent
        if note and note.has_colon and note.key not in self.seen and (note.is_exact or not wrapped):
            self._tell("bad-bullet", line, f"the note `{note.key}` has no hyphen", _BEGIN_A_NOTE)
            return self._moved(line, start, note)
        if indent <= 1 and line.number in self.lazy and not self.shape.is_bare(line.text):
            what = "note" if self.note_indent is not None else self.shape.called
            text = f"this line goes on with the {what} above, and does not stand under it"
            self._tell("bad-indent", line, text, f"begin it with {'8' if what == 'note' else '2'} spaces")
            return _rewritten(line, " " * self.outer + (_INDENT * 2 if what == "note" else "  "), start)
        if self.moved_from is not None and line.indent > self.moved_from:
            return _rewritten(line, " " * self.outer + _INDENT * 2, start)
        return line if indent > 1 else None

    def _bulleted(self, line: Line, bullet: int, indent: int) -> Line | None:
        note = self._read(line.text[bullet:]) or self._without_colon(line.text[bullet:])
        if note is None:
            if indent > 1:
                self.note_indent, self.moved_from = indent, None
            return line if indent > 1 else None
        if indent <= 1:
            self._tell("bad-indent", line, "this note stands at the start of its line", _INDENT_A_NOTE)
            return self._moved(line, bullet, note)
        if indent > len(_INDENT):
            self._tell("bad-indent", line, "this note stands too far in", _INDENT_A_NOTE)
            return self._moved(line, bullet, note)
        self.seen.add(note.key)
        self.note_indent, self.moved_from = indent, None
        return line if note.has_colon else self._with_colon(line, line.text[:bullet], bullet, note)

    def _moved(self, line: Line, start: int, note: _Note) -> Line:
        self.seen.add(note.key)
        self.note_indent, self.moved_from = len(_INDENT), line.indent
        prefix = f"{' ' * self.outer}{_INDENT}- "
        return _rewritten(line, prefix, start) if note.has_colon else self._with_colon(line, prefix, start, note)

    def _with_colon(self, line: Line, prefix: str, start: int, note: _Note) -> Line:
        self._tell(
            "not-key-text", line, f"the note `{note.key}` has no colon", f"write `- {note.key}: …`, with a colon"
        )
        return _rewritten(line, f"{prefix}{note.key}: ", start + note.start)

    def _read(self, text: str) -> _Note | None:
        found = _NOTE.match(text)
        if not found:
            return None
        key, has_colon = found["key"], found["sign"] == ":"
        names = {name.casefold(): name for name in self.shape.keys}
        name = names.get(key.casefold())
        if name is None and not self.shape.is_note(key, text[found.end() :]):
            return None
        return _Note(name or key, has_colon, name is None or name == key, found.end())

    def _without_colon(self, text: str) -> _Note | None:
        found, space, rest = text.partition(" ")
        key = found.strip("*_")
        known = bool(space) and (key in self.shape.keys or self.shape.is_note(key, rest.strip()))
        return _Note(key, False, True, len(found) + 1) if known else None

    def _tell_item(self, line: Line, sign: str) -> None:
        if sign in ("-", "*", "+"):
            text = f"no space stands between the hyphen and this {self.shape.called}"
            self._tell("bad-bullet", line, text, "put a space after the hyphen")
        else:
            text = f"this {self.shape.called} begins with {_named(sign)}"
            self._tell("bad-bullet", line, text, self._begin(), sign if len(sign) == 1 else "a number or a letter")

    def _begin(self) -> str:
        return f"begin each {self.shape.called} with `- `: a hyphen and a space"

    def _tell(self, code: str, line: Line, text: str, help: str, kind: str = "") -> None:
        if (kind or text) not in self.told:
            self.told.add(kind or text)
            self.findings.at(code, line.after(0).span(self.findings.path), text, help)


_BEGIN_A_NOTE = "begin a note with `- `, 2 to 4 spaces in: `    - Why: …`"
_INDENT_A_NOTE = "indent a note by 2 to 4 spaces, under what it is about"


def _named(sign: str) -> str:
    """A bullet as its author can see it: Word's own are signs that only its fonts show."""
    return "a bullet of a word processor" if "\ue000" <= sign[:1] <= "\uf8ff" else f"`{sign}`"


def _rewritten(line: Line, prefix: str, start: int) -> Line:
    """The line with another beginning; the column is such that what follows it stands where it stood."""
    return Line(line.number, prefix + line.text[start:], line.column + start - len(prefix))
