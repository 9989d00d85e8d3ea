"""A scenario's text to its model, with every mistake that can be seen without walking the story (FORMAT §3)."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from quizapp.content.codes import Findings
from quizapp.content.frontmatter import read_front_matter
from quizapp.content.inline import check_prose
from quizapp.content.names import MARKED, Names, points_by_id
from quizapp.content.notes import read_items
from quizapp.content.passages import read_passage, report_heading
from quizapp.content.reader import (
    Heading,
    Line,
    PieceKind,
    Section,
    make_prose,
    read_document,
    split_pieces,
    split_sections,
    trim,
)
from quizapp.content.settings import OPTIONAL, REQUIRED, read_counters, read_critical, read_feedback
from quizapp.content.suggest import Suggester
from quizapp.model.briefing import Briefing, PointKind
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.prose import Prose
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Passage, Scenario

_DEBRIEF = "debrief"


def parse_scenario(file: SourceFile, briefing: Briefing | None) -> tuple[Scenario | None, tuple[Diagnostic, ...]]:
    """The scenario that a file holds, and everything that is wrong with it, in the order of the file.

    There is a scenario wherever there is at least one passage, even with errors, so that the walk can say its
    part: dead targets stay as written, what cannot be read is left out. Without a briefing no id is looked up,
    and one finding says so. No bytes make this raise.
    """
    findings, suggest = Findings(file.path), Suggester()
    document = read_document(file, findings)
    if document is None:
        return None, findings.sorted()
    front = read_front_matter(document, REQUIRED, OPTIONAL, findings, suggest)
    title, before, sections = split_sections(front.rest, findings)
    points = points_by_id(briefing)
    if points is None:
        findings.add(
            "no-briefing",
            1,
            1,
            "the module has no readable briefing",
            "put a `briefing.md` beside this file, or mend it",
        )
    debriefs = [section for section in sections if section.heading.anchor == _DEBRIEF]
    story = _first_of_each(s for s in sections if s.heading.anchor != _DEBRIEF and s.heading.anchor.strip("-"))
    names = Names(
        {section.heading.anchor: section.heading.line.number for section in story},
        read_counters(front, points, findings),
        points,
    )
    passages = tuple(read_passage(section, names, findings, suggest) for section in story)
    _check_shape(title, passages, debriefs, findings)
    path = PurePosixPath(file.path)
    tested = dict.fromkeys(point for passage in passages for point in passage.points)
    span = title.line.span(file.path) if title else Span(file.path, 1)
    scenario = Scenario(
        module=path.parent.name,
        id=path.stem,
        title=title.words if title else "",
        span=span,
        you_are=front.text("you-are"),
        minutes=front.number("minutes", 1, 240, 0, findings),
        nation=front.text("nation"),
        content_note=front.text("content-note"),
        introduction=_introduction(tuple(before), span, findings, suggest),
        passages=passages,
        debrief=_debrief(debriefs[0], findings, suggest) if debriefs else (),
        learning_points=_of_kind(tested, PointKind.LEARNING, briefing),
        practices=_of_kind(tested, PointKind.PRACTICE, briefing),
        pass_percent=front.number("pass", 0, 100, 80, findings),
        feedback=read_feedback(front, findings, suggest),
        critical=read_critical(front, points, findings, suggest),
        counters=tuple(names.counters.values()),
        law_checked=front.date("law-checked", findings),
        review_by=front.date("review-by", findings),
        reviewed_by=front.text("reviewed-by"),
        setting_spans=tuple((key, value.span(file.path)) for key, value in front.values.items()),
    )
    return (scenario if passages else None), findings.sorted()


def _first_of_each(sections: Iterable[Section]) -> list[Section]:
    """The sections without those whose anchor was there before; that was reported already."""
    by_anchor: dict[str, Section] = {}
    for section in sections:
        by_anchor.setdefault(section.heading.anchor, section)
    return list(by_anchor.values())


def _check_shape(
    title: Heading | None, passages: tuple[Passage, ...], debriefs: list[Section], findings: Findings
) -> None:
    line, column = (title.line.number, 1) if title else (1, 1)
    if not passages:
        findings.add("no-passages", line, column, "the scenario has no passage", "open one with `## Heading`")
        return
    if not any(passage.is_ending for passage in passages):
        findings.add("no-ending", line, column, "the scenario has no ending", "open one with `## Ending: Title`")
    if not debriefs:
        findings.add(
            "no-debrief", line, column, "the scenario has no debrief", "add `## Debrief` with a list of questions"
        )
    if passages[0].is_ending:
        findings.at("starts-with-ending", passages[0].span, "the story begins with an ending")


def _introduction(lines: tuple[Line, ...], span: Span, findings: Findings, suggest: Suggester) -> Prose:
    shown = trim(lines)
    if not shown:
        return Prose("introduction", "", span)
    for line in shown:
        report_heading(line, findings)
    prose = make_prose("introduction", findings.path, shown)
    check_prose(prose, findings, suggest)
    return prose


def _debrief(section: Section, findings: Findings, suggest: Suggester) -> tuple[Prose, ...]:
    questions: list[Prose] = []
    for piece in split_pieces(section.lines):
        if piece.kind is not PieceKind.LIST:
            findings.at(
                "stray-text",
                piece.lines[0].span(findings.path),
                "only a list of questions is shown in the debrief",
                "make it an item of the list",
            )
            continue
        for item in read_items(piece.lines, findings):
            for note in item.notes:
                findings.at("stray-text", note.key_line.span(findings.path), "a debrief question has no notes")
            if item.text:
                prose = make_prose(f"debrief/{len(questions)}", findings.path, item.lines)
                check_prose(prose, findings, suggest)
                questions.append(prose)
    if not questions:
        findings.at(
            "no-debrief",
            section.heading.line.span(findings.path),
            "the debrief has no questions",
            "write them as a list",
        )
    return tuple(questions)


def _of_kind(tested: dict[str, None], kind: PointKind, briefing: Briefing | None) -> tuple[str, ...]:
    """The tested ids of one kind in the briefing's order; without a briefing all are taken for learning points."""
    if briefing is None:
        return tuple(tested) if kind is PointKind.LEARNING else ()
    known = {point.id for point in briefing.points}
    strays = tuple(point for point in tested if point not in known) if kind is MARKED[0] else ()
    return tuple(point.id for point in briefing.of_kind(kind) if point.id in tested) + strays
