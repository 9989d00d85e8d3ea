"""export: all of a module or one file, byte for byte; what was written and what was left; nothing over a difference."""

from pathlib import Path

import pytest

from tests.cli.conftest import SCENARIO, SET, Command

BRIEFING = "scenarios/child-mental-health/briefing.md"
MODULE = (SET, BRIEFING, SCENARIO)


def test_export_gives_back_the_very_bytes(quizapp: Command, published: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert quizapp("export", SCENARIO, "--to", str(elsewhere)).status == 0
    for path in (SCENARIO, BRIEFING):
        assert (elsewhere / path).read_bytes() == (published / path).read_bytes()


def test_export_writes_over_nothing_unless_it_is_told_to(quizapp: Command, published: Path) -> None:
    mine = (published / SCENARIO).read_bytes() + b"\n<!-- mine -->\n"
    (published / SCENARIO).write_bytes(mine)
    said = quizapp("export", SCENARIO)
    assert said.status == 1
    assert f"Left {SCENARIO} as it is: it differs from what is live. To write over it, use --force." in said.out
    assert f"Left {BRIEFING} as it is: it is the same as what is live." in said.out
    assert "0 written, 2 left as they were." in said.out
    assert (published / SCENARIO).read_bytes() == mine


def test_export_of_what_is_not_live_says_so(quizapp: Command, published: Path) -> None:
    said = quizapp("export", "scenarios/child-mental-health/nothing.md")
    assert said.status == 1
    assert "nothing is live" in said.err


def test_export_of_a_question_file_brings_its_briefing(quizapp: Command, published: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert quizapp("export", SET, "--to", str(elsewhere)).status == 0
    for path in (SET, BRIEFING):
        assert (elsewhere / path).read_bytes() == (published / path).read_bytes()


@pytest.mark.parametrize(
    "asked",
    [
        "child-mental-health",
        "scenarios/child-mental-health",
        "questions/child-mental-health/",
        "./scenarios/child-mental-health",
    ],
)
def test_a_module_comes_whole_by_its_name_or_by_either_of_its_folders(
    quizapp: Command, published: Path, tmp_path: Path, asked: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    said = quizapp("export", asked, "--to", str(elsewhere))
    assert said.status == 0
    assert said.out.splitlines() == [
        *(f"Wrote elsewhere/{path}" for path in MODULE),
        "3 written, 0 left as they were.",
    ]
    for path in MODULE:
        assert (elsewhere / path).read_bytes() == (published / path).read_bytes()


def test_a_module_names_the_file_that_is_on_disk_and_not_live(quizapp: Command, published: Path) -> None:
    new = published / "scenarios/child-mental-health/not-yet.md"
    new.write_text("mine")
    (published / SET).unlink()
    said = quizapp("export", "child-mental-health")
    assert said.status == 0
    assert said.out.splitlines() == [
        f"Wrote {SET}",
        f"Left {BRIEFING} as it is: it is the same as what is live.",
        f"Left {SCENARIO} as it is: it is the same as what is live.",
        "Left scenarios/child-mental-health/not-yet.md as it is: it is not live.",
        "1 written, 3 left as they were.",
    ]
    assert new.read_text() == "mine"


def test_force_writes_over_a_file_that_differs(quizapp: Command, published: Path) -> None:
    live = (published / SCENARIO).read_bytes()
    (published / SCENARIO).write_bytes(b"mine")
    assert quizapp("export", "child-mental-health").status == 1
    assert (published / SCENARIO).read_bytes() == b"mine"
    said = quizapp("export", "child-mental-health", "--force")
    assert said.status == 0
    assert f"Wrote {SCENARIO}" in said.out
    assert (published / SCENARIO).read_bytes() == live


def test_a_briefing_comes_by_itself(quizapp: Command, published: Path) -> None:
    before = (published / BRIEFING).read_bytes()
    (published / BRIEFING).unlink()
    said = quizapp("export", BRIEFING)
    assert said.status == 0
    assert said.out.splitlines() == [f"Wrote {BRIEFING}", "1 written, 0 left as they were."]
    assert (published / BRIEFING).read_bytes() == before


def test_a_path_may_be_written_from_anywhere(quizapp: Command, published: Path) -> None:
    (published / SCENARIO).unlink()
    assert f"Wrote {SCENARIO}" in quizapp("export", str(published / SCENARIO)).out


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("child-mental-helth", "child-mental-health"), ("scenarios/child-mental-health/just-a-fase.md", SCENARIO)],
)
def test_a_name_that_is_nearly_live_is_told(quizapp: Command, published: Path, asked: str, meant: str) -> None:
    said = quizapp("export", asked)
    assert said.status == 1
    assert f"nothing is live at {asked}. Did you mean {meant}?" in said.err
