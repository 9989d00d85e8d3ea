"""Conditions after `Only if:`: `term and term or term`, `and` binds first, no brackets (FORMAT §3)."""

import re

from quizapp.content.condition_slips import meant_condition
from quizapp.content.findings import Findings
from quizapp.content.names import Names
from quizapp.content.plain import plain, visible
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.scenario import Compare, Condition, Term, Visited

_TOKEN = re.compile(r"#[^\s]*|>=|<=|>|<|=|[^\s<>=#]+")
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}$")
_OPERATORS = (">=", "<=", ">", "<", "=")
_FORMS = "a term is `visited #heading`, `not visited #heading`, or a counter such as `trust >= 2`"


def read_condition(value: Line, names: Names, findings: Findings, suggest: Suggester) -> Condition | None:
    """The condition that a line holds, or None where anything in it is wrong; the findings say what."""
    as_seen = [(_as_seen(m[0], findings), value.column + m.start()) for m in _TOKEN.finditer(value.text)]
    tokens = [Line(value.number, text, column) for text, column in as_seen if text]
    before = len(findings.found)
    alternatives: list[tuple[Term, ...]] = []
    for alternative in _split(tokens, "or"):
        terms = [_read_term(term, value, names, findings, suggest) for term in _split(alternative, "and")]
        alternatives.append(tuple(term for term in terms if term is not None))
    if len(findings.found) > before:
        return None
    return Condition(tuple(alternatives), value.text, value.span(findings.path))


def _as_seen(token: str, findings: Findings) -> str:
    """A token in plain signs; an anchor has those of its format."""
    if token.startswith("#"):
        return visible(token) if findings.format.folded else token
    return plain(token)


def _split(tokens: list[Line], word: str) -> list[list[Line]]:
    parts: list[list[Line]] = [[]]
    for token in tokens:
        if token.text == word:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _read_term(tokens: list[Line], value: Line, names: Names, findings: Findings, suggest: Suggester) -> Term | None:
    texts = [token.text for token in tokens[:5]]
    place = value.span(findings.path)
    if not texts:
        findings.at("bad-condition", place, "a condition has a gap in it", _FORMS)
        return None
    if any("(" in text or ")" in text for text in texts):
        findings.at("bad-condition", place, "a condition has brackets in it", "`and` binds before `or`; write it out")
        return None
    negated = texts[0] == "not"
    if negated:
        tokens, texts = tokens[1:], texts[1:]
    if len(texts) == 2 and texts[0] == "visited" and texts[1].startswith("#"):
        return _visited(tokens[1], negated, value, names, findings, suggest)
    if not negated and len(texts) == 3 and texts[1] in _OPERATORS and _NUMBER.match(texts[2]):
        return _compare(tokens, value, names, findings, suggest)
    shown = ("not " if negated else "") + " ".join(token.text for token in tokens[:24])
    if texts[:1] == ["visited"] and texts[1:2] and texts[1].startswith("#"):
        visit = f"{'not ' if negated else ''}visited {texts[1][:60].rstrip('.,;:')}"
        help = f"the line ends after `{visit}`: what is shown stands under it"
    else:
        help = did_you_mean(meant_condition(shown, names)) or _FORMS
    findings.at("bad-condition", place, f"`{shown[:60]}` cannot be read", help)
    return None


def _visited(
    token: Line, negated: bool, value: Line, names: Names, findings: Findings, suggest: Suggester
) -> Visited | None:
    target = token.text[1:]
    if target not in names.passages:
        close = suggest.closest(target, names.passages)
        findings.at(
            "unknown-passage",
            value.span(findings.path),
            f"condition names `#{target[:60]}`, but no passage has that heading",
            did_you_mean(f"#{close}", names.passages[close]) if close else "",
        )
        return None
    return Visited(target, token.span(findings.path), negated)


def _compare(tokens: list[Line], value: Line, names: Names, findings: Findings, suggest: Suggester) -> Compare | None:
    name, number = tokens[0].text, int(tokens[2].text)
    counter = names.counters.get(name)
    if counter is None:
        close = suggest.closest(name, names.counters)
        findings.at(
            "unknown-counter",
            value.span(findings.path),
            f"condition names the counter `{name[:60]}`, which the settings do not have",
            did_you_mean(close) or "name it in `counters:`",
        )
        return None
    if not counter.low <= number <= counter.high:
        findings.at(
            "number-out-of-range",
            value.span(findings.path),
            f"`{name}` is never {number}",
            f"it goes from {counter.low} to {counter.high}",
        )
        return None
    return Compare(name, tokens[1].text, number, tokens[0].span(findings.path))
