"""Small checks of one shape over a module as a whole. A new check is one function, one line in the list, one test."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from quizapp.content.form.figures import kind_of_scenarios, kind_of_sets
from quizapp.content.form.findings import told_in_module
from quizapp.content.lengths import required_minutes
from quizapp.content.names import MARKED
from quizapp.content.questions.links import there_are
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.briefing import Briefing, ConditionKind
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.names import as_seen
from quizapp.model.order import in_order
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario

LONGEST_MODULE = 90  # minutes


@dataclass(frozen=True, slots=True)
class ModuleSubject:
    """What a check looks at: a module's briefing, its scenarios, and its sets with all that they can ask."""

    briefing: Briefing
    scenarios: tuple[Scenario, ...]
    sets: tuple[QuestionSet, ...]


Check = Callable[[ModuleSubject], Iterator[Diagnostic]]


def check_module(
    briefing: Briefing, scenarios: tuple[Scenario, ...], sets: tuple[QuestionSet, ...] = ()
) -> tuple[Diagnostic, ...]:
    """Everything that the checks say about a module, in the order of `model.order`."""
    subject = ModuleSubject(briefing, scenarios, sets)
    return in_order(said for check in CHECKS for said in check(subject))


def _untested(subject: ModuleSubject) -> Iterator[Diagnostic]:
    tested = {point for scenario in subject.scenarios for point in (*scenario.learning_points, *scenario.practices)}
    tested |= {point for quiz in subject.sets for point in (*quiz.learning_points, *quiz.practices)}
    for point in subject.briefing.points:
        if point.kind in MARKED and point.id not in tested:
            yield diagnostic("untested-point", point.span, f"nothing in this module tests `{point.id}`")


def _completion(subject: ModuleSubject) -> Iterator[Diagnostic]:
    there = {scenario.id for scenario in subject.scenarios}
    quizzes = {quiz.id for quiz in subject.sets}
    for condition in subject.briefing.complete:
        place = condition.span or subject.briefing.span
        if condition.kind is ConditionKind.SCENARIO and condition.target not in there:
            yield diagnostic(
                "unknown-scenario",
                place,
                f"`complete` names the scenario `{condition.target[:60]}`, which is not in this module",
                _meant(condition.target, there),
            )
        elif condition.kind is ConditionKind.SET and condition.target not in quizzes:
            yield diagnostic(
                "unknown-set",
                place,
                f"`complete` names the set `{condition.target[:60]}`, which is not in this module",
                _meant(condition.target, quizzes),
            )
        elif condition.kind is ConditionKind.SCENARIOS and condition.number > len(there):
            yield diagnostic(
                "too-many-scenarios",
                place,
                f"`complete` asks for {condition.number} passed, and the scenarios of this module are {len(there)}",
            )


def _order(subject: ModuleSubject) -> Iterator[Diagnostic]:
    there = {scenario.id for scenario in subject.scenarios} | {quiz.id for quiz in subject.sets}
    for one in subject.briefing.order:
        if one.name not in there:
            text = f"`order` names `{one.name[:60]}`, and this module has no scenario and no set of that name"
            yield diagnostic("unknown-scenario", one.span or subject.briefing.span, text, _meant(one.name, there))


def _meant(name: str, there: Collection[str]) -> str:
    return did_you_mean(Suggester().closest(name, there)) or there_are(there)


def _same_title(subject: ModuleSubject) -> Iterator[Diagnostic]:
    """Two that staff could not tell apart in a list; a set may be called like a scenario."""
    for titles in ([(s.title, s.span) for s in subject.scenarios], [(s.title, s.span) for s in subject.sets]):
        seen: dict[str, str] = {}
        for title, span in sorted(titles, key=lambda titled: titled[1]):
            file = PurePosixPath(span.path).name
            first = seen.setdefault(as_seen(title), file)
            if title and first != file:
                text = f"`{title[:60]}` is the title of `{first}` in this module, too"
                yield diagnostic("same-title", span, text, "give each a title of its own")


def _long_module(subject: ModuleSubject) -> Iterator[Diagnostic]:
    minutes = required_minutes(subject.briefing, subject.scenarios, subject.sets)
    if minutes > LONGEST_MODULE:
        yield diagnostic(
            "long-module",
            subject.briefing.complete[0].span or subject.briefing.span,
            f"what completes this module takes {minutes} minutes",
            f"ask for less, so that it can be done in {LONGEST_MODULE}",
        )


def _told_by_form(subject: ModuleSubject) -> Iterator[Diagnostic]:
    """Whether wording tells which choice or option is best: in all files together, and to a learner of the others."""
    path = subject.briefing.span.path
    yield from told_in_module(path, kind_of_scenarios(subject.scenarios), "decisions")
    yield from told_in_module(path, kind_of_sets(subject.sets), "questions")


CHECKS: tuple[Check, ...] = (_untested, _completion, _order, _same_title, _long_module, _told_by_form)
