"""How a line begins that is a condition in prose, or was meant as one: `Only if:`, `Otherwise:` and their near misses.

Words that nearly are one would be shown to readers as they stand, with the wrong text under them (FORMAT §3). Every
pattern looks at the beginning of a line once, and none repeats a repetition.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum

from quizapp.content.condition_slips import meant_condition
from quizapp.content.findings import Findings
from quizapp.content.names import Names
from quizapp.content.plain import visible
from quizapp.content.reader import Line

_BEFORE = re.compile(
    r"[\s>＞*_`+\u200b-\u200d\u2060\ufeff\u00ad-]*(?:[0-9]{1,3}[.)]\s)?[\s*_`]*"
)  # what an author may put before the words
_WORDS = re.compile(
    r"(?P<otherwise>(?:or\s+)?else(?:\s*if)?|o(?:th|ht|t)e?h?r?e?wh?e?ise?(?:\s*,?\s*(?:only\s+)?if)?)"
    r"|(?P<unless>unless|(?:only\s+)?if\s+not|not\s+if|except\s+(?:if|when))"
    r"|(?P<sure>(?:shown?\s+)?only[\s_-]*(?:if|when|where)|shown?\s+if|if)"
    r"|(?P<maybe>(?:shown?\s+)?when|where|condition|only)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?![^\W_])[\s*_`]*(?P<sign>[:：∶;.,=…–—-]{0,3})[\s*_`]*")
_VISITED = re.compile(r"(?:not\s+)?(?:visited\s*)?#[^\s#]", re.IGNORECASE)
_COMPARED = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,39})\s*(?:[<>=]{1,2}|[≥≤])\s*[+−-]?[0-9]")
_ANYWHERE = re.compile(r"\bvisited\b\s*:?\s*#[^\W\d_]", re.IGNORECASE)
_BEFORE_IT = 40  # characters that may stand before a visit, or before a colon
_COLONS = ":：∶"


class Kind(Enum):
    """What a line begins, or was meant to begin."""

    ONLY_IF = "Only if"
    UNLESS = "Unless"  # not in the format: the opposite of a condition
    OTHERWISE = "Otherwise"


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a line that is, or was meant as, one of these. `words` are as written, `rest` what follows.

    `exact` is whether it is written as the format has it. `certain` is whether it is so even in the middle of prose.
    """

    kind: Kind
    line: Line
    words: str
    rest: Line
    has_colon: bool
    has_signs: bool
    exact: bool
    certain: bool

    @property
    def has_condition(self) -> bool:
        """Whether its words ask for a condition after them; `Otherwise:` has none."""
        return self.kind is not Kind.OTHERWISE or self.words.lower().endswith("if")


def opening(line: Line, counters: Collection[str] = ()) -> Opening | None:
    """What a line begins with, if that is a condition, `Otherwise:`, or nearly one of them.

    Somebody may say "If you promise" or "Otherwise I go": without a colon it is one only where a visit or one of the
    story's counters comes after it. These are nothing else, in whatever words they are led in.
    """
    return _by_its_words(line, counters) or _by_its_condition(line, counters)


def _by_its_condition(line: Line, counters: Collection[str]) -> Opening | None:
    """A line that holds a condition, and nothing that is known before it: `Onyl if: visited #a`, `[visited #a]`."""
    visit = _ANYWHERE.search(line.text, 0, _BEFORE_IT + 20)
    if visit is not None and visit.start() <= _BEFORE_IT:
        at = visit.start()
    else:
        at = line.text.find(":", 0, _BEFORE_IT) + 1
        compared = _COMPARED.fullmatch(line.text[at:].strip()) if len(line.text) < 3 * _BEFORE_IT else None
        if compared is None or compared[1] not in counters:
            return None
    start = len(line.text) - len(line.text.lstrip("> \t"))
    words = line.text[start:at].strip(" \t:>*_`([{\"“‘'") or "a condition"
    rest = line.after(at)
    return Opening(Kind.ONLY_IF, line.after(start), words, rest, ":" in line.text[:at], True, False, True)


def _by_its_words(line: Line, counters: Collection[str]) -> Opening | None:
    """A line that begins with words of a condition, whatever comes after them."""
    before = _BEFORE.match(line.text)
    at = before.end() if before else 0
    words = _WORDS.match(line.text, at)
    after = _AFTER.match(line.text, words.end()) if words else None
    if words is None or after is None:
        return None
    rest = line.after(after.end())
    has_colon = any(sign in _COLONS for sign in after["sign"])
    compared = _COMPARED.match(rest.text)
    like = _VISITED.match(rest.text) is not None or (compared is not None and compared[1] in counters)
    text = " ".join(words[0].split())
    signs = visible(line.text[:at]).strip() + visible(line.text[words.end() : after.end()]).strip(" " + _COLONS)
    found = Opening(Kind.ONLY_IF, line.after(at), text, rest, has_colon, bool(signs), False, like)
    if words["otherwise"]:
        alone = not rest.text and not text.lower().startswith("or ")
        if not (has_colon or alone or (like and text.lower().endswith("if"))):
            return None
        known = has_colon and text == "Otherwise"
        exact = known and at == 0 and not rest.text and not signs
        return replace(found, kind=Kind.OTHERWISE, exact=exact, certain=like or known)
    if not (like or (has_colon and not words["maybe"])):
        return None
    known = has_colon and text == "Only if"
    kind = Kind.UNLESS if words["unless"] else Kind.ONLY_IF
    return replace(found, kind=kind, exact=known and at == 0 and not signs, certain=like or known)


def without_signs(found: Opening) -> Line:
    """The condition without the signs for bold or slanted letters that were put around it."""
    rest = found.rest
    return Line(rest.number, rest.text.strip("*_`()[]{}\"“”' "), rest.column) if found.has_signs else rest


def report_nearly(found: Opening, findings: Findings, names: Names) -> None:
    """Say what keeps the first line of a quote from being understood, and what to write instead."""
    condition = without_signs(found).text
    shown = meant_condition(condition, names) or condition[:60] or "visited #heading"
    if found.kind is Kind.OTHERWISE:
        if found.has_condition:
            text = f"`{found.words}` takes no condition here"
            help = f"give this quote a condition of its own: `> Only if: {shown}`"
        elif found.rest.text:
            text = f"words stand after `{found.words}:`"
            help = "write `> Otherwise:` alone in its line, and the words in the next one, after a `>`"
        else:
            text = f"`{found.line.text[:40]}` would be shown to readers as it stands"
            help = "write `> Otherwise:` and nothing else in that line"
    elif found.kind is Kind.UNLESS:
        text = f"`{found.words}` is not in the format, and would be shown to readers as it stands"
        help = "turn it round: `> Only if: not visited #heading`, or `> Only if: trust < 2`"
    elif found.words == "a condition":
        text = "a condition stands here by itself, and would be shown to readers"
        help = f"write `> Only if: {shown}`"
    elif not found.has_colon:
        text = f"a colon is missing after `{found.words}`, so readers would see the condition"
        help = f"write `> Only if: {shown}`"
    elif found.has_signs and "only if" in found.words.lower():
        text = f"`{found.words}:` stands between other signs, so readers would see the condition"
        help = f"write it without them: `> Only if: {shown}`"
    else:
        text = f"`{found.words}:` would be shown to readers as it stands"
        help = f"write `> Only if: {shown}`"
    findings.at("nearly-condition", found.line.span(findings.path), text, help)
