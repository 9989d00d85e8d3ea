"""A document's HTML: kind and title first, then fields, text and entries in order, each with who and when (FORMAT §3).

It says all of that in words, so that nothing rests on how it looks; `style.css` has the look. Texts are rendered by
what `prose` passes in, and `prose` cleans the whole against `ELEMENTS`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from quizapp.content.documents import DocumentKind, Entry, Field, StoryDocument
from quizapp.content.reader import Line

Inline = Callable[[str], str]
"""Inline Markdown to HTML; a line end in it is a break."""

_CSS = {kind: f"document document--{kind.value.replace('-', '').lower()}" for kind in DocumentKind}
_BULLET = re.compile(r"[-*+•▪‣]\s+(?=\S)")
_RULE = re.compile(r"([-*_])(?:\s?\1){2,}\s*$")
_OWN = ("you", "me", "i")  # whom an author may call the reader in a thread


class _Element(NamedTuple):
    tag: str
    css: str


_CAPTION = _Element("figcaption", "document__head")
_KIND = _Element("span", "document__kind")
_TITLE = _Element("span", "document__title")
_FIELDS = _Element("dl", "document__fields")
_FIELD = _Element("div", "document__field")
_TEXT = _Element("div", "document__text")
_ENTRIES = _Element("ol", "document__entries")
_ENTRY = _Element("li", "document__entry")
_OWN_ENTRY = _Element("li", "document__entry document__entry--own")
_SAID_BY = _Element("p", "document__said-by")
_WHO = _Element("span", "document__who")
_WHEN = _Element("span", "document__when")

_OF_ALL = (
    *(_CAPTION, _KIND, _TITLE, _FIELDS, _FIELD, _TEXT),
    *(_ENTRIES, _ENTRY, _OWN_ENTRY, _SAID_BY, _WHO, _WHEN),
)
ELEMENTS: Mapping[str, frozenset[str]] = {
    **{tag: frozenset(each.css for each in _OF_ALL if each.tag == tag) for tag in {each.tag for each in _OF_ALL}},
    "figure": frozenset(_CSS.values()),
    **dict.fromkeys(("dt", "dd", "br", "ul", "hr"), frozenset[str]()),
}
"""The tags that a document is made of, besides those of inline text, each with what its class may be."""


def document_html(document: StoryDocument, inline: Inline) -> str:
    """The HTML of a document, not yet cleaned."""
    parts = [_put(_CAPTION, f"{_put(_KIND, document.kind.value)} {_put(_TITLE, inline(document.title.text))}")]
    if document.fields:
        parts.append(_put(_FIELDS, "".join(_field(field, inline) for field in document.fields)))
    if document.lines:
        parts.append(_put(_TEXT, _text(document.lines, inline)))
    if document.entries:
        own = _own_side(document)
        parts.append(_put(_ENTRIES, "".join(_entry(e, e.who.text.casefold() == own, inline) for e in document.entries)))
    return f'<figure class="{_CSS[document.kind]}">{"".join(parts)}</figure>'


def _own_side(document: StoryDocument) -> str:
    """Whose messages stand on the side of the telephone's owner: the reader's, or else the second of two people's."""
    people = list(dict.fromkeys(entry.who.text.casefold() for entry in document.entries))
    reader = next((name for name in people if name in _OWN), "")
    return reader or (people[1] if len(people) == 2 else "")


def _field(field: Field, inline: Inline) -> str:
    return _put(_FIELD, f"<dt>{inline(field.key.text)}</dt><dd>{inline(field.text.text)}</dd>")


def _entry(entry: Entry, is_own: bool, inline: Inline) -> str:
    said_by = _put(_SAID_BY, f"{_put(_WHO, inline(entry.who.text))} {_put(_WHEN, entry.when)}")
    return _put(_OWN_ENTRY if is_own else _ENTRY, said_by + _put(_TEXT, _text(entry.lines, inline)))


def _text(lines: tuple[Line, ...], inline: Inline) -> str:
    """Paragraphs with their line breaks kept; lines that begin with a bullet are a list, and hyphens a rule."""
    html = []
    for tag, texts in _groups(lines):
        if tag == "hr":
            html.append("<hr>")
        elif tag == "ul":
            html.append("<ul>" + "".join(f"<li>{inline(text)}</li>" for text in texts) + "</ul>")
        else:
            html.append(f"<p>{inline(chr(10).join(texts))}</p>")
    return "".join(html)


def _groups(lines: tuple[Line, ...]) -> Iterator[tuple[str, list[str]]]:
    """Lines that belong together, with the tag that is about them."""
    group: list[str] = []
    before = ""
    for line in (*lines, Line(0, "")):
        bullet = _BULLET.match(line.text)
        tag = "hr" if _RULE.match(line.text) else "ul" if bullet else "p"
        if group and (line.is_blank or tag != before):
            yield before, group
            group = []
        if not line.is_blank:
            group.append(line.text[bullet.end() :] if bullet else line.text)
            before = tag


def _put(element: _Element, html: str) -> str:
    return f'<{element.tag} class="{element.css}">{html}</{element.tag}>'
