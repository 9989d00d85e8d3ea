"""The commands of DESIGN §8: they read arguments, call services, and print. A service's late import keeps each quick.

May import: the standard library, model, services, exchange, web, and the server; never content, engine or store.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from quizapp.cli import authors, coverage, operators, people
from quizapp.services.site.settings import BadSetting

EPILOG = "Settings come from the environment; README lists them. `quizapp demo` needs none."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 fine, 1 something to mend, 2 cannot be run like this."""
    parser = argparse.ArgumentParser(
        prog="quizapp", description=__doc__ and "Practise hard moments before they come.", epilog=EPILOG
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    operators.add_commands(commands)
    people.add_commands(commands)
    authors.add_commands(commands)
    coverage.add_commands(commands)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except BadSetting as problem:
        print(f"quizapp: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
