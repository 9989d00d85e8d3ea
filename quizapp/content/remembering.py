"""Prose that remembers: quotes that begin `Only if: condition` or `Otherwise:` (FORMAT §3), and those that went astray.

A condition that stands in the wrong place would be shown to readers as it is, so each is found: at the first line of a
quote by `read_quote`, in the rest of a passage by `report_strays`, in what everybody reads by `report_anywhere`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from quizapp.content.conditions import read_condition
from quizapp.content.findings import Findings
from quizapp.content.names import Names
from quizapp.content.notes import split_key
from quizapp.content.openings import Kind, Opening, opening, report_nearly, without_signs
from quizapp.content.outline import trim
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.scenario import Condition

_SAID_ENOUGH = ("nearly-condition", "bad-condition", "lone-otherwise")  # a quote that has no prose, too, may have had


@dataclass(frozen=True, slots=True)
class Remembered:
    """A quote with a condition: the place of its key, its condition (None where that cannot be read), its prose."""

    key: Line
    kind: Kind
    condition: Condition | None
    lines: tuple[Line, ...]


def read_quote(
    lines: tuple[Line, ...], before: Remembered | None, names: Names, findings: Findings, suggest: Suggester
) -> Remembered | None:
    """The quote with its condition, if its first line is one, or was meant as one; None for any other quote.

    `before` is the quote with a condition right before it, from which `Otherwise:` takes its own.
    """
    inner = tuple(line.after(1) for line in lines)
    if not findings.format.strict:
        return _read_plainly(inner, names, findings, suggest)
    inner = trim(inner) or inner
    found = opening(inner[0], names.counters)
    if found is None:
        return None
    text, already = trim(inner[1:]), len(findings.found)
    if found.kind is Kind.OTHERWISE and not found.has_condition:
        condition = _otherwise(found, before, names, findings)
        if found.rest.text:
            text = trim((found.rest, *inner[1:]))
    elif text and _goes_on(found, text[0], names):
        findings.at(
            "bad-condition",
            found.line.span(findings.path),
            "a condition goes on in the next line",
            "put all of it into the first line of its quote",
        )
        condition, text = None, trim(text[1:])
    else:
        condition = _condition(found, names, findings, suggest)
    if not text and not any(said.code in _SAID_ENOUGH for said in findings.found[already:]):
        _report_empty(found.line, findings)
    return Remembered(found.line, found.kind, condition, text)


def _condition(found: Opening, names: Names, findings: Findings, suggest: Suggester) -> Condition | None:
    """The condition that stands there, or was meant. Of one that was meant only names are told that are not there."""
    told = findings if found.exact else findings.aside()
    condition = read_condition(without_signs(found), names, told, suggest)
    if not found.exact:
        report_nearly(found, findings, names)
        findings.found += [said for said in told.found if found.certain and said.code != "bad-condition"]
    return replace(condition, negated=True) if condition is not None and found.kind is Kind.UNLESS else condition


def _read_plainly(inner: tuple[Line, ...], names: Names, findings: Findings, suggest: Suggester) -> Remembered | None:
    """The same in a format in which everything but `Only if:` was a plain quote."""
    parts = split_key(inner[0])
    if parts is None or parts[0].text.lower() != "only if" or not inner[0].text.lower().startswith("only if"):
        return None  # with an odd space between the words it was a plain quote
    key, value = parts
    if key.text != "Only if":
        findings.at("unknown-key", key.span(findings.path), f"`{key.text}` is no key", did_you_mean("Only if"))
    condition = read_condition(value, names, findings, suggest)
    text = trim(inner[1:])
    if not text:
        _report_empty(key, findings)
    return Remembered(key, Kind.ONLY_IF, condition, text)


def _goes_on(found: Opening, line: Line, names: Names) -> bool:
    """Whether the condition ends in the line below, where an editor or its author broke it."""
    first = found.rest.text.lower()
    return (not first or first.endswith((" and", " or", ","))) and opening(line, names.counters) is not None


def _otherwise(found: Opening, before: Remembered | None, names: Names, findings: Findings) -> Condition | None:
    """The opposite of the condition of the quote before; a finding where there is none."""
    place = found.line.span(findings.path)
    if before is None:
        text = "`Otherwise:` stands without a quote that begins `Only if:` right before it"
        help = "only empty lines may stand between the two; or give this one a condition of its own, with `Only if:`"
        findings.at("lone-otherwise", place, text, help)
        return None
    if before.kind is Kind.OTHERWISE:
        text = "a second `Otherwise:` stands after the same condition"
        help = "make one quote of the two, or give this one a condition of its own, with `Only if:`"
        findings.at("lone-otherwise", place, text, help)
        return None
    if not found.exact:
        report_nearly(found, findings, names)
    if before.condition is None:
        return None  # what is wrong with it was said
    return replace(before.condition, span=place, negated=not before.condition.negated)


def _report_empty(key: Line, findings: Findings) -> None:
    findings.at(
        "stray-text",
        key.span(findings.path),
        "a condition stands over no prose",
        "begin each line of what is shown then with `> `, and leave no line quite empty between",
    )


def goes_on_under(quote: Remembered, line: Line, findings: Findings) -> bool:
    """Whether prose right under a quote, in a line without its `>`, goes on with it; found if so.

    It would be shown to everybody. Under a condition that stands alone it was said that there is no prose.
    """
    if not findings.format.strict:
        return False
    if quote.lines:
        findings.at(
            "outside-quote",
            line.after(0).span(findings.path),
            "this line goes on under the quote above, and stands outside of it",
            "begin it with `> `; or leave an empty line before it, if everybody should read it",
        )
    return True


def report_strays(
    lines: Sequence[Line], findings: Findings, counters: Collection[str] = (), *, in_quote: bool = False
) -> None:
    """Find conditions in the prose of a passage, and in a quote (`in_quote`) after its first line."""
    if not findings.format.strict:
        return
    for line in lines:
        found = opening(line, counters)
        if found is None or not found.certain:
            continue
        quoted = line.text.startswith(">")
        name = found.words if found.kind is Kind.ONLY_IF else found.kind.value
        if in_quote and found.kind is not Kind.OTHERWISE:
            text = "this quote has a condition already"
            help = "join the two with `and`, or begin a new quote, after a line that is quite empty"
        elif in_quote or quoted:
            text = f"`{name}` stands inside of a quote, and would be shown as it is"
            help = "it is the first line of a quote of its own: leave the line before it quite empty, without `>`"
        elif line.text.lstrip().startswith(">"):
            text = f"`{name}` stands in a quote that does not begin at the start of its line"
            help = "take away the spaces before its `>`"
        else:
            text = f"`{name}` stands outside of a quote, and would be shown as it is"
            help = "put `> ` before it, and before each line that it is about"
        findings.at("misplaced-condition", found.line.span(findings.path), text, help)


def report_anywhere(lines: Sequence[Line], findings: Findings, called: str) -> None:
    """Find every condition in a text that everybody reads, `called` "an introduction" or "a question"."""
    if not findings.format.strict:
        return
    in_quote = False
    for line in lines:
        quoted = line.text.startswith(">")
        found = opening(line)
        if found is not None and (found.certain or (quoted and not in_quote)):
            findings.at(
                "misplaced-condition",
                found.line.span(findings.path),
                f"{called} has no conditions: everybody reads all of it",
                f"take `{found.words}` away, or tell it in a passage",
            )
        in_quote = quoted
