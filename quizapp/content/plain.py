"""Signs that look like plain ones and are not: what a word processor or a web page leaves in a text (FORMAT §1).

Where structure is read they count as the plain signs that their author saw: an odd space as a space, an invisible
sign as none, a typographic apostrophe, dash or minus as `'` and `-`, and a letter in two signs as the one letter.
Prose keeps them.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

_SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_ODD = re.compile(f"[{_SPACES}{_INVISIBLE}]")
_NAMES = {"\u00a0": "no-break space", "\ufeff": "byte order mark", "\u00ad": "soft hyphen"}


def _each(signs: str) -> Iterator[int]:
    """Every sign of a class such as a pattern has in its brackets."""
    for found in re.finditer("(.)-(.)|.", signs, re.DOTALL):
        yield from range(ord(found[1] or found[0]), ord(found[2] or found[0]) + 1)


_VISIBLE = {**dict.fromkeys(_each(_SPACES), " "), **dict.fromkeys(_each(_INVISIBLE), ""), 0x2010: "-", 0x2011: "-"}
_PLAIN = {
    **_VISIBLE,
    **dict.fromkeys(map(ord, "‘’‚‛ʼ′＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―⁃−﹘﹣－"), "-"),
}
_SPACE_FOR_EACH = dict.fromkeys(chain(_each(_SPACES), _each(_INVISIBLE)), " ")
_HYPHEN_FOR_EACH = {sign: plain for sign, plain in _PLAIN.items() if plain == "-"}

_ANY_SPACE = rf"[ \t{_SPACES}{_INVISIBLE}]"
_BULLETS = "•·●○◦▪▫■□◆►▶➢➤–—−‐‑o" + "\uf0a7\uf0b7\uf0d8\uf0fc"  # of a word processor: `bullets` mends them
_BEGINNING = re.compile(
    rf"{_ANY_SPACE}*(?:(?:[-*+>{_BULLETS}]|\#{{1,6}}|[0-9]{{1,9}}[.)]){_ANY_SPACE}+)*"
    rf"(?:\[(?:[xX~]|{_ANY_SPACE})\]{_ANY_SPACE}+)?"
)
_GAP = re.compile(rf"(?<=\])[ \t{_SPACES}{_INVISIBLE}]{{1,3}}(?=\()")
_INSERT = re.compile(r"\{\{[^{}]*\}\}")
_INVISIBLE_SIGNS = "".join(map(chr, _each(_INVISIBLE)))
_RULE = re.compile(rf"[|:\-‐‑‒–—―−{_SPACES}{_INVISIBLE} \t]*\|[|:\-‐‑‒–—―−{_SPACES}{_INVISIBLE} \t]*$")
_FENCE = re.compile("[-‐‑‒–—―−]{3}$")
_AT_THE_END = "".join(map(chr, (*_each(_SPACES), *_each(_INVISIBLE.partition("\ufe00")[0]), 0xFEFF))) + " \t"


def plain(text: str) -> str:
    """A key, an id, a number or a condition as its author saw it: every sign that looks plain is."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_PLAIN)


def visible(text: str) -> str:
    """A heading, or a link to one, as its author saw it. Its dashes stay: an anchor has none, and drops them."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_VISIBLE)


def with_plain_structure(text: str) -> str:
    """A line with plain signs, as many as before, where they say what kind of line it is; its words stay as they are.

    That is in its indent and after the bullet, the box, the `>` or the `#` that it begins with, between the brackets
    of a link, in the name of an insert, and all through a row of hyphens. A line on which nothing can be seen is empty,
    and none ends in a space.
    """
    if text.isascii():
        return text.rstrip()
    text = text.rstrip(_AT_THE_END)
    if not _ODD.sub("", text).strip():
        return ""
    if _RULE.match(text) or _FENCE.match(text):
        text = text.translate(_HYPHEN_FOR_EACH)
    beginning = _BEGINNING.match(text)
    end = beginning.end() if beginning else 0
    rest = _GAP.sub(lambda gap: " " * len(gap[0]), text[end:])
    return text[:end].translate(_SPACE_FOR_EACH) + _INSERT.sub(lambda name: name[0].translate(_HYPHEN_FOR_EACH), rest)


def before_the_line(text: str) -> int:
    """How many invisible signs a line begins with: they are no indent."""
    return 0 if text.isascii() else len(text) - len(text.lstrip(_INVISIBLE_SIGNS))


def odd_sign(text: str) -> str:
    """The first sign in a text that nobody sees, by its name and what it stands after; empty without one."""
    found = _ODD.search(text)
    if not found:
        return ""
    name = _NAMES.get(found[0]) or unicodedata.name(found[0], "sign that cannot be seen").lower()
    before = _ODD.sub("", text[: found.start()]).strip()
    after = f"after `{before[-20:]}`" if before else f"before `{_ODD.sub('', text[found.end() :]).strip()[:20]}`"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name} stands {after}, which nobody sees"
