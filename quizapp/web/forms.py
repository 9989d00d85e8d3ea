"""Fields that people fill in by typing, as text and days. What is wrong with them is for services to say.

A step's form is read in `carrying`.
"""

from datetime import date

from flask import request


def typed(field: str) -> str:
    """The text of a field, without the characters that nobody types and no database wants; "" where it is not there."""
    return request.form.get(field, "").replace("\0", "")


EARLIEST_YEAR = 1900
"""Nobody means a day before it: a year like 26 or 0026 is 2026, half typed."""


def day_of(text: str) -> date | None:
    """A day as a browser's date field or a person writes it: 2026-11-23 or 23/11/2026.

    None if it is no day, or its year is not written in full.
    """
    text = text.strip()
    try:
        if "/" in text:
            day, month, year = text.split("/")
            found = date(int(year), int(month), int(day))
        else:
            found = date.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return found if found.year >= EARLIEST_YEAR else None
