"""What stands under a question's key lines: its stem, then options, a numbered list or a table (FORMAT §4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from quizapp.content.codes import Findings
from quizapp.content.notes import Item, read_items, split_key
from quizapp.content.questions.keys import KeyLines
from quizapp.content.questions.lists import is_row, is_rule, number_of
from quizapp.content.questions.options import is_options
from quizapp.content.questions.reading import QuestionReading
from quizapp.content.reader import Line, Piece, PieceKind, split_pieces
from quizapp.content.sections import report_heading


class Form(Enum):
    """How a question's answers are written; the value is what a message calls it."""

    OPTIONS = "options"
    STEPS = "a numbered list"
    TABLE = "a table"
    ANSWER = "`Answer:`"
    REFLECT = "`Reflect:`"


_KEYED = {"Answer": Form.ANSWER, "Reflect": Form.REFLECT}


@dataclass(frozen=True, slots=True)
class Body:
    """A question's stem and its answers: their form, their lines, and the items where they are options.

    The form is None where the question has no answers.
    """

    stem: tuple[Line, ...]
    form: Form | None
    lines: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()


def read_body(keys: KeyLines, reading: QuestionReading) -> Body:
    """The stem and the answers. No answers, two kinds of them, and text after them are found."""
    stem: list[Line] = []
    form: Form | None = None
    lines: tuple[Line, ...] = ()
    ended = False
    for found, part in _parts(keys.rest):
        if found is None:
            shown = tuple(line for line in part if not report_heading(line, reading.findings, "question"))
            if not shown:
                continue
            _report_condition(shown, reading)
            if form is not None and not ended:
                reading.at("out-of-order", shown[0], "text stands after the answers", "a question ends with them")
                ended = True
            if stem:
                stem.append(Line(shown[0].number - 1, ""))
            stem.extend(shown)
        elif form is None:
            form, lines = found, part
        elif form is found is Form.STEPS and not ended:
            lines += part  # a list with empty lines between
        else:
            _report_second(form, found, part[0], reading)
            if form is found:
                lines += part
    for key, keyed in _KEYED.items():
        if key in keys.places:
            if form is None:
                form = keyed
            else:
                _report_second(form, keyed, keys.places[key], reading)
    if form is None:
        reading.findings.at(
            "no-answer",
            reading.heading,
            "this question has nothing to answer it with",
            "give it options, a numbered list, a table, `Answer:` or `Reflect:`",
        )
    _report_why(keys, form, reading)
    items = tuple(read_items(lines, reading.findings)) if form is Form.OPTIONS else ()
    return Body(tuple(stem), form, lines, items)


def _report_second(form: Form, second: Form, line: Line, reading: QuestionReading) -> None:
    text = f"this question has {form.value} and {second.value}"
    if form is second:
        text = f"this question has {form.value} twice"
    help = "keep one of them, all in one piece; a list in the stem has plain `-` without boxes"
    reading.at("two-answers", line, text, help)


def _report_why(keys: KeyLines, form: Form | None, reading: QuestionReading) -> None:
    """One `Why:` key line where there are no options, and none where there are."""
    place = keys.places.get("Why")
    if form in (Form.STEPS, Form.TABLE, Form.ANSWER):
        if place is None:
            text = f"a question with {form.value} needs a `Why:`"
            reading.findings.at("no-why", reading.heading, text, "write it under `Points:`")
    elif place is not None and form is Form.OPTIONS:
        reading.at("stray-text", place, "a question with options has no `Why:` of its own", "each option has one")
    elif place is not None and form is Form.REFLECT:
        reading.at("stray-text", place, "a reflection has no `Why:`", "what everybody should read goes into the stem")


def _report_condition(lines: tuple[Line, ...], reading: QuestionReading) -> None:
    parts = split_key(lines[0].after(1)) if lines[0].text.startswith(">") else None
    if parts and parts[0].text.lower() == "only if":
        text = "a question has no conditions: everybody reads all of it"
        reading.at("stray-text", parts[0], text, "take `Only if:` away")


def _parts(lines: tuple[Line, ...]) -> Iterator[tuple[Form | None, tuple[Line, ...]]]:
    """The pieces of a question in order, each with the form of answers that it is, or None for text."""
    for piece in split_pieces(lines):
        if piece.kind is PieceKind.TEXT:
            yield from _split_text(piece)
        elif piece.kind is PieceKind.LIST and is_options(read_items(piece.lines, Findings(""))):
            yield Form.OPTIONS, piece.lines
        else:
            yield None, piece.lines


def _split_text(piece: Piece) -> Iterator[tuple[Form | None, tuple[Line, ...]]]:
    """A paragraph, and a table or a numbered list that follows it without an empty line, or that it is."""
    lines = piece.lines
    second = next((n for n, line in enumerate(lines) if number_of(line) == 2), 0)
    for at, line in enumerate(lines):
        if is_row(line) or (at + 1 < len(lines) and "|" in line.text and is_rule(lines[at + 1])):
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
