"""One passage: prose, questions, one way on, in this order; or an ending with its key line (FORMAT §3)."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from quizapp.content.bullets import mend_bullets, out_of_quotes
from quizapp.content.choices import read_choice, read_label, read_target
from quizapp.content.document_checks import look_through
from quizapp.content.endings import read_outcome
from quizapp.content.findings import Findings
from quizapp.content.inline import check_prose
from quizapp.content.links import Link, is_nearly_link, read_link
from quizapp.content.meant import choice_shape, meant_link
from quizapp.content.names import Names
from quizapp.content.notes import looks_like_notes, note_keys, read_items
from quizapp.content.openings import opening
from quizapp.content.outline import Piece, PieceKind, Section, make_prose, split_pieces, trim
from quizapp.content.plain import visible
from quizapp.content.questions.links import QUESTION, look_up
from quizapp.content.reader import Line
from quizapp.content.remembering import Remembered, goes_on_under, read_quote, report_strays
from quizapp.content.sections import report_heading, without_rule
from quizapp.content.suggest import Suggester
from quizapp.content.ways import (
    decorated_link,
    leads_nowhere,
    list_before,
    report_way,
    way_in_words,
    whole_link,
)
from quizapp.model.scenario import Block, Choice, Condition, Continue, Passage, QuestionLink

_ENDING = re.compile(r"Ending:[ \t]*")


@dataclass(slots=True)
class _Passage:
    """A passage while its pieces are being read."""

    anchor: str
    names: Names
    findings: Findings
    suggest: Suggester
    is_ending: bool = False
    blocks: list[Block] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)  # lines of the prose block that is open
    questions: list[QuestionLink] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()
    way_on: Continue | None = None
    way_on_line: int = 0
    others: list[Choice] = field(default_factory=list)  # continues beside the way on, which may have only one
    remembered: Remembered | None = None  # the piece just before, if it was a quote with a condition
    under: frozenset[int] = frozenset()  # the lines that stand right under another, with no empty one between

    def close_prose(self) -> None:
        """Make a block of the prose that was gathered."""
        if self.prose:
            self.add_block(trim(tuple(self.prose)), None)
            self.prose = []

    def add_block(self, lines: tuple[Line, ...], condition: Condition | None, *, in_quote: bool = False) -> None:
        """Add one block of prose; `in_quote` if it stands in a quote that begins with a condition."""
        report_strays(lines, self.findings, self.names.counters, in_quote=in_quote)
        lines = look_through(lines, self.findings, in_quote=in_quote)
        prose = make_prose(f"{self.anchor}/{len(self.blocks)}", self.findings.path, lines)
        check_prose(prose, self.findings, self.suggest)
        self.blocks.append(Block(prose, condition))


def read_passage(section: Section, names: Names, findings: Findings, suggest: Suggester) -> Passage:
    """The passage under a heading. What is out of order is found, and read all the same."""
    heading = section.heading
    already = len(findings.found)
    opening = _ENDING.match(heading.words)
    outcome, lines = read_outcome(section, findings, suggest) if opening else (None, section.lines)
    shape = choice_shape(names, note_keys(findings.format))
    lines = mend_bullets(out_of_quotes(without_rule(lines, findings), shape, findings), shape, findings)
    draft = _Passage(heading.anchor, names, findings, suggest, opening is not None)
    draft.under = frozenset(line.number for above, line in pairwise(lines) if not above.is_blank)
    pieces = split_pieces(lines)
    for piece in pieces:
        _read_piece(piece, draft)
    draft.close_prose()
    span = heading.line.span(findings.path)
    if opening:
        if draft.way_on_line:
            findings.add("ending-with-way-on", draft.way_on_line, 1, "an ending leads on", "an ending ends the story")
        title = heading.words[opening.end() :]
        return Passage(heading.anchor, title, span, tuple(draft.blocks), tuple(draft.questions), outcome=outcome)
    if draft.way_on is not None and draft.others:
        # Read on as if all were choices, so that nothing is said to be out of reach.
        first = Choice(draft.way_on.label, draft.way_on.target, draft.way_on.span, draft.way_on.target_span)
        draft.choices, draft.way_on = (first, *draft.others), None
    if not draft.way_on_line:
        _mend_way_on(lines, pieces, section, draft, already)
    return Passage(
        heading.anchor,
        heading.words,
        span,
        tuple(draft.blocks),
        tuple(draft.questions),
        draft.choices,
        draft.way_on,
    )


def _mend_way_on(lines: tuple[Line, ...], pieces: list[Piece], section: Section, draft: _Passage, already: int) -> None:
    """Go on with what was probably meant as the way on; a finding where that was not said, or nothing was."""
    findings = draft.findings
    meant = way_in_words(lines, draft.names)
    if meant:
        line, link = meant
        report_way(line, link, findings, already)
        label = make_prose(f"{draft.anchor}/continue", findings.path, link.label)
        target = link.target.text.removeprefix("#")
        draft.way_on = Continue(label, target, line.after(0).span(findings.path), link.target.span(findings.path))
        return
    heading = section.heading
    help = "end it with choices or a continue, or call it `## Ending: …`"
    if pieces and pieces[0].lines[0].text.startswith("Outcome:"):
        help = f"it has an outcome: call it `## Ending: {heading.words.rpartition(':')[2].strip()[:60]}`"
    elif pieces and pieces[-1].kind is PieceKind.LIST:
        at = pieces[-1].lines[0].number
        help = f"the list on line {at} has no links: to make choices of it, write `- [words](#heading)`"
    text = f"`{heading.words[:60]}` has no way on"
    findings.at("no-way-on", heading.line.span(findings.path), text, help)


def _read_piece(piece: Piece, draft: _Passage) -> None:
    findings = draft.findings
    before, draft.remembered = draft.remembered, None
    if piece.kind is PieceKind.LIST and _is_choices(piece, draft):
        _read_choices(piece, draft)
        return
    if piece.kind is PieceKind.QUOTE and _read_remembering(piece, before, draft):
        return
    if piece.kind is not PieceKind.LIST and (link := decorated_link(piece.lines, draft.names)):
        findings.at(
            "nearly-link",
            piece.lines[0].after(0).span(findings.path),
            "something stands beside the link of this continue",
            "a continue is its link and nothing else: `[words](#heading)`",
        )
        _read_way_on(link, piece.lines[0].after(0), draft)
        return
    strict = findings.format.strict
    if strict and piece.kind is PieceKind.TEXT and (link := whole_link(piece.lines, draft.names)):
        report_way(piece.lines[0], link, findings, len(findings.found))
        _read_way_on(link, piece.lines[0], draft)
        return
    if piece.kind is PieceKind.TEXT and all(_leads_somewhere(line) for line in piece.lines):
        for line in piece.lines:
            _read_whole_link(line, draft)
        return
    if piece.kind is PieceKind.TEXT and _is_continue_with_notes(piece):
        findings.at(
            "stray-text",
            piece.lines[1].after(0).span(findings.path),
            "a continue has no notes: it marks nothing",
            "to mark it, make it a choice: `- ` before the link",
        )
        _read_whole_link(piece.lines[0], draft)
        return
    if piece.kind is PieceKind.TEXT and _wrapped_link_leads_somewhere(piece.lines):
        _read_whole_link_of(piece.lines, draft)
        return
    lines = tuple(line for line in piece.lines if not report_heading(line, findings))
    if not lines:
        return
    if draft.way_on_line or draft.questions:
        where = "choices or the continue" if draft.way_on_line else "questions"
        findings.at(
            "out-of-order",
            lines[0].after(0).span(findings.path),
            f"text stands after the {where}",
            "a passage goes: prose, questions, one way on",
        )
    if before is not None and lines[0].number in draft.under and goes_on_under(before, lines[0], findings):
        draft.remembered = before
    if draft.prose:
        draft.prose.append(Line(lines[0].number - 1, ""))
    draft.prose.extend(lines)


def _is_choices(piece: Piece, draft: _Passage) -> bool:
    items = read_items(piece.lines, draft.findings.aside())
    if any(is_nearly_link(item.text) or looks_like_notes(item, draft.findings.format) for item in items):
        return True
    firsts = [item.lines[0] for item in items if opening(item.lines[0], draft.names.counters) is None]
    return draft.findings.format.strict and any(meant_link(line, draft.names) for line in firsts)


def _leads_somewhere(line: Line) -> bool:
    text = line.text.strip()
    if leads_nowhere(line):
        return True
    if is_nearly_link(text) and text.startswith("["):
        return text.endswith((")", "]", "}")) and text.count("](") <= 1
    link = read_link((line,))
    return link is not None and QUESTION.match(link.target.text) is not None


def _is_continue_with_notes(piece: Piece) -> bool:
    first, *others = piece.lines
    return _leads_somewhere(first) and bool(others) and others[0].bullet > 0


def _wrapped_link_leads_somewhere(lines: tuple[Line, ...]) -> bool:
    link = read_link(lines)
    return link is not None and (link.target.text.startswith("#") or QUESTION.match(link.target.text) is not None)


def _read_whole_link(line: Line, draft: _Passage) -> None:
    _read_whole_link_of((line.after(0),), draft)


def _read_whole_link_of(lines: tuple[Line, ...], draft: _Passage) -> None:
    findings = draft.findings
    first = lines[0]
    link = read_link(lines)
    draft.close_prose()
    if link is None:
        findings.at(
            "nearly-link", first.span(findings.path), "this continue is nearly a link", "write it `[words](#heading)`"
        )
        draft.way_on_line = draft.way_on_line or first.number
        return
    question = QUESTION.match(visible(link.target.text) if findings.format.folded else link.target.text)
    if question:
        asked = QuestionLink(question[1], question[2], question[3], first.span(findings.path))
        if draft.is_ending:
            text = "an ending asks a question"
            findings.at("ending-with-question", asked.span, text, "ask it in a passage before, or leave it to a set")
            return
        if draft.way_on_line:
            findings.at("out-of-order", asked.span, "a question stands after the way on", "ask it before")
        if any(asked.id == before.id for before in draft.questions):
            findings.at("same-question", asked.span, "this passage asks the same question twice", "keep one of the two")
            return
        look_up(asked, link.target, draft.names, findings, draft.suggest)
        draft.questions.append(asked)
        return
    _read_way_on(link, first, draft)


def _read_way_on(link: Link, first: Line, draft: _Passage) -> None:
    findings = draft.findings
    draft.close_prose()
    label = read_label(link, f"{draft.anchor}/continue", "continue", findings, draft.suggest)
    target = read_target(link, "continue", draft.names, findings, draft.suggest)
    span, target_span = first.span(findings.path), link.target.span(findings.path)
    if not _second_way_on(first, draft):
        draft.way_on = Continue(label, target, span, target_span)
    else:
        draft.others.append(Choice(label, target, span, target_span))


def _read_choices(piece: Piece, draft: _Passage) -> None:
    draft.close_prose()
    choices: list[Choice] = []
    items = read_items(piece.lines, draft.findings)
    for item in items[list_before(items, draft.names, draft.findings) :]:
        choice = read_choice(item, draft.anchor, len(choices), draft.names, draft.findings, draft.suggest)
        if choice is not None:
            choices.append(choice)
    if not _second_way_on(piece.lines[0], draft) or draft.way_on is not None:
        draft.choices, draft.way_on = tuple(choices), None


def _second_way_on(line: Line, draft: _Passage) -> bool:
    if draft.way_on_line:
        draft.findings.at(
            "two-ways-on",
            line.after(0).span(draft.findings.path),
            f"this passage has a way on already, on line {draft.way_on_line}",
            "keep one list of choices, or one continue; two ways on are two choices, each begun with `- `",
        )
        return True
    draft.way_on_line = line.number
    return False


def _read_remembering(piece: Piece, before: Remembered | None, draft: _Passage) -> bool:
    """Whether a quote is prose that remembers: it begins with a condition, or with `Otherwise:`."""
    findings = draft.findings
    found = read_quote(piece.lines, before, draft.names, findings, draft.suggest)
    if found is None:
        return False
    if draft.way_on_line or draft.questions:
        place = found.key.span(findings.path)
        findings.at("out-of-order", place, "prose stands after the questions or the way on")
    draft.close_prose()
    if found.lines:
        draft.add_block(found.lines, found.condition, in_quote=True)
    draft.remembered = found
    return True
