"""A folder with the example in it, its settings in the environment, and the commands called in this process."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.cli import main
from tests.databases import SqliteTemplate
from tests.services.example_site import whole_example

EXAMPLES = Path(__file__).parents[1] / "content" / "examples"
SCENARIO = "scenarios/child-mental-health/just-a-phase.md"
SET = "questions/child-mental-health/listening.md"
BROKEN = ("#five-minutes", "#five-minuts")


@dataclass(frozen=True, slots=True)
class Said:
    """A command's exit status and what it printed."""

    status: int
    out: str
    err: str


Command = Callable[..., Said]


def spoil(folder: Path) -> None:
    """Put a dead link into the scenario."""
    text = (folder / SCENARIO).read_text(encoding="utf-8")
    assert BROKEN[0] in text
    (folder / SCENARIO).write_text(text.replace(*BROKEN, 1), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command runs: the example's files, and settings for a database that is not there yet."""
    for kind in ("scenarios", "questions"):
        shutil.copytree(EXAMPLES / kind, tmp_path / kind)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///quizapp.db")
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    return tmp_path


@pytest.fixture
def quizapp(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command as from the command line."""

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        status = main(arguments)
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def published(folder: Path, sqlite_template: SqliteTemplate) -> Path:
    """The same folder, with its scenario and its question set live."""
    url = sqlite_template.copy(folder, whole_example)
    Path(url.removeprefix("sqlite:///")).rename(folder / "quizapp.db")
    return folder
