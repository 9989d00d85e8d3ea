"""When somebody is asked what they do differently since they completed a module."""

from datetime import date, timedelta
from typing import Final

ASK_AFTER: Final = timedelta(days=90)
"""Soon enough to remember, and late enough for practice to have changed."""
ASK_UNTIL: Final = timedelta(days=365)
"""Nobody is asked about a year that is over."""


def asked_about(today: date) -> tuple[date, date]:
    """The first and the last day on which a module was completed that *My training* asks about on this day."""
    return today - ASK_UNTIL, today - ASK_AFTER
