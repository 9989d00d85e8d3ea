"""Commands for whoever runs the site: demo, serve, upgrade, doctor. Others are in `cli.backups` and `cli.people`."""

import argparse
import gc
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from quizapp.cli.parsing import add_command
from quizapp.cli.progress import on_terminal
from quizapp.services.site.settings import VARIABLES, Settings, require_secret, settings_from

if TYPE_CHECKING:
    from quizapp.services.site.site import Site

SILENCE = 20_000  # milliseconds in which a connection must say what it wants, at first and after each answer
CONNECTIONS = 512  # that one process holds, mostly silent ones; each is a file, and a process may have 1,024 of them
UNREACHABLE = "DATABASE_URL: the database cannot be reached, or cannot be written to, or is no database"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser."""
    its_own = (
        "It keeps its own records in demo-site/ below where you are, whatever is set outside, and goes on with them."
    )
    what = "try it out: a working site with people and history, at http://127.0.0.1:8000"
    demo = add_command(commands, "demo", run_demo, what, its_own)
    demo.add_argument("--fresh", action="store_true", help="throw the demo's records away and begin anew")
    serve = add_command(commands, "serve", run_serve, "let people use the site: the real thing")
    serve.formatter_class = argparse.RawDescriptionHelpFormatter
    serve.epilog = "\n".join(
        ["settings, from the environment:", *(f"  {name}\n      {VARIABLES[name]}" for name in VARIABLES)]
    )
    what = "make the database, or bring it and what is published up to this release"
    add_command(commands, "upgrade", run_upgrade, what, "What is there is kept: make a backup first all the same.")
    what = "check that everything that is stored is whole, and say what nobody has set yet"
    add_command(commands, "doctor", run_doctor, what, "It changes nothing.")


@contextmanager
def ready_site(settings: Settings) -> "Iterator[Site | None]":
    """A site on a database that is up to date, or None after saying what to do first. It closes with the block."""
    from quizapp.services.operating.readiness import ensure_ready
    from quizapp.services.site.site import StoreUnavailable, open_site

    site = open_site(settings)
    try:
        try:
            problem = ensure_ready(site)
            if not problem:
                site.refresh(at_once=True)
        except StoreUnavailable:
            problem = UNREACHABLE
        if problem:
            print(f"quizapp: {problem}", file=sys.stderr)
        yield None if problem else site
    finally:
        site.database.dispose()


def run_demo(chosen: argparse.Namespace) -> int:
    """Make the demo's own folder, database and history if they are not there, and serve them."""
    from quizapp.cli.demo_text import prepared_lines
    from quizapp.services.operating.demo_site import demo_environment, prepare
    from quizapp.web.bodies import AT_A_TIME

    os.environ.update(demo_environment(os.environ, fresh=chosen.fresh))
    settings = settings_from(os.environ)
    print("Preparing the demo …", flush=True)
    for line in prepared_lines(prepare(settings)):
        print(line, flush=True)
    print(
        f"\nquizapp is running at {settings.address}/  Press Ctrl+C to stop.\n",
        flush=True,
    )
    return _serve("quizapp.web.serving:make_demo_app", settings, waiting=AT_A_TIME)


def run_serve(_: argparse.Namespace) -> int:
    """Serve the real thing, once everything that it needs is in order."""
    from quizapp.services.site.organisation_settings import seed
    from quizapp.web.bodies import AT_A_TIME
    from quizapp.web.serving import begin_with

    settings = settings_from(os.environ)
    require_secret(settings)
    with ready_site(settings) as site:  # closed before the workers start: no connection is shared between processes
        if site is None:
            return 2
        seed(site)
        for line in _missing_lines(site):
            print(line, file=sys.stderr, flush=True)
        begin_with(site.kept_live)
    return _serve("quizapp.web.serving:make_app", settings, waiting=AT_A_TIME)


def _serve(target: str, settings: Settings, waiting: int = 0) -> int:
    """Serve until told to stop. `waiting` threads, besides those that work, wait for what requests bring."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings

    logging.getLogger("_granian").addFilter(_of_use)
    import_module(target.partition(":")[0])  # once, before the workers are forked, and not once in each of them
    gc.collect()
    gc.freeze()  # else each worker's first clean-up would write to all of it, and share it no longer
    options: dict[str, Any] = {"respawn_failed_workers": True, "log_level": "warning"}
    Granian(
        target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # only then is a connection on which nobody says anything closed
        http1_settings=HTTP1Settings(header_read_timeout=SILENCE),
        backpressure=CONNECTIONS,
        workers=settings.workers,
        blocking_threads=settings.threads + waiting,
        factory=True,
        **options,
    ).serve()
    return 0


def _of_use(record: logging.LogRecord) -> bool:
    """Leave out that there are many threads: those that wait work on nothing (`web.bodies`)."""
    return "Python threads" not in record.getMessage()


def run_upgrade(_: argparse.Namespace) -> int:
    """Migrate the database, recompile every version that needs it, and record what is completed and was not said so."""
    from quizapp.cli.publish_text import completed_lines
    from quizapp.services.operating.readiness import complete_waiting, recompile, too_new, where
    from quizapp.services.site.organisation_settings import seed
    from quizapp.services.site.site import StoreUnavailable, open_site

    site = open_site(settings_from(os.environ))
    try:
        if problem := too_new(site):
            print(f"quizapp: {problem}", file=sys.stderr)
            return 2
        is_new = site.database.revision() is None
        site.database.upgrade()
        seed(site)
        if is_new:
            print(f"A new database was made: {where(site)}")
        print(f"The database is up to date. Recompiled: {recompile(site, on_terminal)}.")
        for line in completed_lines(complete_waiting(site)):
            print(line)
    except StoreUnavailable:
        print(f"quizapp: {UNREACHABLE}", file=sys.stderr)
        return 2
    finally:
        site.database.dispose()
    return 0


def run_doctor(_: argparse.Namespace) -> int:
    """Check every invariant on live data; say which moments are odd (no error), and what nobody has filled in."""
    from quizapp.services.operating.doctor import check_invariants, count_live, odd_moments

    with ready_site(settings_from(os.environ)) as site:
        if site is None:
            return 1
        violations = check_invariants(site, on_terminal)
        for violation in violations:
            print(f"invariant {violation.invariant}: {violation.text}")
        for odd in odd_moments(site):
            for line in odd.first:
                print(f"odd moment: {line}")
            if odd.number > len(odd.first):
                print(f"odd moment: {odd.number - len(odd.first)} more like these")
        for line in _missing_lines(site):
            print(line)
        print(f"{count_live(site)} live files; {len(violations)} problems found.")
        return 1 if violations else 0


def _missing_lines(site: "Site") -> "Iterator[str]":
    """What whoever runs the site, or an administrator, has to set yet."""
    from quizapp.cli.missing_text import missing_lines, number_lines, unset_lines
    from quizapp.services.site.missing import contacts_without_number, missing_inserts

    yield from unset_lines(site.settings)
    yield from missing_lines(missing_inserts(site), site.settings.address)
    yield from number_lines(contacts_without_number(site), site.settings.address)
