"""What is to be typed instead of a number or a day that is written in another way."""

import pytest

from quizapp.content.values import help_for_date, help_for_number


@pytest.mark.parametrize(
    ("text", "high", "help"),
    [
        ("20 min", 240, "a whole number: `20`"),
        ("20min", 240, "a whole number: `20`"),
        ("about 20", 240, "a whole number: `20`"),
        ("20-25", 240, "one whole number, such as `25`"),
        ("20 to 25 minutes", 240, "one whole number, such as `25`"),
        ("20–25", 240, "one whole number, such as `25`"),
        ("1 hour", 240, "a whole number of minutes: `60`"),
        ("1.5 h", 240, "a whole number of minutes: `90`"),
        ("0:10", 240, "a whole number of minutes: `10`"),
        ("8/10", 100, "a whole number of per cent: `80`"),
        ("4 out of 5", 100, "a whole number of per cent: `80`"),
        ("10/8", 100, "one whole number, such as `8`"),
        ("12.5", 240, "a whole number: `12`"),
        ("80%", 100, "a whole number: `80`"),
        ("80 %", 100, "a whole number: `80`"),
        ("0.8", 100, "a whole number of per cent: `80`"),
        ("0.75", 100, "a whole number of per cent: `75`"),
        ("1.0", 100, "a whole number of per cent: `100`"),
        ('"80"', 100, "without quotation marks: `80`"),
        ("“80”", 100, "without quotation marks: `80`"),
        ("eighty", 100, "a whole number, in digits"),
        ("half an hour", 240, "a whole number, in digits"),
        ("٣", 100, "a whole number, in digits"),
        ("", 100, "a whole number, in digits"),
    ],
)
def test_a_number_is_told_with_the_digits_to_type(text: str, high: int, help: str) -> None:
    assert help_for_number(text, high) == help


@pytest.mark.parametrize(
    "text",
    [
        "1/9/2026",
        "01/09/2026",
        "1.9.2026",
        "1-9-2026",
        "1/9/26",
        "1 September 2026",
        "1st Sept 2026",
        "1st of September 2026",
        "September 1, 2026",
        "Sep 2026",
        "2026/09/01",
        "2026-9-1",
        "2026.09.01",
        '"2026-09-01"',
    ],
)
def test_a_day_is_told_as_it_is_to_be_written_the_day_before_the_month_as_in_the_uk(text: str) -> None:
    assert help_for_date(text) == "write it as year-month-day: `2026-09-01`"


def test_a_day_that_can_only_be_read_the_american_way_is_read_so() -> None:
    assert help_for_date("9/25/2026") == "write it as year-month-day: `2026-09-25`"


@pytest.mark.parametrize("text", ["next spring", "2026", "2026-02-30", "31/31/2026", "", "1" * 500])
def test_what_is_no_day_is_told_with_an_example(text: str) -> None:
    assert help_for_date(text) == "write it as year-month-day, such as 2026-09-01"
