"""Whole commands: `check`, `publish` and `doctor`, and how soon `serve` shows its first page."""

import resource
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import CompletedProcess, run

from tests.bench.databases import Databases
from tests.bench.generated import write_folder
from tests.bench.prepare import TEMPLATES, fill, published_site, settings_for, sqlite_url
from tests.bench.report import Report, Row
from tests.bench.serving import QUIZAPP, environment, quizapp_serve


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ended: what it said, how long it took, and CPU seconds with those of its children."""

    done: CompletedProcess[str]
    wall: float
    cpu: float


def quizapp(folder: Path, settings: Mapping[str, str], *arguments: str) -> Ran:
    """Run a command to its end."""
    before, began = _children(), time.monotonic()
    done = run(
        [QUIZAPP, *arguments], cwd=folder, env=environment(settings), capture_output=True, text=True, check=False
    )
    return Ran(done, time.monotonic() - began, _children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def check(report: Report, folder: Path, many: int) -> None:
    """Whole-process seconds of `quizapp check`."""
    rows: list[Row] = []
    for number, aim in ((1, 1.0), (many, 20.0)):
        module = write_folder(folder / f"check-{number}", number)
        taken = [quizapp(folder, {}, "check", str(module)) for _ in range(3 if number == 1 else 1)]
        errors = sum(": error[" in line for line in taken[0].done.stdout.splitlines())
        assert errors == 0, taken[0].done.stdout[:3000]
        wall, cpu = median(ran.wall for ran in taken), median(ran.cpu for ran in taken)
        rows.append({"what": "check", "scenarios": number, "wall_s": wall, "cpu_s": cpu, "aim_wall_s": aim})
    report.table("`check` of scenarios of 25 passages", rows)


def publish(report: Report, databases: Databases, many: int) -> None:
    """CPU seconds of `quizapp publish` of so many scenarios, children included, and of publishing them unchanged."""
    rows: list[Row] = []
    for kind in databases.kinds:
        folder = databases.folder / f"publish-{kind}"
        write_folder(folder, many)
        settings = {**settings_for(databases.fresh(kind, "publish")), "QUIZAPP_FOLDER": str(folder)}
        quizapp(folder, settings, "upgrade")
        for again in (False, True):
            ran = quizapp(folder, settings, "publish")
            said = f"{0 if again else many} published"
            assert said in ran.done.stdout, ran.done.stdout[-3000:] + ran.done.stderr[-3000:]
            rows.append(
                {
                    "what": "publish",
                    "database": kind,
                    "scenarios": many,
                    "changed": "none" if again else "all",
                    "wall_s": ran.wall,
                    "cpu_s": ran.cpu,
                    "aim_cpu_s": 25.0 * many / 200,
                }
            )
    report.table("`publish` of scenarios of 25 passages", rows)


def doctor(report: Report, databases: Databases, attempts: int, distinct: int) -> None:
    """CPU seconds of `quizapp doctor` on so many finished attempts, few of them distinct walks, and many."""
    rows: list[Row] = []
    for kind in databases.kinds:
        for templates in (TEMPLATES, distinct):
            url = databases.fresh(kind, f"doctor-{kind}-{templates}")
            site = published_site(url)
            stored = fill(site, attempts=attempts, templates=templates)
            site.database.dispose()
            ran = quizapp(databases.folder, settings_for(url), "doctor")
            assert "0 problems found" in ran.done.stdout, ran.done.stdout[-3000:] + ran.done.stderr[-3000:]
            rows.append(
                {
                    "what": "doctor",
                    "database": kind,
                    "attempts": stored.attempts,
                    "steps": stored.steps,
                    "played": templates,
                    "wall_s": ran.wall,
                    "cpu_s": ran.cpu,
                    "aim_s": 30.0 * stored.attempts / 100_000,
                }
            )
    report.table("`doctor`: attempts are copies of so many that were played", rows)


def start(report: Report, folder: Path) -> None:
    """Seconds from `quizapp serve` to its first page."""
    url = sqlite_url(folder / "start.db")
    published_site(url).database.dispose()
    taken = []
    for _ in range(5):
        server = quizapp_serve(folder, settings_for(url))
        taken.append(server.start("/sign-in"))
        server.stop()
    row = {"what": "start", "median_s": median(taken), "slowest_s": max(taken), "aim_s": 2.0}
    report.table("`serve` to its first page", [row])
