"""How an item of a briefing begins, `**id** text`, and what was meant as that (FORMAT §2)."""

import re

ITEM = re.compile(r"\*\*([^*]*)\*\*")
NEARLY_ITEM = re.compile(r"[*_`\[(\"'“]{0,3}([A-Za-z0-9][A-Za-z0-9 _-]{0,59}?)(?:[*_`\])\"'”]{1,3}[:.]?|:)[ \t]+(?=\S)")
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}$")
_NOT_OF_AN_ID = re.compile(r"[^a-z0-9]+")


def fit_id(text: str) -> str:
    """The id that was probably meant; empty where nothing of it is left."""
    return _NOT_OF_AN_ID.sub("-", text.lower()).strip("-")[:60].strip("-")
