"""What may be written in the organisation's settings: their groups and lengths, and what is wrong with a text."""

import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from typing import Final
from unicodedata import category
from zoneinfo import available_timezones

from quizapp.content.inserts import INSERTS
from quizapp.content.prose import ProseError, render
from quizapp.model.organisation import INSERT, NAME, QUIET_DAYS, REMIND_AFTER, REMIND_BEFORE, SUPPORT, WORD, ZONE
from quizapp.model.people import Role
from quizapp.model.problems import Code, Problem
from quizapp.model.reminders import LATEST_STEP, MOST_QUIET_DAYS, days_written, steps_written
from quizapp.services.site.contacts import nearly_a_nation
from quizapp.services.site.organisation import DEFAULT_SUPPORT
from quizapp.services.site.storable import storable

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": (NAME, ZONE),
    "words": tuple(WORD + role.value for role in Role),
    "support": (SUPPORT,),
    "reminders": (REMIND_BEFORE, REMIND_AFTER, QUIET_DAYS),
    "inserts": tuple(INSERT + name for name in INSERTS),
}
LONGEST: Final[Mapping[str, int]] = {  # characters
    **{NAME: 100, ZONE: 64, WORD: 40, SUPPORT: 5000, INSERT: 300},
    **{REMIND_BEFORE: 100, REMIND_AFTER: 100, QUIET_DAYS: 1500},
}
MOST_BRACKETS = 100  # `[`: what no link closes takes Markdown longer the more there are of it
_AREAS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)
# Nobody types them, and they come with what is pasted. A next line or a tab is white space, and stays one.
_UNTYPED = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_TAG = re.compile("<[^>]*>")
_NOWHERE = '<a rel="noopener">'  # a link whose address was no whole one that may stand on a page, and was left out


def zones() -> tuple[str, ...]:
    """The time zones that can be chosen, in order: those of places, and UTC."""
    return tuple(sorted(name for name in available_timezones() if name == "UTC" or _is_place(name)))


@cache
def default_support() -> str:
    """The package's own contacts, as Markdown."""
    return DEFAULT_SUPPORT.read_text(encoding="utf-8").strip()


def tidy(setting: str, text: str) -> str:
    """What is stored of what somebody wrote: "" where nothing of it would be seen.

    The package's contacts as they are count as none of one's own; an insert's lines become one.
    """
    clean = _UNTYPED.sub("", storable(text).replace("\r\n", "\n")).strip()
    if setting == SUPPORT:
        return "" if clean == default_support() else clean
    if setting.startswith(INSERT):
        clean = " ".join(line.strip() for line in clean.splitlines() if line.strip())
    return clean if _is_seen(clean) else ""


def problem_with(setting: str, text: str) -> Problem | None:
    """What is wrong with a tidy text, None where it can be set."""
    kind = f"{setting.split(':', maxsplit=1)[0]}:" if ":" in setting else setting
    if len(text) > LONGEST[kind]:
        return Problem(setting, Code.TOO_LONG, LONGEST[kind])
    if setting == ZONE:
        return None if text in zones() else Problem(setting, Code.UNKNOWN)
    if setting in (REMIND_BEFORE, REMIND_AFTER) and text and steps_written(text) is None:
        return Problem(setting, Code.NO_NUMBERS, LATEST_STEP)
    if setting == QUIET_DAYS and days_written(text) is None:
        return Problem(setting, Code.NO_DAY, MOST_QUIET_DAYS)
    if setting != SUPPORT:
        return Problem(setting, Code.MANY_LINES) if len(text.splitlines()) > 1 else None
    if text.count("[") > MOST_BRACKETS:
        return Problem(setting, Code.TOO_MANY, MOST_BRACKETS)
    try:
        html = render(text)
    except ProseError:
        return Problem(setting, Code.TOO_DEEP)
    if _NOWHERE in html:
        return Problem(setting, Code.NO_ADDRESS)
    if line := nearly_a_nation(text):
        return Problem(setting, Code.NEARLY, line)
    return Problem(setting, Code.NOTHING) if text and not _is_seen(unescape(_TAG.sub("", html))) else None


def _is_seen(text: str) -> bool:
    """Whether anything in it is more than space, an invisible mark, or an accent on nothing."""
    return any(category(character)[0] not in "CZM" for character in text)


def _is_place(name: str) -> bool:
    """`Europe/London`, and not `EST5EDT` or `posix/Europe/London`."""
    return name.partition("/")[0] in _AREAS
