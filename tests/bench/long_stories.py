"""The benchmark of long attempts: what a step at step 500 costs beside one at step 5, and what serving them takes.

    python -m tests.bench.long_stories [--only steps|memory] [--answers 4000] [--json]

A step is POST, 303, GET of the next page. Its CPU is of plain WSGI calls in this process, on SQLite, both measured in
turn, so that whatever else the machine does weighs on both. Memory is what all server processes hold resident.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask import Flask

from quizapp.engine.moves import make_step, move, start
from quizapp.engine.simulation import ways_on
from quizapp.engine.story import Story
from quizapp.model.play import Place
from quizapp.model.published import SourceFile
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store.published import versions
from quizapp.store.taking import attempts
from quizapp.web import create_app
from tests.bench.clients import Start
from tests.bench.generated import HEAD, POINTS
from tests.bench.prepare import EXAMPLES, MODULE, PATH, published_site, settings_for, signed_in_starts, sqlite_url
from tests.bench.profiling import Caller
from tests.bench.serving import Server, quizapp_serve, running
from tests.bench.wire import Browser, step_form

CORRIDORS, ROOMS = 6, 9
EARLY, LATE = 5, 500
PAIRS = 5  # that are measured of one attempt, from step EARLY or LATE on
WARM = 3  # attempts that are answered before anything is measured
MB = 1 << 20
FEW = 40  # answers before the memory of a fresh start is taken
TURN = 20  # answers after which somebody comes by another connection, and so perhaps to the other worker


@dataclass(frozen=True, slots=True)
class Steps:
    """CPU milliseconds, medians: of a step, and of the first page of an attempt that a process is asked for."""

    early: float
    late: float
    early_first: float
    late_first: float

    @property
    def ratio(self) -> float:
        """How much more a late step costs."""
        return self.late / self.early

    def figures(self) -> dict[str, float]:
        """Its figures by name."""
        return {**asdict(self), "ratio": self.ratio}


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes that the workers hold together: after a fresh start, and after so many answers more."""

    fresh: float
    after: float
    answers: int

    @property
    def growth(self) -> float:
        """How much more they hold."""
        return self.after - self.fresh

    def figures(self) -> dict[str, float]:
        """Its figures by name."""
        return {**asdict(self), "growth": self.growth}


def long_story() -> str:
    """A story in which one can go round for ever: a hall, six corridors of nine rooms each, and back to the hall."""
    parts = [HEAD.format(number=0), "## Hall\n\nDoors on every side. **Where do you go?**\n"]
    parts.append("> Only if: visited #room-0-3\n>\n> You have heard the choir by now.\n")
    for corridor in range(CORRIDORS):
        parts.append(_choice(f"Take corridor {corridor}", f"room-{corridor}-0", corridor, "partly"))
    parts.append(_choice("Go home", "ending-home", 0, "missed"))
    for corridor in range(CORRIDORS):
        for room in range(ROOMS):
            on = f"room-{corridor}-{room + 1}" if room + 1 < ROOMS else "hall"
            parts.append(f"## Room {corridor} {room}\n\nRoom {room} of corridor {corridor}. **What now?**\n")
            parts.append(_choice(f"Listen to part {room}, then on", on, room, "met", "trust: +1"))
            parts.append(_choice(f"On at once from {room}", on, room, "missed", "trust: -1"))
    parts.append("## Ending: Home\n\nOutcome: safer\n\nThe day ends.\n\n## Debrief\n\n- What did you notice?\n")
    return "\n".join(parts)


def _choice(label: str, target: str, number: int, word: str, change: str = "") -> str:
    lines = [f"- [{label}](#{target})", f"    - {POINTS[number % len(POINTS)]}: {word}"]
    lines += [f"    - {change}"] if change else []
    return "\n".join([*lines, f"    - Why: {label} is {word}.\n"])


def files() -> tuple[SourceFile, ...]:
    """The example's briefing, which then asks for no set, and the long story in the place of its scenario."""
    briefing = f"scenarios/{MODULE}/briefing.md"
    told = (EXAMPLES / briefing).read_bytes().replace(b"; set listening passed", b"")
    return SourceFile(briefing, told), SourceFile(PATH, long_story().encode())


def _going_round(story: Story, place: Place, chance: random.Random) -> int:
    """The position of a choice here that does not end the story. Every passage of it has choices."""
    ways = ways_on(story, place)
    goes_on = [n for n, way in enumerate(ways) if not story.passages[move(story, place, way).passage].is_ending]
    return chance.choice(goes_on)


def _standing_at(site: Site, starts: Sequence[Start], length: int) -> list[Start]:
    """The same attempts once so many steps of each are stored."""
    chance = random.Random(length)
    with site.database.write() as connection:
        live = versions.live(connection, PATH)
        assert live is not None
        story = site.playable(live.version, connection).story
        for one in starts:
            public_id = one.path.split("/")[2]
            found = connection.execute(
                sa.text("SELECT id FROM attempt WHERE public_id = :public"), {"public": public_id}
            )
            attempt, place = found.scalar_one(), start(story)
            for number in range(length):
                step, place = make_step(story, place, number, _going_round(story, place, chance), site.now())
                attempts.append(connection, attempt, step)
    return [Start(one.cookie, f"{one.path.rpartition('/')[0]}/{length}") for one in starts]


class Walker:
    """Somebody in the middle of an attempt, whose requests go straight into the app."""

    def __init__(self, app: Flask, at: Start) -> None:
        self.caller, self.path = Caller(app), at.path
        self.caller.cookie = at.cookie
        self.page = ""
        self.first_sight = self._spent(self._open)

    def pair(self, chance: random.Random) -> float:
        """One answered step; returns its CPU milliseconds."""
        form = step_form(self.page, self.path)
        assert form is not None, self.page
        fields = form.answered(_no_ending(form.any_answer(chance), form.offered))
        return self._spent(lambda: self._answer(form.action, fields))

    def _spent(self, work: Callable[[], None]) -> float:
        began = time.thread_time()
        work()
        return 1000 * (time.thread_time() - began)

    def _open(self) -> None:
        status, _, self.page = self.caller.call("GET", self.path)
        assert status == 200, (status, self.page)

    def _answer(self, action: str, fields: Mapping[str, str]) -> None:
        status, headers, page = self.caller.call("POST", action, fields)
        assert status == 303, (status, page)
        self.path = headers["location"]
        self._open()


def _no_ending(fields: dict[str, str], offered: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The same, and never the way home, which the hall offers last."""
    return fields | {"choice": "0"} if len(offered["choice"]) > CORRIDORS else fields


def steps(folder: Path, number: int) -> Steps:
    """What a step costs early and late, of so many attempts each, in turn."""
    site = published_site(sqlite_url(folder / "steps.db"), files())
    starts = signed_in_starts(site, 2 * number)
    early, late = _standing_at(site, starts[:number], EARLY), _standing_at(site, starts[number:], LATE)
    app, chance = create_app(site), random.Random(1)
    pairs: dict[int, list[float]] = {EARLY: [], LATE: []}
    first: dict[int, list[float]] = {EARLY: [], LATE: []}
    for turn in range(number):
        walkers = {EARLY: Walker(app, early[turn]), LATE: Walker(app, late[turn])}
        for _ in range(PAIRS):
            for at, walker in walkers.items():
                taken = walker.pair(chance)
                if turn >= WARM:
                    pairs[at].append(taken)
        for at, walker in walkers.items():
            first[at].append(walker.first_sight)
    site.database.dispose()
    return Steps(median(pairs[EARLY]), median(pairs[LATE]), median(first[EARLY]), median(first[LATE]))


def memory(folder: Path, answers: int, workers: int) -> Memory:
    """What the served workers hold more after so many answers, in attempts of LATE steps each, than after a few."""
    url = sqlite_url(folder / "memory.db")
    site = published_site(url, files())
    starts = signed_in_starts(site, 1 + -(-answers // LATE))
    site.database.dispose()
    with running(quizapp_serve(folder, {**settings_for(url), "QUIZAPP_WORKERS": str(workers)})) as server:
        _walk(server, starts[0], FEW)
        fresh = resident(server)
        for number, one in enumerate(starts[1:]):
            _walk(server, one, min(LATE, answers - number * LATE))
        return Memory(fresh, resident(server), answers)


def _walk(server: Server, at: Start, answers: int) -> None:
    """Answer so many steps, coming by another connection again and again, so that each worker sees some."""
    chance, browser, path = random.Random(answers), Browser(server.port, at.cookie), at.path
    page = browser.get(path).text
    for number in range(answers):
        if number % TURN == TURN - 1:
            browser.connection.close()
        form = step_form(page, path)
        assert form is not None, page
        posted = browser.post(form.action, form.answered(_no_ending(form.any_answer(chance), form.offered)))
        assert posted.status == 303, (posted.status, posted.text)
        path = posted.headers["location"]
        page = browser.get(path).text
    browser.connection.close()


def resident(server: Server) -> float:
    """The megabytes that the workers hold resident, together."""
    return sum(worker.memory_info().rss for worker in server.workers()) / MB


def table(found: Mapping[str, Steps | Memory]) -> str:
    """What was found, a line each."""
    lines = []
    for one in found.values():
        if isinstance(one, Steps):
            lines += [
                f"a step at step {EARLY}: {one.early:.2f} CPU ms; at step {LATE}: {one.late:.2f};"
                f" ratio {one.ratio:.2f} (aim 2)",
                f"the first page that a worker sees of an attempt: {one.early_first:.2f} CPU ms, {one.late_first:.2f}",
            ]
        else:
            lines.append(
                f"the workers' memory: {one.fresh:.1f} MB after a fresh start, {one.after:.1f} MB after {one.answers:,}"
                f" answers in long stories: {one.growth:.1f} MB more (aim: at most 40)"
            )
    return "\n".join(lines)


def main() -> int:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["steps", "memory"])
    parser.add_argument("--attempts", type=int, default=30, help="that are measured early, and as many late")
    parser.add_argument("--answers", type=int, default=4000)
    parser.add_argument("--workers", type=int, default=Settings().workers)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found: dict[str, Steps | Memory] = {}
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        if chosen.only in (None, "steps"):
            found["steps"] = steps(Path(folder), chosen.attempts)
        if chosen.only in (None, "memory"):
            found["memory"] = memory(Path(folder), chosen.answers, chosen.workers)
    print(json.dumps({name: one.figures() for name, one in found.items()}) if chosen.json else table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
