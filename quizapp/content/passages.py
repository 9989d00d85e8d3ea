"""One passage: prose, questions, one way on, in this order; or an ending with its key line (FORMAT §3)."""

import re
from dataclasses import dataclass, field

from quizapp.content.choices import read_choice, read_label, read_target
from quizapp.content.conditions import read_condition
from quizapp.content.document_checks import look_through
from quizapp.content.findings import Findings
from quizapp.content.inline import check_prose
from quizapp.content.links import is_nearly_link, read_link
from quizapp.content.names import Names
from quizapp.content.notes import looks_like_notes, read_items, split_key
from quizapp.content.outline import Piece, PieceKind, Section, make_prose, split_pieces, trim
from quizapp.content.questions.links import QUESTION, look_up
from quizapp.content.reader import Line
from quizapp.content.sections import report_heading
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.scenario import Block, Choice, Condition, Continue, Outcome, Passage, QuestionLink

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

    def close_prose(self) -> None:
        """Make a block of the prose that was gathered."""
        if self.prose:
            self.add_block(trim(tuple(self.prose)), None)
            self.prose = []

    def add_block(self, lines: tuple[Line, ...], condition: Condition | None, *, in_quote: bool = False) -> None:
        """Add one block of prose; `in_quote` if it stands in a quote that begins with a condition."""
        lines = look_through(lines, self.findings, in_quote=in_quote)
        prose = make_prose(f"{self.anchor}/{len(self.blocks)}", self.findings.path, lines)
        check_prose(prose, self.findings, self.suggest)
        self.blocks.append(Block(prose, condition))


def read_passage(section: Section, names: Names, findings: Findings, suggest: Suggester) -> Passage:
    """The passage under a heading. What is out of order is found, and read all the same."""
    heading = section.heading
    opening = _ENDING.match(heading.words)
    outcome, lines = (_key_lines(section, findings, suggest)) if opening else (None, section.lines)
    draft = _Passage(heading.anchor, names, findings, suggest, opening is not None)
    for piece in split_pieces(lines):
        _read_piece(piece, draft)
    draft.close_prose()
    span = heading.line.span(findings.path)
    if opening:
        if draft.way_on_line:
            findings.add("ending-with-way-on", draft.way_on_line, 1, "an ending leads on", "an ending ends the story")
        title = heading.words[opening.end() :]
        return Passage(heading.anchor, title, span, tuple(draft.blocks), tuple(draft.questions), outcome=outcome)
    if not draft.way_on_line:
        findings.at(
            "no-way-on",
            span,
            f"`{heading.words[:60]}` has no way on",
            "end it with choices or a continue, or call it `## Ending: …`",
        )
    return Passage(
        heading.anchor,
        heading.words,
        span,
        tuple(draft.blocks),
        tuple(draft.questions),
        draft.choices,
        draft.way_on,
    )


def _key_lines(section: Section, findings: Findings, suggest: Suggester) -> tuple[Outcome, tuple[Line, ...]]:
    """An ending's outcome, and the lines after its key lines. A missing outcome is read as uncertain."""
    lines = section.lines
    start = next((n for n, line in enumerate(lines) if not line.is_blank), len(lines))
    end = start
    outcome: Outcome | None = None
    while end < len(lines) and (parts := split_key(lines[end])) and " " not in parts[0].text:
        key, value = parts
        if key.text == "Outcome":
            if outcome is not None:
                findings.at("duplicate-key", key.span(findings.path), "the outcome is given twice")
            outcome = _outcome(key, value, findings, suggest)
        elif end == start and (suggest.closest(key.text, ("Outcome",)) is None):
            break
        else:
            close = suggest.closest(key.text, ("Outcome",))
            findings.at(
                "unknown-key", key.span(findings.path), f"`{key.text}` is no key of an ending", did_you_mean(close)
            )
            if close:
                outcome = _outcome(key, value, findings, suggest)
        end += 1
    if outcome is None:
        findings.at(
            "missing-key",
            section.heading.line.span(findings.path),
            "the ending has no `Outcome:`",
            "write `Outcome: safer`, `uncertain` or `harm` under its heading, with an empty line after it",
        )
    return outcome or Outcome.UNCERTAIN, lines[end:]


def _outcome(key: Line, value: Line, findings: Findings, suggest: Suggester) -> Outcome:
    known = {outcome.value: outcome for outcome in Outcome}
    if value.text in known:
        return known[value.text]
    close = suggest.closest(value.text, known)
    findings.at(
        "unknown-outcome",
        value.span(findings.path) if value.text else key.span(findings.path),
        f"`{value.text[:40]}` is no outcome",
        did_you_mean(close) or "write safer, uncertain or harm",
    )
    return known[close] if close else Outcome.UNCERTAIN


def _read_piece(piece: Piece, draft: _Passage) -> None:
    findings = draft.findings
    if piece.kind is PieceKind.LIST and _is_choices(piece, findings):
        _read_choices(piece, draft)
        return
    if piece.kind is PieceKind.QUOTE and _read_remembering(piece, draft):
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
    if draft.prose:
        draft.prose.append(Line(lines[0].number - 1, ""))
    draft.prose.extend(lines)


def _is_choices(piece: Piece, findings: Findings) -> bool:
    items = read_items(piece.lines, findings.aside())
    return any(is_nearly_link(item.text) or looks_like_notes(item) for item in items)


def _leads_somewhere(line: Line) -> bool:
    text = line.text.strip()
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
    question = QUESTION.match(link.target.text)
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
    label = read_label(link, f"{draft.anchor}/continue", "continue", findings, draft.suggest)
    target = read_target(link, "continue", draft.names, findings, draft.suggest)
    if _second_way_on(first, draft):
        return
    draft.way_on = Continue(label, target, first.span(findings.path), link.target.span(findings.path))


def _read_choices(piece: Piece, draft: _Passage) -> None:
    draft.close_prose()
    choices: list[Choice] = []
    for item in read_items(piece.lines, draft.findings):
        choice = read_choice(item, draft.anchor, len(choices), draft.names, draft.findings, draft.suggest)
        if choice is not None:
            choices.append(choice)
    if not _second_way_on(piece.lines[0], draft):
        draft.choices = tuple(choices)


def _second_way_on(line: Line, draft: _Passage) -> bool:
    if draft.way_on_line:
        draft.findings.at(
            "two-ways-on",
            line.after(0).span(draft.findings.path),
            f"this passage has a way on already, on line {draft.way_on_line}",
            "keep one list of choices, or one continue",
        )
        return True
    draft.way_on_line = line.number
    return False


def _read_remembering(piece: Piece, draft: _Passage) -> bool:
    """Whether a quote is prose that remembers: its first line is `Only if: condition`."""
    inner = tuple(line.after(1) for line in piece.lines)
    parts = split_key(inner[0])
    if parts is None or parts[0].text.lower() != "only if":
        return False
    findings = draft.findings
    key, value = parts
    if key.text != "Only if":
        findings.at("unknown-key", key.span(findings.path), f"`{key.text}` is no key", did_you_mean("Only if"))
    if draft.way_on_line or draft.questions:
        findings.at("out-of-order", key.span(findings.path), "prose stands after the questions or the way on")
    draft.close_prose()
    condition = read_condition(value, draft.names, findings, draft.suggest)
    lines = trim(inner[1:])
    if lines:
        draft.add_block(lines, condition, in_quote=True)
    else:
        findings.at("stray-text", key.span(findings.path), "a condition stands over no prose")
    return True
