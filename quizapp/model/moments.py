"""Moments that stay in order, and things that end, whatever the server's clock does: go back, or have been ahead."""

from datetime import datetime, timedelta
from typing import Final

LINK: Final = timedelta(days=7)
"""How long somebody can set a password with a link."""

BROWSER: Final = timedelta(days=183)
"""How long a browser is known, since the last time that somebody signed in from it."""

MOST_SESSION_HOURS: Final = 168
SESSION: Final = timedelta(hours=MOST_SESSION_HOURS)
"""How long somebody stays signed in, where that is set to the most."""

EARLIEST: Final = 2020
"""Nothing of this program was stored in an earlier year."""

LATE: Final = timedelta(days=1)
"""How far a clock that went wrong may put off the end of something, and how far ahead a moment is odd."""


def no_earlier(now: datetime, *before: datetime | None) -> datetime:
    """When what follows these is stored: now; where the clock went back, as late as the last of them."""
    return max((now, *(at for at in before if at is not None)))


def latest_end(now: datetime, life: timedelta) -> datetime:
    """What lives so long cannot end later than this, unless the clock was far ahead as it began: then it has ended.

    So a session that was opened on a day years from now does not last for years.
    """
    return now + life + LATE
