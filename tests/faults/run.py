"""Faults: `quizapp serve` killed with -9 in the middle of eight clients' answers, over and over; then all is counted.

    python -m tests.faults.run [--kills 50] [--database sqlite|postgres|both] [--disk-full no] [--cuts 200]
                               [--crowd no] [--backups 3]

Every third kill takes one worker, the others the whole process group; half of these wait until the database has just
been written to, when a confirmation is most likely to be lost after its COMMIT. On PostgreSQL five more kills take the
postmaster and all of its children. Half of the clients' attempts are at a scenario, half at a question set, whose pass
completes the module. Then come a full disk, the power cut at random moments (`power.py`), a crowd of silent and slow
visitors behind nginx (`crowded.py`), and backups under load, restored elsewhere (`keeping.py`). Exit status 1 on any
loss, double or ghost, or if the aims were not reached.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.postgres import Postgres, postgres
from tests.bench.prepare import published_site, settings_for, sqlite_url
from tests.bench.serving import Server, quizapp_serve, running
from tests.faults import nginx
from tests.faults.answering import Clients, Record
from tests.faults.crowded import crowded
from tests.faults.disk import can_trace
from tests.faults.example import example_files, starts_for
from tests.faults.judging import Verdict, judge
from tests.faults.keeping import kept
from tests.faults.power import power_cuts

CLIENTS = 8
BETWEEN_KILLS = 110  # confirmations
LONGEST_ROUND = 30.0  # seconds
POSTMASTER_KILLS = 5
SEED = 1


@dataclass
class Aims:
    """What a run must have reached to prove anything."""

    kills: int = 50
    confirmations: int = 5000
    found_stored: int = 10


@dataclass
class Outcome:
    """A run: how often what was killed, what the clients know, and what became of it."""

    name: str
    kills: Counter[str] = field(default_factory=Counter)
    record: Record = field(default_factory=Record)
    verdict: Verdict = field(default_factory=Verdict)
    slowest_start: float = 0.0
    seconds: float = 0.0

    def problems(self, aims: Aims) -> list[str]:
        """Everything that is wrong; empty when all is well."""
        verdict, found = self.verdict, []
        for word in ("lost", "doubles", "ghosts", "changed", "violations"):
            found += [f"{word}: {text}" for text in getattr(verdict, word)[:20]]
        found += [f"unexpected: {text}" for text in self.record.unexpected[:20]]
        if verdict.integrity != "ok":
            found.append(f"integrity_check: {verdict.integrity}")
        for name, reached, aim in (
            ("kills", self.kills.total(), aims.kills),
            ("confirmations", self.record.confirmations, aims.confirmations),
            ("retries that found their answer stored", verdict.found_stored, aims.found_stored),
            ("modules completed", verdict.completions, 1),
        ):
            if reached < aim:
                found.append(f"aim not reached: {reached} {name} of {aim}")
        return found

    def text(self) -> str:
        """The counts, a line each."""
        verdict, record = self.verdict, self.record
        again = sum(sent.tries > 1 for sent in record.sent.values())
        kills = ", ".join(f"{number} {what}" for what, number in self.kills.items())
        return "\n".join(
            (
                f"{self.name}: {self.kills.total()} kills ({kills})"
                f" in {self.seconds:.0f} s, slowest start {self.slowest_start:.2f} s",
                f"  answers sent {len(record.sent)}, confirmed {record.confirmations}, stored {verdict.stored}",
                f"  modules completed by passing a set {verdict.completions}",
                f"  sent again {again}, found already stored {verdict.found_stored},"
                f" stored without a confirmation when the run ended {verdict.unconfirmed}",
                f"  lost {len(verdict.lost)}, double {len(verdict.doubles)}, ghosts {len(verdict.ghosts)},"
                f" changed {len(verdict.changed)}, broken invariants {len(verdict.violations)},"
                f" integrity {verdict.integrity}, unexpected answers {len(record.unexpected)}",
                f"  passing trouble: {', '.join(f'{n} {what}' for what, n in record.refusals.most_common()) or 'none'}",
            )
        )


def run(
    folder: Path, database: str, aims: Aims, server: Postgres | None = None, between: int = BETWEEN_KILLS
) -> Outcome:
    """Kill and count, on a fresh database. Goes on for up to twice the kills where the aims need it."""
    began = time.monotonic()
    url = server.new_database() if server else sqlite_url(folder / "faults.db")
    site = published_site(url, example_files())
    starts = starts_for(site, aims.confirmations + 200)
    site.database.dispose()
    outcome, chance = Outcome(database), random.Random(SEED)
    with running(quizapp_serve(folder, settings_for(url))) as serving:
        clients = Clients(serving.port, starts, CLIENTS, SEED)
        outcome.record = clients.record
        clients.start()
        for number in range(2 * aims.kills):
            if number >= aims.kills and outcome.record.confirmations >= aims.confirmations:
                break
            if not clients.wait_for(outcome.record.confirmations + between, LONGEST_ROUND):
                outcome.record.unexpected.append(f"the clients did not get on after kill {number}")
                break
            time.sleep(chance.random() * 0.1)
            _kill(number, serving, outcome, folder / "faults.db-wal" if server is None else None)
        for _ in range(POSTMASTER_KILLS if server and not outcome.record.unexpected else 0):
            clients.wait_for(outcome.record.confirmations + between, LONGEST_ROUND)
            assert server is not None
            server.kill()
            server.start()
            outcome.kills["postmaster"] += 1
        clients.wait_for(max(aims.confirmations, outcome.record.confirmations + CLIENTS), LONGEST_ROUND)
        clients.stop()
    outcome.verdict = judge(site, outcome.record)
    site.database.dispose()
    outcome.seconds = time.monotonic() - began
    return outcome


def _kill(number: int, serving: Server, outcome: Outcome, written: Path | None) -> None:
    """One kill. `written` is the file that grows with each answer, where there is one."""
    if number % 3 == 2:
        workers = serving.workers()
        workers[number % len(workers)].send_signal(signal.SIGKILL)
        outcome.kills["worker"] += 1
        return
    if number % 3 == 1 and written is not None:
        _wait_for_a_write(written)
        outcome.kills["group, just after a write"] += 1
    else:
        outcome.kills["group"] += 1
    serving.kill()
    outcome.slowest_start = max(outcome.slowest_start, serving.start())


def _wait_for_a_write(file: Path, seconds: float = 1.0) -> None:
    """Return at once when the file's time changes."""
    end, before = time.monotonic() + seconds, file.stat().st_mtime_ns
    while file.stat().st_mtime_ns == before and time.monotonic() < end:
        time.sleep(0.0002)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    """A small disk in memory, or None where this machine lets nobody mount one."""
    disk = folder / "small-disk"
    disk.mkdir()
    options = f"size={megabytes}m,mode=755"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], capture_output=True, check=False)
    try:
        yield disk if mounted.returncode == 0 else None
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", "-l", disk], check=False)


def disk_full(folder: Path) -> Outcome | None:
    """The disk fills up in the middle of answers, and is freed again; None where no small disk can be mounted."""
    with small_disk(folder, 48) as disk:
        if disk is None:
            return None
        began = time.monotonic()
        outcome = Outcome("disk full, sqlite")
        site = published_site(sqlite_url(disk / "faults.db"), example_files())
        starts = starts_for(site, 750)
        site.database.dispose()
        ballast = disk / "ballast"
        with running(quizapp_serve(folder, settings_for(sqlite_url(disk / "faults.db")))) as serving:
            clients = Clients(serving.port, starts, CLIENTS, SEED)
            outcome.record = clients.record
            clients.start()
            for _ in range(3):
                clients.wait_for(outcome.record.confirmations + 100, LONGEST_ROUND)
                _fill(ballast)
                _wait_for_refusals(outcome.record, outcome.record.refusals["503"] + 20, 10)
                ballast.unlink()
                outcome.kills["disk full"] += 1
            clients.wait_for(outcome.record.confirmations + 100, LONGEST_ROUND)
            clients.stop()
        outcome.verdict = judge(site, outcome.record)
        site.database.dispose()
        outcome.seconds = time.monotonic() - began
        if not outcome.record.refusals["503"]:
            outcome.record.unexpected.append("the disk was full, and nothing was refused")
        return outcome


def _fill(ballast: Path) -> None:
    """Write until nothing more fits."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue


def _wait_for_refusals(record: Record, number: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while record.refusals["503"] < number and time.monotonic() < end:
        time.sleep(0.01)


def rounds(folder: Path, chosen: argparse.Namespace, server: Postgres | None) -> Iterator[tuple[str, list[str]]]:
    """Every round that was asked for, one after another: its counts, and what is wrong."""
    aims = Aims(chosen.kills, chosen.kills * 100, chosen.kills // 5)
    if chosen.database != "postgres":
        yield _told(run(folder, "sqlite", aims), aims)
        if chosen.disk_full == "yes":
            full = disk_full(folder)
            yield (
                _told(full, Aims(3, 100, 0)) if full else ("disk full: left out, no small disk can be mounted here", [])
            )
        if chosen.cuts and not can_trace():
            yield "power cuts: left out, there is no strace here that may trace (apt-get install strace)", []
        elif chosen.cuts:
            cut = power_cuts(folder, chosen.cuts, answers=2 * chosen.cuts)
            yield cut.text(), cut.problems()
        if chosen.crowd == "yes" and nginx.program() is None:
            yield "behind nginx: left out, it is not installed (apt-get install nginx)", []
        elif chosen.crowd == "yes":
            among = crowded(folder, answers=600)
            yield among.text(), among.problems()
        if chosen.backups:
            copied = kept(folder, "sqlite", chosen.backups)
            yield copied.text(), copied.problems()
    if server:
        # Without a file to watch, how many confirmations are lost is left to chance.
        fewer = Aims(aims.kills, aims.confirmations, aims.found_stored // 2)
        yield _told(run(folder, "postgres", fewer, server), fewer)
        if chosen.backups:
            copied = kept(folder, "postgres", chosen.backups, server)
            yield copied.text(), copied.problems()


def _told(outcome: Outcome, aims: Aims) -> tuple[str, list[str]]:
    return outcome.text(), outcome.problems(aims)


def main() -> int:
    """Run what was asked for, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="sqlite")
    parser.add_argument("--disk-full", choices=["yes", "no"], default="yes")
    parser.add_argument("--cuts", type=int, default=200, help="moments at which the power fails; 0 leaves it out")
    parser.add_argument("--crowd", choices=["yes", "no"], default="yes", help="500 silent sockets behind nginx")
    parser.add_argument("--backups", type=int, default=3, help="backups under load; 0 leaves them out")
    chosen = parser.parse_args()
    problems = []
    with tempfile.TemporaryDirectory(prefix="quizapp-faults-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as somebody else
        server = stack.enter_context(postgres(folder / "pg")) if chosen.database != "sqlite" else None
        for text, found in rounds(folder, chosen, server):
            print(text)
            print("\n".join(f"  {problem}" for problem in found) or "  nothing is wrong", flush=True)
            problems += found
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
