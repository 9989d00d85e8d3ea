"""How days and times are written for people, in words: on pages, on certificates, and by commands."""

from datetime import date, datetime


def day(on: date) -> str:
    """`23 November 2026`. A datetime is written as it is: whose day it is was asked before."""
    return f"{on.day} {on:%B %Y}"


def short_day(on: date) -> str:
    """`23 Nov 2026`, where there are many in a table."""
    return f"{on.day} {on:%b %Y}"


def time(at: datetime) -> str:
    """`14:32`."""
    return f"{at:%H:%M}"


def moment(at: datetime) -> str:
    """`23 November 2026, 14:32`."""
    return f"{day(at)}, {time(at)}"


def this_year(at: datetime) -> str:
    """`23 November, 14:32`, for what is looked at soon."""
    return f"{at.day} {at:%B, %H:%M}"
