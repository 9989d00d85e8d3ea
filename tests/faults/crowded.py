"""The site behind nginx, with a crowd at the door: silent connections and slow forms, while people answer."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.prepare import published_site, settings_for, sqlite_url
from tests.bench.serving import quizapp_serve, running
from tests.faults.answering import Clients, Record
from tests.faults.crowd import crowd
from tests.faults.example import example_files, starts_for
from tests.faults.judging import Verdict, judge
from tests.faults.nginx import HOST, behind_nginx, locked

CLIENTS = 8
SEED = 3
LONGEST = 1.0  # seconds in which 95 of 100 requests must be answered (reliability A13)
PROXIED = {"QUIZAPP_SECURE_COOKIES": "yes", "QUIZAPP_PROXIES": "1", "QUIZAPP_TRUSTED_HOSTS": f"{HOST},127.0.0.1"}


@dataclass
class Crowded:
    """A run: who stood there, how long a request took without and with them, and what became of the answers."""

    idle: int
    slow: int
    record: Record = field(default_factory=Record)
    verdict: Verdict = field(default_factory=Verdict)
    alone: float = 0.0  # seconds in which 95 of 100 requests were answered before the crowd came
    among: float = 0.0  # and then
    longest: float = 0.0
    requests: int = 0
    sent_away: int = 0  # slow forms on which nginx hung up
    seconds: float = 0.0

    def problems(self) -> list[str]:
        """Everything that is wrong; empty when all is well."""
        found = [f"unexpected: {text}" for text in self.record.unexpected[:20]]
        found += [f"trouble: {number} × {what}" for what, number in self.record.refusals.items()]
        if not self.verdict.clean:
            found.append(f"not whole: {self.verdict}")
        if self.sent_away:
            found.append(f"{self.sent_away} of the slow forms were not there any more: this proves nothing")
        if self.among >= max(LONGEST, 3 * self.alone):  # a busy machine is slow without any crowd
            found.append(f"95 of 100 requests took up to {self.among:.2f} s")
        return found

    def text(self) -> str:
        """The counts, a line each."""
        return "\n".join(
            (
                f"behind nginx: {self.idle} silent connections and {self.slow} forms at a byte a second"
                f" in {self.seconds:.0f} s",
                f"  answers confirmed {self.record.confirmations}, stored {self.verdict.stored},"
                f" refused or hung up on {self.record.refusals.total()}",
                f"  95 of 100 requests within {1000 * self.alone:.0f} ms before, {1000 * self.among:.0f} ms among them"
                f" ({self.requests} requests, the longest {1000 * self.longest:.0f} ms)",
            )
        )


def crowded(folder: Path, answers: int, idle: int = 500, slow: int = 50) -> Crowded:
    """So many answers before the crowd comes, and as many among it."""
    began, outcome = time.monotonic(), Crowded(idle, slow)
    url = sqlite_url(folder / "crowded.db")
    site = published_site(url, example_files())
    starts = map(locked, starts_for(site, answers))
    site.database.dispose()
    serving = quizapp_serve(folder, {**settings_for(url), **PROXIED})
    with running(serving), behind_nginx(serving.port) as proxy:
        clients = Clients(proxy.port, starts, CLIENTS, SEED, proxy.connection)
        outcome.record = record = clients.record
        clients.start()
        clients.wait_for(answers // 3, 60)  # each worker has made its pages once
        record.seconds.clear()
        clients.wait_for(answers, 60)
        outcome.alone = record.within(0.95)
        with crowd(proxy.port, idle, slow, proxy.connect, HOST) as told:
            record.seconds.clear()
            clients.wait_for(record.confirmations + answers, 60)
            outcome.among, outcome.longest = record.within(0.95), record.within(1.0)
            outcome.requests = len(record.seconds)
            clients.stop()
            outcome.sent_away = len(told)
    outcome.verdict = judge(site, record)
    site.database.dispose()
    outcome.seconds = time.monotonic() - began
    return outcome
