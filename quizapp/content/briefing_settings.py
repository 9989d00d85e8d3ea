"""The settings of a briefing that need more than their text: completion, order, coverage, inserts, an address."""

import re
from collections.abc import Iterator

from quizapp.content.findings import Findings
from quizapp.content.frontmatter import FrontMatter
from quizapp.content.inserts import INSERTS
from quizapp.content.plain import plain
from quizapp.model.briefing import CompletionCondition, ConditionKind, Ordered

_SCENARIOS = re.compile(r"([0-9]{1,4}) scenarios? passed$")
_ONE = re.compile(r"(scenario|set) (\S+) passed$")
_INSERT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,9}$")
_LONGEST_INSERT = 40
_ADDRESS = re.compile(r"https://[^\s/<>()\[\]\"'“”]+\.[^\s<>()\[\]\"'“”]*$")
_COVERAGE = re.compile(r"([0-9]{1,4}) (scenario|question)s?$")


def read_completion(front: FrontMatter, findings: Findings) -> Iterator[CompletionCondition]:
    """The conditions of `complete:`, in order; what is none is left out, with a finding."""
    for part in front.parts("complete", findings, ";"):
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


def read_order(front: FrontMatter, findings: Findings) -> tuple[Ordered, ...]:
    """The names in `order:`, each once. Whether they are there, only the whole module can tell."""
    names: dict[str, Ordered] = {}
    for part in front.ids("order", findings):
        span = part.span(findings.path)
        if part.text in names:
            findings.at("duplicate-id", span, f"`{part.text[:60]}` is given twice")
        names.setdefault(part.text, Ordered(part.text, span))
    return tuple(names.values())


def read_coverage(front: FrontMatter, findings: Findings) -> tuple[int, int]:
    """How many scenarios and questions `coverage:` asks for each learning point; 0 where it does not say."""
    asked = {"scenario": 0, "question": 0}
    for part in front.parts("coverage", findings):
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


def read_inserts(front: FrontMatter, findings: Findings) -> tuple[str, ...]:
    """The names of the module's own local inserts, each once; what is no name, or known anyway, is left out."""
    names: list[str] = []
    for part in front.parts("inserts", findings):
        name, span = part.text.strip("{} "), part.span(findings.path)
        if not _INSERT.match(name) or len(name) > _LONGEST_INSERT:
            help = f"use small letters, digits and single hyphens, at most {_LONGEST_INSERT}: `school-nurse`"
            findings.at("bad-value", span, f"`{part.text[:60]}` is no name of an insert", help)
        elif name != part.text:
            findings.at("bad-value", span, f"`{part.text[:60]}` stands in braces", f"write `{name}` here, without them")
            names.append(name)
        elif name in INSERTS:
            help = "take it out: every module has it"
            findings.at("duplicate-id", span, f"`{name}` is an insert that there is already", help)
        elif name in names:
            findings.at("duplicate-id", span, f"`{name}` is given twice")
        else:
            names.append(name)
    return tuple(dict.fromkeys(names))


def read_source_url(front: FrontMatter, findings: Findings) -> str:
    """Where the source can be read; empty, with a finding, where that is no address that begins with https://."""
    text = plain(front.text("source-url")).strip()
    if text and not _ADDRESS.match(text):
        span = front.values["source-url"].span(findings.path)
        help = "write the whole address, such as `https://learning.nspcc.org.uk/…`, without spaces or brackets"
        findings.at("bad-value", span, f"`source-url` is `{text[:60]}`, and must begin with https://", help)
        return ""
    return text
