"""Names of people, teams, modules, scenarios and sets: in the order that a reader looks for, and told apart.

Databases sort by collations that differ from one to the other, so nothing that a reader sees is sorted there.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

# Letters that Unicode takes for letters of their own, and readers of English look for under others.
_PLAIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "ɓ": "b",
        "ɖ": "d",
        "ɗ": "d",
        "ƙ": "k",
        "ɲ": "n",
        "ə": "e",
        "ɛ": "e",
        "ɔ": "o",
        "ɨ": "i",
    }
)  # fmt: skip (a table: three letters in a row are read at once)
_MARKS_ABOVE = 200  # combining classes from here on are accents; below are signs of vowels, which are letters
_VOWEL_POINTS = range(10, 36)  # of Hebrew and Arabic, which are mostly left out
_SPACES = ("Zs", "Pd", "Pc")  # a hyphen parts words as a space does
_DIGIT = re.compile("[0-9]")


@lru_cache(maxsize=4096)  # the same titles are sorted for each page
def reading_order(name: str) -> tuple[str, str, str]:
    """The key by which names and titles are sorted: as a reader expects, and the same wherever it is asked.

    Word by word, by letters without accents and case; numbers by their size; punctuation counts for nothing. Names
    that differ in nothing else go by their accents, then by how they are written.
    """
    if name.isascii() and not _DIGIT.search(name):  # so most names of a team of thousands, in a tenth of the time
        folded = name.lower()
        return " ".join(folded.translate(_PLAIN_ASCII).split()), folded, name
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return _plain(folded), folded, name


def as_seen(name: str) -> str:
    """The form in which two names are the same to whoever reads them: NFC, whatever the case and the spaces."""
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())


def told_apart(names: Sequence[str], *by: Sequence[str]) -> tuple[str, ...]:
    """For each name what tells it from others that look the same, or "" where it is the only one of its name.

    Each of `by` has a text for each name: the first in which all of one name have texts, and these differ, is taken;
    where none does that, the last text that each has.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        alike[as_seen(name)].append(place)
    told = [""] * len(names)
    for places in (places for places in alike.values() if len(places) > 1):
        for place, text in zip(places, _differing([[texts[place] for texts in by] for place in places]), strict=True):
            told[place] = text
    return tuple(told)


def labelled(name: str, apart: str) -> str:
    """The name, with what tells it apart in brackets if there is anything."""
    return f"{name} ({apart})" if apart else name


def _differing(rows: list[list[str]]) -> list[str]:
    """What tells these rows apart, of texts that are in the same order in each."""
    for texts in zip(*rows, strict=True):
        seen = {as_seen(text) for text in texts}
        if "" not in seen and len(seen) == len(rows):
            return list(texts)
    return [next((text for text in reversed(row) if text), "") for row in rows]


def _plain(folded: str) -> str:
    """Letters without accents, numbers so written that they sort by size, and single spaces."""
    found: list[str] = []
    number = ""
    for sign in f"{folded.translate(_PLAIN)} ":
        kind = unicodedata.category(sign)
        if kind == "Nd":
            number += str(unicodedata.decimal(sign))
            continue
        if number:
            found.append(_by_size(number))
            number = ""
        if sign.isspace() or kind in _SPACES or sign == "/":
            found.append(" ")
        elif kind[0] in "LN" or (kind[0] == "M" and not _is_accent(sign)):
            found.append(sign)
    return " ".join("".join(found).split())


def _is_accent(sign: str) -> bool:
    place = unicodedata.combining(sign)
    return place >= _MARKS_ABOVE or place in _VOWEL_POINTS or place == 1  # 1: a stroke through a letter


def _by_size(number: str) -> str:
    """Digits after a sign for how many they are: a longer number is larger. All begin with 0, before any letter."""
    digits = number.lstrip("0")
    return f"0{chr(0x30 + len(digits))}{digits}"


# What `_plain` makes of each sign of ASCII in lower case that is no digit.
_PLAIN_ASCII = {code: _plain(f"a{chr(code)}a")[1:-1] for code in range(128) if not chr(code).isdigit()}
