"""Commands for whoever runs the site: demo, serve, upgrade, doctor. Those for people are in `cli.people`."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from quizapp.services.site.settings import Settings, require_secret, settings_from

if TYPE_CHECKING:
    from quizapp.services.site.site import Site

UNREACHABLE = "DATABASE_URL: the database cannot be reached, or cannot be written to"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser."""
    demo = commands.add_parser("demo", help="a working site with people and history, at http://127.0.0.1:8000")
    demo.add_argument("--fresh", action="store_true", help="throw the demo's records away and begin anew")
    demo.set_defaults(run=run_demo)
    commands.add_parser("serve", help="the real thing; settings from the environment").set_defaults(run=run_serve)
    commands.add_parser("upgrade", help="migrate the database and recompile what needs it").set_defaults(
        run=run_upgrade
    )
    doctor = commands.add_parser("doctor", help="check that everything that is stored is whole")
    doctor.set_defaults(run=run_doctor)


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

    os.environ.update(demo_environment(os.environ, fresh=chosen.fresh))
    settings = settings_from(os.environ)
    print("Preparing the demo …", flush=True)
    for line in prepared_lines(prepare(settings)):
        print(line, flush=True)
    print(
        f"\nquizapp is running at http://{settings.host}:{settings.port}{settings.prefix}/  Press Ctrl+C to stop.\n",
        flush=True,
    )
    return _serve("quizapp.web.serving:make_demo_app", settings)


def run_serve(_: argparse.Namespace) -> int:
    """Serve the real thing, once everything that it needs is in order."""
    from quizapp.cli.missing_text import missing_lines
    from quizapp.services.site.missing import missing_inserts
    from quizapp.services.site.organisation_settings import seed

    settings = settings_from(os.environ)
    require_secret(settings)
    with ready_site(settings) as site:  # closed before the workers start: no connection is shared between processes
        if site is None:
            return 2
        seed(site)
        for line in missing_lines(missing_inserts(site), address(settings)):
            print(line, file=sys.stderr, flush=True)
    return _serve("quizapp.web.serving:make_app", settings)


def _serve(target: str, settings: Settings) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    import_module(target.partition(":")[0])  # once, before the workers are forked, and not once in each of them
    options: dict[str, Any] = {"respawn_failed_workers": True, "backpressure": 128, "log_level": "warning"}
    Granian(
        target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        factory=True,
        **options,
    ).serve()
    return 0


def run_upgrade(_: argparse.Namespace) -> int:
    """Migrate the database and recompile every version that needs it."""
    from quizapp.services.operating.readiness import recompile
    from quizapp.services.site.organisation_settings import seed
    from quizapp.services.site.site import StoreUnavailable, open_site

    site = open_site(settings_from(os.environ))
    try:
        site.database.upgrade()
        seed(site)
        print(f"The database is up to date. Recompiled: {recompile(site)}.")
    except StoreUnavailable:
        print(f"quizapp: {UNREACHABLE}", file=sys.stderr)
        return 2
    finally:
        site.database.dispose()
    return 0


def address(settings: Settings) -> str:
    """Where people reach the site: its first trusted host, or else where it listens, and the prefix."""
    if settings.trusted_hosts:
        return f"https://{settings.trusted_hosts[0]}{settings.prefix}"
    return f"http://{settings.host}:{settings.port}{settings.prefix}"


def run_doctor(_: argparse.Namespace) -> int:
    """Check every invariant on live data, and the database's own settings; say which inserts are missing."""
    from quizapp.cli.missing_text import missing_lines
    from quizapp.services.operating.doctor import check_invariants, count_live
    from quizapp.services.site.missing import missing_inserts

    settings = settings_from(os.environ)
    with ready_site(settings) as site:
        if site is None:
            return 1
        violations = check_invariants(site)
        for violation in violations:
            print(f"invariant {violation.invariant}: {violation.text}")
        for line in missing_lines(missing_inserts(site), address(settings)):
            print(line)
        print(f"{count_live(site)} live files; {len(violations)} problems found.")
        return 1 if violations else 0
