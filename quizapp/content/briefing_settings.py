"""The settings of a briefing that need more than their text: what completes the module, and what covers a point."""

import re
from collections.abc import Iterator

from quizapp.content.findings import Findings
from quizapp.content.frontmatter import FrontMatter
from quizapp.model.briefing import CompletionCondition, ConditionKind

_SCENARIOS = re.compile(r"([0-9]{1,4}) scenarios? passed$")
_ONE = re.compile(r"(scenario|set) (\S+) passed$")
_COVERAGE = re.compile(r"([0-9]{1,4}) (scenario|question)s?$")


def read_completion(front: FrontMatter, findings: Findings) -> Iterator[CompletionCondition]:
    """The conditions of `complete:`, in order; what is none is left out, with a finding."""
    for part in front.parts("complete", ";"):
        span = part.span(findings.path)
        text = " ".join(part.text.split())
        if found := _SCENARIOS.match(text):
            if int(found[1]) == 0:
                findings.at("number-out-of-range", span, "`complete` asks for no scenario", "ask for at least 1")
            yield CompletionCondition(ConditionKind.SCENARIOS, number=int(found[1]), span=span)
        elif found := _ONE.match(text):
            yield CompletionCondition(ConditionKind(found[1]), target=found[2], span=span)
        else:
            findings.at(
                "bad-value",
                span,
                f"`{part.text[:60]}` is no condition for completing the module",
                "write `2 scenarios passed`, `scenario id passed` or `set id passed`, with `;` between",
            )


def read_coverage(front: FrontMatter, findings: Findings) -> tuple[int, int]:
    """How many scenarios and questions `coverage:` asks for each learning point; 0 where it does not say."""
    asked = {"scenario": 0, "question": 0}
    for part in front.parts("coverage"):
        found = _COVERAGE.match(" ".join(part.text.split()))
        if found:
            asked[found[2]] = int(found[1])
        else:
            findings.at(
                "bad-value",
                part.span(findings.path),
                f"`{part.text[:60]}` says no coverage",
                "write, for example, `2 scenarios, 4 questions`",
            )
    return asked["scenario"], asked["question"]
