"""Which day it was is asked in one place: one that is made elsewhere differs for an hour of every summer night."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = "quizapp/model/days.py"
# Makes a day, or a local time, of a moment: in Python, in SQL that is written out, and in templates.
MAKES_A_DAY = re.compile(
    r"\.date\(\)|\b(?:date|datetime)\.today\(|\butcnow\(|\bastimezone\((?!UTC\))|\bZoneInfo\(|\blocaltime\(|\bgmtime\("
    r"|\bdate\(['\"]now|\bCURRENT_DATE\b|\bfunc\.(?:date|current_date)\b|\.strftime\("
)


def found_in(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if MAKES_A_DAY.search(line)]


def test_a_day_is_made_of_a_moment_in_one_place_only():
    made = [
        f"{name}: {line}"
        for folder, kind in (("quizapp", "*.py"), ("templates", "*.html"))
        for file in sorted((ROOT / folder).rglob(kind))
        if (name := str(file.relative_to(ROOT))) != HOME
        for line in found_in(file.read_text(encoding="utf-8"))
    ]
    assert made == [], "ask the site: today() and day_of(moment); or model.days"


def test_the_search_finds_what_it_looks_for():
    assert found_in((ROOT / HOME).read_text(encoding="utf-8"))
    for line in ("now.date()", "date.today()", "at.astimezone(UK)", "{{ at.strftime('%d') }}", 'ZoneInfo("UTC")'):
        assert found_in(line), line
    for line in ("date.fromisoformat(text)", "value.astimezone(UTC)", "site.today()", "site.day_of(now)"):
        assert not found_in(line), line
