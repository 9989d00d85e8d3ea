"""Commands for mail: remind, which has letters wait for those who are due; and outbox, which sends what waits."""

import argparse
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from quizapp.cli.operators import ready_site
from quizapp.cli.parsing import add_command
from quizapp.services.site.settings import settings_from

if TYPE_CHECKING:
    from quizapp.exchange.posting import Posted
    from quizapp.services.site.site import Site

NOT_SET_UP = "no mail is set up: see QUIZAPP_MAIL and QUIZAPP_MAIL_FROM in README"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser."""
    what = "send the mail that waits, once"
    more = "`quizapp serve` does so by itself; several at once share the letters out. Its status is 1 if a try failed."
    outbox = add_command(commands, "outbox", run_outbox, what, more)
    how = outbox.add_mutually_exclusive_group()
    how.add_argument("--watch", action="store_true", help="go on sending until it is stopped")
    how.add_argument("--list", action="store_true", help="send nothing; list what waits, and what was given up and why")
    how.add_argument(
        "--test",
        metavar="ADDRESS",
        help="send nothing that waits, but one letter to this address, to see that mail arrives",
    )

    what = "have reminders of what is required wait for those who are due, and for their managers"
    more = "Once a day, before `quizapp outbox` or beside `quizapp serve`. Nobody is written to twice for one reason."
    reminds = add_command(commands, "remind", run_remind, what, more)
    reminds.add_argument("--dry-run", action="store_true", help="write nothing; say who would be written to")


def run_remind(chosen: argparse.Namespace) -> int:
    """Have the reminders of today wait, or say who would be written to."""
    from quizapp.cli.mail_text import reminder_lines
    from quizapp.services.records.due_days import remind_of_required

    settings = settings_from(os.environ)
    with ready_site(settings) as site:
        if site is None:
            return 2
        if not settings.mail.is_set_up and not chosen.dry_run:
            print(f"quizapp: {NOT_SET_UP}", file=sys.stderr)
            return 2
        for line in reminder_lines(remind_of_required(site, dry_run=chosen.dry_run), dry_run=chosen.dry_run):
            print(line)
    return 0


def run_outbox(chosen: argparse.Namespace) -> int:
    """Send what waits, or list it, or send a letter to try."""
    from quizapp.cli.mail_text import outbox_lines, posted_line
    from quizapp.exchange.posting import send_due, watch
    from quizapp.services.site.outbox import everything_unsent

    settings = settings_from(os.environ)
    with ready_site(settings) as site:
        if site is None:
            return 2
        if chosen.list:
            for line in outbox_lines(everything_unsent(site)):
                print(line)
            return 0
        if not settings.mail.is_set_up:
            print(f"quizapp: {NOT_SET_UP}", file=sys.stderr)
            return 2
        if chosen.test is not None:
            return _send_test(site, chosen.test)
        if not chosen.watch:
            posted = send_due(site)
            print(posted_line(posted))
            return 1 if posted.failed else 0
        stop = threading.Event()
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, lambda *_: stop.set())
        print("Sending what waits, as it comes. Press Ctrl+C to stop.", flush=True)

        def say(posted: "Posted") -> None:
            print(posted_line(posted), flush=True)

        watch(site, stop, say)
    return 0


def _send_test(site: "Site", address: str) -> int:
    from quizapp.cli.mail_text import hitch_text
    from quizapp.exchange.posting import send_test
    from quizapp.model.letters import Undelivered

    try:
        send_test(site, address.strip())
    except Undelivered as why:
        print(f"quizapp: {hitch_text(why.hitch, why.said)}", file=sys.stderr)
        return 1
    print(f"A letter is on its way to {address.strip()}. See whether it arrives, and not among junk mail.")
    return 0
