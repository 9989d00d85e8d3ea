"""retire, and what publish says of files that are live and no longer there."""

import shutil
from pathlib import Path

from tests.cli.conftest import SCENARIO, SET, Command

BRIEFING = "scenarios/child-mental-health/briefing.md"
SECOND = SET.replace("listening", "second")
OLD, NEW = SCENARIO, SCENARIO.replace("just-a-phase", "not-a-phase")


def two_sets(quizapp: Command, folder: Path) -> None:
    """Another set is live, which nothing needs."""
    shutil.copyfile(folder / SET, folder / SECOND)
    assert quizapp("publish").status == 0


def test_a_file_that_is_gone_is_named_with_what_takes_it_out_of_use(quizapp: Command, published: Path) -> None:
    two_sets(quizapp, published)
    (published / SECOND).unlink()
    said = quizapp("publish")
    assert said.status == 0, said.out
    assert f"{SECOND} is live, and is no longer there: people are still offered it." in said.out
    assert f'quizapp retire {SECOND} --why "no longer used"' in said.out and "renamed" not in said.out
    done = quizapp("retire", SECOND, "--why", "no longer used")
    assert done.status == 0, done.err
    assert done.out.startswith(f"Retired {SECOND} (")
    assert "What was done another way until today can still be recorded" in done.out
    assert "is live, and is no longer there" not in quizapp("publish").out
    assert quizapp("doctor").status == 0


def test_a_file_that_was_renamed_is_told_with_its_new_name(quizapp: Command, published: Path) -> None:
    (published / OLD).rename(published / NEW)
    said = quizapp("publish")
    assert f"It looks as if it was renamed to {NEW}, which is another thing to the site." in said.out
    assert f'quizapp retire {OLD} --why "renamed to {NEW}"' in said.out
    assert quizapp("retire", OLD, "--why", f"renamed to {NEW}").status == 0
    (published / NEW).rename(published / OLD)
    back = quizapp("publish", OLD)
    assert f"Published {OLD}" in back.out and "no longer there" not in back.out, "of one file nothing is concluded"


def test_publishing_that_brings_something_back_says_when_and_why_it_was_retired(
    quizapp: Command, published: Path
) -> None:
    two_sets(quizapp, published)
    assert quizapp("retire", SECOND, "--why", "it asks too much").status == 0
    (line,) = [line for line in quizapp("publish").out.splitlines() if line.startswith(f"Published {SECOND}")]
    assert "; it was retired on " in line and line.endswith(": it asks too much")
    (published / SECOND).write_text((published / SECOND).read_text() + "\n")
    again = quizapp("publish").out
    assert "retired on" not in again, "it is live"


def test_nothing_is_retired_without_a_reason_or_without_being_live(quizapp: Command, published: Path) -> None:
    two_sets(quizapp, published)
    assert quizapp("retire", SECOND, "--why", "  ").status == 2
    said = quizapp("retire", SECOND.replace("second", "secnd"), "--why", "old")
    assert said.status == 1 and f"Did you mean {SECOND}?" in said.err
    assert quizapp("retire", SECOND, "--why", "old").status == 0
    again = quizapp("retire", SECOND, "--why", "older")
    assert again.status == 1 and "was retired before, on " in again.err and "by command line: old" in again.err
    needed = quizapp("retire", SET, "--why", "old")
    assert needed.status == 1 and "asks for “set listening passed”" in needed.err
    assert "Change `complete:`" in needed.err
    assert "briefing.md is live only with" in quizapp("retire", BRIEFING, "--why", "old").err
