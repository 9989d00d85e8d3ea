"""coverage: what it prints, and the status with which it ends."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, SCENARIO, Command
from tests.services.quiz_files import FOLDER, MODULE

BRIEFING = "scenarios/child-mental-health/briefing.md"


@pytest.fixture
def asking(folder: Path) -> Path:
    """The example with its questions, and a briefing that asks for one scenario and one question."""
    shutil.copytree(EXAMPLES / "questions", folder / "questions", dirs_exist_ok=True)
    briefing = folder / BRIEFING
    briefing.write_text(briefing.read_text().replace("\ncomplete: ", "\ncoverage: 1 scenario, 1 question\ncomplete: "))
    return folder


def test_coverage_prints_tables_and_fails_on_a_hole(quizapp: Command, asking: Path) -> None:
    said = quizapp("coverage")
    assert said.status == 1
    assert "Learning points" in said.out and "Risk factors" in said.out
    assert "just-a-phase" in said.out
    assert said.out.rstrip().endswith("in 1 module")
    assert said.out.index("Holes in child-mental-health") > said.out.index("Safe practice")


def test_coverage_of_a_scenario_is_that_of_its_whole_module(quizapp: Command, asking: Path) -> None:
    assert quizapp("coverage", SCENARIO).out == quizapp("coverage").out


def test_coverage_without_a_hole_succeeds(quizapp: Command, folder: Path) -> None:
    shutil.copytree(FOLDER, folder / "small")
    briefing = folder / "small" / "scenarios" / MODULE / "briefing.md"
    briefing.write_text(briefing.read_text().replace("coverage: 1 scenario, 2 questions\n", ""))
    said = quizapp("coverage", "small")
    assert (said.status, said.out.splitlines()[-1]) == (0, "no holes in 1 module")


def test_coverage_gives_the_same_as_json(quizapp: Command, asking: Path) -> None:
    said = quizapp("coverage", "--format", "json")
    assert said.status == 1
    found = json.loads(said.out)
    (module,) = found["modules"]
    assert found["summary"]["holes"] == len(module["holes"]) > 0
    assert module["needed"] == {"scenarios": 1, "questions": 1}


def test_a_broken_file_is_said_and_nothing_is_counted(quizapp: Command, asking: Path) -> None:
    scenario = asking / SCENARIO
    scenario.write_text(scenario.read_text().replace("#five-minutes", "#five-minuts"))
    said = quizapp("coverage")
    assert said.status == 1
    assert "error[unknown-passage]" in said.out
    assert "Learning points" not in said.out


def test_coverage_of_nothing_is_an_error(quizapp: Command, folder: Path) -> None:
    for kind in ("scenarios", "questions"):
        shutil.rmtree(folder / kind, ignore_errors=True)
    said = quizapp("coverage")
    assert said.status == 1
    assert f"error[nothing-read]: nothing was read: there is no folder `scenarios` in {folder}" in said.out
