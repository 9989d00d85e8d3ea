"""What scenarios and question sets have in common: an introduction, `##` sections, and no deeper headings in them."""

from collections.abc import Iterable

from quizapp.content.document_checks import look_through
from quizapp.content.findings import Findings
from quizapp.content.inline import check_prose
from quizapp.content.outline import Section, as_heading, make_prose, trim
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester
from quizapp.model.diagnostics import Span
from quizapp.model.prose import Prose


def report_heading(line: Line, findings: Findings, opened: str = "passage") -> bool:
    """Whether a line of a section is a deeper heading, which the file has no use for; found if so.

    `opened` is what its `##` headings open.
    """
    heading = as_heading(line)
    if heading is None or heading.level == 1:  # of a title everything was said
        return False
    findings.at("misplaced-heading", line.span(findings.path), "a heading here has too many `#`", f"a {opened} has two")
    return True


def first_of_each(sections: Iterable[Section]) -> list[Section]:
    """The sections without those whose anchor was there before, or is none; that was reported already."""
    by_anchor: dict[str, Section] = {}
    for section in sections:
        if section.heading.anchor.strip("-"):
            by_anchor.setdefault(section.heading.anchor, section)
    return list(by_anchor.values())


def read_introduction(
    lines: tuple[Line, ...], span: Span, findings: Findings, suggest: Suggester, opened: str = "passage"
) -> Prose:
    """What stands between the title and the first `##`; empty, at `span`, where nothing does."""
    shown = trim(lines)
    if not shown:
        return Prose("introduction", "", span)
    for line in shown:
        report_heading(line, findings, opened)
    prose = make_prose("introduction", findings.path, look_through(shown, findings))
    check_prose(prose, findings, suggest)
    return prose
