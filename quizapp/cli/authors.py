"""Commands for those who write: check, publish, retire, export, preview, simulate."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from quizapp.cli.exceptions import read_exception, without
from quizapp.cli.operators import ready_site
from quizapp.cli.parsing import add_command
from quizapp.cli.progress import on_terminal
from quizapp.services.site.settings import folder_from, settings_from

FORMATS = "text to read (what is said without it), or json for another program"
DEFAULT_PATHS = "default: all in QUIZAPP_FOLDER, or where you are"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser."""
    what = "name every mistake in scenarios and questions, with its line and what was probably meant"
    check = add_command(commands, "check", run_check, what, "It publishes nothing, and needs no database.")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=f"files or folders ({DEFAULT_PATHS})")
    check.add_argument("--format", choices=["text", "json"], default="text", help=FORMATS)
    check.add_argument("--strict", action="store_true", help="warnings fail, too")
    check.add_argument(
        "--except",
        dest="exceptions",
        action="append",
        type=read_exception,
        default=[],
        metavar="CODE:PATH",
        help="leave this warning of this file out; fails where there is none any more",
    )
    check.add_argument("--figures", action="store_true", help="paths, scores, draws, chances, what wording tells")
    what = "check scenarios and questions, then make what is new live: all of it, or nothing where one has an error"
    publish = add_command(commands, "publish", run_publish, what)
    publish.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=f"files or folders ({DEFAULT_PATHS})")
    publish.add_argument("--why", default="", help="a line for the record")
    publish.add_argument("--replace", action="store_true", help="replace live versions that were made in the browser")
    what = "offer a scenario, a set or a whole module no longer; what was done stays"
    retire = add_command(commands, "retire", run_retire, what, "`quizapp publish` brings it back.")
    retire.add_argument(
        "what",
        metavar="FILE|MODULE",
        help="a file, such as scenarios/module/story.md, or a module's name for all of it",
    )
    retire.add_argument("--why", required=True, help="a line for the record; trainers and administrators read it")
    what = "bring what is live back to disk: all of a module, or one file"
    export = add_command(commands, "export", run_export, what)
    export.add_argument(
        "what", metavar="MODULE|FILE", help="a module's name or folder, or a file, such as scenarios/module/story.md"
    )
    export.add_argument(
        "--to", type=Path, metavar="FOLDER", help="the folder to write into (default: QUIZAPP_FOLDER, or where you are)"
    )
    export.add_argument("--force", action="store_true", help="write over files that differ")
    what = "play what is on disk; it follows as you save, and records nothing"
    preview = add_command(commands, "preview", run_preview, what)
    preview.add_argument(
        "file", type=Path, metavar="FILE", help="a scenario or a set; a briefing or a module's folder for all of it"
    )
    what = "play a scenario many times, and say how often each ending and score comes"
    simulate = add_command(commands, "simulate", run_simulate, what)
    simulate.add_argument("file", type=Path, metavar="FILE", help="a scenario, as it is on disk")
    simulate.add_argument("--plays", type=int, default=10_000, metavar="N", help="1 to 1,000,000 (default 10,000)")
    simulate.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same number, the same plays (default 1)"
    )
    simulate.add_argument("--format", choices=["text", "json"], default="text", help=FORMATS)


def run_check(chosen: argparse.Namespace) -> int:
    """Print every diagnostic of the files; exit 1 on an error, with --strict on a warning, and on an idle exception."""
    from quizapp.cli.check_text import exit_code, to_json, to_text
    from quizapp.model.days import DEFAULT_ZONE, day_of, zone_named
    from quizapp.services.authoring.files import check_paths

    today = day_of(datetime.now(UTC), zone_named(DEFAULT_ZONE))
    result = check_paths(chosen.paths, today, folder_from(os.environ), figures=chosen.figures, progress=on_terminal)
    left = without(result.diagnostics, chosen.exceptions)
    result = replace(result, diagnostics=left.kept)
    for line in left.lines():
        print(line, file=sys.stderr)
    print(to_json(result) if chosen.format == "json" else to_text(result), end="")
    return 1 if left.unused else exit_code(result, chosen.strict)


def run_publish(chosen: argparse.Namespace) -> int:
    """Check the files and publish what is new, with what is live and draws on it; any error publishes nothing."""
    from quizapp.cli.missing_text import guessed_lines, missing_lines, number_lines
    from quizapp.cli.notes_text import lines_of
    from quizapp.cli.publish_text import changed_lines, completed_lines, published_lines
    from quizapp.cli.retire_text import gone_lines
    from quizapp.model.diagnostics import has_errors
    from quizapp.services.authoring.files import all_mistakes, read_for_publishing, said_of
    from quizapp.services.authoring.gone import gone
    from quizapp.services.authoring.publishing import publish
    from quizapp.services.site.missing import contacts_without_number, missing_inserts

    settings = settings_from(os.environ)
    with ready_site(settings) as site:
        if site is None:
            return 2
        reading = read_for_publishing(chosen.paths, settings.folder)
        if has_errors(reading.diagnostics):
            _print_lines(lines_of(all_mistakes(reading, site.today())))
            print("Nothing was published. What is live has not changed.")
            return 1
        done = publish(
            site,
            reading.files,
            why=chosen.why,
            replace=chosen.replace,
            whole=reading.whole,
            asked=reading.asked,
            progress=on_terminal,
        )
        missing, lacking = missing_inserts(site), contacts_without_number(site)
        lost = () if has_errors(done.diagnostics) else gone(site, chosen.paths, reading.files, done.publications)
    _print_lines(lines_of(said_of(reading, done.diagnostics)))
    if has_errors(done.diagnostics):
        print("Nothing was published. What is live has not changed.")
        return 1
    for path in done.refused:
        print(f"{path}: its live version was made in the browser. Export it first, or use --replace.")
    if done.refused:
        print("Nothing was published. What is live has not changed.")
        return 1
    if done.changed:
        _print_lines(changed_lines(done.changed))
        return 1
    _print_lines(published_lines(done))
    print(f"{len(done.publications)} published, {len(done.unchanged)} had not changed.")
    _print_lines(completed_lines(done.completed))
    _print_lines(gone_lines(lost))
    _print_lines(missing_lines(missing, settings.address))
    _print_lines(number_lines(lacking, settings.address))
    if missing or lacking is not None:  # they say where to fill it in
        _print_lines(guessed_lines(settings))
    return 0


def run_retire(chosen: argparse.Namespace) -> int:
    """Offer something no longer, or say why that cannot be."""
    from quizapp.cli.retire_text import refused_line, retired_lines
    from quizapp.services.authoring.retiring import LONGEST_REASON, retire

    if not chosen.why.strip() or len(chosen.why) > LONGEST_REASON:
        print(f"quizapp: --why must say why, in at most {LONGEST_REASON} characters", file=sys.stderr)
        return 2
    with ready_site(settings_from(os.environ)) as site:
        if site is None:
            return 2
        done = retire(site, chosen.what, chosen.why)
    if not done.ended:
        print(f"quizapp: {refused_line(done, chosen.what)}", file=sys.stderr)
        return 1
    _print_lines(retired_lines(done))
    return 0


def run_export(chosen: argparse.Namespace) -> int:
    """Write what is live back to disk byte for byte: a file with all that it draws on, or all of a module."""
    from quizapp.cli.export_text import export_lines, nothing_live
    from quizapp.services.authoring.exporting import what_is_live, write_exported

    settings = settings_from(os.environ)
    with ready_site(settings) as site:
        if site is None:
            return 2
        live = what_is_live(site, chosen.what)
    if not live.files:
        print(f"quizapp: {nothing_live(chosen.what, live.nearest)}", file=sys.stderr)
        return 1
    done = write_exported(live, chosen.to or settings.folder, force=chosen.force)
    _print_lines(export_lines(done))
    return 1 if done.differ else 0


def run_preview(chosen: argparse.Namespace) -> int:
    """Serve a file, or a module, as it is on disk, checked again whenever it changes; nothing is kept."""
    from quizapp.services.authoring.files import help_for
    from quizapp.services.authoring.preview import can_be_played, open_preview
    from quizapp.web.preview import preview_server

    if not chosen.file.exists():
        print(f"quizapp: there is no file {chosen.file}: {help_for(chosen.file)}", file=sys.stderr)
        return 2
    if not can_be_played(chosen.file):
        print(f"quizapp: {chosen.file} is a folder; name one file in it, or the folder of a module", file=sys.stderr)
        return 2
    settings = settings_from(os.environ)
    with _ended_by_sigterm(), open_preview(chosen.file, settings) as preview:
        try:
            server = preview_server(preview)
        except OSError as problem:
            print(f"quizapp: port {settings.port} cannot be listened at: {problem.strerror}", file=sys.stderr)
            return 2
        there = f"http://{settings.host}:{server.port}{settings.prefix}/"
        print(f"Preview of {chosen.file} at {there}  Press Ctrl+C to stop.", flush=True)
        server.serve_forever()
    return 0


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM end what is inside as Ctrl+C does, so that nothing is left behind: a shell may have that ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> NoReturn:
        raise SystemExit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def run_simulate(chosen: argparse.Namespace) -> int:
    """Play a scenario at random many times, seeded, and print what came."""
    from quizapp.cli.simulation_text import simulation_json, simulation_text
    from quizapp.model.play import NotPossible
    from quizapp.services.authoring.files import simulate_file

    if not 1 <= chosen.plays <= 1_000_000:
        print("quizapp: --plays must be from 1 to 1,000,000", file=sys.stderr)
        return 2
    try:
        result = simulate_file(chosen.file, chosen.plays, chosen.seed)
    except NotPossible as problem:
        print(problem, file=sys.stderr)
        return 1
    print(simulation_json(result) if chosen.format == "json" else simulation_text(result))
    return 0


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
