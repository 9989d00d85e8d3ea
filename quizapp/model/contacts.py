"""Support contacts as they are shown: what holds everywhere, and what holds in one nation or another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

NATIONS = ("england", "scotland", "wales", "northern-ireland")
_LINKED = re.compile(r'href="(?:tel|sms):')
_TAG = re.compile("<[^>]*>")
_BETWEEN = "[\\s\u00a0()\u2011\u2013-]*"  # digits of one number
# As it is written where no link says that it is one: a short number that everybody knows, or a long one.
_WRITTEN = re.compile(
    rf"(?<![\w.,/-])(?:999|112|111|101|116(?:{_BETWEEN}\d){{3}}|(?:\+|\(?0)(?:{_BETWEEN}\d){{6,}})(?![\w/-])", re.ASCII
)


@dataclass(frozen=True, slots=True)
class NationContacts:
    """The contacts of one nation, or of some: their heading as it was written, and clean HTML."""

    nations: frozenset[str]
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """Clean HTML of the contacts for everybody, and the parts that have a nation's heading, in the order written."""

    everywhere_html: str
    parts: tuple[NationContacts, ...] = ()

    def of(self, nation: str) -> tuple[NationContacts, ...]:
        """The parts for a nation; all of them where it has none of its own, so that nobody is left with nothing."""
        return tuple(part for part in self.parts if nation in part.nations) or self.parts

    def without_number(self) -> tuple[str, ...] | None:
        """The headings of the parts whose readers have no number to call, () where nobody has one; None: all have.

        A number in what is for everybody is one for all.
        """
        if _has_number(self.everywhere_html):
            return None
        lacking = tuple(part.title for part in self.parts if not _has_number(part.html))
        if not lacking and self.parts:
            return None
        return lacking if len(lacking) < len(self.parts) else ()

    def texts(self) -> Iterator[str]:
        """All of the HTML."""
        yield self.everywhere_html
        for part in self.parts:
            yield part.html


def _has_number(html: str) -> bool:
    """Whether somebody can be called, or be sent a text, from what this says."""
    return bool(_LINKED.search(html) or _WRITTEN.search(unescape(_TAG.sub(" ", html))))
