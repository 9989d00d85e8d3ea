"""The command `people import`: a list of people from a file, first as it would come out, then for good."""

import argparse
import os
import sys
from pathlib import Path

from quizapp.cli.operators import ready_site
from quizapp.cli.parsing import add_command
from quizapp.services.site.settings import settings_from

TEMPLATE = "template"


def add_import(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those for people."""
    parser = add_command(actions, "import", run_import, "bring in a list of people from a CSV file, all or nothing")
    parser.add_argument(
        "file",
        metavar="FILE.csv",
        help="one person in a line; columns: name, email, staff number, team, roles, group, works as, joined, manages,"
        " leaves. Who is there already is known by the staff number, else by the address; an empty cell changes"
        " nothing, and a dash takes away",
    )
    parser.add_argument("--apply", action="store_true", help="do it; without this, only what would change is shown")
    parser.add_argument(
        "--links",
        metavar="FILE",
        type=Path,
        help="write a one-use link for each who is added or comes back; needs --apply",
    )
    parser.add_argument("--template", action="store_true", help="write an empty file with the columns there instead")


def run_import(chosen: argparse.Namespace) -> int:
    """Show what a file would change, row by row, and do it if that was asked for."""
    from quizapp.cli.import_text import mistake_line, plan_lines
    from quizapp.cli.progress import on_terminal
    from quizapp.exchange.people_csv import links_csv, read_people, template
    from quizapp.services.site.importing.importing import bring_in, dry_run

    path = Path(chosen.file)
    if chosen.template:
        with path.open("xb") as empty:
            empty.write(template())
        print(f"{path} has the columns; fill in one person in a line.")
        return 0
    if chosen.links is not None and not chosen.apply:
        print("quizapp: --links needs --apply: until then nobody is there to have a link", file=sys.stderr)
        return 2
    file = read_people(path.read_bytes())
    settings = settings_from(os.environ)
    with ready_site(settings) as site:
        if site is None:
            return 2
        plan = dry_run(site, file, progress=on_terminal)
        for mistake in plan.mistakes:
            print(f"quizapp: {path}: {mistake_line(mistake)}", file=sys.stderr)
        if plan.mistakes:
            print(f"quizapp: nothing was changed; mistakes: {len(plan.mistakes)}", file=sys.stderr)
            return 1
        for line in plan_lines(plan):
            print(line)
        if not plan.does_something:
            print("Nothing is to be changed.")
            return 0
        if not chosen.apply:
            print(f"Nothing was changed yet. To do it: quizapp people import {path} --apply")
            return 0
        links = _links_file(chosen.links)
        done = bring_in(site, file, plan.seal, with_links=links is not None, progress=on_terminal)
    if not done.is_done:
        print("quizapp: somebody changed people meanwhile, so nothing was done; run it again", file=sys.stderr)
        return 1
    if links is not None:
        with os.fdopen(links, "wb") as out:
            out.write(links_csv(done.links, f"{settings.address}/set-password/"))
        print(f"Links to set a password, each for one person and seven days: {chosen.links}")
    print("Done.")
    return 0


def _links_file(path: Path | None) -> int | None:
    """The file, opened before anything is done, and its owner's alone: each link in it lets somebody in."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600) if path is not None else None
