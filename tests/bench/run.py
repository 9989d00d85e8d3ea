"""The benchmark: one answered step (POST, 303, GET of the next passage), ours against the floor, and long commands.

    python -m tests.bench.run [--quick] [--repeats 5] [--seconds 6] [--database both] [--steps-stored 0,1000000]
    python -m tests.bench.run --profile [--database sqlite]
    python -m tests.bench.run --only steps|questions|check|publish|doctor|start|in-the-way
    python -m tests.bench.run --json FILE    (or - for the standard output; the tables then go to the standard error)

CPU milliseconds are of all server processes, PostgreSQL's included, and of their children that have ended. Ours and the
floor are served by the same function with the same settings, and both keep running; they are measured in turn.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, redirect_stdout
from pathlib import Path

from quizapp.services.site.settings import Settings
from tests.bench import commands, in_the_way, steps
from tests.bench.databases import Databases
from tests.bench.postgres import postgres
from tests.bench.profiling import profile
from tests.bench.report import Report


def main() -> int:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each window")
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--steps-stored", default="0,1000000", metavar="N,N")
    parser.add_argument("--workers", type=int, default=Settings().workers, help="of both sides")
    parser.add_argument("--threads", type=int, default=Settings().threads, help="of each worker, of both sides")
    parser.add_argument(
        "--quick", action="store_true", help="two short repeats, small sizes, nothing stored beforehand"
    )
    parser.add_argument("--profile", action="store_true", help="where the time of 2,000 answered steps goes")
    parser.add_argument("--json", metavar="FILE", help="write every row there as well; - is the standard output")
    parser.add_argument("--only", choices=list(_measurements(Report(), Databases((), Path(), None), None)))
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.repeats, chosen.seconds, chosen.steps_stored = 2, 2.0, "0"
    kinds = ["sqlite", "postgres"] if chosen.database == "both" else [chosen.database]
    report = Report()
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder, ExitStack() as stack:
        if chosen.json == "-":
            stack.enter_context(redirect_stdout(sys.stderr))
        Path(folder).chmod(0o755)  # PostgreSQL runs as somebody else
        server = stack.enter_context(postgres(Path(folder) / "pg")) if "postgres" in kinds else None
        databases = Databases(kinds, Path(folder), server)
        if chosen.profile:
            for kind in kinds:
                print(f"\n{kind}: 2,000 answered steps under cProfile\n")
                profile(databases.fresh(kind, "profile"), steps=2000, functions=40)
            return 0
        for name, measurement in _measurements(report, databases, chosen).items():
            if chosen.only in (None, name):
                measurement()
    if chosen.json == "-":
        print(report.json())
    elif chosen.json:
        Path(chosen.json).write_text(report.json() + "\n", encoding="utf-8")
    return 0


def _measurements(
    report: Report, databases: Databases, chosen: argparse.Namespace | None
) -> dict[str, Callable[[], None]]:
    """Everything that can be measured, by name, in the order in which it is."""
    chosen = chosen or argparse.Namespace(quick=True)
    many = 20 if chosen.quick else 200
    attempts, played = (2_000, 500) if chosen.quick else (100_000, 20_000)
    sizes = {"people": 400, "scenarios": 20, "attempts": 2_000}
    if not chosen.quick:
        sizes = {"people": 4_000, "scenarios": 200, "attempts": 20_000}
    return {
        "steps": lambda: steps.steps(report, databases, chosen),
        "questions": lambda: steps.questions(report, databases, chosen),
        "check": lambda: commands.check(report, databases.folder, many),
        "publish": lambda: commands.publish(report, databases, many),
        "doctor": lambda: commands.doctor(report, databases, attempts, played),
        "start": lambda: commands.start(report, databases.folder),
        "in-the-way": lambda: in_the_way.in_the_way(report, databases, chosen, **sizes),
    }


if __name__ == "__main__":
    sys.exit(main())
