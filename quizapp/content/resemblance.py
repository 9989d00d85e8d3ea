"""What a text looks like, whatever it is called and wherever it lies: a scenario, a question set or a briefing.

Only words that one kind alone has are looked at, so a file that is read without an error always looks like itself.
"""

import re
from collections import Counter

from quizapp.model.things import ThingKind

CALLED = {ThingKind.SCENARIO: "a scenario", ThingKind.SET: "a question set", ThingKind.BRIEFING: "a briefing"}

_KEYS = {
    **dict.fromkeys(("you-are", "content-note", "counters", "hardest"), ThingKind.SCENARIO),
    **dict.fromkeys(("draw", "from", "attempts", "certainty", "shuffle"), ThingKind.SET),
    **dict.fromkeys(
        ("source", "publisher", "published", "complete", "order", "coverage", "inserts", "source-url"),
        ThingKind.BRIEFING,
    ),
}
_HEADINGS = (
    (re.compile(r"##[ \t]+(?:Ending[ \t]*:|Debrief[ \t]*$)", re.IGNORECASE), ThingKind.SCENARIO),
    (re.compile(r"##[ \t]+(?:Risk factors|Learning points|Safe practice)[ \t]*$", re.IGNORECASE), ThingKind.BRIEFING),
)
_KEY = re.compile(r"([a-z-]{1,20})[ \t]*:")
_POINTS = re.compile(r"Points[ \t]*:")
_MOST_SETTINGS = 40  # lines


def looks_like(text: str, settings_only: bool = False) -> ThingKind | None:
    """The kind that the settings at the top speak for and, unless `settings_only`, the headings and key lines.

    None where nothing speaks for a kind, or two kinds are spoken for.
    """
    lines = text.split("\n")
    votes = Counter(_KEYS[key] for key in _settings(lines) if key in _KEYS)
    if not settings_only:
        votes.update(_spoken_for(lines))
    return next(iter(votes)) if len(votes) == 1 else None


def _settings(lines: list[str]) -> list[str]:
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if not lines[start].startswith("---"):
        return []
    found = []
    for line in lines[start + 1 : start + 1 + _MOST_SETTINGS]:
        if line.startswith("---"):
            break
        if match := _KEY.match(line):
            found.append(match[1])
    return found


def _spoken_for(lines: list[str]) -> list[ThingKind]:
    found = [kind for line in lines if line.startswith("##") for pattern, kind in _HEADINGS if pattern.match(line)]
    return found + [ThingKind.SET for line in lines if _POINTS.match(line)]
