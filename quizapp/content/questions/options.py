"""Options: a list of `- [x]`, `- [~]` and `- [ ]`, with a `Why:` under each (FORMAT §4)."""

import re
from dataclasses import dataclass, replace

from quizapp.content.bullets import Shape
from quizapp.content.meant import meant_key
from quizapp.content.notes import Item, Note
from quizapp.content.questions.reading import QuestionReading, alike
from quizapp.content.reader import Line
from quizapp.content.suggest import did_you_mean
from quizapp.model.prose import Prose
from quizapp.model.questions import Credit, Option, QuestionKind

_BOX = re.compile(r"\[([ xX~])\](?:[ \t]+|$)")
_NEARLY_BOX = re.compile(r"[\[(][ \t]{0,3}([xXvV~✓✔✗✘*+?\-–—]?)[ \t]{0,3}[\])](?!\()[ \t]*")
_MEANT_BOX = re.compile(
    r"\\?[\[［【{<(][ \t]{0,3}(?P<box>[xXvV~✓✔√✗✘*+?\-–—]?)[ \t]{0,3}\\?[\]］】}>)](?!\()[ \t.:-]*"
    r"|\[[ \t]{0,3}(?P<word>[x×хХＸ]{1,2}|[_./oO01]|yes|no|y|n|correct|right|wrong|true|false|ok)[ \t]{0,3}\]"
    r"(?!\()[ \t]*"
    r"|(?P<sign>[☐□☑☒✅❌])[ \t]*",
    re.IGNORECASE,
)
_TICK = re.compile(r"([✓✔√✗✘])[ \t]*")
_AFTER = re.compile(
    r"(?:\[[ \t]{0,3}(?P<box>[xX~]?)[ \t]{0,3}\]|\((?P<word>correct|right|wrong|incorrect)\))$", re.IGNORECASE
)
_CREDITS = {" ": Credit.WRONG, "x": Credit.RIGHT, "X": Credit.RIGHT, "~": Credit.ACCEPTABLE}
_SAY_RIGHT = (*"vV✓✔√*+☑☒✅×хХＸy1", "xx", "yes", "correct", "right", "true", "ok")
_MEANT = {**_CREDITS, **dict.fromkeys(_SAY_RIGHT, Credit.RIGHT)}
_BOXES = "write `- [x]` for right, `- [ ]` for wrong, or `- [~]` for acceptable, and a space after it"
_TRUE, _FALSE = "true", "false"
FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Draft:
    """An option before it is known what kind of question it belongs to."""

    item: Item
    credit: Credit
    label: tuple[Line, ...]

    @property
    def words(self) -> str:
        return alike(" ".join(line.text for line in self.label))


def is_options(items: list[Item], strict: bool) -> bool:
    """Whether a list is one of options, or was meant to be, and not a list in the stem.

    `strict`: an odd box makes one, too (`Format.strict`).
    """
    looks = _has_box if strict else _NEARLY_BOX.match
    return any(looks(item.text) or any(note.key == "Why" for note in item.notes) for item in items)


def _has_box(text: str) -> bool:
    return bool(_MEANT_BOX.match(text) or _AFTER.search(text))


OPTIONS = Shape("option", lambda text: _MEANT_BOX.match(text) is not None, ("Why",), is_bare=_has_box)
"""What options look like, in whatever way they are begun."""


def read_options(items: list[Item], reading: QuestionReading) -> tuple[QuestionKind, tuple[Option, ...]]:
    """The options of a list and the kind of question that they make.

    Whatever is wrong with them, there is at least one, and some one is right.
    """
    already = len(reading.findings.found)
    drafts = [_read_item(item, reading) for item in items]
    boxes_are_read = len(reading.findings.found) == already
    path = reading.findings.path
    if len(drafts) < FEWEST:
        reading.findings.at(
            "too-few-options", reading.heading, "the question has only one option", "give two or more to choose from"
        )
    _report_alike(drafts, reading)
    right = sum(draft.credit is Credit.RIGHT for draft in drafts)
    kind = QuestionKind.SEVERAL if right > 1 else QuestionKind.ONE
    if len(drafts) == 2 and {draft.words for draft in drafts} == {_TRUE, _FALSE}:
        kind = QuestionKind.TRUE_FALSE
        drafts.sort(key=lambda draft: draft.words != _TRUE)
    if not right and boxes_are_read:
        reading.findings.at(
            "no-right-answer", reading.heading, "no option of this question is right", "begin the right one `- [x]`"
        )
    elif kind is QuestionKind.TRUE_FALSE and right > 1:
        reading.findings.at("no-right-answer", reading.heading, "true and false cannot both be right")
    if kind is not QuestionKind.ONE:
        drafts = [_without_half(draft, kind, reading) for draft in drafts]
    drafts = _with_one_right(drafts, kind)
    options = []
    for number, draft in enumerate(drafts):
        span = draft.item.bullet.span(path)
        label = reading.prose(f"option/{number}", draft.label) if draft.label else _no_words(number, draft, reading)
        options.append(Option(label, draft.credit, span, _why(number, draft.item, reading)))
    return kind, tuple(options) or (no_option(reading),)


def no_option(reading: QuestionReading) -> Option:
    """An option for a question that has none, so that the model holds while its author mends the file."""
    return Option(reading.prose("option/0", ()), Credit.RIGHT, reading.heading)


def _read_item(item: Item, reading: QuestionReading) -> _Draft:
    first = item.lines[0]
    box = _BOX.match(first.text)
    if box:
        return _draft(item, _CREDITS[box[1]], first.after(box.end()))
    nearly = _MEANT_BOX.match(first.text) or _TICK.match(first.text)
    if nearly:
        reading.at("bad-box", item.bullet, f"`{nearly[0].strip()}` is nearly a box", _BOXES)
        sign = next((group for group in nearly.groups() if group), "")
        return _draft(item, _MEANT.get(sign, _MEANT.get(sign.lower(), Credit.WRONG)), first.after(nearly.end()))
    after = _AFTER.search(first.text)
    if after:
        reading.at(
            "bad-box", item.bullet, f"the box of an option stands before its words, not `{after[0]}` after", _BOXES
        )
        sign = (after["box"] or after["word"] or "").lower()
        words = Line(first.number, first.text[: after.start()].rstrip(), first.column)
        return _draft(item, _MEANT.get(sign, Credit.WRONG), words)
    reading.at("bad-box", item.bullet, "this option has no box", _BOXES)
    return _draft(item, Credit.WRONG, first)


def _draft(item: Item, credit: Credit, first: Line) -> _Draft:
    return _Draft(item, credit, tuple(line for line in (first, *item.lines[1:]) if line.text))


def _report_alike(drafts: list[_Draft], reading: QuestionReading) -> None:
    seen: dict[str, int] = {}
    for draft in drafts:
        line = draft.item.bullet
        words = reading.alike(draft.words)
        if words and words in seen:
            reading.at("same-option", line, f"this option says the same as the one on line {seen[words]}")
        seen.setdefault(words, line.number)


def _without_half(draft: _Draft, kind: QuestionKind, reading: QuestionReading) -> _Draft:
    if draft.credit is not Credit.ACCEPTABLE:
        return draft
    where = "true or false" if kind is QuestionKind.TRUE_FALSE else "a question with several right answers"
    reading.at("no-half-right", draft.item.bullet, f"`[~]` stands in {where}", "make it `[x]` or `[ ]`")
    return replace(draft, credit=Credit.WRONG)


def _with_one_right(drafts: list[_Draft], kind: QuestionKind) -> list[_Draft]:
    """The options with some right one, and with no more than one where there can be only one."""
    right = [n for n, draft in enumerate(drafts) if draft.credit is Credit.RIGHT]
    if not right and drafts:
        return [replace(drafts[0], credit=Credit.RIGHT), *drafts[1:]]
    if kind is QuestionKind.TRUE_FALSE and len(right) > 1:
        return [drafts[0], replace(drafts[1], credit=Credit.WRONG)]
    return drafts


def _no_words(number: int, draft: _Draft, reading: QuestionReading) -> Prose:
    reading.at("empty-choice", draft.item.bullet, "this option has no words")
    return Prose(f"{reading.id}/option/{number}", "", draft.item.bullet.span(reading.findings.path))


def _why(number: int, item: Item, reading: QuestionReading) -> Prose | None:
    why: Note | None = None
    for note in item.notes:
        if note.key != "Why":
            close = reading.suggest.closest(note.key, ("Why",)) or meant_key(note.key)
            reading.at(
                "unknown-key", note.key_line, f"`{note.key}` is no note of an option", did_you_mean(close) or _ONLY_WHY
            )
            if close != "Why" or why is not None:
                continue
        elif why is not None:
            reading.at("duplicate-key", note.key_line, f"`Why` stands on line {why.key_line.number} already")
            continue
        why = note
    if why is None and item.is_whole:
        reading.at("no-why", item.bullet, "this option has no `Why:`", "say under it in a sentence or two why")
    if why is None:
        return None
    lines = tuple(line for line in why.lines if line.text)
    if not lines:
        reading.at("missing-key", why.key_line, "`Why:` is empty")
        return None
    return reading.prose(f"why/{number}", lines)


_ONLY_WHY = "the one note of an option is `- Why: …`"
