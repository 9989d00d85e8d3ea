"""Whoever has forgotten everything finds each command, what it is for and what can be set, from `quizapp --help` on."""

import pytest

import quizapp
from quizapp.cli import main
from quizapp.services.site.settings import VARIABLES
from tests.cli.test_parsing import ALL, LEAVES, Typed, inner


def told(capsys: pytest.CaptureFixture[str], *typed: str) -> str:
    """What is printed, with each run of spaces as one."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(typed)
    assert ended.value.code == 0
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("typed", ALL, ids=" ".join)
def test_help_says_what_a_command_and_each_of_its_words_is_for(
    typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = ALL[typed]
    help = told(capsys, *typed, "--help")
    assert help == told(capsys, "help", *typed)
    assert inner(parser) or parser.description
    assert all(action.help or inner(parser) for action in parser._actions)
    assert "positional arguments" not in help


@pytest.mark.parametrize("typed", LEAVES, ids=" ".join)
def test_the_list_of_commands_says_of_each_what_its_own_help_begins_with(
    typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    begins = str(LEAVES[typed].description).split(". ")[0].removesuffix(".")
    assert f"{typed[-1]} {begins[0].lower()}{begins[1:]}".replace("-", "") in told(
        capsys, *typed[:-1], "--help"
    ).replace("- ", "").replace("-", "")


def test_the_way_to_begin_and_the_settings_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert "quizapp upgrade, publish, people add, then serve" in told(capsys, "--help")
    help = told(capsys, "serve", "--help")
    assert all(f"{name} {' '.join(words.split())}" in help for name, words in VARIABLES.items())
    assert told(capsys, "--version") == f"quizapp {quizapp.__version__}"
