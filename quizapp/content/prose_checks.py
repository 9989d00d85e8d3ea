"""Small checks that scenarios and question sets share: wording, placeholders, and a best answer that shows itself."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from quizapp.content.findings import Findings
from quizapp.content.outline import place_in
from quizapp.content.raw import rows_to_look_at, shown_raw
from quizapp.content.run_together import run_together
from quizapp.content.wording import find_unsafe, without_quotes
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.prose import Prose
from quizapp.model.questions import Credit, Question, QuestionKind

MOST_WORDS = 150  # in a passage, or in a stem
ENOUGH = 3  # decisions or questions, before "always" means anything
_PLACEHOLDER = re.compile(r"\b(?:TODO|FIXME|XXX)\b|\b[Ll]orem ipsum\b")
_ALSO_PLACEHOLDER = re.compile(r"\b(?:[Tt]o ?[Dd]o:|todo\b|TB[CDA]\b|xx+\b)|\?{3,}")


def law_to_come(law_checked: str, span: Span, today: date | None) -> Iterator[Diagnostic]:
    """Whether the day on which the law was checked is still to come."""
    if law_checked and today is not None and date.fromisoformat(law_checked) > today:
        text = f"`law-checked` is {law_checked}, which has not come yet"
        yield diagnostic("law-to-come", span, text, "write the day on which law and procedure were last checked")


def unsafe_wording(prose: Prose) -> Iterator[Diagnostic]:
    """What can hurt or mislead in this prose, each with something safer."""
    starts = _row_starts(prose.text)
    row = 0
    for offset, words, safer in find_unsafe(prose.text):
        while row + 1 < len(starts) and starts[row + 1] <= offset:
            row += 1
        yield diagnostic(
            "unsafe-wording",
            place_in(prose, row, offset - starts[row]),
            f"`{words}` can hurt or mislead",
            f"safer: {safer}; or let somebody say it, in quotation marks",
        )


def placeholders(prose: Prose) -> Iterator[Diagnostic]:
    """What was to be written later, and was not."""
    rows = prose.text.split("\n")
    if _ALSO_PLACEHOLDER.search(prose.text):
        # What a person may say, or type into a document, is none.
        said = without_quotes(prose.text).split("\n")
        places = [(row, found) for row in rows_to_look_at(rows) for found in _ALSO_PLACEHOLDER.finditer(said[row])]
    else:
        places = []
    places += [(row, found) for row, text in enumerate(rows) for found in _PLACEHOLDER.finditer(text)]
    for row, found in places:
        yield diagnostic(
            "placeholder",
            place_in(prose, row, found.start()),
            f"`{found[0]}` is left in the text",
            "write what is meant; a note to yourself goes into `<!-- todo: … -->`",
        )


def review_past(review_by: str, span: Span, today: date | None) -> Iterator[Diagnostic]:
    """That a review date is past, seen from `today`; nothing where there is no date, or no day to compare it with."""
    if review_by and today is not None and date.fromisoformat(review_by) < today:
        yield diagnostic(
            "review-past",
            span,
            f"this was to be reviewed by {review_by}",
            "check law and procedure again, then set `law-checked` and `review-by` anew",
        )


def as_it_stands(prose: Prose, findings: Findings) -> list[Diagnostic]:
    """What staff would see as it stands in a piece of prose that has no check of its own, as a briefing's has none.

    Nothing in a format that accepted it: this is about new text.
    """
    if not findings.format.strict:
        return []
    return [*shown_raw(prose, findings.inserts), *run_together(prose), *placeholders(prose)]


def heading_of(title: str, span: Span, opening: str) -> Prose:
    """The words of a heading as prose; `opening` is what stands before them in their line."""
    return Prose("heading", title, Span(span.path, span.line, span.column + len(opening)))


def shows_itself(labels: Sequence[str], best: Sequence[bool]) -> dict[str, bool] | None:
    """Whether the best of some answers is the first, the last, the longest; None where that says nothing."""
    if len(labels) < 2 or not any(best):
        return None
    lengths = [len(label) for label in labels]
    top = max(lengths)
    longest = lengths.count(top) == 1 and best[lengths.index(top)]
    return {"first": best[0], "last": best[-1], "longest": longest}


def question_shows_itself(question: Question) -> dict[str, bool] | None:
    """The same of a question's options; None where it has not one right answer, or is of another kind."""
    if question.kind is not QuestionKind.ONE:
        return None
    right = [option.credit is Credit.RIGHT for option in question.options]
    return shows_itself([option.label.text for option in question.options], right)


def best_always(found: Sequence[dict[str, bool]], span: Span, best: str, counted: str) -> Iterator[Diagnostic]:
    """Whether somebody could answer best without reading: always first, always last, always longest."""
    for word in ("first", "last", "longest"):
        flags = [each[word] for each in found if word in each]
        if len(flags) >= ENOUGH and all(flags):
            yield diagnostic(
                f"best-always-{word}",
                span,
                f"the {best} is the {word} one in all {len(flags)} {counted}",
                "let it be so in some of them only",
            )


def _row_starts(text: str) -> list[int]:
    starts = [0]
    for row in text.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    return starts[:-1]
