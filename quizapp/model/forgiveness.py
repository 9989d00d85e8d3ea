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


def forgiven(text: str, scorer: int | None = None) -> str:
    """A short answer without what this scorer forgives in it; None: by the newest rule, as for what authors write."""
    since = max(number for number in FORGIVENESS if scorer is None or number <= scorer)
    return FORGIVENESS[since](text)
