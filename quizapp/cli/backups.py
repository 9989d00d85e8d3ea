"""Commands to copy everything that is stored, and to bring it back: backup, restore."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.operators import UNREACHABLE
from quizapp.cli.parsing import add_command
from quizapp.cli.progress import on_terminal
from quizapp.services.site.settings import settings_from

if TYPE_CHECKING:
    from quizapp.model.backups import Tried

KEEP = "It holds all that people did and wrote, and their names: keep it as the database itself is kept."


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser."""
    what = "copy everything that is stored to a file, while the site runs"
    backup = add_command(commands, "backup", run_backup, what, KEEP)
    backup.add_argument("file", type=Path, metavar="FILE", help="the file to write, which is not there yet")
    backup.add_argument("--replace", action="store_true", help="put it in place of a file that is there")
    what = "bring a backup back, into the database of DATABASE_URL"
    restore = add_command(commands, "restore", run_restore, what, "Stop `quizapp serve` before it.")
    restore.add_argument("file", type=Path, metavar="FILE", help="what `quizapp backup` wrote")
    restore.add_argument("--replace", action="store_true", help="put aside, and keep, what is in the database")


def run_backup(chosen: argparse.Namespace) -> int:
    """Make a backup, try whether it can be restored, and say so."""
    from quizapp.model.backups import NoBackup
    from quizapp.services.operating.backups import back_up
    from quizapp.services.site.site import StoreUnavailable, open_site

    site = open_site(settings_from(os.environ))
    try:
        made = back_up(site, chosen.file, replaces=chosen.replace, progress=on_terminal)
    except NoBackup as problem:
        return _refused(str(problem))
    except StoreUnavailable:
        return _refused(UNREACHABLE)
    finally:
        site.database.dispose()
    if _say_violations(made.tried):
        print(f"The copy is as the database is, which `quizapp doctor` says too. It was kept apart: {made.path}")
        return 1
    print(f"{made.path}: {made.size:,} bytes, {_found(made.tried)}")
    print(KEEP)
    return 0


def run_restore(chosen: argparse.Namespace) -> int:
    """Restore a backup if it is whole, keep what was there, and say what is to be done now."""
    from quizapp.model.backups import NoBackup
    from quizapp.services.operating.backups import restore
    from quizapp.services.site.site import StoreUnavailable

    try:
        done = restore(settings_from(os.environ), chosen.file, replaces=chosen.replace, progress=on_terminal)
    except NoBackup as problem:
        return _refused(str(problem))
    except StoreUnavailable:
        return _refused(UNREACHABLE)
    if _say_violations(done.tried):
        print("Nothing was changed: the backup is not whole.")
        return 1
    print(f"Restored from {chosen.file}: {_found(done.tried)}")
    if done.erased:
        print(f"People who had been erased since that backup, and were erased again: {done.erased}.")
    if not done.is_list_known:
        print("What was there before could not be read, and so not who had been erased since the last backup.")
    if done.kept:
        print(f"What was there before is kept: {done.kept}. Remove it when it is no longer needed.")
    print("Everybody has to sign in again. What was done after the backup is not in it. Now: `quizapp serve`.")
    return 0


def _found(tried: "Tried") -> str:
    if not tried.is_tried:
        return (
            "written and read again. It was not tried whether it can be restored: this role may not make a database to"
            " try it in (README, Backups)."
        )
    return f"{tried.attempts:,} attempts, {tried.live} live files. Restored apart, and the doctor found no problem."


def _say_violations(tried: "Tried") -> bool:
    for violation in tried.violations:
        print(f"invariant {violation.invariant}: {violation.text}")
    return bool(tried.violations)


def _refused(problem: str) -> int:
    print(f"quizapp: {problem}", file=sys.stderr)
    return 2
