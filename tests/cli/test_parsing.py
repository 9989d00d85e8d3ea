"""What no command can read is refused in a sentence, with what can be written instead, nearest first, and status 2."""

import argparse
from collections.abc import Iterator, Sequence

import pytest

from quizapp.cli import main, whole_parser
from quizapp.cli.parsing import MEANT, Parser
from quizapp.services.site.settings import VARIABLES

IDIOM = (
    *("invalid choice", "choose from", "are required", "is required", "unrecognized", "expected", "invalid int"),
    *("not allowed with", "ignored explicit", "ambiguous", "error:", "argument", "Traceback"),
)
Typed = tuple[str, ...]


def inner(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands that a command has."""
    found = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(next((action.choices for action in found), {}))


def every(parser: argparse.ArgumentParser, *typed: str) -> Iterator[tuple[Typed, argparse.ArgumentParser]]:
    """Every command that there is, with what is typed to come to it."""
    yield typed, parser
    for name, of in inner(parser).items():
        yield from every(of, *typed, name)


ALL = dict(every(whole_parser()))
LEAVES = {typed: parser for typed, parser in ALL.items() if not inner(parser)}


def name(action: argparse.Action) -> str:
    return action.option_strings[0] if action.option_strings else str(action.metavar or action.dest)


def needed(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What has to be written."""
    return [action for action in parser._actions if action.required and action.nargs != "*"]


def written(actions: Sequence[argparse.Action]) -> list[str]:
    """These, with something for each."""
    return [word for action in actions for word in (*action.option_strings[:1], next(iter(action.choices or ()), "x"))]


def slipped(word: str) -> str:
    """A word with its first two letters the wrong way round."""
    return word[1] + word[0] + word[2:]


def refused(capsys: pytest.CaptureFixture[str], *typed: str) -> list[str]:
    """The lines that are said; the last one says how the command is written."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(typed)
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, ""), typed
    *lines, last, end = said.err.split("\n")
    assert lines and end == "" and all(line.startswith("quizapp: ") for line in lines), said.err
    assert last.startswith("It is written like this: quizapp ")
    assert not [idiom for idiom in IDIOM if any(idiom in line for line in lines)], lines
    return [line.removeprefix("quizapp: ") for line in lines]


def cases(of: str) -> list[tuple[Typed, int]]:
    """Each command with the place of each argument that has choices, or that has to be written."""
    wanted = {
        "choices": lambda action: action.choices and not isinstance(action, argparse._SubParsersAction),
        "needed": lambda action: action.required and action.nargs != "*",
        "number": lambda action: action.type is int,
        "value": lambda action: action.option_strings and action.nargs is None,
        "switch": lambda action: action.option_strings and action.nargs == 0 and action.dest != "help",
    }[of]
    return [(typed, n) for typed, parser in LEAVES.items() for n, one in enumerate(parser._actions) if wanted(one)]


def test_there_is_something_of_each_kind() -> None:
    assert len(LEAVES) > 20
    assert {("people", "role"), ("retire",), ("certificate", "reissue")} <= LEAVES.keys()
    assert all(cases(of) for of in ("choices", "needed", "number", "value", "switch"))
    assert all(isinstance(parser, Parser) for parser in ALL.values())


@pytest.mark.parametrize(("typed", "place"), cases("choices"))
def test_what_is_none_of_the_choices_is_told_them_with_the_nearest_first(
    typed: Typed, place: int, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = LEAVES[typed]
    action = parser._actions[place]
    (option,), choices = action.option_strings, list(map(str, action.choices or ()))
    for meant in choices:
        slip = slipped(meant)
        (line,) = refused(capsys, *typed, *written(needed(parser)), option, slip)
        assert line.startswith(f"{option} must be {meant}") and line.endswith(f"and is {slip!r}")
        assert all(choice in line for choice in choices)


@pytest.mark.parametrize(("typed", "place"), cases("needed"))
def test_what_is_missing_is_named_with_what_it_is_for(
    typed: Typed, place: int, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = LEAVES[typed]
    action = parser._actions[place]
    assert action.help, "or nothing could be said about it"
    wanted = needed(parser)
    before = wanted[: wanted.index(action)]  # of words without an option, the last ones are missing
    others = [one for one in wanted if one in before or (one is not action and one.option_strings)]
    assert refused(capsys, *typed, *written(others))[0] == f"what is missing is {name(action)} ({action.help})"


@pytest.mark.parametrize("typed", LEAVES, ids=" ".join)
def test_all_that_is_missing_is_said_at_once(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = needed(LEAVES[typed])
    if wanted:
        lines = refused(capsys, *typed)
        assert [line.split()[4] for line in lines] == [name(action) for action in wanted]


@pytest.mark.parametrize(("typed", "place"), cases("value"))
def test_an_option_with_nothing_after_it_is_told_so(
    typed: Typed, place: int, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = LEAVES[typed]
    action = parser._actions[place]
    others = [one for one in needed(parser) if one is not action]
    (line,) = refused(capsys, *typed, *written(others), name(action))
    assert line.startswith(f"after {name(action)}") and line.endswith("something has to be written")


@pytest.mark.parametrize(("typed", "place"), cases("number"))
def test_what_is_no_number_is_told_so(typed: Typed, place: int, capsys: pytest.CaptureFixture[str]) -> None:
    parser = LEAVES[typed]
    option = name(parser._actions[place])
    lines = refused(capsys, *typed, *written(needed(parser)), option, "many")
    assert lines == [f"{option} must be a whole number, and is 'many'"]


@pytest.mark.parametrize(("typed", "place"), cases("switch"))
def test_a_switch_with_something_after_it_is_told_so(
    typed: Typed, place: int, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = LEAVES[typed]
    option = name(parser._actions[place])
    lines = refused(capsys, *typed, *written(needed(parser)), f"{option}=yes")
    assert lines == [f"{option} takes nothing after it, and has 'yes'"]


@pytest.mark.parametrize("typed", LEAVES, ids=" ".join)
def test_an_option_that_there_is_not_is_told_those_that_there_are(
    typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = LEAVES[typed]
    options = [one for action in parser._actions for one in action.option_strings if one[:2] == "--" != one]
    options.remove("--help")
    start = [*typed, *written(needed(parser))]
    if typed == ("people", "staff-number"):
        start.append("7")
    (line,) = refused(capsys, *start, "--zzz")
    assert line.startswith(f"{parser.prog} has no '--zzz'") and all(option in line for option in options)
    for option in options:
        slip = f"--{slipped(option[2:])}"
        (line,) = refused(capsys, *start, slip)
        assert line.startswith(f"{parser.prog} has no {slip!r}; it has {option}")
    if not any(one.nargs in ("*", "?") for one in parser._actions):
        (line,) = refused(capsys, *start, "Fitzgerald")
        assert line.startswith("'Fitzgerald' is a word too many")


@pytest.mark.parametrize("typed", [typed for typed, parser in ALL.items() if inner(parser)], ids=" ".join)
def test_a_command_that_there_is_not_is_told_those_that_there_are(
    typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = ALL[typed]
    names = list(inner(parser))
    (line,) = refused(capsys, *typed)
    assert line.startswith(f"say which command: {names[0]}") and all(one in line for one in names)
    for meant in names:
        slip = slipped(meant)
        (line,) = refused(capsys, *typed, slip)
        assert line.startswith(f"{parser.prog} has no command {slip!r}; did you mean `{parser.prog} {meant}`? It has")
        assert all(one in line for one in names) and f"`{parser.prog} --help`" in line
    (line,) = refused(capsys, *typed, "xyzzy")
    assert "did you mean" not in line and all(one in line for one in names)


@pytest.mark.parametrize(("typed", "meant"), MEANT.items())
def test_what_other_tools_call_a_command_leads_to_ours(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if meant == "manager":
        (line,) = refused(capsys, "people", "role", "sam@example.org", "--add", typed)
        assert line.startswith("--add must be manager, trainer or administrator")
        return
    (at,) = [at for at, parser in ALL.items() if meant in inner(parser)]
    assert not [at for at, parser in ALL.items() if typed in inner(parser)], "it is one of ours"
    (line,) = refused(capsys, *at, typed)
    assert f"did you mean `{' '.join(('quizapp', *at, meant))}`?" in line


def test_what_was_only_begun_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = refused(capsys, "people", "role", "sam@example.org", "--add", "admin")
    assert line == "--add must be administrator, trainer or manager, and is 'admin'"
    (line,) = refused(capsys, "sim")
    assert "did you mean `quizapp simulate`?" in line


def test_what_belongs_to_people_is_found_without_it(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = refused(capsys, "rename", "sam@example.org")
    assert "did you mean `quizapp people rename`?" in line


def test_what_comes_before_its_command_is_told_where_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "--fresh", "demo") == ["--fresh comes after the command: quizapp demo --fresh"]


def test_what_leaves_each_other_out_and_what_may_be_two_things_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    staff_number = ("people", "staff-number", "sam@example.org")
    (line,) = refused(capsys, *staff_number, "7", "--none")
    assert line.endswith("do not go together: leave one of them out")
    (line,) = refused(capsys, *staff_number)
    assert line.startswith("one of these is missing: NUMBER (") and " or --none (" in line
    (line,) = refused(capsys, "check", "--f", "text")
    assert line == "--f may be --format or --figures: write it in full"
    (line,) = refused(capsys, "check", "--except", "no-then")
    assert line == "--except: a file is missing after `no-then`; write CODE:PATH"


@pytest.mark.parametrize("odd", ["", " ", "n" * 5000, "\x1b[31m\x07", "\u202e", "\udcff", "{name} %s", "argument x: y"])
def test_odd_words_are_shown_as_they_can_be_seen(odd: str, capsys: pytest.CaptureFixture[str]) -> None:
    for typed in ((odd,), ("people", odd), ("check", "--format", odd), ("leave", f"--{odd}x"), ("doctor", odd)):
        with pytest.raises(SystemExit) as ended:
            main(typed)
        said = capsys.readouterr().err
        assert ended.value.code == 2 and len(said) < 2000 and said.startswith("quizapp: ")
        assert not {"\x1b", "\x07", "\u202e", "\udcff"} & set(said)


@pytest.mark.parametrize("setting", VARIABLES)
def test_a_setting_that_is_typed_as_an_option_is_told_by_its_name(
    setting: str, capsys: pytest.CaptureFixture[str]
) -> None:
    option = f"--{setting.removeprefix('QUIZAPP_').lower().replace('_', '-')}"
    (line,) = refused(capsys, "serve", option, "x")
    assert line == f"{option} is a setting, and comes from the environment: {setting} ({VARIABLES[setting]})"
