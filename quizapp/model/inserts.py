"""Local inserts: the `{{name}}` of an author's text, filled in when a page is shown (FORMAT §1)."""

import re
from collections.abc import Mapping
from html import escape

NOT_FILLED_IN = "<em>(not filled in yet: ask your manager)</em>"

_TAG_OR_INSERT = re.compile(r"<[^<>]*>|\{\{([a-z0-9-]+)\}\}")


def fill_inserts(html: str, values: Mapping[str, str]) -> str:
    """The cleaned HTML with each `{{name}}` replaced by the escaped value, or by a hint where there is none.

    Only text is filled, never the inside of a tag. A value is text: what looks like markup in it is escaped.
    """

    def replacement(match: re.Match[str]) -> str:
        name = match.group(1)
        if name is None:
            return match.group(0)
        value = values.get(name, "").strip()
        return escape(value) if value else NOT_FILLED_IN

    return _TAG_OR_INSERT.sub(replacement, html)
