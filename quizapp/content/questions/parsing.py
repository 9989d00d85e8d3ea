"""A question set's text to its model, with every mistake that can be seen in the file by itself (FORMAT §4)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from quizapp.content.document_checks import look_through
from quizapp.content.findings import Findings
from quizapp.content.frontmatter import FrontMatter, read_front_matter
from quizapp.content.headings import mend_question_headings
from quizapp.content.inserts import known_inserts
from quizapp.content.names import points_by_id, tested_of_kind
from quizapp.content.outline import Section, split_sections, trim
from quizapp.content.questions.answers import Body, read_body
from quizapp.content.questions.keys import KeyLines, read_key_lines, read_points
from quizapp.content.questions.lists import read_accepted, read_table, read_things
from quizapp.content.questions.options import no_option, read_options
from quizapp.content.questions.reading import QuestionReading
from quizapp.content.questions.settings import (
    MOST_ATTEMPTS,
    OPTIONAL,
    REQUIRED,
    read_critical_points,
    read_draw,
    read_sources,
    read_yes,
)
from quizapp.content.reader import read_document
from quizapp.content.sections import first_of_each, read_introduction
from quizapp.content.setting_values import read_pass
from quizapp.content.settings import read_feedback
from quizapp.content.suggest import Suggester
from quizapp.content.wrong_place import is_in_wrong_place
from quizapp.model.briefing import Briefing, Point, PointKind
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.kinds import RULES
from quizapp.model.kinds.rules import Form
from quizapp.model.published import SourceFile
from quizapp.model.questions import Question, QuestionKind, QuestionSet, points_tested_by, question_id
from quizapp.model.things import ThingKind

_KINDS = {rules.written: kind for kind, rules in RULES.items() if rules.written.form is not Form.OPTIONS}
"""Which kind it is that is written so. Of those with options, the options say which it is."""


def parse_set(
    file: SourceFile, briefing: Briefing | None, format: Format = CURRENT_FORMAT
) -> tuple[QuestionSet | None, tuple[Diagnostic, ...]]:
    """The question set that a file holds, and everything that is wrong with it, in the order of the file.

    It has its own questions only: one that draws from others has none until `sources.gathered`. There is a set
    wherever there is a question or a `from:`, even with errors, and every question of it can be asked: where its
    answers cannot be read, the least that keeps the model whole stands for them. `setting_spans` has, besides the
    settings, `critical <id>` and `from <set>` for each id. No bytes make this raise.
    """
    findings, suggest = Findings(file.path, format, inserts=known_inserts(briefing)), Suggester()
    document = read_document(file, findings)
    if document is None or is_in_wrong_place(document.lines, ThingKind.SET, findings):
        return None, findings.sorted()
    front = read_front_matter(document, REQUIRED, OPTIONAL, findings, suggest)
    title, before, sections = split_sections(mend_question_headings(front.rest, findings), findings, opened="question")
    points = points_by_id(briefing)
    if points is None:
        findings.add(
            "no-briefing",
            1,
            1,
            "the module has no readable briefing",
            "put a `briefing.md` in the module's folder of scenarios, or mend it",
        )
    path = PurePosixPath(file.path)
    span = title.line.span(file.path) if title else Span(file.path, 1)
    own = first_of_each(sections)
    questions = tuple(_read_question(path, section, points, findings, suggest) for section in own)
    sources, every_set = read_sources(front, findings, suggest)
    critical = read_critical_points(front, points, findings, suggest)
    draws = _draws(front, every_set or bool(sources))
    _check_shape(span, own, draws, findings)
    if draws:
        questions = ()
    tested = points_tested_by(questions)
    parsed = QuestionSet(
        module=path.parent.name,
        id=path.stem,
        title=title.words if title else "",
        span=span,
        introduction=read_introduction(tuple(before), span, findings, suggest, opened="question"),
        minutes=front.number("minutes", 1, 240, 0, findings),
        questions=questions,
        learning_points=tested_of_kind(tested, PointKind.LEARNING, briefing),
        practices=tested_of_kind(tested, PointKind.PRACTICE, briefing),
        pass_percent=read_pass(front, findings),
        attempts=front.number("attempts", 1, MOST_ATTEMPTS, 3, findings),
        draw=read_draw(front, findings),
        certainty=read_yes("certainty", front, findings),
        feedback=read_feedback(front, findings, suggest),
        shuffle=read_yes("shuffle", front, findings),
        critical=tuple(critical),
        sources=tuple(sources),
        every_set=every_set,
        law_checked=front.date("law-checked", findings),
        review_by=front.date("review-by", findings),
        setting_spans=(
            *((key, value.span(file.path)) for key, value in front.values.items()),
            *((f"critical {point}", place) for point, place in critical.items()),
            *((f"from {source}", place) for source, place in sources.items()),
        ),
    )
    return (parsed if questions or draws else None), findings.sorted()


def _draws(front: FrontMatter, named: bool) -> bool:
    """Whether the set draws from others, or says so and cannot be understood."""
    return named or bool(front.text("from"))


def _check_shape(span: Span, own: list[Section], draws: bool, findings: Findings) -> None:
    if draws and own:
        findings.at(
            "questions-beside-from",
            own[0].heading.line.span(findings.path),
            "a set with `from:` has no questions of its own",
            "take `from:` out, or move the questions into a set that it draws from",
        )
    elif not draws and not own:
        findings.at("no-questions", span, "the set has no question", "open one with `## Heading`")


def _read_question(
    path: PurePosixPath,
    section: Section,
    points: Mapping[str, Point] | None,
    findings: Findings,
    suggest: Suggester,
) -> Question:
    heading = section.heading
    span = heading.line.span(findings.path)
    reading = QuestionReading(question_id(path.stem, heading.anchor), span, findings, suggest)
    keys = read_key_lines(section.lines, reading)
    named = read_points(keys, points, reading)
    body = read_body(keys, reading)
    stem = look_through(trim(body.stem), findings)
    if not stem and (body.written is None or body.written.form is not Form.PROMPT):
        findings.at("no-stem", span, "this question asks nothing", "write its stem before its answers")
    question = Question(
        module=path.parent.name,
        set=path.stem,
        anchor=heading.anchor,
        title=heading.words,
        kind=QuestionKind.ONE,
        points=named,
        stem=reading.prose("stem", stem),
        span=span,
    )
    return _answered(question, body, keys, reading)


def _answered(question: Question, body: Body, keys: KeyLines, reading: QuestionReading) -> Question:
    """The question with its kind, and the fields of it filled (`model.questions.Question`)."""
    written = body.written
    if written is None:
        return replace(question, options=(no_option(reading),))
    if written.form is Form.OPTIONS:
        kind, options = read_options(list(body.items), reading)
        return replace(question, kind=kind, options=options)
    question = replace(question, kind=_KINDS[written])
    if written.form is Form.PROMPT:
        return replace(question, prompt=reading.prose("prompt", keys.lines(written.key)))
    question = replace(question, why=reading.prose("why", keys.lines("Why")))
    if written.form is Form.STEPS:
        return replace(question, things=read_things(body.lines, reading))
    if written.form is Form.TABLE:
        headings, rows = read_table(body.lines, reading)
        return replace(question, headings=headings, rows=rows)
    return replace(question, accepted=read_accepted(keys, written, reading))
