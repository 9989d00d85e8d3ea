"""How much slower people answer while somebody does something large: the p99 of a step, alone and beside each of it.

Each load goes on for the whole window, again and again, beside eight clients; a window alone comes before each of them.
"""

import argparse
import multiprocessing
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from quizapp.model.people import Role
from quizapp.services.site.accounts import place_person
from quizapp.services.site.site import Site
from quizapp.web import create_app
from tests.bench.clients import CLIENTS, Ours
from tests.bench.databases import Databases
from tests.bench.generated import write_folder
from tests.bench.prepare import average_steps, fill, published_site, session_cookie, settings_for, signed_in_starts
from tests.bench.report import Report, Row, Series
from tests.bench.serving import QUIZAPP, environment, quizapp_serve, running
from tests.bench.steps import alike
from tests.bench.windows import Prepared, enough, measured
from tests.bench.wire import Browser

MOST = 1.5  # times the p99 without
TEAM, MODULE = "A large team", "generated"


def in_the_way(
    report: Report, databases: Databases, chosen: argparse.Namespace, *, people: int, scenarios: int, attempts: int
) -> None:
    """A row for each load on each database, with the ratio of its p99 to the p99 without."""
    rows: list[Row] = []
    for kind in databases.kinds:
        url = databases.fresh(kind, f"{kind}-way")
        folder = databases.folder / f"way-{kind}"
        folder.mkdir()
        site = published_site(url)
        cookie = _manager(site, people)
        fill(site, attempts=attempts)
        windows = chosen.repeats * 8
        prepared = Prepared(site, signed_in_starts, enough(chosen.seconds, average_steps(site)), windows)
        site.database.dispose()
        settings = {**settings_for(url), "QUIZAPP_FOLDER": str(folder)}
        with running(quizapp_serve(folder, {**settings, **alike(chosen)})) as serving:
            loads: dict[str, Callable[[int], int]] = {
                f"team of {people:,}": partial(_open_team, serving.port, cookie),
                f"publish of {scenarios}": partial(_publish, folder, settings, scenarios),
                "backup": partial(_command, folder, settings, ["backup", "a.backup", "--replace"]),
                f"doctor on {attempts:,}": partial(_command, folder, settings, ["doctor"]),
            }
            watched = [serving.cpu, *databases.watched(kind)]
            for name, load in loads.items():
                alone, beside, rounds = Series("alone"), Series(name), 0
                for repeat in range(chosen.repeats):
                    window = partial(measured, Ours, serving.port, prepared, chosen.seconds, watched, repeat * 100)
                    alone.windows.append(window())
                    with _going_on(load) as done:
                        beside.windows.append(window())
                    rounds += done()
                row = _row(kind, alone, beside, rounds)
                rows.append(row)
                print(f"{kind}, {name}: {row['ratio']:.2f}", flush=True)
    report.table(f"p99 of a step, {CLIENTS} clients, beside a load that goes on (at most {MOST:g} times alone)", rows)


def _row(kind: str, alone: Series, beside: Series, rounds: int) -> dict[str, str | int | float | None]:
    ratios = [b.percentile(0.99) / a.percentile(0.99) for a, b in zip(alone.windows, beside.windows, strict=True)]
    return {
        "what": "in-the-way",
        "database": kind,
        "beside": beside.name,
        "rounds": rounds,
        "p50_alone_ms": median(w.percentile(0.5) for w in alone.windows),
        "p50_ms": median(w.percentile(0.5) for w in beside.windows),
        "p99_alone_ms": alone.p99,
        "p99_ms": beside.p99,
        "slowest_ms": max(w.percentile(1) for w in beside.windows),
        "ratio": median(ratios),
        "aim_ratio": MOST,
    }


@contextmanager
def _going_on(load: Callable[[int], int]) -> Iterator[Callable[[], int]]:
    """The load, again and again in a process of its own; gives how often it came to its end, once it was stopped."""
    forked = multiprocessing.get_context("fork")
    stop, rounds = forked.Event(), forked.Value("i", 0)

    def go_on() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            rounds.value += load(number)

    process = forked.Process(target=go_on)
    process.start()
    time.sleep(1)  # a command has been started by then
    try:
        yield lambda: int(rounds.value)
    finally:
        stop.set()
        process.join(600)


def _open_team(port: int, cookie: str, _: int) -> int:
    reply = Browser(port, cookie).get("/team")
    assert reply.status == 200, reply.status
    return 1


def _publish(folder: Path, settings: dict[str, str], scenarios: int, _: int) -> int:
    """Publish the module with other words in each scenario than before."""
    written = folder / f"round-{time.monotonic_ns()}"
    made = write_folder(written, scenarios, first=time.monotonic_ns() % 10**9)
    module = folder / "scenarios" / MODULE
    shutil.rmtree(module, ignore_errors=True)
    module.mkdir(parents=True)
    (made / "briefing.md").rename(module / "briefing.md")
    for number, file in enumerate(sorted(made.glob("story-*.md"))):
        file.rename(module / f"story-{number}.md")
    shutil.rmtree(written)
    return _command(folder, settings, ["publish", str(module)])


def _command(folder: Path, settings: dict[str, str], arguments: Sequence[str], _: int = 0) -> int:
    done = subprocess.run(
        [QUIZAPP, *arguments], cwd=folder, env=environment(settings), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return 1


def _manager(site: Site, people: int) -> str:
    """The cookie of somebody who manages a team of so many."""
    app = create_app(site)
    with site.database.write() as connection:
        for number in range(people):
            place_person(connection, site.today(), f"Invented {number}", None, frozenset({Role.STAFF}), TEAM, None, ())
        person = place_person(connection, site.today(), "Manager", None, frozenset(), None, None, (TEAM,))
        return session_cookie(site, app, connection, person)
