"""Support contacts as somebody writes them: Markdown, in which a nation's name as a heading begins its own part."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from quizapp.content.prose import render
from quizapp.model.contacts import NATIONS, Contacts, NationContacts
from quizapp.model.inserts import fill_inserts

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*")
MOST_NAMES, LONGEST_NAME = 8, 40  # of a heading that are looked at
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)


def read_contacts(text: str) -> Contacts:
    """The contacts in a text: what stands before the first nation's heading is for everybody.

    `## Scotland` begins a part, as `## England and Wales` does; any other heading stays as it is. ProseError as
    `render` has it.
    """
    (_, everywhere), *parts = _parts(text)
    return Contacts(
        render(everywhere), tuple(NationContacts(_nations(title), title, render(own)) for title, own in parts)
    )


def nearly_a_nation(text: str) -> int | None:
    """The line of the first heading that is nearly a nation's, and so names none, counted from 1; None without one.

    Whatever stands below it would be for everybody.
    """
    for number, line in enumerate(text.splitlines(), 1):
        heading = _HEADING.fullmatch(line)
        if heading and not _nations(heading[1]) and any(map(_is_nearly_one, _AND.split(heading[1])[:MOST_NAMES])):
            return number
    return None


def _is_nearly_one(name: str) -> bool:
    return bool(get_close_matches("-".join(name[:LONGEST_NAME].lower().split()), NATIONS, n=1, cutoff=0.8))


def filled(contacts: Contacts, values: Mapping[str, str]) -> Contacts:
    """The same contacts with the local inserts filled in."""
    parts = (NationContacts(part.nations, part.title, fill_inserts(part.html, values)) for part in contacts.parts)
    return Contacts(fill_inserts(contacts.everywhere_html, values), tuple(parts))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    title, lines = "", list[str]()
    for line in text.splitlines():
        heading = _HEADING.fullmatch(line)
        if heading and _nations(heading[1]):
            yield title, "\n".join(lines)
            title, lines = heading[1], []
        else:
            lines.append(line)
    yield title, "\n".join(lines)


def _nations(title: str) -> frozenset[str]:
    """The nations that a heading names; none where it names anything else."""
    found = frozenset("-".join(name.lower().split()) for name in _AND.split(title) if name)
    return found if found <= frozenset(NATIONS) else frozenset()
