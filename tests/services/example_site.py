"""The small site of the examples, as files to publish."""

from pathlib import Path

from quizapp.content.library import read_folder
from quizapp.model.published import SourceFile
from quizapp.model.things import SCENARIOS

FOLDER = Path(__file__).parents[1] / "content" / "examples"
MODULE, SCENARIO = "child-mental-health", "just-a-phase"
PATH = f"scenarios/{MODULE}/{SCENARIO}.md"


def whole_example() -> tuple[SourceFile, ...]:
    """The example as it is in its folder: its briefing, scenario and question set."""
    return read_folder(FOLDER).files


def example_files() -> tuple[SourceFile, ...]:
    """The example's briefing and scenario, without its question set, and so complete without it."""
    files = read_folder(FOLDER, kinds=(SCENARIOS,)).files
    return tuple(SourceFile(f.path, f.content.replace(b"; set listening passed", b"")) for f in files)


def edited(old: str, new: str) -> tuple[SourceFile, ...]:
    """The same files, with one text in the scenario replaced."""
    files = []
    for file in example_files():
        text = file.content.decode()
        if file.path == PATH:
            assert old in text
            text = text.replace(old, new)
        files.append(SourceFile(file.path, text.encode()))
    return tuple(files)
