"""What was meant to begin an entry is known whichever way its time is written, and is told as it should be."""

import pytest

from quizapp.content.documents import read_entry
from quizapp.content.nearly_entries import FORM, meant_entry
from quizapp.content.reader import Line


@pytest.mark.parametrize(
    "typed",
    [
        *("Maya 21:04: hi", "Maya (21:04): hi", "Maya, 21.04: hi", "Maya, 9.04pm: hi", "Maya, 09:04 PM: hi"),
        *("Maya, 21:04 - hi", "Maya, 21:04 – hi", "Maya, 2104: hi", "**Maya, 21:04:** hi", "- Maya 21:04: hi"),
        *("Maya; 21:04: hi", "[21:04] Maya: hi", "21:04 Maya: hi", "21.04 – Maya: hi", "21:04, Maya: hi"),
        *("Maya, 21:04:30: hi", "Maya – 21:04: hi", "(21:04) Maya: hi", "Maya, (21:04): hi", "Maya 9:04 p.m.: hi"),
    ],
)
def test_the_entry_is_said_that_was_meant(typed: str) -> None:
    assert meant_entry(Line(1, typed), set()) == "`Maya, 21:04: hi`"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("maya 21:04: hi", "`maya, 21:04: hi`"),
        ("Maya, Tue 8:05: hi", "`Maya, Tue, 08:05: hi`"),
        ("Maya, 9pm: hi", "`Maya, 21:00: hi`"),
        ("Maya, 12 a.m.: hi", "`Maya, 00:00: hi`"),
        ("Maya, 12:30pm: hi", "`Maya, 12:30: hi`"),
        ("Maya, 21: hi", "`Maya, 21:00: hi`"),
        ("12/03/2026, 21:04 - Maya: hi", "`Maya, 21:04: hi`"),
        ("[12/03/2026, 21:04:30] Maya: hi", "`Maya, 21:04: hi`"),
        ("2026-03-12 21:04: late", "`2026-03-12, 21:04: late`"),
        ("Maya, 24:10: hi", FORM),
        ("Maya, 21:75: hi", FORM),
        ("Mon, 08:41-09:00: here", FORM),
        ("21:04: hi", FORM),
        ("21.04 - hi", FORM),
        ("Leo: hi", FORM),
        ("**leo:** hi", FORM),
        (f"Maya 21:04: {'no ' * 20}", f"`Maya, 21:04: {'no ' * 13}n…`"),
    ],
)
def test_what_the_line_does_not_say_is_said_as_the_form(typed: str, written: str) -> None:
    assert meant_entry(Line(1, typed), {"leo"}) == written


@pytest.mark.parametrize(
    "typed",
    [
        *("at 10:30, by the gate", "we said on Tuesday at 10:30: come", "see you at 10:30 then", "10:30 by the gate?"),
        *("Reminder: bring bread", "https://example.org/a:1", "ratio 3:1", "", "it cost 9.50: too much, I think"),
        *("10:30, at the gate", "Leo said: no", "no, 3: that is all of them", "Back at ten, I think."),
    ],
)
def test_a_time_inside_of_what_is_said_begins_nothing(typed: str) -> None:
    assert meant_entry(Line(1, typed), {"leo"}) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("22.10 lights out", FORM),
        ("Mon 22:10 lights out", "`Mon, 22:10: lights out`"),
        ("Wednesday 12 March 22:10, lights out", "`Wednesday 12 March, 22:10: lights out`"),
    ],
)
def test_in_a_log_a_time_or_a_day_with_a_time_begins_an_entry_without_a_colon(typed: str, written: str) -> None:
    assert meant_entry(Line(1, typed), set(), is_log=True) == written
    assert meant_entry(Line(1, typed), set()) is None


def test_what_is_told_is_an_entry_when_it_is_typed() -> None:
    told = meant_entry(Line(1, "Maya (9.04pm): hi"), set())
    assert told is not None
    entry = read_entry(Line(1, told.strip("`")))
    assert entry is not None
    assert (entry.who.text, entry.when) == ("Maya", "21:04")
