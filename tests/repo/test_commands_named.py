"""README names every command that there is, and every verb of those that have verbs."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.cli import authors, backups, certificates, coverage, mail, operators, people

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def commands() -> Iterator[str]:
    """Each command, and each with its verb, as they are typed after `quizapp`."""
    top = argparse.ArgumentParser().add_subparsers()
    for area in (operators, backups, people, mail, certificates, authors, coverage):
        area.add_commands(top)
    for name, parser in top.choices.items():
        verbs = [of.choices for of in parser._actions if isinstance(of, argparse._SubParsersAction)]
        yield from (f"{name} {verb}" for choices in verbs for verb in choices)
        if not verbs:
            yield name


@pytest.mark.parametrize("command", list(commands()))
def test_each_command_is_in_readme(command: str) -> None:
    assert f"quizapp {command}" in README
