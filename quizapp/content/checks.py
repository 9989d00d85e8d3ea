"""Small checks of one shape over the parsed model. A new check is one function, one line in a list, one test.

They say what a reader would notice and what needs no walk of the story: marks, best choices, lengths, wording.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.content.codes import diagnostic
from quizapp.content.lengths import longest_reading, words_of_passage
from quizapp.content.names import MARKED
from quizapp.content.reader import place_in
from quizapp.content.wording import find_unsafe
from quizapp.model.briefing import Briefing, ConditionKind
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.prose import Prose
from quizapp.model.scenario import Choice, Passage, Scenario, Word

LONGEST_PASSAGE = 150  # words
_PLACEHOLDER = re.compile(r"\b(?:TODO|FIXME|XXX)\b|\b[Ll]orem ipsum\b")
_MOST_LISTED = 6
_ENOUGH_DECISIONS = 3  # before "always" means anything


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check looks at: a scenario, its briefing if there is one, and the day if one is passed in."""

    scenario: Scenario
    briefing: Briefing | None
    today: date | None


Check = Callable[[Subject], Iterator[Diagnostic]]


def check_scenario(scenario: Scenario, briefing: Briefing | None, today: date | None) -> tuple[Diagnostic, ...]:
    """Everything that the checks say about one scenario, in the order of the file. `today` dates the review."""
    subject = Subject(scenario, briefing, today)
    found = {said for check in CHECKS for said in check(subject)}
    return tuple(sorted(found, key=lambda d: d.sort_key))


def check_module(briefing: Briefing, scenarios: tuple[Scenario, ...]) -> tuple[Diagnostic, ...]:
    """What is wrong with a module as a whole: points that nothing tests, and a `complete:` that cannot be met."""
    said = (*_untested(briefing, scenarios), *_completion(briefing, scenarios))
    return tuple(sorted(said, key=lambda d: d.sort_key))


def _decisions(scenario: Scenario) -> Iterator[Passage]:
    return (passage for passage in scenario.passages if passage.is_decision)


def _is_best(choice: Choice, points: tuple[str, ...]) -> bool:
    met = {mark.point for mark in choice.marks if mark.word is Word.MET}
    return met.issuperset(points)


def _uneven_marks(subject: Subject) -> Iterator[Diagnostic]:
    for passage in _decisions(subject.scenario):
        points = passage.points
        for choice in passage.choices:
            marked = {mark.point for mark in choice.marks}
            missing = [point for point in points if point not in marked]
            if marked and missing:
                yield diagnostic(
                    "uneven-marks",
                    choice.span,
                    f"this choice does not mark {_listed(missing)}, which other choices here do",
                    "mark the same ids in every choice of a passage",
                )


def _unmarked_choice(subject: Subject) -> Iterator[Diagnostic]:
    for passage in _decisions(subject.scenario):
        points = passage.points
        for choice in passage.choices:
            if not choice.marks:
                yield diagnostic(
                    "unmarked-choice",
                    choice.span,
                    "this choice has no marks, and others here have",
                    f"mark {_listed(points)}",
                )


def _no_best_choice(subject: Subject) -> Iterator[Diagnostic]:
    for passage in _decisions(subject.scenario):
        points = passage.points
        if not any(choice.condition is None and _is_best(choice, points) for choice in passage.choices):
            yield diagnostic(
                "no-best-choice",
                passage.span,
                "no choice that is always offered is met on every id that is marked here",
                f"let one choice without `Only if:` have met for {_listed(points)}",
            )


def _same_choice(subject: Subject) -> Iterator[Diagnostic]:
    for passage in subject.scenario.passages:
        seen: dict[tuple[object, ...], dict[str, int]] = {}
        for choice in passage.choices:
            key = (
                choice.target,
                frozenset((mark.point, mark.word) for mark in choice.marks),
                frozenset((change.counter, change.by) for change in choice.changes),
            )
            condition = choice.condition.text if choice.condition else ""
            before = seen.setdefault(key, {})
            # Two choices under different conditions may be one choice in two wordings.
            same = before.get(condition, before.get(""))
            if same is None and not condition and before:
                same = next(iter(before.values()))
            if same is not None:
                yield diagnostic(
                    "same-choice",
                    choice.span,
                    f"this choice leads the same way, with the same marks, as the one on line {same}",
                    "let the two differ in what they bring, or keep one of them",
                )
            before.setdefault(condition, choice.span.line)


def _best_is_plain(subject: Subject) -> Iterator[Diagnostic]:
    """Whether somebody could choose best without reading: always first, always last, always longest."""
    first, last, longest = [], [], []
    for passage in _decisions(subject.scenario):
        offered = [choice for choice in passage.choices if choice.condition is None]
        points = passage.points
        best = [_is_best(choice, points) for choice in offered]
        if len(offered) < 2 or not any(best):
            continue
        lengths = [len(choice.label.text) for choice in offered]
        top = max(lengths)
        first.append(best[0])
        last.append(best[-1])
        longest.append(lengths.count(top) == 1 and best[lengths.index(top)])
    for word, flags in (("first", first), ("last", last), ("longest", longest)):
        if len(flags) >= _ENOUGH_DECISIONS and all(flags):
            yield diagnostic(
                f"best-always-{word}",
                subject.scenario.span,
                f"the best choice is the {word} one in all {len(flags)} decisions",
                "let it be so in some of them only",
            )


def _long_passage(subject: Subject) -> Iterator[Diagnostic]:
    for passage in subject.scenario.passages:
        words = words_of_passage(passage)
        if words > LONGEST_PASSAGE:
            yield diagnostic(
                "long-passage",
                passage.span,
                f"this passage has {words} words",
                f"keep it to about {LONGEST_PASSAGE}, or make two of it with a continue",
            )


def _minutes(subject: Subject) -> Iterator[Diagnostic]:
    reading = longest_reading(subject.scenario)
    minutes = subject.scenario.minutes
    if minutes and not reading.minutes / 2 <= minutes <= reading.minutes * 2:
        yield diagnostic(
            "minutes-off",
            subject.scenario.setting_span("minutes"),
            f"`minutes` is {minutes}, and the longest path takes about {float(reading.minutes):.0f}",
            f"{reading.words} words at 200 a minute, {reading.decisions} decisions at half a minute, 2 to look back",
        )


def _slots(scenario: Scenario) -> Iterator[Prose]:
    """Every piece of prose of a scenario, and its headings as if they were."""
    yield Prose("title", scenario.title, _further(scenario.span, len("# ")))
    yield Prose("content-note", scenario.content_note, scenario.setting_span("content-note"))
    yield Prose("you-are", scenario.you_are, scenario.setting_span("you-are"))
    yield scenario.introduction
    for passage in scenario.passages:
        before = "## Ending: " if passage.is_ending else "## "
        yield Prose("heading", passage.title, _further(passage.span, len(before)))
        for block in passage.blocks:
            yield block.prose
        for choice in passage.choices:
            yield choice.label
            if choice.why is not None:
                yield choice.why
        if passage.way_on is not None:
            yield passage.way_on.label
    yield from scenario.debrief


def _further(span: Span, columns: int) -> Span:
    return Span(span.path, span.line, span.column + columns)


def _unsafe_wording(subject: Subject) -> Iterator[Diagnostic]:
    for prose in _slots(subject.scenario):
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


def _row_starts(text: str) -> list[int]:
    starts = [0]
    for row in text.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    return starts[:-1]


def _placeholder(subject: Subject) -> Iterator[Diagnostic]:
    for prose in _slots(subject.scenario):
        for row, text in enumerate(prose.text.split("\n")):
            for found in _PLACEHOLDER.finditer(text):
                yield diagnostic(
                    "placeholder",
                    place_in(prose, row, found.start()),
                    f"`{found[0]}` is left in the text",
                    "write what is meant; a note to yourself goes into `<!-- todo: … -->`",
                )


def _review_past(subject: Subject) -> Iterator[Diagnostic]:
    review = subject.scenario.review_by
    if review and subject.today is not None and date.fromisoformat(review) < subject.today:
        yield diagnostic(
            "review-past",
            subject.scenario.setting_span("review-by"),
            f"this was to be reviewed by {review}",
            "check law and procedure again, then set `law-checked` and `review-by` anew",
        )


def _untested(briefing: Briefing, scenarios: tuple[Scenario, ...]) -> Iterator[Diagnostic]:
    tested = {point for scenario in scenarios for point in (*scenario.learning_points, *scenario.practices)}
    for point in briefing.points:
        if point.kind in MARKED and point.id not in tested:
            yield diagnostic("untested-point", point.span, f"nothing in this module tests `{point.id}`")


def _completion(briefing: Briefing, scenarios: tuple[Scenario, ...]) -> Iterator[Diagnostic]:
    there = {scenario.id for scenario in scenarios}
    for condition in briefing.complete:
        place = condition.span or briefing.span
        if condition.kind is ConditionKind.SCENARIO and condition.target not in there:
            yield diagnostic(
                "unknown-scenario",
                place,
                f"`complete` names the scenario `{condition.target[:60]}`, which is not in this module",
                f"there are: {', '.join(sorted(there))}" if there else "",
            )
        elif condition.kind is ConditionKind.SCENARIOS and condition.number > len(there):
            yield diagnostic(
                "too-many-scenarios",
                place,
                f"`complete` asks for {condition.number} passed, and the scenarios of this module are {len(there)}",
            )


def _listed(ids: Sequence[str]) -> str:
    shown = ", ".join(f"`{point}`" for point in ids[:_MOST_LISTED])
    return shown if len(ids) <= _MOST_LISTED else f"{shown} and {len(ids) - _MOST_LISTED} more"


CHECKS: tuple[Check, ...] = (
    _uneven_marks,
    _unmarked_choice,
    _no_best_choice,
    _same_choice,
    _best_is_plain,
    _long_passage,
    _minutes,
    _unsafe_wording,
    _placeholder,
    _review_past,
)
