"""What stands under a question's key lines: its stem, then options, a numbered list or a table (FORMAT §4)."""

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.content.bullets import mend_bullets, out_of_quotes
from quizapp.content.findings import Findings
from quizapp.content.notes import Item, read_items, split_key
from quizapp.content.outline import Piece, PieceKind, split_pieces
from quizapp.content.questions.keys import KEYED, KeyLines
from quizapp.content.questions.lettered import report_lettered
from quizapp.content.questions.lists import number_of
from quizapp.content.questions.options import OPTIONS, is_options
from quizapp.content.questions.reading import QuestionReading
from quizapp.content.reader import Line
from quizapp.content.remembering import report_anywhere
from quizapp.content.sections import report_heading, without_rule
from quizapp.content.tables import is_row, is_rule
from quizapp.model.kinds.rules import Form, Written

_CALLED = {Form.OPTIONS: "options", Form.STEPS: "a numbered list", Form.TABLE: "a table"}
_EXPLAINED = (Form.STEPS, Form.TABLE, Form.TYPED)  # by one `Why:` for the whole question


_Part = tuple[Form | None, tuple[Line, ...]]  # the form of answers that lines are, or None for text


@dataclass(frozen=True, slots=True)
class Body:
    """A question's stem and its answers: how they are written, their lines, and the items where they are options.

    `written` is None where the question has no answers.
    """

    stem: tuple[Line, ...]
    written: Written | None
    lines: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()


def read_body(keys: KeyLines, reading: QuestionReading) -> Body:
    """The stem and the answers. No answers, two kinds of them, and text after them are found."""
    stem: list[Line] = []
    written: Written | None = None
    lines: tuple[Line, ...] = ()
    ended = False
    rest = out_of_quotes(without_rule(keys.rest, reading.findings), OPTIONS, reading.findings)
    rest = mend_bullets(rest, OPTIONS, reading.findings)
    before_options = report_lettered(rest, keys, reading)
    if before_options is not None:
        return Body(before_options, None)
    for found, part in _answers_last(list(_parts(rest, reading.findings)), keys):
        if found is None:
            shown = tuple(line for line in part if not report_heading(line, reading.findings, "question"))
            if not shown:
                continue
            _report_condition(shown, reading)
            if written is not None and not ended:
                reading.at("out-of-order", shown[0], "text stands after the answers", "a question ends with them")
                ended = True
            if stem:
                stem.append(Line(shown[0].number - 1, ""))
            stem.extend(shown)
        elif written is None:
            written, lines = Written(found), part
        elif written.form is found is Form.STEPS and not ended:
            lines += part  # a list with empty lines between
        else:
            _report_second(written, Written(found), part[0], reading)
            if written.form is found:
                lines += part
    for key, keyed in KEYED.items():
        if key in keys.places:
            if written is None:
                written = keyed
            else:
                _report_second(written, keyed, keys.places[key], reading)
    if written is None:
        reading.findings.at(
            "no-answer",
            reading.heading,
            "this question has nothing to answer it with",
            f"give it options, a numbered list, a table, {' or '.join(f'`{key}:`' for key in KEYED)}",
        )
    _report_why(keys, written, reading)
    has_options = written is not None and written.form is Form.OPTIONS
    items = tuple(read_items(lines, reading.findings)) if has_options else ()
    return Body(tuple(stem), written, lines, items)


def _answers_last(parts: list[_Part], keys: KeyLines) -> list[_Part]:
    """The parts with every table that does not answer as text: it stands before the answers, or beside `Answer:`.

    Rows without headings after a table are what an empty line cut off from it, and no answers by themselves.
    """
    keyed = any(key in keys.places for key in KEYED)
    last = max((n for n, (form, _) in enumerate(parts) if form is not None), default=-1)
    if not keyed and last >= 0 and parts[last][0] is Form.TABLE and not _has_headings(parts[last][1]):
        return parts
    return [
        (None if form is Form.TABLE and (keyed or n != last) and _has_headings(lines) else form, lines)
        for n, (form, lines) in enumerate(parts)
    ]


def _has_headings(table: tuple[Line, ...]) -> bool:
    return len(table) > 1 and is_rule(table[1].text)


def _called(written: Written) -> str:
    return _CALLED.get(written.form, f"`{written.key}:`")


def _report_second(written: Written, second: Written, line: Line, reading: QuestionReading) -> None:
    text = f"this question has {_called(written)} and {_called(second)}"
    if written == second:
        text = f"this question has {_called(written)} twice"
    help = "keep one of them, all in one piece; a list in the stem has plain `-` without boxes"
    reading.at("two-answers", line, text, help)


def _report_why(keys: KeyLines, written: Written | None, reading: QuestionReading) -> None:
    """One `Why:` key line where there are no options, and none where there are."""
    place = keys.places.get("Why")
    if written is None:
        return
    if written.form in _EXPLAINED:
        if place is None:
            text = f"a question with {_called(written)} needs a `Why:`"
            reading.findings.at("no-why", reading.heading, text, "write it under `Points:`")
    elif place is not None and written.form is Form.OPTIONS:
        reading.at("stray-text", place, "a question with options has no `Why:` of its own", "each option has one")
    elif place is not None:
        reading.at("stray-text", place, "a reflection has no `Why:`", "what everybody should read goes into the stem")


def _report_condition(lines: tuple[Line, ...], reading: QuestionReading) -> None:
    if reading.findings.format.strict:
        report_anywhere(lines, reading.findings, "a question")
        return
    parts = split_key(lines[0].after(1)) if lines[0].text.startswith(">") else None
    if parts and parts[0].text.lower() == "only if":
        text = "a question has no conditions: everybody reads all of it"
        reading.at("stray-text", parts[0], text, "take `Only if:` away")


def _parts(lines: tuple[Line, ...], findings: Findings) -> Iterator[_Part]:
    """The pieces of a question in order, each with the form of answers that it is, or None for text."""
    for piece in split_pieces(lines):
        if piece.kind is PieceKind.TEXT:
            yield from _split_text(piece)
        elif piece.kind is PieceKind.LIST and is_options(
            read_items(piece.lines, findings.aside()), findings.format.strict
        ):
            yield Form.OPTIONS, piece.lines
        else:
            yield None, piece.lines


def _split_text(piece: Piece) -> Iterator[_Part]:
    """A paragraph, and a table or a numbered list that follows it without an empty line, or that it is."""
    lines = piece.lines
    second = next((n for n, line in enumerate(lines) if number_of(line) == 2), 0)
    for at, line in enumerate(lines):
        if is_row(line.text) or (at + 1 < len(lines) and "|" in line.text and is_rule(lines[at + 1].text)):
            end = next((n for n in range(at, len(lines)) if "|" not in lines[n].text), len(lines))
            yield from _text(lines[:at])
            yield Form.TABLE, lines[at:end]
            yield from _text(lines[end:])
            return
        number = number_of(line)
        if number is not None and (at == 0 or (number == 1 and second > at)):
            yield from _text(lines[:at])
            yield Form.STEPS, lines[at:]
            return
    yield None, lines


def _text(lines: tuple[Line, ...]) -> Iterator[tuple[None, tuple[Line, ...]]]:
    if lines:
        yield None, lines
