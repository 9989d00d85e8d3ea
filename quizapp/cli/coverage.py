"""The command that says what of the briefing is still untrained."""

import argparse
import os
from pathlib import Path

from quizapp.cli.authors import DEFAULT_PATHS, FORMATS
from quizapp.cli.parsing import add_command
from quizapp.services.site.settings import folder_from


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the parser."""
    what = "see which learning points and risk factors the scenarios and questions train, and which none does"
    coverage = add_command(commands, "coverage", run_coverage, what, "Its status is 1 where something is missing.")
    coverage.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help=f"folders or files, taken as their whole modules ({DEFAULT_PATHS})",
    )
    coverage.add_argument("--format", choices=["text", "json"], default="text", help=FORMATS)


def run_coverage(chosen: argparse.Namespace) -> int:
    """Print what each point and risk has and needs; exit 1 on a hole, or where a file has an error."""
    from quizapp.cli.coverage_text import exit_code, to_json, to_text
    from quizapp.services.authoring.covering import coverage_of_paths

    covering = coverage_of_paths(chosen.paths, folder_from(os.environ))
    print(to_json(covering) if chosen.format == "json" else to_text(covering), end="")
    return exit_code(covering)
