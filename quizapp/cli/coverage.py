"""The command that says what of the briefing is still untrained."""

import argparse
from pathlib import Path


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the parser."""
    coverage = commands.add_parser("coverage", help="learning points and risk factors × scenarios and questions")
    coverage.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="folders or files, taken as their whole modules (default: scenarios questions)",
    )
    coverage.add_argument("--format", choices=["text", "json"], default="text")
    coverage.set_defaults(run=run_coverage)


def run_coverage(chosen: argparse.Namespace) -> int:
    """Print what each point and risk has and needs; exit 1 on a hole, or where a file has an error."""
    from quizapp.cli.coverage_text import exit_code, to_json, to_text
    from quizapp.services.authoring.covering import coverage_of_paths

    covering = coverage_of_paths(chosen.paths)
    print(to_json(covering) if chosen.format == "json" else to_text(covering), end="")
    return exit_code(covering)
