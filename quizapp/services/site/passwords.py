"""Passwords: what may be one, how it is kept, and whether one that is typed is the one that was set."""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from quizapp.model.problems import Code

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
_COMMON = Path(__file__).with_name("common_passwords.txt")


def problem_of(password: str) -> tuple[Code, int] | None:
    """What is wrong with a password, and the limit if it is about one; None where nothing is.

    Length and common words only: no rules on its characters.
    """
    if not password:
        return Code.MISSING, 0
    if len(password) < SHORTEST_PASSWORD:
        return Code.TOO_SHORT, SHORTEST_PASSWORD
    if len(password) > LONGEST_PASSWORD:
        return Code.TOO_LONG, LONGEST_PASSWORD
    plain = password.casefold()
    if not {plain, plain.rstrip("0123456789!?.")}.isdisjoint(_common()) or len(set(plain)) < 4:
        return Code.EASY, 0
    return None


def composed(password: str) -> str:
    """The password with each accented letter as one sign, however the keyboard sent it."""
    return unicodedata.normalize("NFC", password)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher().hash(password)


def is_right(typed: str, kept: str | None) -> bool:
    """Whether this is the password whose hash is kept; False, after as long, where none is.

    One that was set before letters were composed is tried as it was typed, too.
    """
    ways = dict.fromkeys((composed(typed)[:LONGEST_PASSWORD], typed[:LONGEST_PASSWORD]))
    return any(_hasher().verify(way, kept or _nobodys_hash()) for way in ways) and kept is not None


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(),))


@cache
def _nobodys_hash() -> str:
    """A hash to check against where there is nobody, so that the answer takes as long."""
    return _hasher().hash(secrets.token_urlsafe(16))
