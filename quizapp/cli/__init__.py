"""The commands of DESIGN §8: they read arguments, call services, and print. A service's late import keeps each quick.

May import: the standard library, model, services, exchange, web, click (`progress`), and the server; never content,
engine or store.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from quizapp import __version__
from quizapp.cli import authors, backups, certificates, coverage, mail, operators, people
from quizapp.cli.parsing import Parser
from quizapp.services.site.settings import BadSetting

AREAS = (operators, backups, people, mail, certificates, authors, coverage)
EPILOG = """to try it:                 quizapp demo
to run it, at first:       quizapp upgrade, publish, people add, then serve
to change who is there:    quizapp people --help
what can be set, and how:  quizapp serve --help
more of one command:       quizapp COMMAND --help"""
GIVE_WAY = (operators.run_doctor, backups.run_backup)  # long, beside people who answer, and they hold no lock
NICE = 10
LONGEST_SHOWN = 200  # characters of a file's name that cannot be used


def whole_parser() -> Parser:
    """The parser of all commands."""
    parser = Parser(
        prog="quizapp",
        description="Practise hard moments before they come.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"quizapp {__version__}", help="say which release this is"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for area in AREAS:
        area.add_commands(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 fine, 1 something to mend, 2 cannot be run like this."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a name still shows the rest
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if typed[:1] == ["help"]:  # as other tools have it
        typed = [*typed[1:], "--help"]
    chosen, extra = whole_parser().parse_known_args(typed)
    if extra:
        chosen.parser.refuse(extra)
    if arguments is None and chosen.run in GIVE_WAY and hasattr(os, "nice"):
        os.nice(NICE)
    try:
        return int(chosen.run(chosen))
    except BadSetting as problem:
        print(f"quizapp: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:  # a file or folder that cannot be used: which, and why
        named = str(problem.filename)[:LONGEST_SHOWN] if problem.filename is not None else "a file"
        print(f"quizapp: {named}: {problem.strerror or type(problem).__name__}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
