"""Commands for certificates: issue one again under its holder's name of today."""

import argparse
import os
import sys

from quizapp.cli.operators import ready_site
from quizapp.cli.parsing import add_command
from quizapp.services.site.settings import settings_from


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser."""
    certificate = commands.add_parser("certificate", help="certificates: issue one again under another name")
    actions = certificate.add_subparsers(title="actions", required=True, metavar="ACTION")
    explanation = "issue a certificate again under its holder's name of today; the old one proves nothing any more"
    again = add_command(actions, "reissue", run_reissue, explanation)
    again.add_argument("code", metavar="CODE", help="the code that is printed on it")
    again.add_argument("--why", required=True, help="a sentence that its holder and administrators can read")


def run_reissue(chosen: argparse.Namespace) -> int:
    """Issue it again, and print the new code and where it is."""
    from quizapp.cli.certificates_text import refused_line, reissued_lines
    from quizapp.cli.missing_text import guessed_lines
    from quizapp.services.records.reissuing import reissue_for

    settings = settings_from(os.environ)
    with ready_site(settings) as site:
        if site is None:
            return 2
        done = reissue_for(site, chosen.code, chosen.why)
        ended_on = site.day_of(done.ended.ended.at) if done.ended and done.ended.ended else None
    if done.problems:
        print(f"quizapp: {refused_line(done, ended_on)}", file=sys.stderr)
        return 1
    for line in reissued_lines(done, settings.address):
        print(line)
    for line in guessed_lines(settings):
        print(line, file=sys.stderr)
    return 0
