"""Warnings that are left out by name: only those, only while they are there, and never an error."""

import argparse
import re
from pathlib import Path

import pytest

from quizapp.cli.exceptions import read_exception, without
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Span
from tests.cli.conftest import SCENARIO, Command

FOUND = (
    diagnostic("no-then", Span("a.md", 4), "one"),
    diagnostic("no-then", Span("a.md", 9), "another"),
    diagnostic("no-then", Span("b.md", 4), "in another file"),
    diagnostic("long-passage", Span("a.md", 9), "something else"),
)


def test_an_exception_takes_out_its_code_in_its_file_and_nothing_else() -> None:
    left = without(FOUND, [("no-then", "a.md")])
    assert [said.text for said in left.kept] == ["in another file", "something else"]
    assert left.lines() == ["left out: 2 no-then in a.md"]
    assert left.unused == ()


def test_an_exception_that_is_not_needed_any_more_says_so() -> None:
    left = without(FOUND, [("no-then", "b.md"), ("no-then", "c.md")])
    assert left.unused == (("no-then", "c.md"),)
    assert left.lines()[1] == "there is no no-then in c.md any more: take --except away"


@pytest.mark.parametrize(
    "text", ["no-then", "no-then:", "no-then-at-all:a.md", "no-why:a.md", "untested-point:a.md", ""]
)
def test_only_a_warning_of_a_file_can_be_left_out(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        read_exception(text)


def test_a_path_may_have_colons() -> None:
    assert read_exception("no-then:C:/site/a.md") == ("no-then", "C:/site/a.md")


def test_check_passes_with_what_is_left_out_and_fails_without(quizapp: Command, folder: Path) -> None:
    told = (folder / SCENARIO).read_text(encoding="utf-8")
    (folder / SCENARIO).write_text(re.sub(r"    - Then: .*\n", "", told), encoding="utf-8")
    said = quizapp("check", "--strict", "--except", f"no-then:{SCENARIO}")
    assert (said.status, said.err) == (0, f"left out: 2 no-then in {SCENARIO}\n")
    assert "no-then" not in said.out
    assert quizapp("check", "--strict").status == 1


def test_check_fails_by_an_exception_that_meets_nothing(quizapp: Command) -> None:
    said = quizapp("check", "--except", f"long-passage:{SCENARIO}")
    assert said.status == 1
    assert f"there is no long-passage in {SCENARIO} any more" in said.err
