"""GitHub's anchors: what a link to a heading says after its # (FORMAT §1)."""

import unicodedata


def _is_kept(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Pc") or character in "- "


def anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading: lower case, spaces to hyphens, punctuation dropped.

    Empty where the heading has no letter, digit, space or hyphen.
    """
    return "".join(c for c in heading.strip().lower() if _is_kept(c)).replace(" ", "-")
