"""What a thousand scenarios cost: the module page and *My training*, the start of the server, and its memory.

    python -m tests.bench.growth_content [--database sqlite|postgres] [--shape one|twenty|both] [--kept FOLDER] [--json]

CPU milliseconds are of this process (PostgreSQL's are left out), the median of warm pages that a member of staff with a
few attempts opens. The start is that of `quizapp serve` with its two workers; memory is that of all its processes, once
every scenario's start page was opened over many connections: the sum of RSS counts what they share once for each.
"""

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

import psutil

from quizapp.content.codec import encode
from quizapp.content.compile import COMPILER, compile_scenario, version_id
from quizapp.engine.moves import move, offered, start
from quizapp.engine.simulation import play
from quizapp.model.published import Compiled, SourceFile
from quizapp.model.things import Thing, scenario
from quizapp.services.operating.readiness import warm_up
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.database import Connection
from quizapp.store.published import publications, versions
from quizapp.web import create_app
from tests.bench import generated
from tests.bench.postgres import postgres
from tests.bench.prepare import opened_site, settings_for, signed_in, sqlite_url
from tests.bench.serving import Server, quizapp_serve
from tests.bench.wire import Connection as Wire
from tests.web.growing import counted

SCENARIOS = 1_000
SHAPES = {"one": 1, "twenty": 20}  # how many modules they are in
COMPILED = 20  # scenarios that are really compiled; the others are these under other names and titles
ATTEMPTS = 4  # that the person has, the last of them open
CRAWLS = 6  # connections that each open every start page: one worker has all of them once in 32 times
PAGES, STARTS = 15, 3
WAIT = 300  # seconds at most for the server's first page


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a shape, what was measured, and the figure."""

    database: str
    modules: int
    what: str
    figure: float
    unit: str
    aim: float | None = None


def main() -> int:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--shape", choices=[*SHAPES, "both"], default="both")
    parser.add_argument("--only", choices=["pages", "start", "memory"])
    parser.add_argument("--kept", type=Path, help="a folder for SQLite's databases, which are made there once")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = parser.parse_args()
    rows: list[Row] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quizapp-growth-")))
        folder.chmod(0o755)  # PostgreSQL runs as somebody else
        server = stack.enter_context(postgres(folder / "pg")) if chosen.database == "postgres" else None
        for shape in SHAPES if chosen.shape == "both" else [chosen.shape]:
            modules = SHAPES[shape]
            if server is not None:
                url = server.new_database()
            else:
                (chosen.kept or folder).mkdir(parents=True, exist_ok=True)
                url = sqlite_url((chosen.kept or folder) / f"{modules}-modules.db")
            for found in _measured(url, modules, folder, chosen.only):
                rows.append(_row(chosen.database, modules, *found))
                if not chosen.json:
                    print(_line(rows[-1]), flush=True)
    if chosen.json:
        print(json.dumps({"load": os.getloadavg()[0], "rows": [asdict(row) for row in rows]}, indent=2))
    return 0


def _row(database: str, modules: int, what: str, figure: float, unit: str, aim: float | None = None) -> Row:
    return Row(database, modules, what, round(figure, 2), unit, aim)


Found = tuple[str, float, str] | tuple[str, float, str, float]


def _measured(url: str, modules: int, folder: Path, only: str | None) -> Iterator[Found]:
    site = opened_site(url)
    if site.database.revision() is None:
        prepare(site, modules)
    cookie = _sign_in(site)
    if only in (None, "pages"):
        yield from _pages(site, cookie)
    site.database.dispose()
    if only in (None, "start"):
        yield from _start(url, folder)
    if only in (None, "memory"):
        yield from _memory(url, folder, cookie, modules)


def prepare(site: Site, modules: int) -> None:
    """A fresh database with all scenarios live, put there through the store; the person comes with `_sign_in`."""
    site.database.upgrade()
    briefing = (generated.EXAMPLES / f"scenarios/{generated.MODULE}/briefing.md").read_bytes()
    briefing = briefing.replace(b"; set listening passed", b"")
    of_briefing = SourceFile(f"scenarios/{generated.MODULE}/briefing.md", briefing)
    made = []
    for number in range(COMPILED):
        path = f"scenarios/{generated.MODULE}/story-{number}.md"
        compiled, said = compile_scenario((of_briefing, SourceFile(path, generated.scenario(number).encode())))
        assert compiled, said
        made.append(compiled)
    with site.database.write() as connection:
        for number in range(SCENARIOS):
            module = _module(number % modules)
            thing = scenario(module, f"story-{number}")
            files = (
                SourceFile(f"scenarios/{module}/briefing.md", briefing),
                SourceFile(thing.path, generated.scenario(number).encode()),
            )
            _publish(site, connection, thing, files, made[number % COMPILED], number)


def _module(number: int) -> str:
    return f"module-{number:02}"


def _publish(
    site: Site, connection: Connection, thing: Thing, files: tuple[SourceFile, ...], made: Compiled, number: int
) -> None:
    """Make this live, compiled to what another of the same shape compiles to, with a name and title of its own."""
    version = version_id(files, 1)
    named = replace(
        made,
        version=version,
        scenario=replace(made.scenario, id=thing.name, module=thing.module, title=f"Story {number}"),
        briefing=replace(made.briefing, id=thing.module, title=f"Made-up module {thing.module[-2:]}"),
    )
    versions.put_version(
        connection, version=version, thing=thing, files=files, format=1, origin="cli", by=None, at=site.now()
    )
    versions.save_compiled(connection, version, COMPILER, *encode(named))
    publications.make_live(connection, path=thing.path, version=version, by=None, at=site.now(), why="benchmark")


def _sign_in(site: Site) -> str:
    """The cookie of somebody new, with a few attempts in the first module."""
    with site.database.write() as connection:
        ((person, cookie),) = signed_in(site, connection, 1)
    for number in range(ATTEMPTS):
        name = f"story-{number * 100}"
        attempt = learning.start(site, person, _module(0), name)
        assert attempt
        if number < ATTEMPTS - 1:
            with site.database.read() as connection:
                live = versions.live(connection, scenario(_module(0), name).path)
                assert live
                story = site.playable(live.version, connection).story
            places = [start(story)]
            for step in play(story, number):
                position = offered(story, places[-1]).index(step.choice) if step.choice is not None else None
                learning.answer(site, person, attempt, step.number, position)
                places.append(move(story, places[-1], step.choice))
    return cookie


def _pages(site: Site, cookie: str) -> Iterator[Found]:
    warm_up(site)
    client = create_app(site).test_client()
    gc.collect()
    gc.freeze()  # as a server process does
    name, _, value = cookie.partition("=")
    client.set_cookie(name, value)
    for what, path in (
        ("module page", f"/modules/{_module(0)}"),
        ("My training", "/training"),
        ("a start page", f"/training/{_module(0)}/story-0"),
    ):
        spent = []
        for _ in range(PAGES + 2):
            began = time.process_time()
            page = client.get(path, buffered=True)
            spent.append(time.process_time() - began)
            assert page.status_code == 200, path
        with counted() as statements:
            client.get(path, buffered=True)
        yield what, median(spent[2:]) * 1000, "CPU ms", 40
        yield f"{what}: HTML", len(page.data) / 1000, "kB"
        yield f"{what}: statements", len(statements), ""


def _start(url: str, folder: Path) -> Iterator[Found]:
    seconds, spent = [], []
    for _ in range(STARTS):
        server = quizapp_serve(folder, settings_for(url))
        seconds.append(server.start("/sign-in", seconds=WAIT))
        spent.append(server.cpu())
        server.stop()
    yield "start to the first page", median(seconds), "s", 2
    yield "start: CPU of all processes by then", median(spent), "CPU s"


def _memory(url: str, folder: Path, cookie: str, modules: int) -> Iterator[Found]:
    server = quizapp_serve(folder, settings_for(url))
    server.start("/sign-in", seconds=WAIT)
    try:
        time.sleep(3)  # the other worker, too
        yield "memory at first, RSS", _memory_of(server, "rss"), "MB"
        for _ in range(CRAWLS):
            with closing(Wire(server.port, timeout=60)) as wire:
                for number in range(SCENARIOS):
                    page = wire.request("GET", f"/training/{_module(number % modules)}/story-{number}", cookie)
                    assert page.status == 200, page.status
        yield "memory after every start page, RSS", _memory_of(server, "rss"), "MB", 250
        yield "memory after every start page, PSS", _memory_of(server, "pss"), "MB"
    finally:
        server.stop()


def _memory_of(server: Server, kind: str) -> float:
    total = 0
    for process in server.processes():
        with suppress(psutil.NoSuchProcess):
            total += getattr(process.memory_full_info(), kind)
    return total / 1e6


def _line(row: Row) -> str:
    aim = f"  (aim {row.aim:g})" if row.aim is not None else ""
    return f"{row.database:8}  {row.modules:2} modules  {row.what:38}{row.figure:10.2f} {row.unit}{aim}"


if __name__ == "__main__":
    sys.exit(main())
