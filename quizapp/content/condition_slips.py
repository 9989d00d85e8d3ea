"""What an author meant by a condition that cannot be read: other words, other signs, a heading instead of its anchor.

Only a help names it: a condition that was guessed at would show the wrong text to somebody.
"""

import re

from quizapp.content.anchors import anchor
from quizapp.content.names import Names

_JOINED = re.compile(r"\s*(&{1,2}|\|{1,2}|,|;|\+|\b(?:and|or)\b)\s*", re.IGNORECASE)
_OR = ("or", "|", "||")
_WORDS = {
    "filler": "a an the to at be been is are was were has have had you we he she they reader player if when only page",
    "went": "visited visit visits seen saw reached opened read went came chose passed",
    "not": "not never no unvisited isn't wasn't hasn't haven't !",
}
_FILLERS, _WENT, _NOT = (frozenset(words.split()) for words in _WORDS.values())
_COMPARED = re.compile(r"([A-Za-z][\w-]*)\s*(?:is|are|was|has|:)?\s*(.*?)\s*([+-]?[0-9]{1,6})\s*(.*)$")
_TURNED = re.compile(r"([+-]?[0-9]{1,6})\s*([<>=≤≥]{1,2})\s*([A-Za-z][\w-]*)$")
_OPERATORS = {
    ">=": (">=", "=>", "≥", "at least", "min", "minimum", "from"),
    "<=": ("<=", "=<", "≤", "at most", "max", "maximum", "up to"),
    ">": (">", "more than", "over", "above", "greater than", "higher than", "gt"),
    "<": ("<", "less than", "under", "below", "lower than", "smaller than", "fewer than", "lt"),
    "=": ("=", "==", "===", "", "equals", "equal to", "exactly"),
}
_OPERATOR = {said: operator for operator, words in _OPERATORS.items() for said in words}
_AFTER = {
    "or more": ">=",
    "or above": ">=",
    "and above": ">=",
    "or over": ">=",
    "or less": "<=",
    "or below": "<=",
    "": "",
}
_OTHER_WAY = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "="}
_LONGEST = 200
_SIGNS = " \t.:\"'“”‘’`*_()[]"


def meant_condition(text: str, names: Names) -> str | None:
    """The condition that these words mean, as it is to be written; None where that is not certain."""
    if len(text) > _LONGEST:
        return None
    parts = _JOINED.split(text.strip(_SIGNS))
    terms = [_term(part, names) for part in parts[::2]]
    joints = ["or" if joint.lower() in _OR else "and" for joint in parts[1::2]]
    found = [term for term in terms if term is not None]
    if len(found) < len(terms):
        whole = _term(text, names)  # "2 or more" is one term
        return whole
    return " ".join(word for pair in zip(found, [*joints, ""], strict=True) for word in pair if word)


def _term(text: str, names: Names) -> str | None:
    return _visit(text, names) or _comparison(text, names)


def _visit(text: str, names: Names) -> str | None:
    """`visited #anchor`, in whatever words: the passage by its anchor or by its heading."""
    words = [word for part in text.replace("!", " ! ").split() if (word := part.strip(_SIGNS + "#"))]
    negated = any(word.lower() in _NOT for word in words)
    went = any(word.lower() in _WENT or word.lower() == "unvisited" for word in words)
    where = [word for word in words if word.lower() not in _NOT | _WENT | _FILLERS]
    target = anchor(" ".join(where))
    if target not in names.passages:
        kept = [word for word in words if word.lower() not in _NOT | _WENT]
        target = anchor(" ".join(kept))
    if target not in names.passages or not (went or text.lstrip(_SIGNS).startswith("#") or negated):
        return None
    return f"{'not ' if negated else ''}visited #{target}"


def _comparison(text: str, names: Names) -> str | None:
    """A counter beside a number, in whatever words."""
    if turned := _TURNED.match(text.strip()):
        operator = _OPERATOR.get(turned[2])
        return f"{turned[3]} {_OTHER_WAY[operator]} {turned[1]}" if operator and turned[3] in names.counters else None
    found = _COMPARED.match(text.strip())
    if found is None or found[1] not in names.counters:
        return None
    operator, after = _OPERATOR.get(found[2].lower()), _AFTER.get(found[4].lower())
    if operator is None or after is None:
        return None
    return f"{found[1]} {after or operator} {found[3]}"
