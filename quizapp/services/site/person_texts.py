"""What is typed of a person, read and looked over: names, addresses and names of teams."""

import re
import unicodedata

from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.storable import storable

LONGEST_EMAIL = 254
LONGEST_NAME = 200
_JOINERS = "\u200c\u200d"  # not seen by themselves, and part of names in Persian, Hindi and others
# One @ with something before it and a dotted name after it. Whether it is anybody's, only a letter to it can tell.
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\".]+(\.[^@\s<>,;\".]+)+")


def tidy(text: str) -> str:
    """The text in one line, without spaces around it and with single ones in it, and without what nobody can see."""
    seen = "".join(" " if sign.isspace() else sign for sign in storable(text) if sign.isspace() or _stays(sign))
    return " ".join(seen.split()) if seen.strip(_JOINERS).strip() else ""


def _stays(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign) not in ("Cc", "Cf")


def name_problems(field: str, name: str) -> Problems:
    """What is wrong with a tidy name, of a person or of a team."""
    if not name:
        return (Problem(field, Code.MISSING),)
    return (Problem(field, Code.TOO_LONG, LONGEST_NAME),) if len(name) > LONGEST_NAME else ()


def email_problems(field: str, email: str) -> Problems:
    """What is wrong with a tidy e-mail address that a person is to have."""
    if not email:
        return (Problem(field, Code.MISSING),)
    if len(email) > LONGEST_EMAIL:
        return (Problem(field, Code.TOO_LONG, LONGEST_EMAIL),)
    return () if _ADDRESS.fullmatch(email) else (Problem(field, Code.NO_ADDRESS),)
