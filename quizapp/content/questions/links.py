"""A question asked in a passage: what its link says, and whether there is such a question (FORMAT §3)."""

import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from quizapp.content.findings import Findings
from quizapp.content.names import Names
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.diagnostics import Span
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import QuestionLink

QUESTION = re.compile(r"(?:[^#]*/)?questions/([^/#]+)/([^/#]+)\.md#(.+)$")
_MOST_LISTED = 12


def look_up(asked: QuestionLink, target: Line, names: Names, findings: Findings, suggest: Suggester) -> None:
    """Find what is wrong with a link to a question: its module, its set or its heading is not there, or it is a
    reflection. Nothing is looked up where there are no sets to look in."""
    span = target.span(findings.path)
    if asked.module != names.module:
        findings.at(
            "other-module",
            span,
            f"this question is of the module `{asked.module[:60]}`",
            f"ask one of this module's: `…/questions/{names.module}/set.md#heading`",
        )
    elif names.sets is not None:
        quiz = find_set(asked.set, span, names.sets, "this question stands in", findings, suggest)
        if quiz is not None:
            _find_question(asked, target, quiz, findings, suggest)


def find_set(
    set_id: str, span: Span, sets: Mapping[str, QuestionSet], said: str, findings: Findings, suggest: Suggester
) -> QuestionSet | None:
    """The set with this id, or None with a finding at `span`; `said` begins its text."""
    found = sets.get(set_id)
    if found is None:
        close = suggest.closest(set_id, sets)
        findings.at(
            "unknown-set",
            span,
            f"{said} the set `{set_id[:60]}`, which is not in this module",
            did_you_mean(close) or there_are(sets),
        )
    return found


def there_are(names: Collection[str]) -> str:
    """The help that lists what there is; empty where there is nothing."""
    return f"there are: {', '.join(sorted(names)[:_MOST_LISTED])}" if names else ""


def _find_question(
    asked: QuestionLink, target: Line, quiz: QuestionSet, findings: Findings, suggest: Suggester
) -> None:
    span = target.span(findings.path)
    there = {question.anchor: question for question in quiz.questions if question.set == quiz.id}
    question = there.get(asked.anchor)
    file = PurePosixPath(quiz.span.path).name
    if quiz.draws_from_others:
        text = f"`{file}` draws its questions from other sets and has none of its own"
        findings.at("unknown-question", span, text, "link to the set in which the question stands")
    elif question is None:
        close = suggest.closest(asked.anchor, there)
        findings.at(
            "unknown-question",
            span,
            f"no question of `{file}` has the heading `#{asked.anchor[:60]}`",
            f"did you mean `#{close}` (line {there[close].span.line} of {file})?" if close else "",
        )
    elif not question.is_scored:
        text = "this question is a reflection, and a story asks only what can be answered"
        findings.at("reflection-asked", span, text, "for reflection there is the debrief")
