"""A briefing's text to its model: risk factors, learning points and safe practice (FORMAT §2)."""

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from quizapp.content.briefing_items import ID, ITEM, NEARLY_ITEM, fit_id
from quizapp.content.briefing_settings import read_completion, read_coverage, read_inserts, read_order, read_source_url
from quizapp.content.bullets import Shape, mend_bullets
from quizapp.content.findings import Findings
from quizapp.content.frontmatter import read_front_matter
from quizapp.content.headings import mend_part_headings
from quizapp.content.inline import check_inline, check_prose
from quizapp.content.inserts import INSERTS
from quizapp.content.lists import split_ids
from quizapp.content.names import find_point
from quizapp.content.notes import Item, Note, read_items
from quizapp.content.outline import PieceKind, Section, as_heading, make_prose, split_pieces, split_sections, trim
from quizapp.content.plain import plain, visible
from quizapp.content.prose_checks import as_it_stands
from quizapp.content.reader import Line, read_document
from quizapp.content.sections import without_rule
from quizapp.content.setting_values import read_nation, read_text
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.content.wrong_place import is_in_wrong_place
from quizapp.model.briefing import Briefing, Point, PointKind
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.groups import EVERYONE, GROUPS
from quizapp.model.published import SourceFile
from quizapp.model.things import ThingKind

REQUIRED = ("source", "publisher", "published")
OPTIONAL = ("nation", "complete", "order", "coverage", "inserts", "source-url")
PARTS = {
    "Risk factors": PointKind.RISK,
    "Learning points": PointKind.LEARNING,
    "Safe practice": PointKind.PRACTICE,
}
_STRONG = re.compile(r"[*_]{2}([^*_]{1,80}?):?[*_]{2}:?$")
_NOTES = {
    PointKind.RISK: ("Where", "Answered by"),
    PointKind.LEARNING: ("Where", "For", "Counts", "Doesn't count"),
    PointKind.PRACTICE: ("Counts", "Doesn't count"),
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A point before its `Answered by:` ids are looked up: those may stand further down."""

    point: Point
    answered_by: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What reading the parts needs and gathers."""

    findings: Findings
    suggest: Suggester
    drafts: dict[str, _Draft] = field(default_factory=dict)


def parse_briefing(file: SourceFile, format: Format = CURRENT_FORMAT) -> tuple[Briefing | None, tuple[Diagnostic, ...]]:
    """The briefing that a file holds, and everything that is wrong with it, in the order of the file.

    There is a briefing wherever there is at least one point, even with errors. No bytes make this raise.
    """
    findings, suggest = Findings(file.path, format), Suggester()
    document = read_document(file, findings)
    if document is None or is_in_wrong_place(document.lines, ThingKind.BRIEFING, findings):
        return None, findings.sorted()
    front = read_front_matter(document, REQUIRED, OPTIONAL, findings, suggest)
    inserts = read_inserts(front, findings)
    findings.inserts = (*INSERTS, *inserts)
    title, before, sections = split_sections(mend_part_headings(front.rest, tuple(PARTS), findings), findings)
    span = title.line.span(file.path) if title else Span(file.path, 1)
    introduction = trim(tuple(before))
    if introduction:
        for line in introduction:
            if (heading := as_heading(line)) and heading.level > 1:
                findings.at("misplaced-heading", line.span(file.path), "a theme stands outside the three parts")
        prose = make_prose("introduction", file.path, introduction)
        check_prose(prose, findings, suggest)
        findings.found += as_it_stands(prose, findings)
    reading = _Reading(findings, suggest)
    _read_parts(sections, reading, span)
    points = _answer(reading)
    complete = tuple(read_completion(front, findings))
    scenarios, questions = read_coverage(front, findings)
    briefing = Briefing(
        id=PurePosixPath(file.path).parent.name,
        title=title.words if title else "",
        source=read_text(front, "source", findings),
        publisher=read_text(front, "publisher", findings),
        published=read_text(front, "published", findings),
        nation=read_nation(front, None, findings, suggest),
        introduction="\n".join(line.text for line in introduction),
        complete=complete,
        coverage_scenarios=scenarios,
        coverage_questions=questions,
        points=points,
        span=span,
        inserts=inserts,
        source_url=read_source_url(front, findings),
        order=read_order(front, findings),
    )
    return (briefing if points else None), findings.sorted()


def _read_parts(sections: list[Section], reading: _Reading, span: Span) -> None:
    findings = reading.findings
    found: set[str] = set()
    for section in sections:
        words = plain(section.heading.words).strip()
        kind = PARTS.get(words)
        if kind is None:
            close = reading.suggest.closest(words, PARTS)
            findings.at(
                "unknown-part",
                section.heading.line.span(findings.path),
                f"a briefing has no part `{words[:60]}`",
                did_you_mean(close) or f"there are: {', '.join(PARTS)}",
            )
            if close is None or close in found:
                continue
            kind, words = PARTS[close], close
        found.add(words)
        _read_part(section, kind, reading)
    for part in PARTS:
        if part not in found:
            findings.at("missing-part", span, f"the briefing has no part `## {part}`")


def _read_part(section: Section, kind: PointKind, reading: _Reading) -> None:
    """The themes of a part, and the items under each."""
    findings = reading.findings
    theme: str | None = None
    lines: list[Line] = []
    for line in without_rule(section.lines, findings):
        heading = as_heading(line)
        strong = _STRONG.match(line.text) if findings.format.strict else None
        if (heading is None and strong is None) or (heading and heading.level == 1):  # of a title everything was said
            lines.append(line)
            continue
        _read_theme(tuple(lines), theme, kind, reading)
        lines = []
        words = strong[1] if strong else heading.words if heading else ""
        if strong or (heading and heading.level != 3):
            help = f"write `### {words[:60]}`"
            findings.at("misplaced-heading", line.span(findings.path), "a theme has three `#`", help)
        theme = words
    _read_theme(tuple(lines), theme, kind, reading)


def _read_theme(lines: tuple[Line, ...], theme: str | None, kind: PointKind, reading: _Reading) -> None:
    findings = reading.findings
    shape = Shape("item", lambda text: text.startswith("**"), _NOTES[kind])
    for piece in split_pieces(mend_bullets(lines, shape, findings)):
        if piece.kind is not PieceKind.LIST:
            findings.at(
                "stray-text",
                piece.lines[0].span(findings.path),
                "only lists are read here",
                "move it up under the title, or make it an item",
            )
            continue
        items = read_items(piece.lines, findings)
        if theme is None and items:
            findings.at(
                "no-theme",
                items[0].bullet.span(findings.path),
                "these items stand under no theme",
                "put a line `### Theme` above them",
            )
        for item in items:
            _read_point(item, theme or "", kind, reading)


def _read_point(item: Item, theme: str, kind: PointKind, reading: _Reading) -> None:
    findings = reading.findings
    span = item.bullet.span(findings.path)
    first = item.lines[0]
    found = ITEM.match(first.text)
    if not found or not item.text[found.end() :].strip():
        meant = found or NEARLY_ITEM.match(first.text)
        point_id = fit_id(meant[1]) if meant else ""
        help = f"write `- **{point_id}** …`" if point_id else ""
        findings.at("not-an-item", span, "this item is not `- **id** text`", help)
        if point_id:  # so that nothing that names it is told that it is not there
            reading.drafts.setdefault(point_id, _Draft(Point(id=point_id, kind=kind, theme=theme, text="", span=span)))
        return
    point_id = plain(found[1]).strip()
    id_span = Span(findings.path, first.number, first.column + 2)
    if not ID.match(point_id):
        fit = fit_id(point_id)
        help = f"use small letters, digits and hyphens{f': `{fit}`' if fit else ''}"
        findings.at("bad-id", id_span, f"`{point_id[:60]}` is no id", help)
        point_id = fit or point_id  # what names it is told nothing
    if point_id in reading.drafts:
        findings.at(
            "duplicate-id",
            id_span,
            f"`{point_id[:60]}` was given on line {reading.drafts[point_id].point.span.line} already",
        )
        return
    lines = tuple(line for line in (first.after(found.end()), *item.lines[1:]) if line.text)
    prose = make_prose(point_id, findings.path, lines)
    check_inline(prose, findings, reading.suggest)
    findings.found += as_it_stands(prose, findings)
    notes = _notes(item, kind, reading)
    if kind is not PointKind.PRACTICE and "Where" not in notes:
        findings.at("missing-key", span, f"`{point_id[:60]}` has no `Where:`", "name its place in the source")
    where = notes["Where"].text if "Where" in notes else ""
    if findings.format.folded:
        where = visible(where)
    point = Point(
        id=point_id,
        kind=kind,
        theme=theme,
        text=" ".join(line.text for line in lines),
        span=id_span,
        where=tuple(level.strip() for level in where.split(" > ") if level.strip()),
        groups=_groups(notes.get("For"), reading) if kind is PointKind.LEARNING else (),
        counts=notes["Counts"].text if "Counts" in notes else "",
        doesnt_count=notes["Doesn't count"].text if "Doesn't count" in notes else "",
    )
    answered = _ids(notes["Answered by"], findings) if "Answered by" in notes else ()
    reading.drafts[point_id] = _Draft(point, answered)


def _notes(item: Item, kind: PointKind, reading: _Reading) -> dict[str, Note]:
    findings = reading.findings
    known = _NOTES[kind]
    notes: dict[str, Note] = {}
    for note in item.notes:
        span = note.key_line.span(findings.path)
        key = note.key
        if key not in known:
            close = reading.suggest.closest(key, known)
            findings.at(
                "unknown-key",
                span,
                f"`{note.key}` is no note here",
                did_you_mean(close) or f"there are: {', '.join(known)}",
            )
            if close is None or close in notes:
                continue
            key = close
        elif key in notes:
            findings.at("duplicate-key", span, f"`{key}` stands on line {notes[key].key_line.number} already")
            continue
        if not note.text:
            findings.at("missing-key", span, f"`{key}:` is empty")
        notes[key] = note
    return notes


def _ids(note: Note, findings: Findings) -> tuple[Line, ...]:
    return tuple(part for line in note.lines for part in split_ids(line, findings))


def _groups(note: Note | None, reading: _Reading) -> tuple[str, ...]:
    groups: list[str] = []
    for part in _ids(note, reading.findings) if note else ():
        group: str | None = part.text
        if group not in GROUPS:
            group = reading.suggest.closest(part.text, GROUPS)
            reading.findings.at(
                "unknown-group",
                part.span(reading.findings.path),
                f"`{part.text[:60]}` is no professional group",
                did_you_mean(group) or f"there are: {', '.join(GROUPS)}",
            )
        if group is not None and group not in groups:
            groups.append(group)
    return tuple(groups) or (EVERYONE,)


def _answer(reading: _Reading) -> tuple[Point, ...]:
    """The points with their `Answered by:` ids looked up."""
    findings = reading.findings
    known = {point_id: draft.point for point_id, draft in reading.drafts.items()}
    points: list[Point] = []
    for draft in reading.drafts.values():
        answered: dict[str, None] = {}
        for part in draft.answered_by:
            point_id = find_point(part, (PointKind.LEARNING,), known, findings, reading.suggest)
            if point_id in answered:
                findings.at("duplicate-id", part.span(findings.path), f"`{part.text}` is given twice")
            elif point_id is not None:
                answered[point_id] = None
        points.append(_with_answers(draft.point, tuple(answered)))
    return tuple(points)


def _with_answers(point: Point, answered_by: tuple[str, ...]) -> Point:
    return replace(point, answered_by=answered_by) if answered_by else point
