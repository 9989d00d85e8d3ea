"""Backups while people answer, restored elsewhere: what was confirmed before a backup began is in it."""

import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizapp.store.database import StoreUnavailable
from tests.bench.postgres import Postgres
from tests.bench.prepare import opened_site, published_site, settings_for, sqlite_url
from tests.bench.serving import QUIZAPP, environment, quizapp_serve, running
from tests.faults.answering import Clients, Record
from tests.faults.example import example_files, starts_for
from tests.faults.judging import Verdict, judge

CLIENTS = 8
SEED = 4
BETWEEN = 60  # confirmations
LONGEST = 60.0  # seconds


@dataclass
class Kept:
    """Backups under load: what had been confirmed when each began, and what became of it elsewhere."""

    name: str
    record: Record = field(default_factory=Record)
    began: list[float] = field(default_factory=list)
    confirmed: list[int] = field(default_factory=list)
    meanwhile: list[int] = field(default_factory=list)  # confirmed while the backup was made
    verdicts: list[Verdict] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0

    def problems(self) -> list[str]:
        """Everything that is wrong; empty when all is well."""
        found = [f"unexpected: {text}" for text in self.record.unexpected[:20]]
        found += [f"failed: {text}" for text in self.failed]
        found += [f"backup {n}: not whole: {v}" for n, v in enumerate(self.verdicts, 1) if not v.clean]
        if not all(self.meanwhile):
            found.append("aim not reached: nobody answered while a backup was made")
        return found

    def text(self) -> str:
        """The counts, a line each."""
        each = ", ".join(map(str, self.confirmed))
        lost = sum(len(verdict.lost) for verdict in self.verdicts)
        return "\n".join(
            (
                f"backups under load, {self.name}: {len(self.confirmed)} made, {len(self.verdicts)} restored elsewhere"
                f" in {self.seconds:.0f} s, slowest {self.slowest:.1f} s",
                f"  confirmed before each {each}; while they were made {sum(self.meanwhile)}; missing elsewhere {lost}",
            )
        )


def kept(folder: Path, name: str, number: int, server: Postgres | None = None) -> Kept:
    """So many backups, by the real commands, while clients answer; each is restored, and compared with their record."""
    began, outcome = time.monotonic(), Kept(name)

    def fresh(place: str) -> str:
        return server.new_database() if server else sqlite_url(folder / f"{place}.db")

    url = fresh("kept")
    site = published_site(url, example_files())
    starts = starts_for(site, 100 * number)
    site.database.dispose()
    with running(quizapp_serve(folder, settings_for(url))) as serving:
        clients = Clients(serving.port, starts, CLIENTS, SEED)
        outcome.record = record = clients.record
        clients.start()
        for count in range(number):
            clients.wait_for(record.confirmations + BETWEEN, LONGEST)
            outcome.began.append(time.time())
            before = record.confirmations
            outcome.slowest = max(outcome.slowest, _run(folder, url, outcome, "backup", f"{name}-{count}"))
            outcome.confirmed.append(before)
            outcome.meanwhile.append(record.confirmations - before)
        clients.stop()
    for count in range(number):
        elsewhere = fresh(f"elsewhere-{count}")
        _run(folder, elsewhere, outcome, "restore", f"{name}-{count}")
        _compare(elsewhere, outcome, outcome.began[count])
    outcome.seconds = time.monotonic() - began
    return outcome


def _run(folder: Path, url: str, outcome: Kept, *command: str) -> float:
    """Run a command of quizapp; returns its seconds."""
    began = time.monotonic()
    done = subprocess.run(
        [QUIZAPP, *command], cwd=folder, env=environment(settings_for(url)), capture_output=True, text=True, check=False
    )
    if done.returncode:
        outcome.failed.append(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return time.monotonic() - began


def _compare(url: str, outcome: Kept, when: float) -> None:
    sent = outcome.record.sent
    by_then = {key: replace(one, confirmed=one.confirmed and one.confirmed_at <= when) for key, one in sent.items()}
    site = opened_site(url)
    try:
        outcome.verdicts.append(judge(site, Record(by_then)))
    except StoreUnavailable as error:
        outcome.failed.append(str(error))
    finally:
        site.database.dispose()
