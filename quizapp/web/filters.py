"""How times and problems of a form are written for people, and the one place where HTML is trusted.

Times are in words, in the organisation's time.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum

from markupsafe import Markup

from quizapp.exchange import dates
from quizapp.model.days import local
from quizapp.model.problems import Problem
from quizapp.web import access


def prose(html: str) -> Markup:
    """HTML that may stand on a page as it is: an author's, cleaned when published, or a piece of our own page."""
    return Markup(html)  # noqa: S704 (the one place, held by a test)


def when(at: datetime) -> str:
    """`23 November 2026, 14:32`, in the organisation's time. `at` is aware."""
    return dates.moment(_local(at))


def day(at: date) -> str:
    """`23 November 2026`: of a moment the organisation's day, and of a day that day."""
    return dates.day(_local(at) if isinstance(at, datetime) else at)


def short_day(at: date) -> str:
    """`23 Nov 2026`, of the same day as `day`: in tables, where each has a cell of its own."""
    return dates.short_day(_local(at) if isinstance(at, datetime) else at)


def saved(at: datetime) -> str:
    """`23 November, 14:32`, in the organisation's time: when an answer was stored."""
    return dates.this_year(_local(at))


def time(at: datetime) -> str:
    """`14:32`, in the organisation's time."""
    return dates.time(_local(at))


def machine(at: datetime) -> str:
    """`2026-11-23T14:32:05+00:00`, for the attribute of `<time>`: whole seconds, as HTML has at most milliseconds."""
    return at.isoformat(timespec="seconds")


def iso_day(text: str) -> str:
    """`2 May 2026` for an author's `2026-05-02`; anything else as it stands."""
    try:
        return dates.day(date.fromisoformat(text))
    except ValueError:
        return text


def _local(at: datetime) -> datetime:
    return local(at, access.site().zone)


def css(word: Enum) -> str:
    """`not-reached` for NOT_REACHED: the name of an enum's member as a word of a class or an id, never its value."""
    return word.name.lower().replace("_", "-")


def worded(problems: Iterable[Problem] | None, words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """A form's problems in a template's words: text by field. `words` are texts by field and code.

    A text may use `{limit}` and `{day}`. KeyError for a problem that the template has no words for.
    """
    return {
        p.field: words[p.field][p.code].format(limit=f"{p.limit:,}", day=dates.day(p.day) if p.day else "")
        for p in problems or ()
    }
