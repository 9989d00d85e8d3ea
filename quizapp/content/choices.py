"""Choices: a list of links with the notes under each (FORMAT §3)."""

import re
from dataclasses import dataclass, field, replace

from quizapp.content.conditions import read_condition
from quizapp.content.findings import Findings
from quizapp.content.inline import check_inline
from quizapp.content.links import Link, is_nearly_link, read_link
from quizapp.content.lists import split_ids, split_list
from quizapp.content.meant import (
    MARKS,
    TWO_NOTES,
    any_link,
    as_written,
    link_in_note,
    meant_key,
    meant_link,
    meant_mark,
    meant_passage,
)
from quizapp.content.names import MARKED, Names, find_point
from quizapp.content.notes import Item, Note, note_keys
from quizapp.content.outline import make_prose
from quizapp.content.plain import visible
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.briefing import PointKind
from quizapp.model.prose import Prose
from quizapp.model.scenario import Change, Choice, Condition, Mark, Risk, Word

_OPPOSITE = {
    "unless": "write `Only if:` with the opposite, such as `not visited #heading` or `trust < 2`",
    "otherwise": "a choice has no `Otherwise:`; give it `Only if:` with the opposite condition",
    "else": "a choice has no `Otherwise:`; give it `Only if:` with the opposite condition",
}
_SIGNED = re.compile(r"[+-][0-9]+$")
_WHOLE = re.compile(r"\]\(#[^\s()“”‘’\"]+\)")
_LIKE_NOTE = re.compile(r"[A-Za-z][A-Za-z -]*:")
_BOX = re.compile(r"\[[ xX~]\][ \t]+")


@dataclass(slots=True)
class _Notes:
    """What the notes of one choice come to."""

    marks: dict[str, Mark] = field(default_factory=dict)
    risks: dict[str, Risk] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    why: Prose | None = None
    then: Prose | None = None
    condition: Condition | None = None
    seen: dict[str, int] = field(default_factory=dict)
    is_short: bool = False  # some note stands in the line of another


def read_choice(
    item: Item, anchor: str, number: int, names: Names, findings: Findings, suggest: Suggester
) -> Choice | None:
    """The choice that a list item is, or None where no link can be made out in it."""
    span = item.bullet.span(findings.path)
    if findings.format.strict and (box := _BOX.match(item.text)) and is_nearly_link(item.text):
        findings.at("not-one-link", span, "a choice has no box", f"take `{box[0].strip()}` away: its notes mark it")
        first, *others = item.lines
        item = replace(item, lines=(first.after(box.end()), *others))
    item, link = link_in_note(item, names, findings)
    link = link or read_link(item.lines) or _mend_link(item, names, findings)
    notes = _Notes()
    for note in item.notes:
        _read_note(note, notes, (anchor, number), names, findings, suggest)
    if notes.marks and notes.why is None and "Why" not in notes.seen and item.is_whole and not notes.is_short:
        findings.at("no-why", span, "a marked choice has no `Why:`", "say in two to four sentences what it did")
    if link is None:
        return None
    label = read_label(link, f"{anchor}/choice/{number}", "choice", findings, suggest)
    return Choice(
        label,
        read_target(link, "choice", names, findings, suggest) if link.target.text else "",
        span,
        link.target.span(findings.path),
        tuple(notes.marks.values()),
        tuple(notes.risks.values()),
        notes.why,
        notes.condition,
        tuple(notes.changes.values()),
        notes.then,
    )


def _mend_link(item: Item, names: Names, findings: Findings) -> Link | None:
    span = item.bullet.span(findings.path)
    line = next((line for line in item.lines if "#" in line.text), item.lines[0])
    meant = meant_link(line, names)
    if meant and not _WHOLE.search(item.text):
        code = "nearly-link" if is_nearly_link(item.text) else "not-one-link"
        findings.at(code, span, "this choice is nearly a link", f"write it `{as_written(meant)}`")
    elif is_nearly_link(item.text):
        if item.text.count("](") == 1 and _WHOLE.search(item.text):
            findings.at(
                "not-one-link", span, "a choice has words beside its link", "put all of them between `[` and `]`"
            )
        else:
            findings.at("nearly-link", span, "this choice is nearly a link", "write it `[words](#heading)`")
    elif _LIKE_NOTE.match(item.text):
        findings.at("bad-indent", span, "this note stands under no choice", "indent a note by 2 to 4 spaces")
        return None
    else:
        findings.at("not-one-link", span, "this choice is not a link to a heading", "write it `[words](#heading)`")
    # Where it leads nobody can say: like a dead link it keeps the walk from saying what cannot be reached.
    return any_link(line, names) or Link(item.lines[:1], Line(line.number, "", line.column))


def read_label(link: Link, slot: str, called: str, findings: Findings, suggest: Suggester) -> Prose:
    """The words of a choice or continue; a finding where there are none."""
    if not link.label:
        findings.at("empty-choice", link.target.span(findings.path), f"a {called} has no words to click on")
        return make_prose(slot, findings.path, (Line(link.target.number, "", link.target.column),))
    label = make_prose(slot, findings.path, link.label)
    check_inline(label, findings, suggest)
    return label


def read_target(link: Link, called: str, names: Names, findings: Findings, suggest: Suggester) -> str:
    """The anchor that a link leads to, as written and without its `#`; a finding where no passage has it."""
    span = link.target.span(findings.path)
    written = visible(link.target.text) if findings.format.folded else link.target.text
    target = written.removeprefix("#")
    if target == "debrief":
        findings.at("debrief-linked", span, f"a {called} leads to the debrief", "it follows every ending by itself")
        return target
    if written.startswith("#") and target in names.passages:
        return target
    meant = meant_passage(written, names)
    close = meant or suggest.closest(target, names.passages)
    help = did_you_mean(f"#{close}", names.passages[close]) if close else ""
    if written.startswith("#"):
        text = f"{called} leads to `{written[:60]}`, but no passage has that heading"
        findings.at("unknown-passage", span, text, help)
    elif close:
        findings.at("not-one-link", span, f"a {called} leads to `{written[:60]}`, and an anchor begins with `#`", help)
    else:
        findings.at("not-one-link", span, f"a {called} leads out of the file", "write it `[words](#heading)`")
    return meant or target


def _read_note(
    note: Note, notes: _Notes, place: tuple[str, int], names: Names, findings: Findings, suggest: Suggester
) -> None:
    """Read one note of the choice at this place: its passage's anchor, and its number there."""
    span = note.key_line.span(findings.path)
    key, keys = note.key, note_keys(findings.format)
    if _is_turned(note, notes, names, findings) or _are_many(note, notes, names, findings):
        return
    if key not in keys and key not in names.counters and not _is_mark(note, names):
        if _SIGNED.match(note.word):
            close = suggest.closest(key, names.counters)
            findings.at(
                "unknown-counter",
                span,
                f"the settings have no counter `{key}`",
                did_you_mean(close) or "name it in `counters:`",
            )
            return
        close = meant_key(key)
        if close not in keys:
            close = suggest.closest(key, [*keys, *names.counters, *(names.points or ())])
        help = did_you_mean(close) or _OPPOSITE.get(key.lower(), "")
        findings.at("unknown-key", span, f"`{key}` is neither a note nor an id of the briefing", help)
        if close is None:
            return
        key, note = close, _without_signs(note)
    if key in notes.seen:
        code = "duplicate-key" if key in keys or key in names.counters else "duplicate-mark"
        findings.at(code, span, f"`{key}` stands on line {notes.seen[key]} of this choice already")
        return
    notes.seen[key] = note.key_line.number
    if not note.text:
        findings.at("missing-key", span, f"`{key}:` is empty")
        if names.points and key in names.points:
            notes.marks[key] = Mark(key, Word.MET, span)
        if key == "Then":
            notes.then = _read_prose("then", note, place, findings, suggest)  # so that it is not missed again
    elif key == "Why":
        notes.why = _read_prose("why", note, place, findings, suggest)
    elif key == "Then" and key in keys:
        notes.then = _read_prose("then", note, place, findings, suggest)
    elif key == "Risk":
        _read_risks(note, notes, names, findings, suggest)
    elif key == "Only if":
        value = note.value if len(note.lines) == 1 else Line(note.value.number, note.text, note.value.column)
        notes.condition = read_condition(value, names, findings, suggest)
    elif key in names.counters:
        _read_change(key, note, notes, findings)
    else:
        _read_mark(key, note, notes, names, findings, suggest)


def _read_prose(slot: str, note: Note, place: tuple[str, int], findings: Findings, suggest: Suggester) -> Prose:
    anchor, number = place
    prose = make_prose(f"{anchor}/{slot}/{number}", findings.path, note.lines)
    check_inline(prose, findings, suggest)
    return prose


def _without_signs(note: Note) -> Note:
    """A note whose key stands between signs for bold letters, `**Why:**`, without those that its text begins with."""
    if note.key.strip("*_`") == note.key:
        return note
    first, *others = note.lines
    start = len(first.text) - len(first.text.lstrip("*_` "))
    return replace(note, lines=(first.after(start), *others))


def _is_turned(note: Note, notes: _Notes, names: Names, findings: Findings) -> bool:
    """Whether a note is a mark the wrong way round, `met: id`; found if so."""
    if note.key not in MARKS or names.points is None or note.word not in names.points:
        return False
    help = f"write `{note.word}: {note.key}`"
    findings.at("unknown-key", note.key_line.span(findings.path), "the id of a mark stands before its colon", help)
    notes.marks.setdefault(note.word, Mark(note.word, MARKS[note.key], note.key_line.span(findings.path)))
    return True


def _are_many(note: Note, notes: _Notes, names: Names, findings: Findings) -> bool:
    """Whether a note marks several ids at once; found if so, and each is marked."""
    ids = [part.text for part in split_list(note.key_line)]
    mark = meant_mark(note.word)
    if len(ids) < 2 or mark is None or names.points is None or any(each not in names.points for each in ids):
        return False
    span = note.key_line.span(findings.path)
    help = " and ".join(f"`- {each}: {mark}`" for each in ids[:3])
    findings.at("unknown-id", span, "a note marks one id", f"write a note for each: {help}")
    for each in ids:
        notes.marks.setdefault(each, Mark(each, MARKS[mark], span))
        notes.seen.setdefault(each, note.key_line.number)
    return True


def _is_mark(note: Note, names: Names) -> bool:
    """Whether a note is a mark: its key is an id, or its value is a mark's word and only the id is wrong."""
    return note.word in MARKS or (names.points is not None and note.key in names.points)


def _read_mark(key: str, note: Note, notes: _Notes, names: Names, findings: Findings, suggest: Suggester) -> None:
    text = note.word
    word = MARKS.get(text)
    many = TWO_NOTES.match(text) if word is None else None
    if many:
        help = f"give each its own line: `- {key[:60]}: {many[1]}`, and under it `- {many[2]}: …`"
        findings.at("unknown-mark", note.value.span(findings.path), "two notes stand in one line", help)
        word, notes.is_short = MARKS[many[1]], True
    elif word is None:
        close = meant_mark(text) or suggest.closest(text, MARKS)
        findings.at(
            "unknown-mark",
            note.value.span(findings.path),
            f"`{text[:40]}` is no mark",
            did_you_mean(close) or f"write met, partly or missed, as in `{key[:60]}: met`",
        )
        word = MARKS[close or "met"]  # a guess that brings no warning about the passage with it
    id_line = Line(note.key_line.number, key, note.key_line.column)
    point = find_point(id_line, MARKED, names.points, findings, suggest)
    if point is not None and point not in notes.marks:
        notes.marks[point] = Mark(point, word, id_line.span(findings.path))


def _read_risks(note: Note, notes: _Notes, names: Names, findings: Findings, suggest: Suggester) -> None:
    for line in note.lines:
        for id_line in split_ids(line, findings):
            risk = find_point(id_line, (PointKind.RISK,), names.points, findings, suggest)
            if risk is None:
                continue
            if risk in notes.risks:
                findings.at("duplicate-id", id_line.span(findings.path), f"the risk `{risk}` is given twice")
            else:
                notes.risks[risk] = Risk(risk, id_line.span(findings.path))


def _read_change(key: str, note: Note, notes: _Notes, findings: Findings) -> None:
    span = note.value.span(findings.path)
    if note.word in ("+1", "-1"):
        notes.changes[key] = Change(key, int(note.word), note.key_line.span(findings.path))
    elif _SIGNED.match(note.word):
        findings.at("number-out-of-range", span, f"`{key}` changes by `{note.word[:20]}`", "write +1 or -1")
    else:
        findings.at("bad-value", span, f"`{note.text[:40]}` is no change of `{key}`", "write +1 or -1")
