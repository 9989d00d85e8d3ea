"""A scenario's text to its model, with every mistake that can be seen without walking the story (FORMAT §3)."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from quizapp.content.bullets import Shape, mend_bullets
from quizapp.content.counters import find_unused
from quizapp.content.findings import Findings
from quizapp.content.frontmatter import read_front_matter
from quizapp.content.headings import mend_headings
from quizapp.content.inline import check_inline
from quizapp.content.inserts import known_inserts
from quizapp.content.names import Names, points_by_id, tested_of_kind
from quizapp.content.notes import read_items
from quizapp.content.outline import Heading, PieceKind, Section, make_prose, split_pieces, split_sections
from quizapp.content.passages import read_passage
from quizapp.content.reader import read_document
from quizapp.content.remembering import report_anywhere
from quizapp.content.sections import first_of_each, read_introduction, without_rule
from quizapp.content.setting_values import read_nation, read_pass, read_role, read_text
from quizapp.content.settings import OPTIONAL, REQUIRED, read_counters, read_critical, read_feedback, read_hardest
from quizapp.content.suggest import Suggester
from quizapp.content.wrong_place import is_in_wrong_place
from quizapp.model.briefing import Briefing, PointKind
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.prose import Prose
from quizapp.model.published import SourceFile
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.scenario import Passage, Scenario
from quizapp.model.things import ThingKind

_DEBRIEF = "debrief"
_PROMPTS = Shape("question", bool)
_ASKED = re.compile(r"questions/([^/#() \t\n]+)/([^/#() \t\n]+)\.md#")


def asked_sets(content: SourceFile) -> frozenset[str]:
    """The paths `questions/<module>/<set>.md` of the sets whose questions a scenario's file asks, and perhaps more.

    A quick look that says nothing and looks into comments, too: what has to be read before the scenario is.
    """
    text = content.content.decode("utf-8", "replace")
    return frozenset(f"questions/{module}/{name}.md" for module, name in _ASKED.findall(text))


def parse_scenario(
    file: SourceFile,
    briefing: Briefing | None,
    sets: Mapping[str, QuestionSet] | None = None,
    format: Format = CURRENT_FORMAT,
) -> tuple[Scenario | None, tuple[Diagnostic, ...]]:
    """The scenario that a file holds, and everything that is wrong with it, in the order of the file.

    `sets` are the module's question sets by id, as `questions.parse_set` gives them; without them no question is
    looked up, and the scenario has none.

    There is a scenario wherever there is at least one passage, even with errors, so that the walk can say its
    part: dead targets stay as written, what cannot be read is left out. Without a briefing no id is looked up,
    and one finding says so. No bytes make this raise.
    """
    findings, suggest = Findings(file.path, format, inserts=known_inserts(briefing)), Suggester()
    path = PurePosixPath(file.path)
    document = read_document(file, findings)
    if document is None or is_in_wrong_place(document.lines, ThingKind.SCENARIO, findings):
        return None, findings.sorted()
    front = read_front_matter(document, REQUIRED, OPTIONAL, findings, suggest)
    title, before, sections = split_sections(mend_headings(front.rest, findings), findings)
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
    story = first_of_each(section for section in sections if section.heading.anchor != _DEBRIEF)
    names = Names(
        {section.heading.anchor: section.heading.line.number for section in story},
        read_counters(front, points, findings),
        points,
        path.parent.name,
        sets,
    )
    passages = tuple(read_passage(section, names, findings, suggest) for section in story)
    find_unused(names.counters, front.rest, findings)
    _check_shape(title, passages, debriefs, findings)
    questions = _asked(passages, path.parent.name, sets or {})
    marked = [point for passage in passages for point in passage.points]
    tested = dict.fromkeys([*marked, *(point for question in questions for point in question.points)])
    span = title.line.span(file.path) if title else Span(file.path, 1)
    scenario = Scenario(
        module=path.parent.name,
        id=path.stem,
        title=title.words if title else "",
        span=span,
        you_are=read_role(front, findings),
        minutes=front.number("minutes", 1, 240, 0, findings),
        nation=read_nation(front, briefing, findings, suggest),
        content_note=read_text(front, "content-note", findings),
        introduction=read_introduction(tuple(before), span, findings, suggest),
        passages=passages,
        debrief=_debrief(debriefs[0], findings, suggest) if debriefs else (),
        learning_points=tested_of_kind(tested, PointKind.LEARNING, briefing),
        practices=tested_of_kind(tested, PointKind.PRACTICE, briefing),
        pass_percent=read_pass(front, findings),
        feedback=read_feedback(front, findings, suggest),
        critical=read_critical(front, points, findings, suggest),
        hardest=read_hardest(front, names, findings, suggest),
        counters=tuple(names.counters.values()),
        law_checked=front.date("law-checked", findings),
        review_by=front.date("review-by", findings),
        reviewed_by=read_text(front, "reviewed-by", findings),
        questions=questions,
        setting_spans=tuple((key, value.span(file.path)) for key, value in front.values.items()),
    )
    return (scenario if passages else None), findings.sorted()


def _asked(passages: tuple[Passage, ...], module: str, sets: Mapping[str, QuestionSet]) -> tuple[Question, ...]:
    """The questions that the passages ask and that are there, each once. A reflection is never asked in a story."""
    there = {q.id: q for own in sets.values() if own.module == module for q in own.questions if q.is_scored}
    links = dict.fromkeys(
        link.id for passage in passages for link in passage.questions if link.module == module and link.id in there
    )
    return tuple(there[question_id] for question_id in links)


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


def _debrief(section: Section, findings: Findings, suggest: Suggester) -> tuple[Prose, ...]:
    questions: list[Prose] = []
    lines = mend_bullets(without_rule(section.lines, findings), _PROMPTS, findings)
    told = False
    for piece in split_pieces(lines):
        if piece.kind is PieceKind.TEXT and piece.lines[-1].text.endswith("?"):
            if not told:
                what = "this question is no item of a list"
                findings.at("bad-bullet", piece.lines[0].span(findings.path), what, "begin each question with `- `")
            told = True
            questions.append(make_prose(f"debrief/{len(questions)}", findings.path, piece.lines))
            continue
        if piece.kind is not PieceKind.LIST:
            findings.at(
                "stray-text",
                piece.lines[0].span(findings.path),
                "only a list of questions is shown in the debrief",
                "make it an item of the list: `- ` before it",
            )
            continue
        for item in read_items(piece.lines, findings):
            for note in item.notes:
                findings.at("stray-text", note.key_line.span(findings.path), "a debrief question has no notes")
            if item.text:
                report_anywhere(item.lines, findings, "a debrief")
                prose = make_prose(f"debrief/{len(questions)}", findings.path, item.lines)
                check_inline(prose, findings, suggest)
                questions.append(prose)
    if not questions:
        findings.at(
            "no-debrief",
            section.heading.line.span(findings.path),
            "the debrief has no questions",
            "write them as a list",
        )
    return tuple(questions)
