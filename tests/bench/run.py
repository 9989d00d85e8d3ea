"""The benchmark: one answered step (POST, 303, GET of the next passage), ours against the floor.

    python -m tests.bench.run [--quick] [--repeats 5] [--seconds 6] [--database both] [--steps-stored 0,1000000]
    python -m tests.bench.run --profile [--database sqlite]
    python -m tests.bench.run --only steps|questions|check|start

CPU milliseconds are of all server processes, PostgreSQL's included, and of their children that have ended. Ours and the
floor are served by the same function with the same settings, and both keep running; they are measured in turn.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from subprocess import run

from quizapp.services.site.settings import Settings
from tests.bench.clients import CLIENTS, Floor, Ours, OursAsking, Start, Window, measure
from tests.bench.generated import write_folder
from tests.bench.postgres import Postgres, postgres
from tests.bench.prepare import (
    average_questions,
    average_steps,
    fill,
    fill_floor,
    published_site,
    settings_for,
    signed_in_at_set,
    signed_in_starts,
    sqlite_url,
)
from tests.bench.profiling import profile
from tests.bench.serving import QUIZAPP, ROOT, Server, cpu_seconds, environment, free_port, quizapp_serve, running
from tests.bench.windows import Prepared, enough, measured

HEADINGS = ("database", "stored", "", "CPU ms/step", "min–max", "p50 ms", "p99 ms", "p99 min–max", "steps/s")


@dataclass
class Series:
    """The windows of one side, in the order in which they were measured."""

    name: str
    windows: list[Window] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """The median of the CPU milliseconds for one step."""
        return median(w.cpu_ms for w in self.windows)

    def row(self, database: str, stored: int) -> tuple[str, ...]:
        """A line of the table."""
        cpu = [w.cpu_ms for w in self.windows]
        high = [w.percentile(0.99) for w in self.windows]
        return (
            database,
            f"{stored:,}",
            self.name,
            f"{median(cpu):.2f}",
            f"{min(cpu):.2f}–{max(cpu):.2f}",
            f"{median(w.percentile(0.5) for w in self.windows):.1f}",
            f"{median(high):.1f}",
            f"{min(high):.1f}–{max(high):.1f}",
            f"{median(len(w.seconds) / w.wall for w in self.windows):.0f}",
        )


def main() -> int:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each window")
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--steps-stored", default="0,1000000", metavar="N,N")
    parser.add_argument("--workers", type=int, default=Settings().workers, help="of both sides")
    parser.add_argument("--threads", type=int, default=Settings().threads, help="of each worker, of both sides")
    parser.add_argument("--quick", action="store_true", help="two short repeats, nothing stored beforehand")
    parser.add_argument("--profile", action="store_true", help="where the time of 2,000 answered steps goes")
    parser.add_argument("--only", choices=["steps", "questions", "check", "start"])
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.repeats, chosen.seconds, chosen.steps_stored = 2, 2.0, "0"
    kinds = ["sqlite", "postgres"] if chosen.database == "both" else [chosen.database]
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)  # PostgreSQL runs as somebody else
        server = stack.enter_context(postgres(Path(folder) / "pg")) if "postgres" in kinds else None
        if chosen.profile:
            for kind in kinds:
                print(f"\n{kind}: 2,000 answered steps under cProfile\n")
                profile(_database(kind, Path(folder), server, "profile"), steps=2000, functions=40)
            return 0
        if chosen.only in (None, "steps"):
            _steps(kinds, Path(folder), server, chosen)
        if chosen.only in (None, "questions"):
            _questions(kinds, Path(folder), server, chosen)
        if chosen.only in (None, "check"):
            _check(Path(folder), 20 if chosen.quick else 200)
        if chosen.only in (None, "start"):
            _start(Path(folder))
    return 0


def _database(kind: str, folder: Path, server: Postgres | None, name: str) -> str:
    """The URL of a fresh database."""
    return server.new_database() if kind == "postgres" and server else sqlite_url(folder / f"{name}.db")


def _steps(kinds: Sequence[str], folder: Path, server: Postgres | None, chosen: argparse.Namespace) -> None:
    rows: list[tuple[str, ...]] = [HEADINGS]
    ratios = []
    for kind in kinds:
        for stored in [int(text) for text in chosen.steps_stored.split(",")]:
            name = f"{kind}-{stored}"
            urls = [_database(kind, folder, server, f"{name}-{side}") for side in ("ours", "floor")]
            ours, floor = _compare(name, urls, folder, server if kind == "postgres" else None, stored, chosen)
            rows += [ours.row(kind, stored), floor.row(kind, stored)]
            each = sorted(o.cpu_ms / f.cpu_ms for o, f in zip(ours.windows, floor.windows, strict=True))
            ratios.append(
                f"{kind}, {stored:,} stored: ratio of medians {ours.cpu / floor.cpu:.2f}"
                f" (by repeat {each[0]:.2f}–{each[-1]:.2f})"
            )
    print(f"\nOne answered step, {CLIENTS} clients, {chosen.repeats} interleaved repeats of {chosen.seconds:g} s\n")
    _print_table(rows)
    print()
    for line in ratios:
        print(line)


def _questions(kinds: Sequence[str], folder: Path, server: Postgres | None, chosen: argparse.Namespace) -> None:
    """One answered question of a set: there is no floor for it, because its pages are three and not two."""
    rows: list[tuple[str, ...]] = [HEADINGS]
    for kind in kinds:
        url = _database(kind, folder, server, f"{kind}-questions")
        site = published_site(url)
        each = enough(chosen.seconds, average_questions(site))
        prepared = Prepared(site, signed_in_at_set, each, chosen.repeats)
        site.database.dispose()
        database = [lambda: cpu_seconds(server.processes())] if server and kind == "postgres" else []
        workers = {"QUIZAPP_WORKERS": str(chosen.workers), "QUIZAPP_THREADS": str(chosen.threads)}
        series = Series("question")
        with running(quizapp_serve(folder, {**settings_for(url), **workers})) as serving:
            for repeat in range(chosen.repeats):
                watched = [serving.cpu, *database]
                series.windows.append(
                    measured(OursAsking, serving.port, prepared, chosen.seconds, watched, seed=repeat * 100)
                )
        rows.append(series.row(kind, 0))
    print("\nOne answered question of a set: POST, GET of what is told, GET of the next question\n")
    _print_table(rows)


def _compare(
    name: str, urls: Sequence[str], folder: Path, server: Postgres | None, stored: int, chosen: argparse.Namespace
) -> tuple[Series, Series]:
    """Both sides on fresh databases of their own, ours, floor, ours, floor …"""
    began = time.monotonic()
    site = published_site(urls[0])
    filled = fill(site, stored)
    if filled.steps:
        print(
            f"{name}: {filled.steps:,} steps of {filled.attempts:,} attempts stored in {time.monotonic() - began:.0f} s"
        )
    prepared = Prepared(site, signed_in_starts, enough(chosen.seconds, average_steps(site)), chosen.repeats)
    site.database.dispose()
    ours, floor = Series("ours"), Series("floor")
    database = [lambda: cpu_seconds(server.processes())] if server else []
    alike = {"QUIZAPP_WORKERS": str(chosen.workers), "QUIZAPP_THREADS": str(chosen.threads)}
    ours_running = running(quizapp_serve(folder, {**settings_for(urls[0]), **alike}))
    with ours_running as our_server, _floor_server(folder, {"DATABASE_URL": urls[1], **alike}, stored) as floor_server:
        for repeat in range(chosen.repeats):
            logins = [[Start("", f"/login?attempt={1 + repeat * CLIENTS + n}")] for n in range(CLIENTS)]
            for series in (ours, floor):
                played = series is ours
                served = our_server if played else floor_server
                watched, seed = [served.cpu, *database], repeat * 100
                if played:
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


def _check(folder: Path, many: int) -> None:
    """Whole-process seconds of `quizapp check`."""
    for number, aim in ((1, 1.0), (many, 20.0)):
        module = write_folder(folder / f"check-{number}", number)
        taken = []
        for _ in range(3 if number == 1 else 1):
            began = time.monotonic()
            done = run(
                [QUIZAPP, "check", str(module)], env=environment({}), capture_output=True, text=True, check=False
            )
            taken.append(time.monotonic() - began)
        print(
            f"check of {number} scenarios of 25 passages: {median(taken):.2f} s (aim {aim:g} s), exit status"
            f" {done.returncode}, {sum(': error[' in line for line in done.stdout.splitlines())} errors"
        )


def _start(folder: Path) -> None:
    """Seconds from `quizapp serve` to its first page."""
    url = sqlite_url(folder / "start.db")
    published_site(url).database.dispose()
    taken = []
    for _ in range(5):
        server = quizapp_serve(folder, settings_for(url))
        taken.append(server.start("/sign-in"))
        server.stop()
    print(f"serve to its first page: median {median(taken):.2f} s, slowest {max(taken):.2f} s (aim 2 s)")


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
