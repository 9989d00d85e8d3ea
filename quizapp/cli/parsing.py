"""The parser of every command: what cannot be read is refused in a sentence, with what can be written instead."""

import argparse
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import Any, Final, NoReturn

from quizapp.services.site.settings import VARIABLES

LONGEST_SHOWN = 60  # characters of what was typed
_NEAR = 0.6
FOR_GOOD: Final = frozenset({"erase"})  # offered for a slip of the fingers alone, and never for another word
SLIP: Final = 0.75
# What other tools call it: typed here, the one after it is offered first.
MEANT: Final[Mapping[str, str]] = {
    **dict.fromkeys(("start", "run", "runserver", "server", "up"), "serve"),
    **dict.fromkeys(("migrate", "init", "setup", "install", "update"), "upgrade"),
    **dict.fromkeys(("lint", "validate", "test", "verify"), "check"),
    **dict.fromkeys(("user", "users", "person", "staff", "accounts"), "people"),
    **dict.fromkeys(("status", "health", "diagnose"), "doctor"),
    **dict.fromkeys(("unpublish", "archive", "withdraw"), "retire"),
    **dict.fromkeys(("deploy", "load"), "publish"),
    **dict.fromkeys(("dump", "save"), "backup"),
    **dict.fromkeys(("create", "new", "invite"), "add"),
    **dict.fromkeys(("remove", "delete", "disable", "deactivate"), "leave"),
    **dict.fromkeys(("password", "reset", "reset-password", "passwd"), "link"),
    **dict.fromkeys(("show", "ls", "find"), "list"),
    **dict.fromkeys(("edit", "name", "email"), "rename"),
    **dict.fromkeys(("roles", "grant", "promote"), "role"),
    **dict.fromkeys(("team", "transfer"), "move"),
    **dict.fromkeys(("logout", "sign-out"), "forget-browsers"),
    **dict.fromkeys(("enable", "reactivate", "rejoin"), "return"),
    **dict.fromkeys(("boss", "lead", "leader"), "manager"),
}


class Parser(argparse.ArgumentParser):
    """Reads a command's arguments, as those of its own commands do; refuses what is wrong in sentences, with status 2.

    What it reads has the parser of the very command as `parser`.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._positionals.title = "what it is done to"
        self.set_defaults(parser=self)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in our words, and how the command is written; ends the process with status 2."""
        said = next((words(self, *found.groups()) for form, words in _SAID if (found := form.fullmatch(message))), None)
        lines = [f"quizapp: {line}" for line in ([message] if said is None else said)]
        written = " ".join(self.format_usage().removeprefix("usage: ").split())
        self.exit(2, "\n".join([*lines, f"It is written like this: {written}", ""]))

    def refuse(self, extra: Sequence[str]) -> NoReturn:
        """Say of the first word that the command has no use for what can be written instead."""
        word = extra[0]
        if not word.startswith("-"):
            self.error(
                f"{shown(word)} is a word too many; what has spaces in it needs quotation marks: 'Una Fitzgerald'"
            )
        option = word.partition("=")[0]
        options = [name for name in self._option_string_actions if name.startswith("--") and name != "--help"]
        if option in options:
            self.error(f"{option} comes after the command: {self.prog} {option}")
        name = option.lstrip("-").replace("-", "_").upper()
        for setting in {name, f"QUIZAPP_{name}"}.intersection(VARIABLES):
            self.error(f"{option} is a setting, and comes from the environment: {setting} ({VARIABLES[setting]})")
        there = f"it has {listed(nearest_first(option, options), 'and')}" if options else "it has no options"
        self.error(f"{self.prog} has no {shown(option)}; {there}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        choices = list(map(str, action.choices))
        if not isinstance(action, argparse._SubParsersAction):
            raise argparse.ArgumentError(None, must_be(_name(action), str(value), choices))
        raise argparse.ArgumentError(None, f"{self.prog} has no command {shown(value)}; {_meant(self, action, value)}")


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    explanation: str,
    more: str = "",
) -> argparse.ArgumentParser:
    """Add a command: its explanation stands in the list of all, and in its own help with what more there is to say."""
    description = f"{explanation[0].upper()}{explanation[1:]}. {more}".rstrip()
    parser = commands.add_parser(name, help=explanation, description=description)
    parser.set_defaults(run=run)
    return parser


def must_be(name: str, given: str, choices: Sequence[str]) -> str:
    """That something must be one of these and is not: those that are nearest to what was typed come first."""
    return f"{name} must be {listed(nearest_first(given, choices), 'or')}, and is {shown(given)}"


def probably_meant(given: str, choices: Sequence[str]) -> list[str]:
    """Which of the choices may be what was meant, the likeliest first: of that meaning, so begun, or nearly so."""
    typed = given.lower()[:LONGEST_SHOWN]
    meant = [MEANT[typed]] if MEANT.get(typed) in choices else []
    begun = [choice for choice in choices if typed and choice.startswith(typed)]
    near = get_close_matches(typed, choices, n=len(choices), cutoff=_NEAR) if choices else []
    likely = (choice for choice in near if choice not in FOR_GOOD or _is_slip(typed, choice))
    return list(dict.fromkeys((*meant, *begun, *likely)))


def _is_slip(typed: str, choice: str) -> bool:
    """Whether it can only be a slip of the fingers, and no other word."""
    return SequenceMatcher(None, typed, choice).ratio() >= SLIP


def nearest_first(given: str, choices: Sequence[str]) -> list[str]:
    """What there is to choose from: first what was probably meant, and then the others in their order."""
    return list(dict.fromkeys((*probably_meant(given, choices), *choices)))


def listed(words: Sequence[str], last: str) -> str:
    """Words as a sentence has them: `a, b or c`."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def shown(text: str) -> str:
    """What somebody typed, in quotation marks; the beginning where it is long."""
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")


def _meant(parser: Parser, action: argparse.Action, given: str) -> str:
    """What was probably meant by a command that there is not, and all that there are."""
    of: Mapping[str, argparse.ArgumentParser] = action.choices  # type: ignore[assignment]  # of commands, a mapping
    inside = [sub.prog for sub in of.values() if given in _commands(sub)]
    names = list(of)
    near = [f"{name} {given}" for name in inside] or [f"{parser.prog} {name}" for name in probably_meant(given, names)]
    return (
        f"{f'did you mean `{near[0]}`? It' if near else 'it'} has {listed(nearest_first(given, names), 'and')}:"
        f" `{parser.prog} --help` says what each is for"
    )


def _commands(parser: argparse.ArgumentParser) -> Iterable[str]:
    found = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return next(found, {})


def _name(action: argparse.Action) -> str:
    """An argument as argparse's own sentences call it."""
    return "/".join(action.option_strings) or str(action.metavar or action.dest)


def _with_help(parser: Parser, name: str) -> str:
    """An argument, and what it is for where that is said."""
    action = next((action for action in parser._actions if _name(action) == name), None)
    return f"{name} ({action.help})" if action is not None and action.help else name


def _required(parser: Parser, names: str) -> list[str]:
    if of := list(_commands(parser)):
        return [f"say which command: {listed(of, 'or')}; `{parser.prog} --help` says what each is for"]
    return [f"what is missing is {_with_help(parser, name)}" for name in names.split(", ")]


def _one_of(parser: Parser, names: str) -> list[str]:
    return [f"one of these is missing: {listed([_with_help(parser, name) for name in names.split()], 'or')}"]


def _no_value(parser: Parser, name: str) -> list[str]:
    return [f"after {_with_help(parser, name)} something has to be written"]


# argparse says it in these words, and gives an error no other form.
_SAID: Final[tuple[tuple[re.Pattern[str], Callable[..., list[str]]], ...]] = (
    (re.compile("the following arguments are required: (.+)", re.DOTALL), _required),
    (re.compile("one of the arguments (.+) is required", re.DOTALL), _one_of),
    (re.compile("argument (.+?): expected .+", re.DOTALL), _no_value),
    (
        re.compile("argument (.+?): not allowed with argument (.+)", re.DOTALL),
        lambda _, one, other: [f"{one} and {other} do not go together: leave one of them out"],
    ),
    (
        re.compile("argument (.+?): invalid int value: (.+)", re.DOTALL),
        lambda _, name, given: [f"{name} must be a whole number, and is {given[: LONGEST_SHOWN + 2]}"],
    ),
    (
        re.compile("argument (.+?): ignored explicit argument (.+)", re.DOTALL),
        lambda _, name, given: [f"{name} takes nothing after it, and has {given[: LONGEST_SHOWN + 2]}"],
    ),
    (
        re.compile("ambiguous option: (.+?) could match (.+)", re.DOTALL),
        lambda _, given, options: [f"{given} may be {listed(options.split(', '), 'or')}: write it in full"],
    ),
    (re.compile("argument (.+?): (.+)", re.DOTALL), lambda _, name, problem: [f"{name}: {problem}"]),
)
