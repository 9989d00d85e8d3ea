"""The key line of an ending: its outcome, in the first block under its heading (FORMAT §3)."""

import re

from quizapp.content.findings import Findings
from quizapp.content.notes import split_key
from quizapp.content.outline import Section
from quizapp.content.plain import plain
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.scenario import Outcome

_OUTCOME = re.compile(
    r"[ \t]*(?:[-*+•][ \t]+)?[*_]{0,2}(?P<key>outcome|result)[*_]{0,2}[ \t]*(?:[:：;=]|[-–—])?[*_]{0,2}[ \t]*"
    r"(?P<value>safer|uncertain|harm)[*_.,]{0,3}$",
    re.IGNORECASE,
)


def is_outcome(line: Line) -> bool:
    """Whether a line says an outcome, however it is written."""
    return _OUTCOME.match(line.text) is not None


def _mended(lines: tuple[Line, ...], findings: Findings) -> tuple[Line, ...]:
    """The lines of an ending with its outcome first, as it is read; found where it was written in another way.

    That is for lines that hold nothing but an outcome. What is nearly a key or a word is found where those are read.
    """
    places = [n for n, line in enumerate(lines) if is_outcome(line)]
    if not findings.format.strict or not places:
        return lines
    at = places[0]
    found = _OUTCOME.match(lines[at].text)
    is_first = all(line.is_blank for line in lines[:at])
    is_read = is_first and split_key(lines[at]) is not None and lines[at].text[0] in "Oo"
    if found is None or is_read:
        return lines
    written = f"Outcome: {found['value'].lower()}"
    where = "right under the heading, before the words of the ending"
    text = "the outcome is written in another way" if is_first else "the outcome stands too far down"
    findings.at("out-of-order", lines[at].after(0).span(findings.path), text, f"write `{written}` {where}")
    rest = (*lines[:at], *lines[at + 1 :])
    return (Line(lines[at].number, written), Line(lines[at].number, ""), *rest)


def read_outcome(section: Section, findings: Findings, suggest: Suggester) -> tuple[Outcome, tuple[Line, ...]]:
    """An ending's outcome, and the lines after its key lines. A missing outcome is read as uncertain."""
    lines = _mended(section.lines, findings)
    start = next((n for n, line in enumerate(lines) if not line.is_blank), len(lines))
    end = start
    outcome: Outcome | None = None
    while end < len(lines) and (parts := split_key(lines[end])) and " " not in parts[0].text:
        key, value = parts
        if key.text == "Outcome":
            if outcome is not None:
                findings.at("duplicate-key", key.span(findings.path), "the outcome is given twice")
            outcome = _outcome(key, value, findings, suggest)
        elif end == start and (suggest.closest(key.text, ("Outcome",)) is None):
            break
        else:
            close = suggest.closest(key.text, ("Outcome",))
            findings.at(
                "unknown-key", key.span(findings.path), f"`{key.text}` is no key of an ending", did_you_mean(close)
            )
            if close:
                outcome = _outcome(key, value, findings, suggest)
        end += 1
    if outcome is None:
        findings.at(
            "missing-key",
            section.heading.line.span(findings.path),
            "the ending has no `Outcome:`",
            "write `Outcome: safer`, `uncertain` or `harm` under its heading, with an empty line after it",
        )
    return outcome or Outcome.UNCERTAIN, lines[end:]


def _outcome(key: Line, value: Line, findings: Findings, suggest: Suggester) -> Outcome:
    known = {outcome.value: outcome for outcome in Outcome}
    word = plain(value.text).strip()
    if word in known:
        return known[word]
    close = suggest.closest(word, known)
    findings.at(
        "unknown-outcome",
        value.span(findings.path) if value.text else key.span(findings.path),
        f"`{value.text[:40]}` is no outcome",
        did_you_mean(close) or "write safer, uncertain or harm",
    )
    return known[close] if close else Outcome.UNCERTAIN
