"""Support contacts as they are shown: what holds everywhere, and what holds in one nation or another."""

from collections.abc import Iterator
from dataclasses import dataclass

NATIONS = ("england", "scotland", "wales", "northern-ireland")


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

    def texts(self) -> Iterator[str]:
        """All of the HTML."""
        yield self.everywhere_html
        for part in self.parts:
            yield part.html
