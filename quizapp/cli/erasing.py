"""Commands for what is kept about people: a copy of it for somebody who asks, and erasing it."""

import argparse
import os
import sys
from pathlib import Path

from quizapp.cli import people_text
from quizapp.cli.operators import ready_site
from quizapp.cli.parsing import add_command
from quizapp.services.site.settings import settings_from


def add_actions(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these actions to those of `people`."""
    what = "write everything that is kept about somebody to a file, for them: it is their right to have it"
    more = "Their reflections are in it: hand it to them, and read it no more than you must. The audit tells of it."
    copy = add_command(actions, "copy", run_copy, what, more)
    copy.add_argument("address", metavar="ADDRESS", help="their e-mail address")
    copy.add_argument("--to", type=Path, required=True, metavar="FILE", help="the JSON file to write, not there yet")
    what = "erase what is kept about somebody: for good, with what they completed kept under a number"
    more = "Without --name it erases nothing, and says what would go and what would stay."
    erase = add_command(actions, "erase", run_erase, what, more)
    erase.add_argument("address", metavar="ADDRESS", help="their e-mail address, or their staff number")
    erase.add_argument("--reason", required=True, help="why, in a sentence without their name: it is kept")
    erase.add_argument("--name", help="their name, as quizapp people list has it: yes, erase them")


def run_copy(chosen: argparse.Namespace) -> int:
    """Write somebody's copy to a file that only its owner can read."""
    from quizapp.exchange.copies import copy_json
    from quizapp.services.taking.copying import copy_for

    if chosen.to.exists() or not chosen.to.absolute().parent.is_dir():
        print(f"quizapp: {chosen.to}: name a file that is not there yet, in a folder that is", file=sys.stderr)
        return 2
    with ready_site(settings_from(os.environ)) as site:
        if site is None:
            return 2
        made, problems = copy_for(site, chosen.address)
    if made is None:
        for problem in problems:
            said = people_text.PROBLEMS[problem.field][problem.code].format(limit=problem.limit, address=chosen.address)
            print(f"quizapp: {said}", file=sys.stderr)
        return 1
    try:
        with os.fdopen(os.open(chosen.to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as opened:
            opened.write(copy_json(made))
    except OSError as problem:
        print(f"quizapp: {chosen.to}: {problem.strerror}", file=sys.stderr)
        return 2
    print(f"Everything that is kept about {made.name} is in {chosen.to}. Only you can read it: hand it to them alone.")
    return 0


def run_erase(chosen: argparse.Namespace) -> int:
    """Erase somebody, or say what it would come to."""
    from quizapp.cli.erasing_text import PROBLEMS, done_lines, would_lines
    from quizapp.services.site.erasing import erase, look

    with ready_site(settings_from(os.environ)) as site:
        if site is None:
            return 2
        if chosen.name is None:
            found = look(site, None, chosen.address)
        else:
            found = erase(site, None, chosen.address, reason=chosen.reason, name=chosen.name)
    for problem in found.problems:
        print(f"quizapp: {PROBLEMS[problem.field][problem.code].format(limit=problem.limit)}", file=sys.stderr)
    if found.problems:
        return 1
    for line in done_lines(found) if found.is_done else would_lines(found):
        print(line)
    return 0
