"""One answered step of a story, and one answered question of a set, against the floor."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import run

from quizapp.services.site.site import Site
from tests.bench.clients import CLIENTS, Floor, Ours, OursAsking, Start, measure
from tests.bench.databases import Databases
from tests.bench.prepare import (
    AT_THE_END_PATH,
    average_questions,
    average_steps,
    fill,
    fill_floor,
    published_site,
    settings_for,
    signed_in_at_set,
    signed_in_starts,
)
from tests.bench.report import Report, Row, Series
from tests.bench.serving import ROOT, Server, environment, free_port, quizapp_serve, running
from tests.bench.windows import Make, Prepared, enough, measured


def steps(report: Report, databases: Databases, chosen: argparse.Namespace) -> None:
    """A row for each side, each database and each number of stored steps, and the ratios."""
    stored = [int(text) for text in chosen.steps_stored.split(",")]
    _against_the_floor(report, databases, chosen, "step", Played(signed_in_starts, average_steps), stored)


def questions(report: Report, databases: Databases, chosen: argparse.Namespace) -> None:
    """One answered question of a set that tells at its end, against the floor; and of one that tells each time.

    There is no floor for the second, because its pages are three and not two.
    """
    at_the_end = Played(
        partial(signed_in_at_set, path=AT_THE_END_PATH), partial(average_questions, path=AT_THE_END_PATH)
    )
    _against_the_floor(report, databases, chosen, "question, told at the end", at_the_end, [0])
    rows: list[Row] = []
    for kind in databases.kinds:
        url = databases.fresh(kind, f"{kind}-questions")
        site = published_site(url)
        each = enough(chosen.seconds, average_questions(site))
        prepared = Prepared(site, signed_in_at_set, each, chosen.repeats)
        site.database.dispose()
        watching = databases.watched(kind)
        series = Series("question")
        with running(quizapp_serve(databases.folder, {**settings_for(url), **alike(chosen)})) as serving:
            for repeat in range(chosen.repeats):
                watched = [serving.cpu, *watching]
                series.windows.append(
                    measured(OursAsking, serving.port, prepared, chosen.seconds, watched, seed=repeat * 100)
                )
        rows.append(series.row("question", kind, 0))
    report.table("One answered question of a set: POST, GET of what is told, GET of the next question", rows)


@dataclass(frozen=True, slots=True)
class Played:
    """What is played: who makes so many attempts at it, and how many pages an attempt has on average."""

    make: Make
    average: Callable[[Site], float]


def _against_the_floor(
    report: Report, databases: Databases, chosen: argparse.Namespace, what: str, played: Played, sizes: Sequence[int]
) -> None:
    rows: list[Row] = []
    ratios = []
    for kind in databases.kinds:
        for stored in sizes:
            name = f"{kind}-{stored}"
            urls = [databases.fresh(kind, f"{name}-{len(what)}-{side}") for side in ("ours", "floor")]
            ours, floor = _compare(name, urls, databases, kind, stored, chosen, played)
            rows += [ours.row(what, kind, stored), floor.row(what, kind, stored)]
            each = sorted(o.cpu_ms / f.cpu_ms for o, f in zip(ours.windows, floor.windows, strict=True))
            ratios.append(
                f"{kind}, {stored:,} stored: ratio of medians {ours.cpu / floor.cpu:.2f}"
                f" (by repeat {each[0]:.2f}–{each[-1]:.2f})"
            )
    repeats = f"{CLIENTS} clients, {chosen.repeats} interleaved repeats of {chosen.seconds:g} s"
    report.table(f"One answered {what}, {repeats}", rows)
    print()
    for line in ratios:
        print(line)


def alike(chosen: argparse.Namespace) -> dict[str, str]:
    """The settings that are the same for every server."""
    return {"QUIZAPP_WORKERS": str(chosen.workers), "QUIZAPP_THREADS": str(chosen.threads)}


def _compare(
    name: str,
    urls: Sequence[str],
    databases: Databases,
    kind: str,
    stored: int,
    chosen: argparse.Namespace,
    played: Played,
) -> tuple[Series, Series]:
    """Both sides on fresh databases of their own, ours, floor, ours, floor …"""
    began, folder, database = time.monotonic(), databases.folder, databases.watched(kind)
    site = published_site(urls[0])
    filled = fill(site, stored)
    if filled.steps:
        print(
            f"{name}: {filled.steps:,} steps of {filled.attempts:,} attempts stored in {time.monotonic() - began:.0f} s"
        )
    prepared = Prepared(site, played.make, enough(chosen.seconds, played.average(site)), chosen.repeats)
    site.database.dispose()
    ours, floor = Series("ours"), Series("floor")
    ours_running = running(quizapp_serve(folder, {**settings_for(urls[0]), **alike(chosen)}))
    theirs = {"DATABASE_URL": urls[1], **alike(chosen)}
    with ours_running as our_server, _floor_server(folder, theirs, stored) as floor_server:
        for repeat in range(chosen.repeats):
            logins = [[Start("", f"/login?attempt={1 + repeat * CLIENTS + n}")] for n in range(CLIENTS)]
            for series in (ours, floor):
                is_ours = series is ours
                served = our_server if is_ours else floor_server
                watched, seed = [served.cpu, *database], repeat * 100
                if is_ours:
                    window = measured(Ours, served.port, prepared, chosen.seconds, watched, seed)
                else:
                    window = measure(Floor, served.port, logins, chosen.seconds, watched, seed)
                series.windows.append(window)
                print(
                    f"{name} {series.name}: {window.cpu_ms:.2f} CPU ms/step"
                    f" ({' + '.join(f'{1000 * c / len(window.seconds):.2f}' for c in window.cpu)}),"
                    f" p50 {window.percentile(0.5):.1f}, p99 {window.percentile(0.99):.1f} ms,"
                    f" {len(window.seconds)} steps",
                    flush=True,
                )
    return ours, floor


@contextmanager
def _floor_server(folder: Path, settings: Mapping[str, str], stored: int) -> Iterator[Server]:
    """The floor on a fresh database, with as many stored steps."""
    port = free_port()
    settings = {**settings, "QUIZAPP_PORT": str(port), "PYTHONPATH": str(ROOT)}
    run([sys.executable, "-m", "tests.bench.floor_app"], env=environment(settings), cwd=folder, check=True)
    fill_floor(settings["DATABASE_URL"], stored)
    server = Server([sys.executable, "-m", "tests.bench.serve_floor"], settings, port, folder)
    with running(server, "/login?attempt=1"):
        yield server
