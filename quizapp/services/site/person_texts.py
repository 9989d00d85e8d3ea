"""What is typed of a person, read and looked over: names, addresses and names of teams."""

import re
import unicodedata

from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.storable import storable

LONGEST_EMAIL = 254
LONGEST_NAME = 200
LONGEST_STAFF_NUMBER = 40
_JOINERS = "\u200c\u200d"  # not seen by themselves, and part of names in Persian, Hindi and others
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and marks that look like a space
# One @ with something before it and a dotted name after it. Whether it is anybody's, only a letter to it can tell.
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\".]+(\.[^@\s<>,;\".]+)+")


def tidy(text: str) -> str:
    """The text in one line, without spaces around it and with single ones in it, and without what nobody can see.

    It is composed (NFC), as it is kept: so its length is the one that counts.
    """
    seen = "".join(" " if sign.isspace() else sign for sign in storable(text) if sign.isspace() or _stays(sign))
    return unicodedata.normalize("NFC", " ".join(seen.split())) if any(map(_is_seen, seen)) else ""


def _is_seen(sign: str) -> bool:
    """Whether it is more than a space, an invisible mark, or an accent on nothing."""
    return sign not in _FILLERS and unicodedata.category(sign)[0] not in "CZM"


def _stays(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign) not in ("Cc", "Cf")


def name_problems(field: str, name: str) -> Problems:
    """What is wrong with a tidy name, of a person or of a team."""
    if not name:
        return (Problem(field, Code.MISSING),)
    return (Problem(field, Code.TOO_LONG, LONGEST_NAME),) if len(name) > LONGEST_NAME else ()


def staff_number_problems(field: str, number: str) -> Problems:
    """What is wrong with a tidy staff number."""
    if not number:
        return (Problem(field, Code.MISSING),)
    return (Problem(field, Code.TOO_LONG, LONGEST_STAFF_NUMBER),) if len(number) > LONGEST_STAFF_NUMBER else ()


def email_problems(field: str, email: str) -> Problems:
    """What is wrong with a tidy e-mail address that a person is to have."""
    if not email:
        return (Problem(field, Code.MISSING),)
    if len(email.casefold()) > LONGEST_EMAIL:  # as it is kept: some letters are two when small
        return (Problem(field, Code.TOO_LONG, LONGEST_EMAIL),)
    is_hidden = any(sign in _JOINERS or sign in _FILLERS for sign in email)  # two that look the same are one too many
    return () if _ADDRESS.fullmatch(email) and not is_hidden else (Problem(field, Code.NO_ADDRESS),)
