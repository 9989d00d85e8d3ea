"""Did you mean: the closest known name to a mistyped one, at a bounded cost for the whole file."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

_LONGEST = 60  # characters; comparing is quadratic in them
_COMPARISONS = 4_000  # for a file: real files need some hundred


@dataclass(slots=True)
class Suggester:
    """Finds suggestions for one file; after a bounded number of comparisons it finds none any more."""

    left: int = _COMPARISONS

    def closest(self, word: str, known: Collection[str]) -> str | None:
        """The known name that is nearest to `word`, or None where none is near."""
        if not word or len(word) > _LONGEST or len(known) > self.left:
            return None
        self.left -= len(known)
        names = [name for name in known if len(name) <= _LONGEST]
        by_lower = {name.lower(): name for name in reversed(names)}
        found = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
        return by_lower[found[0]] if found else None


def did_you_mean(name: str | None, line: int | None = None) -> str:
    """The help text for a suggestion, with the line where it stands; empty without one."""
    if name is None:
        return ""
    return f"did you mean `{name}`?" if line is None else f"did you mean `{name}` (line {line})?"
