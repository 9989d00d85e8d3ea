"""Local inserts: the `{{name}}` of an author's text, filled in when a page is shown (FORMAT §1)."""

import re
from collections.abc import Iterable, Iterator, Mapping
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


def inserts_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The names of the local inserts that stand in these texts of cleaned HTML, each once, by name."""
    return tuple(sorted({name for text in texts if "{{" in text for name in _TAG_OR_INSERT.findall(text) if name}))


class Filled(Mapping[str, str]):
    """HTML by slot, with local inserts filled in when it is asked for; nearly all of it has none."""

    def __init__(self, html: Mapping[str, str], values: Mapping[str, str]) -> None:
        self._html, self._values = html, values

    def __getitem__(self, slot: str) -> str:
        text = self._html[slot]
        return fill_inserts(text, self._values) if "{{" in text else text

    def __iter__(self) -> Iterator[str]:
        return iter(self._html)

    def __len__(self) -> int:
        return len(self._html)
