"""What scenarios and question sets have in common: an introduction, `##` sections, and no deeper headings in them."""

from collections.abc import Iterable

from quizapp.content.document_checks import look_through
from quizapp.content.findings import Findings
from quizapp.content.inline import check_prose
from quizapp.content.outline import Section, as_heading, make_prose, trim
from quizapp.content.reader import Line
from quizapp.content.remembering import report_anywhere
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


def is_rule_line(line: Line) -> bool:
    """Whether a line is drawn, as between two parts of a page: hyphens, stars, dashes and their like, and no word."""
    signs = "".join(line.text.split())
    return (
        bool(signs)
        and signs[0] in "-*_=–—―~•"
        and len(signs) >= (1 if signs[0] in "—―" else 3)
        and not signs.strip(signs[0])
    )


def without_rule(lines: tuple[Line, ...], findings: Findings) -> tuple[Line, ...]:
    """The lines of a section without a drawn line at their end, which is found: headings part a file well enough.

    In a format that showed such a line it stays.
    """
    shown = trim(lines)
    if not shown or not is_rule_line(shown[-1]) or not findings.format.strict:
        return lines
    end = len(shown)
    while end and (shown[end - 1].is_blank or is_rule_line(shown[end - 1])):
        end -= 1
    first = next(line for line in shown[end:] if not line.is_blank)
    findings.at("stray-rule", first.after(0).span(findings.path), *NO_RULE)
    return shown[:end]


NO_RULE = ("a line is not needed between passages or questions", "take it out: the next heading is enough")


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
    shown = trim(without_rule(lines, findings))
    if not shown:
        return Prose("introduction", "", span)
    for line in shown:
        report_heading(line, findings, opened)
    report_anywhere(shown, findings, "an introduction")
    prose = make_prose("introduction", findings.path, look_through(shown, findings))
    check_prose(prose, findings, suggest)
    return prose
