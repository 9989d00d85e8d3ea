"""When two short answers are the same (FORMAT §4): one rule for what people type and for what authors accept."""

import re
from collections.abc import Callable
from unicodedata import combining, normalize

Forgiveness = Callable[[str], str]
"""A text without what is forgiven in it: two answers are the same where these are equal."""

_APOSTROPHES = "'\u2019\u2018\u201b\u02bc\u02b9\u2032`\u00b4"
_QUOTATION_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2033'
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"
_AT_THE_END = ".,;:!?"
_DROPPED = str.maketrans("", "", _APOSTROPHES + _QUOTATION_MARKS)
_DASHES = re.compile(f"[{re.escape(_HYPHENS)}]")
_BETWEEN_WORDS = re.compile(r"(?<!\d)[-.]|[-.](?!\d)")  # not in 1.5 or 9-11, which would be other numbers without it
_OF_A_NUMBER = re.compile(r"-?\.?(?=\d)")  # at its beginning, as in -5 or .5


def _folded(text: str) -> str:
    """Without case, accents and the look of a sign. Twice, because folding case can give a letter with an accent of its
    own (as with the Turkish İ)."""
    folded = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(c for c in folded if not combining(c))


def _case_accents_spaces_and_full_stops(text: str) -> str:
    return "".join(c for c in _folded(text) if not c.isspace() and c != ".")


def _and_signs_beside_letters(text: str) -> str:
    """What a telephone changes as one types, too: apostrophes, quotation marks, hyphens, and signs at the end.

    Signs that make a number another one stay. A text of signs alone stays what it is by the rule before.
    """
    # Before folding, by which a mark that stands alone, like ´, would become a space with an accent.
    plain = _folded(_DASHES.sub("-", text.translate(_DROPPED))).translate(_DROPPED)
    spaced = "".join(plain.split()).rstrip(_AT_THE_END)
    sign = found[0] if (found := _OF_A_NUMBER.match(spaced)) else ""
    kept = sign + _BETWEEN_WORDS.sub("", spaced[len(sign) :])
    return kept or _case_accents_spaces_and_full_stops(text)


FORGIVENESS: dict[int, Forgiveness] = {1: _case_accents_spaces_and_full_stops, 2: _and_signs_beside_letters}
"""Each rule with the first scorer that goes by it. Old ones stay, for the attempts that pinned their scorer."""


def forgiveness_of(scorer: int) -> Forgiveness:
    """The rule that this scorer goes by: the newest one when it was made."""
    return FORGIVENESS[max(since for since in FORGIVENESS if since <= scorer)]


def forgiven(text: str) -> str:
    """A short answer by the newest rule, as for what authors write today."""
    return FORGIVENESS[max(FORGIVENESS)](text)


def forgiven_at_first(text: str) -> str:
    """A short answer by the first rule: what is the same by it was never accepted twice from an author."""
    return FORGIVENESS[min(FORGIVENESS)](text)
