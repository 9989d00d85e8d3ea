"""The power fails: what the real server wrote and did not sync is dropped at random, and what it confirmed is there.

A server that is killed shows nothing of this: what it wrote is safe with the system, which goes on. So strace writes
down each write and sync of `quizapp serve` while clients answer; afterwards the files are put together as a disk may
have them at many random moments, and opened.
"""

import random
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

from tests.bench.prepare import opened_site, published_site, settings_for, sqlite_url
from tests.bench.serving import Server, free_port
from tests.faults.answering import Clients, Record
from tests.faults.disk import Disk, Event, cuts, events, tracing
from tests.faults.example import example_files, starts_for
from tests.faults.judging import judge

CLIENTS = 8
SEED = 2
WHOLE = 20  # every so manyth cut the judge looks at all that is stored
# `quizapp serve` on a SQLite that syncs less by itself, as some are built: what we say to it must be what counts. Its
# arguments are pragmas to be left out, so that a test can see that the round misses them.
SERVE = """
import sqlite3, sys
connect = sqlite3.dbapi2.connect
def weaker(*given, **named):
    made = connect(*given, **named)
    made.execute("PRAGMA synchronous=NORMAL")
    return made
sqlite3.connect = sqlite3.dbapi2.connect = weaker
from quizapp.store import database
for name in sys.argv[1:]:
    database.PRAGMAS = tuple(pragma for pragma in database.PRAGMAS if not pragma.startswith(name))
    del database._SAFE_SQLITE[name]
from quizapp.cli import main
sys.exit(main(["serve"]))
"""


@dataclass
class PowerCuts:
    """A run: how often the power failed, what had been confirmed by then, and what was not there any more."""

    answers: int
    record: Record = field(default_factory=Record)
    cuts: int = 0
    confirmed: list[int] = field(default_factory=list)  # by the time of each cut
    writes: int = 0
    syncs: int = 0
    dropped: int = 0  # cuts at which there was something to drop
    judged: int = 0
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def problems(self) -> list[str]:
        """Everything that is wrong; empty when all is well."""
        found = [f"lost: {text}" for text in self.lost[:20]] + [f"broken: {text}" for text in self.broken[:20]]
        found += [f"unexpected: {text}" for text in self.record.unexpected[:20]]
        if self.record.confirmations < self.answers:
            found.append(f"aim not reached: {self.record.confirmations} confirmations of {self.answers}")
        if self.dropped < self.cuts // 10:
            found.append(f"aim not reached: only {self.dropped} cuts had anything to drop")
        return found

    def text(self) -> str:
        """The counts, a line each."""
        least, most = min(self.confirmed, default=0), max(self.confirmed, default=0)
        return "\n".join(
            (
                f"power cuts, sqlite: {self.cuts} cuts in {self.seconds:.0f} s, {self.dropped} with writes to drop",
                f"  answers confirmed {self.record.confirmations}, by the time of a cut {least} to {most};"
                f" {self.writes} writes, {self.syncs} syncs",
                f"  lost {len(self.lost)}, databases broken {len(self.broken)};"
                f" {self.judged} gone through by the judge",
            )
        )


def power_cuts(folder: Path, number: int, answers: int, without: Sequence[str] = ()) -> PowerCuts:
    """Record a server while clients answer, and cut the power afterwards. `without` names pragmas to be left out."""
    began, outcome = time.monotonic(), PowerCuts(answers)
    file = folder / "power.db"
    url = sqlite_url(file)
    site = published_site(url, example_files())
    starts = starts_for(site, answers)
    site.database.dispose()
    with suppress(FileNotFoundError):  # nothing is left in it once everybody has closed the database
        Path(f"{file}-wal").unlink()
    before = {str(file): file.read_bytes()}
    port, trace = free_port(), folder / "trace"
    served = [sys.executable, "-c", SERVE, *without]
    settings = {**settings_for(url), "QUIZAPP_PORT": str(port)}
    server = Server([*tracing(trace), *served], settings, port, folder)
    server.start(seconds=60)
    try:
        clients = Clients(port, starts, CLIENTS, SEED)
        outcome.record = clients.record
        clients.start()
        clients.wait_for(answers, 240)
        clients.stop()
        _stop(server)
    finally:
        server.kill()
    recorded = events(trace, (file, Path(f"{file}-wal"), Path(f"{file}-journal")))
    outcome.writes = sum(event.call == "pwrite64" for event in recorded)
    outcome.syncs = sum("sync" in event.call for event in recorded)
    _cut(folder / "found", file.name, before, recorded, number, outcome)
    outcome.seconds = time.monotonic() - began
    return outcome


def _stop(server: Server) -> None:
    """Let the server end by itself, so that strace writes down all that it saw."""
    traced = [p for p in server.processes()[1:] if p.parent() == server.processes()[0]]
    for process in traced:
        process.terminate()
    psutil.wait_procs(traced, timeout=60)
    if server.process is not None:
        server.process.wait(60)


def _cut(
    folder: Path, name: str, before: dict[str, bytes], recorded: Sequence[Event], number: int, outcome: PowerCuts
) -> None:
    folder.mkdir()
    chance, disk = random.Random(SEED), Disk(before)
    first = min((sent.confirmed_at for sent in outcome.record.sent.values()), default=0.0)
    answering = [n for n, event in enumerate(recorded) if event.ended >= first]
    places = sorted(chance.sample(answering, min(number, len(answering))))
    for when, found in cuts(disk, recorded, places, chance):
        outcome.cuts += 1
        outcome.dropped += any(file.loose for file in disk.files.values())
        for old in folder.iterdir():
            old.unlink()
        for path, content in found.items():
            (folder / Path(path).name).write_bytes(content)
        by_then = {key for key, sent in outcome.record.sent.items() if sent.confirmed and sent.confirmed_at <= when}
        outcome.confirmed.append(len(by_then))
        where = f"cut {outcome.cuts}"
        try:
            missing = by_then - _stored(folder / name)
        except (sqlite3.DatabaseError, ValueError) as error:
            outcome.broken.append(f"{where}: {error}")
            continue
        outcome.lost += [f"{where}: {key}" for key in sorted(missing)]
        if outcome.cuts % WHOLE == 0 and not missing:
            _judge(folder / name, by_then, where, outcome)


def _stored(file: Path) -> set[tuple[str, int]]:
    """The steps that are there after recovery, by attempt and number. ValueError if the database is not whole."""
    with closing(sqlite3.connect(file)) as connection:
        (whole,) = connection.execute("PRAGMA integrity_check").fetchone()
        if whole != "ok":
            raise ValueError(f"integrity_check: {whole}")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise ValueError("foreign_key_check")
        select = "SELECT a.public_id, s.number FROM step s JOIN attempt a ON a.id = s.attempt"
        return set(connection.execute(select).fetchall())


def _judge(file: Path, by_then: set[tuple[str, int]], where: str, outcome: PowerCuts) -> None:
    """What is stored is what was sent, and all invariants hold."""
    record = Record({key: replace(sent, confirmed=key in by_then) for key, sent in outcome.record.sent.items()})
    site = opened_site(sqlite_url(file))
    try:
        verdict = judge(site, record)
    finally:
        site.database.dispose()
    outcome.judged += 1
    for word in ("lost", "doubles", "ghosts", "changed", "violations"):
        outcome.broken += [f"{where}: {word}: {text}" for text in getattr(verdict, word)]
