"""When two short answers are the same (FORMAT §4): one rule for what people type and for what authors accept."""

from collections.abc import Callable
from unicodedata import combining, normalize

Forgiveness = Callable[[str], str]
"""A text without what is forgiven in it: two answers are the same where these are equal."""


def _case_accents_spaces_and_full_stops(text: str) -> str:
    # Twice, because folding case can give a letter with an accent of its own (as with the Turkish İ).
    folded = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(c for c in folded if not combining(c) and not c.isspace() and c != ".")


FORGIVENESS: dict[int, Forgiveness] = {1: _case_accents_spaces_and_full_stops}
"""Each rule with the first scorer that goes by it. Old ones stay, for the attempts that pinned their scorer."""


def forgiveness_of(scorer: int) -> Forgiveness:
    """The rule that this scorer goes by: the newest one when it was made."""
    return FORGIVENESS[max(since for since in FORGIVENESS if since <= scorer)]


def forgiven(text: str) -> str:
    """A short answer by the newest rule, as for what authors write today."""
    return FORGIVENESS[max(FORGIVENESS)](text)
