"""How times are written for people, in UK time and in words; and the one place where HTML is trusted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

UK = ZoneInfo("Europe/London")


def prose(html: str) -> Markup:
    """HTML that may stand on a page as it is: an author's, cleaned when published, or a piece of our own page."""
    return Markup(html)  # noqa: S704 (the one place, held by a test)


def when(at: datetime) -> str:
    """`23 November 2026, 14:32`, in UK time. `at` is aware."""
    return f"{day(at)}, {at.astimezone(UK):%H:%M}"


def day(at: date) -> str:
    """`23 November 2026`: of a moment the day that it was in the UK, and of a day that day."""
    local = at.astimezone(UK) if isinstance(at, datetime) else at
    return f"{local.day} {local:%B %Y}"


def saved(at: datetime) -> str:
    """`23 November, 14:32`, in UK time: when an answer was stored."""
    local = at.astimezone(UK)
    return f"{local.day} {local:%B, %H:%M}"


def iso_day(text: str) -> str:
    """`2 May 2026` for an author's `2026-05-02`; anything else as it stands."""
    try:
        at = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{at.day} {at:%B %Y}"
