"""What to type instead of a number or a date that is written in another way: the help of its message."""

import re
from datetime import date

_AROUND = "\"'“”‘’` "
_RANGE = re.compile(r"([0-9]{1,6})\s*(?:-|–|—|to|or|/)\s*([0-9]{1,6})\b")
_HOURS = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]))?\s*h(?:ours?|rs?)?\b", re.IGNORECASE)
_PART = re.compile(r"([0-9]{1,4})\s*(?:/|of|out of)\s*([0-9]{1,4})$")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})$")
_SHARE = re.compile(r"(?:0?[.,]([0-9]{1,2})|1[.,]0+)$")
_DECIMAL = re.compile(r"[0-9]{1,6}[.,][0-9]+")
_DIGITS = re.compile(r"[0-9]{1,6}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(r"[0-9]+|[A-Za-z]+")
_LOOKED_AT = 60  # characters of a value
_PERCENT = 100


def help_for_number(text: str, high: int) -> str:
    """A whole number to type, where the text has one in it."""
    bare = text[:_LOOKED_AT].strip(_AROUND)
    if bare.isascii() and bare.isdigit():
        return f"without quotation marks: `{int(bare)}`"
    if high == _PERCENT and (part := _PART.match(bare)) and 0 < int(part[1]) <= int(part[2]):
        return f"a whole number of per cent: `{round(_PERCENT * int(part[1]) / int(part[2]))}`"
    if high != _PERCENT and (clock := _CLOCK.match(bare)):
        return f"a whole number of minutes: `{int(clock[1]) * 60 + int(clock[2])}`"
    if between := _RANGE.search(bare):
        return f"one whole number, such as `{int(between[2])}`"
    if high == _PERCENT and (share := _SHARE.match(bare)):
        return f"a whole number of per cent: `{int(share[1].ljust(2, '0')) if share[1] else _PERCENT}`"
    if hours := _HOURS.match(bare):
        return f"a whole number of minutes: `{int(hours[1]) * 60 + int(hours[2] or 0) * 6}`"
    if decimal := _DECIMAL.match(bare):
        return f"a whole number: `{round(float(decimal[0].replace(',', '.')))}`"
    digits = _DIGITS.search(bare)
    return f"a whole number: `{int(digits[0])}`" if digits else "a whole number, in digits"


def help_for_date(text: str) -> str:
    """The day to type, where it can be told; a date is read as in the UK, the day before the month."""
    day = _day_meant(text[:_LOOKED_AT].strip(_AROUND))
    if day is None:
        return "write it as year-month-day, such as 2026-09-01"
    return f"write it as year-month-day: `{day.isoformat()}`"


def _day_meant(text: str) -> date | None:
    parts = [part.lower() for part in _PARTS.findall(text) if part.lower() not in ("st", "nd", "rd", "th", "of")]
    words = [part for part in parts if part[:3] in _MONTHS]
    numbers = [int(part) for part in parts if part.isdigit()]
    if len(words) == 1:
        if len(numbers) == 1:
            numbers.insert(0, 1)  # a month and a year
        tries = [(numbers[1], _MONTHS.index(words[0][:3]) + 1, numbers[0])] if len(numbers) == 2 else []
    elif len(numbers) == 3:
        first, second, third = numbers
        tries = [(first, second, third)] if first > 31 else [(third, second, first), (third, first, second)]
    else:
        return None
    for year, month, day in tries:
        try:
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            continue
    return None
