"""The number of a release is written in two places, and is the same in both."""

import tomllib
from pathlib import Path

import quizapp


def test_the_package_says_the_version_that_it_is_built_as() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert quizapp.__version__ == project["version"]
