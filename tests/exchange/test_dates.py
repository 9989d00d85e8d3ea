"""Days and times in words, and no other place that writes them."""

import re
from datetime import date, datetime
from pathlib import Path

import quizapp
from quizapp.exchange import dates
from quizapp.web.folders import templates_folder

PACKAGE = Path(quizapp.__file__).parent
AT = datetime(2026, 5, 3, 9, 7)


def test_days_and_times_are_written_in_words() -> None:
    assert dates.day(date(2026, 11, 23)) == "23 November 2026"
    assert dates.short_day(date(2026, 11, 3)) == "3 Nov 2026"
    assert dates.moment(AT) == "3 May 2026, 09:07"
    assert dates.this_year(AT) == "3 May, 09:07"


def test_nothing_else_writes_a_day_or_a_time() -> None:
    files = [*PACKAGE.rglob("*.py"), *templates_folder().rglob("*.html")]
    writing = re.compile(r"strftime|:%[A-Za-z]|%[BbHMYd]\b(?=[ ,:%/-]*[%\"'}])")
    found = {
        str(file.relative_to(PACKAGE.parent)): lines
        for file in files
        if (lines := [line for line in file.read_text(encoding="utf-8").splitlines() if writing.search(line)])
    }
    assert set(found) == {"quizapp/exchange/dates.py"}, found
