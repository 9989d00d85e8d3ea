"""What is to be put right in a form: a code for each field; the words stand in the templates."""

from enum import StrEnum


class Problem(StrEnum):
    """What is wrong with what somebody filled in."""

    MISSING = "missing"
    REPEATED = "repeated"  # what may be given once was given before


Problems = tuple[tuple[str, Problem], ...]
"""(the field's name in the form, what is wrong with it), in the order of the form."""
