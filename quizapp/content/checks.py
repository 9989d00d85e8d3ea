"""Small checks of one shape over a scenario. A new check is one function, one line in the list, one test.

They say what a reader would notice and what needs no walk of the story: marks, best choices, lengths, wording.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.content.form.findings import told_in_file
from quizapp.content.form.items import items_of_scenario
from quizapp.content.inserts import INSERTS, known_inserts
from quizapp.content.lengths import length_of_passage
from quizapp.content.longest import longest_reading
from quizapp.content.prose_checks import (
    MOST_WORDS,
    best_always,
    heading_of,
    law_to_come,
    placeholders,
    question_shows_itself,
    review_past,
    shows_itself,
    unsafe_wording,
)
from quizapp.content.raw import shown_raw
from quizapp.content.run_together import run_together
from quizapp.model.briefing import Briefing
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.order import in_order
from quizapp.model.prose import Feedback, Prose
from quizapp.model.scenario import Passage, Scenario

_MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class ScenarioSubject:
    """What a check looks at: a scenario, its briefing if there is one, and the day if one is passed in."""

    scenario: Scenario
    briefing: Briefing | None
    today: date | None


Check = Callable[[ScenarioSubject], Iterator[Diagnostic]]


def check_scenario(scenario: Scenario, briefing: Briefing | None, today: date | None) -> tuple[Diagnostic, ...]:
    """Everything that the checks say about one scenario, in the order of the file. `today` dates the review."""
    subject = ScenarioSubject(scenario, briefing, today)
    return in_order(said for check in CHECKS for said in check(subject))


def _decisions(scenario: Scenario) -> Iterator[Passage]:
    return (passage for passage in scenario.passages if passage.is_decision)


def _uneven_marks(subject: ScenarioSubject) -> Iterator[Diagnostic]:
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


def _unmarked_choice(subject: ScenarioSubject) -> Iterator[Diagnostic]:
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


def _no_best_choice(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    for passage in _decisions(subject.scenario):
        if not passage.best_choices:
            yield diagnostic(
                "no-best-choice",
                passage.span,
                "no choice that is always offered is met on every id that is marked here",
                f"let one choice without `Only if:` have met for {_listed(passage.points)}",
            )


def _same_choice(subject: ScenarioSubject) -> Iterator[Diagnostic]:
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


def _no_then(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    """Marked choices that lead where another leads, and bring nothing of their own in the story."""
    if subject.scenario.feedback is not Feedback.EACH:
        return
    for passage in subject.scenario.passages:
        ways = Counter(choice.target for choice in passage.choices)
        for choice in passage.choices:
            if choice.marks and choice.then is None and ways[choice.target] > 1:
                yield diagnostic(
                    "no-then",
                    choice.span,
                    f"another choice here leads to `#{choice.target}`, too, and nothing tells what this one brought",
                    "add `- Then: …`: one to three sentences of story, what happens at once",
                )


def _best_is_plain(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    """Whether somebody could choose best without reading, in decisions and in questions with one answer."""
    found = []
    for passage in _decisions(subject.scenario):
        offered = [(n, choice.label.text) for n, choice in enumerate(passage.choices) if choice.condition is None]
        best = passage.best_choices  # worked out once: it looks at every choice
        found.append(shows_itself([text for _, text in offered], [n in best for n, _ in offered]))
    found += [question_shows_itself(question) for question in subject.scenario.questions]
    shown_by = [each for each in found if each is not None]
    yield from best_always(shown_by, subject.scenario.span, "best choice", "decisions")


def _told_by_form(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    """Whether the wording of choices tells which is best."""
    yield from told_in_file(items_of_scenario(subject.scenario), subject.scenario.span.path, "decisions")


def _long_passage(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    for passage in subject.scenario.passages:
        words = length_of_passage(passage)
        if words > MOST_WORDS:
            yield diagnostic(
                "long-passage",
                passage.span,
                f"this passage has {words} words",
                f"keep it to about {MOST_WORDS} (a document counts half), or make two of it with a continue",
            )


def _minutes(subject: ScenarioSubject) -> Iterator[Diagnostic]:
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
    """Every piece of prose of a scenario, and its headings as if they were. A question's are reported in its set."""
    yield heading_of(scenario.title, scenario.span, "# ")
    yield Prose("content-note", scenario.content_note, scenario.setting_span("content-note"))
    yield Prose("you-are", scenario.you_are, scenario.setting_span("you-are"))
    yield scenario.introduction
    for passage in scenario.passages:
        yield heading_of(passage.title, passage.span, "## Ending: " if passage.is_ending else "## ")
        for block in passage.blocks:
            yield block.prose
        for choice in passage.choices:
            yield choice.label
            if choice.then is not None:
                yield choice.then
            if choice.why is not None:
                yield choice.why
        if passage.way_on is not None:
            yield passage.way_on.label
    yield from scenario.debrief


def _unsafe_wording(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    for prose in _slots(subject.scenario):
        yield from unsafe_wording(prose)


def _shown_raw(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    for prose in _slots(subject.scenario):
        yield from shown_raw(prose, known_inserts(subject.briefing) or INSERTS)


def _run_together(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    for prose in _slots(subject.scenario):
        yield from run_together(prose)


def _placeholder(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    for prose in _slots(subject.scenario):
        yield from placeholders(prose)


def _review_past(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    yield from review_past(subject.scenario.review_by, subject.scenario.setting_span("review-by"), subject.today)


def _law_to_come(subject: ScenarioSubject) -> Iterator[Diagnostic]:
    scenario = subject.scenario
    yield from law_to_come(scenario.law_checked, scenario.setting_span("law-checked"), subject.today)


def _listed(ids: Sequence[str]) -> str:
    shown = ", ".join(f"`{point}`" for point in ids[:_MOST_LISTED])
    return shown if len(ids) <= _MOST_LISTED else f"{shown} and {len(ids) - _MOST_LISTED} more"


CHECKS: tuple[Check, ...] = (
    _uneven_marks,
    _unmarked_choice,
    _no_best_choice,
    _same_choice,
    _no_then,
    _best_is_plain,
    _told_by_form,
    _long_passage,
    _minutes,
    _unsafe_wording,
    _shown_raw,
    _run_together,
    _placeholder,
    _review_past,
    _law_to_come,
)
