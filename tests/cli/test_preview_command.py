"""preview: what it refuses before it serves anything."""

from pathlib import Path

import pytest

from quizapp.services.authoring.preview import can_be_played
from tests.cli.conftest import SCENARIO, SET, Command


@pytest.mark.parametrize("named", ["scenarios", ".", "/"])
def test_a_folder_that_is_no_module_is_refused_with_what_to_name(quizapp: Command, named: str) -> None:
    said = quizapp("preview", named)
    assert said.status == 2
    assert "is a folder; name one file in it, or the folder of a module" in said.err


def test_a_file_that_is_not_there_is_refused_with_the_nearest(quizapp: Command) -> None:
    said = quizapp("preview", SCENARIO.replace("phase", "fase"))
    assert said.status == 2
    assert "there is no file" in said.err and SCENARIO in said.err


def test_a_file_and_the_folder_of_a_module_can_be_played(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for there in (SCENARIO, SET, "scenarios/child-mental-health", "questions/child-mental-health/"):
        assert can_be_played(Path(there)), there
    monkeypatch.chdir(folder / "scenarios" / "child-mental-health")
    assert can_be_played(Path())
