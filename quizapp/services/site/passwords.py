"""Passwords: what may be one, how it is kept, and whether one that is typed is the one that was set."""

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from threading import Lock

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from quizapp.model.problems import Code

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
_MEASURED = 40  # characters from the first: measuring takes the longer the more there are
_SHORTEST_OWN = 3  # letters of a word that is somebody's own; a shorter one is in too many others
_LEFT_OVER = 4  # letters that must be left when one's own words are taken out
_FEWEST_SIGNS = 4  # different ones
_GOOD, _FAIR = 3, 2  # of zxcvbn's five scores from 0: over 10 to the 8th guesses, and over 10 to the 6th
_TWICE = re.compile(r"(.+?)\1+\d{0,4}", re.DOTALL)
_SHIFTED = str.maketrans('!"£@#$%^&*()', "123234567890")  # on British and American keyboards
HASHER = PasswordHash((Argon2Hasher(),))  # at the cost that the library sets
_measuring = Lock()  # zxcvbn keeps what it compares with in one place for all threads


def problem_of(password: str, own: Iterable[str] = ()) -> tuple[Code, int] | None:
    """What is wrong with a password, and the limit if it is about one; None where nothing is.

    No rules on its characters: it must have a length, and not be among the first that somebody would try. `own` has
    texts that others know to be near: the person's address and name, the names of the organisation and of the site.
    """
    if not password:
        return Code.MISSING, 0
    if len(password) < SHORTEST_PASSWORD:
        return Code.TOO_SHORT, SHORTEST_PASSWORD
    if len(password) > LONGEST_PASSWORD:
        return Code.TOO_LONG, LONGEST_PASSWORD
    squeezed = _squeezed(password)
    if _is_made_of(squeezed, own):
        return Code.OWN, 0
    if _TWICE.fullmatch(squeezed) or len(set(password.casefold())) < _FEWEST_SIGNS:
        return Code.TWICE, 0
    return _easy(password, squeezed)


def _squeezed(text: str) -> str:
    """Letters and digits alone, all small: what stands between them is what people put there to make it longer."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _is_made_of(squeezed: str, own: Iterable[str]) -> bool:
    """Whether nearly nothing is left of it without somebody's own words and without digits."""
    words = {word for text in own for word in (_squeezed(text), *map(_squeezed, _parts(text)))}
    left = squeezed
    for word in sorted((word for word in words if len(word) >= _SHORTEST_OWN), key=len, reverse=True):
        left = left.replace(word, "")
    return left != squeezed and sum(not sign.isdigit() for sign in left) < _LEFT_OVER


def _parts(text: str) -> Iterator[str]:
    return (part for part in re.split(r"[\W_]+", text) if part)


def _easy(password: str, squeezed: str) -> tuple[Code, int] | None:
    """What zxcvbn finds of it as it stands, and of what it is without spaces, marks and the Shift key."""
    texts = [(password, _GOOD), (password.casefold().translate(_SHIFTED), _FAIR)]
    if len(squeezed) * 2 >= len(password):
        texts.append((squeezed, _FAIR))
    for text, least in texts:
        score, found = _measure(text[:_MEASURED])
        if score < least:
            return found, 0
    return None


def _measure(text: str) -> tuple[int, Code]:
    """zxcvbn's score from 0 to 4, and what most of the text is: often used, keys in a row, or another easy thing."""
    from zxcvbn import zxcvbn  # late: it reads 100,000 words, which only setting a password needs

    with _measuring:
        result = zxcvbn(text)
    longest = max(result["sequence"], key=lambda match: (str(match["pattern"]) != "bruteforce", len(match["token"])))
    if longest["pattern"] in ("spatial", "sequence"):
        return result["score"], Code.ROW
    is_common = longest["pattern"] == "dictionary" and longest.get("dictionary_name") == "passwords"
    return result["score"], Code.COMMON if is_common else Code.EASY


def composed(password: str) -> str:
    """The password with each accented letter as one sign, however the keyboard sent it."""
    return unicodedata.normalize("NFC", password)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(password)


def is_right(typed: str, kept: str | None) -> bool:
    """Whether this is the password whose hash is kept; False, after as long, where none is.

    One that was set before letters were composed is tried as it was typed, too.
    """
    ways = dict.fromkeys((composed(typed)[:LONGEST_PASSWORD], typed[:LONGEST_PASSWORD]))
    return any(HASHER.verify(way, kept or _nobodys_hash()) for way in ways) and kept is not None


@cache
def _nobodys_hash() -> str:
    """A hash to check against where there is nobody, so that the answer takes as long."""
    return HASHER.hash(secrets.token_urlsafe(16))
