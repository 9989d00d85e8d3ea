"""A list of e-mail addresses, as people type it and as mail programs and spreadsheets give it to paste.

Pure; no database. `Name <a@x>`, `"Last, First" <a@x>`, `mailto:`, quotes, and commas, semicolons, spaces or line ends
between them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from quizapp.services.site.person_texts import email_problems, tidy

_TOKEN = re.compile(
    r"""
    "(?P<straight>[^"\n]{0,300})" | “(?P<curly>[^”\n]{0,300})”  # a name in quotes, or an address, or a whole list
    | <(?P<angle>[^<>\n,;]{0,300})>
    | (?P<aside>\([^()@\n]{0,300}\))                      # said beside a name or an address
    | (?P<separator>[,;\n])
    | (?P<word>[^\s,;<>"“”]+)
    | (?P<other>\S)                                 # a bracket or a quote that is never closed
    """,
    re.VERBOSE,
)
_AROUND = "<>()[]{}\"'“”‘’`.:!?*•·"  # what stands around an address and is none of it


@dataclass(frozen=True, slots=True)
class AddressList:
    """The `addresses` of a list, each once, and what is no address and no name of one (`unread`), as they stand."""

    addresses: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands between two separators; `after` is the one behind it."""

    tokens: tuple[_Token, ...]
    after: str

    @property
    def is_bare(self) -> bool:
        """Whether there is no address in it, so that it may be the beginning of a name."""
        return not any(token.kind == "angle" or "@" in token.text for token in self.tokens)

    def takes(self, before: "_Entry") -> bool:
        """Whether an entry without an address is the name of this one: `Last, First <a@x>`, or on the line above."""
        angles = [n for n, token in enumerate(self.tokens) if token.kind == "angle"]
        return bool(angles) and (before.after == "," or (before.after == "\n" and angles[0] == 0))


def read(text: str) -> AddressList:
    """Every address in the text, and every other thing that is not said to be somebody's name."""
    addresses: dict[str, str] = {}
    unread: dict[str, None] = {}
    for found in _read(normalize("NFKC", text).replace("\r\n", "\n").replace("\r", "\n")):
        if email_problems("", found):
            unread[found] = None
        else:
            addresses.setdefault(found.casefold(), found)
    return AddressList(tuple(addresses.values()), tuple(unread))


def _read(text: str) -> Iterator[str]:
    before: _Entry | None = None
    for entry in _entries(text):
        if before is not None and not entry.takes(before):
            yield from _words(before.tokens)
        before = entry if entry.is_bare else None
        if before is None:
            yield from _of_entry(entry.tokens)
    if before is not None:
        yield from _words(before.tokens)


def _entries(text: str) -> Iterator[_Entry]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "separator":
            if tokens:
                yield _Entry(tuple(tokens), match[0])
            tokens = []
        elif kind not in ("aside", "other"):
            tokens.append(_Token("quoted" if kind in ("straight", "curly") else kind, match[kind]))
    if tokens:
        yield _Entry(tuple(tokens), "\n")


def _of_entry(tokens: tuple[_Token, ...]) -> Iterator[str]:
    """What stands before an address in brackets is its name; without one, so do words before the first address."""
    angles = [n for n, token in enumerate(tokens) if token.kind == "angle"]
    if angles:
        for n in angles:
            yield _bare(tokens[n].text)
        rest = tokens[angles[-1] + 1 :]
    else:
        first = next(n for n, token in enumerate(tokens) if "@" in token.text)
        rest = tokens[first:]
    plain: list[_Token] = []
    for token in rest:
        if "@" not in token.text:
            plain.append(token)
            continue
        yield from _words(tuple(plain))
        plain = []
        if token.kind == "quoted":
            yield from _read(token.text)
        else:
            yield _bare(token.text)
    yield from _words(tuple(plain))


def _words(tokens: tuple[_Token, ...]) -> Iterator[str]:
    """Words that belong to no address, together."""
    if words := tidy(" ".join(token.text for token in tokens)).strip(_AROUND + "-–—_/| "):
        yield words


def _bare(text: str) -> str:
    """An address without what stands around it; what is none stays as it is."""
    bare = tidy(text).lstrip(_AROUND + "-–—").rstrip(_AROUND)
    if bare[:7].casefold() == "mailto:":
        bare = bare[7:].partition("?")[0].strip(_AROUND)
    return bare or tidy(text)
