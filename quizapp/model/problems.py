"""What is wrong with a form that somebody sent: which field, and what, as a code. Pages and commands have the words.

A form that can be mended has problems. A move that the rules forbid is `NotPossible`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Code(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"  # empty, or nothing chosen
    REPEATED = "repeated"  # what may be given once was given before
    UNKNOWN = "unknown"  # none of what there is to choose from
    TAKEN = "taken"  # somebody else has it
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    TOO_MANY = "too many"
    TOO_LARGE = "too large"  # a file's bytes
    WRONG_KIND = "wrong kind"  # of file
    NOT_WHOLE = "not whole"  # a file that was cut short
    MOVES = "moves"  # a picture
    NEARLY = "nearly a name that counts"  # a name in the line of `limit` that was meant to be one of ours
    NO_ADDRESS = "no address"  # a link, or an e-mail address, that would lead nowhere
    LEFT = "left"  # somebody who has left the organisation
    HERE = "here"  # somebody who has not left
    LAST = "the last"  # without whom nobody could do something any more
    ERASED = "erased"  # somebody whose name is kept no longer
    BOTH = "both have something"  # that stays with each of two records
    ONESELF = "oneself"
    NAMES_THEM = "names them"  # a reason that is kept, and must not say whose
    NOT_SAME = "not the same"  # as what it repeats
    EASY = "easy to guess"
    COMMON = "often used"  # a password
    OWN = "one's own"  # a password made of one's address or name, or of the organisation's
    TWICE = "the same twice"
    ROW = "in a row"  # keys beside each other, or letters in their order
    CHANGED = "changed meanwhile"  # by somebody else, since the form was opened
    NOTHING = "nothing to see"  # what is written would not be seen on a page
    MANY_LINES = "more than one line"
    TOO_DEEP = "too deep"  # lists or quotes inside each other
    NO_NUMBERS = "no numbers"  # a list of days, of which one is no number that counts
    NO_DAY = "no day"
    TO_COME = "to come"  # a day after today
    GONE_BY = "gone by"  # a day before today
    NOT_JOINED = "not joined yet"  # a day before a person joined
    NOT_LIVE = "not live yet"  # a day before what was done was first published
    RETIRED = "retired"  # a day after what was done was retired
    NOT_SET_UP = "not set up"  # mail, without which nothing can be sent
    TOO_FAR = "too far"  # a day that is too long after today


@dataclass(frozen=True, slots=True)
class Problem:
    """One field's problem. `limit` is the least or most that is allowed, where the code is about one; so is `day`."""

    field: str
    code: Code
    limit: int = 0
    day: date | None = None


Problems = tuple[Problem, ...]
"""Every problem of a form, in the order of its fields; empty where there is none."""
