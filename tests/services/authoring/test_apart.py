"""What `check` says is worked out in children word for word, not twice, and never in the process that serves."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quizapp.model.diagnostics import has_errors
from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.apart import check_apart
from quizapp.services.authoring.checking import check
from quizapp.services.authoring.children import Children, Ended
from quizapp.services.authoring.compiling import Request
from quizapp.services.authoring.publish_state import states
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.sandbox import Limits, compile_untrusted
from quizapp.services.site.site import Site
from tests.services.example_site import PATH, example_files
from tests.services.quiz_files import (
    DRAWING_SET_PATH,
    OTHER_SET_PATH,
    SCENARIO_PATH,
    SET_PATH,
    changed,
    quiz_files,
)

TODAY = date(2026, 11, 1)
BRIEFING_PATH = "scenarios/minds/briefing.md"
Files = tuple[SourceFile, ...]


def replaced(path: str, content: bytes) -> Files:
    return tuple(f if f.path != path else SourceFile(f.path, content) for f in quiz_files())


def without(*paths: str) -> Files:
    return tuple(f for f in quiz_files() if f.path not in paths)


BROKEN: dict[str, Files] = {
    "nothing": quiz_files(),
    "two modules": (*quiz_files(), *example_files()),
    "a briefing that cannot be met": changed(BRIEFING_PATH, "set listening passed", "set listned passed"),
    "a briefing with a mistake": changed(BRIEFING_PATH, "publisher:", "publishr:"),
    "no briefing": without(BRIEFING_PATH),
    "only a briefing": tuple(f for f in quiz_files() if f.path == BRIEFING_PATH),
    "a question that is not there": changed(SCENARIO_PATH, "#passing-it-on", "#passing-on"),
    "a set that is not there": changed(SCENARIO_PATH, f"{SET_PATH}#", f"{SET_PATH[:-4]}.md#"),
    "a set that cannot be read": replaced(OTHER_SET_PATH, b"\xff\x00"),
    "a set that was taken away": without(SET_PATH),
    "a source that is not there": changed(DRAWING_SET_PATH, "from: every set", "from: acting, listning"),
    "a set that draws from itself": changed(DRAWING_SET_PATH, "from: every set", "from: acting, final-check"),
    "a passage that is never reached": changed(SCENARIO_PATH, "## Debrief", "## Nowhere\n\nNo.\n\n## Debrief"),
    "a review that is past": changed(SCENARIO_PATH, "minutes:", "review-by: 2026-10-31\nminutes:"),
    "a mistake in two files": tuple(
        SourceFile(f.path, f.content.replace(b"minutes:", b"minutse:")) for f in quiz_files()
    ),
}


@pytest.mark.parametrize(
    "whole", [pytest.param(True, id="whole modules"), pytest.param(False, id="some files", marks=pytest.mark.long)]
)
@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN)
def test_children_say_what_check_says_in_its_order(files: Files, whole: bool) -> None:
    assert check_apart(files, TODAY, whole=whole) == check(files, TODAY, whole=whole).diagnostics


def test_nearly_every_one_of_these_files_has_something_wrong() -> None:
    sound = [name for name, files in BROKEN.items() if not check(files, TODAY).diagnostics]
    assert sound == ["nothing"]


class Counted(Children):
    """Children of whom we know how often they were asked."""

    asked = 0

    def ask(self, *requests: Request) -> Ended:
        self.asked += 1
        return super().ask(*requests)


@pytest.fixture
def children() -> Iterator[Counted]:
    made = Counted()
    yield made
    made.close()


def test_the_same_bytes_are_asked_about_once_a_day(children: Counted) -> None:
    def ask(files: Files, today: date | None = TODAY, path: str = SET_PATH) -> object:
        return compile_untrusted(files, today, path=path, children=children)

    only_here = changed(SET_PATH, "Ask his father", "Ask his father at the gate of test_apart")
    first = ask(only_here)
    assert children.asked == 1
    assert ask(tuple(reversed(only_here))) == first
    assert children.asked == 1, "the order of the files says nothing"
    ask(only_here, date(2026, 11, 2))
    assert children.asked == 2, "another day can be past a review"
    ask(only_here, TODAY, OTHER_SET_PATH)
    assert children.asked == 3, "another of these files is another question"
    ask(changed(SET_PATH, "Ask his father", "Ask his father at the gates of test_apart"))
    assert children.asked == 4, "other bytes are another question"


def test_what_a_busy_machine_did_not_finish_is_asked_again(children: Counted) -> None:
    files = changed(SET_PATH, "Ask his father", "Ask his father in a hurry")
    hurried = Limits(wall_seconds=0.001)
    for _ in range(2):
        assert has_errors(compile_untrusted(files, TODAY, hurried, SET_PATH, children).diagnostics)
    assert children.asked == 2
    small = Limits(reading_seconds=0.001)
    for _ in range(2):
        assert has_errors(compile_untrusted(files, TODAY, small, SET_PATH, children).diagnostics)
    assert children.asked == 3, "a text that is too slow by its own doing stays so"


MAZE = """---
you-are: a teacher
minutes: 1
nation: england
content-note: Low mood.
counters: COUNTERS
---

# Maze

## Crossroads

Where to?

WAYS
- [Out](#ending-out)

## Ending: Out

Outcome: safer

Out.

## Debrief

- What made it hard?
"""


def maze() -> Files:
    """A small file with thousands of states, which take long to walk."""
    names = ("left", "right", "up", "down", "north")
    counters = ", ".join(f"{name} 0 from 0 to 8" for name in names)
    ways = "\n".join(f"- [{name.title()}](#crossroads)\n    - Only if: {name} < 8\n    - {name}: +1" for name in names)
    content = MAZE.replace("COUNTERS", counters).replace("WAYS", ways).encode()
    return (*(f for f in example_files() if f.path != PATH), SourceFile(PATH, content))


def seconds_of(work: Callable[[], object]) -> float:
    """The processor time that this process takes for something, children left out."""
    before = time.process_time()
    work()
    return time.process_time() - before


def test_publishing_and_the_publish_state_walk_no_text_in_the_process_that_serves(
    site: Site, join: Callable[..., Person], tmp_path: Path
) -> None:
    here = seconds_of(lambda: check(maze(), TODAY))
    una = join("Una", Role.TRAINER)
    for file in maze():
        place = tmp_path / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)
    settings = replace(site.settings, folder=tmp_path)
    beside = Site(settings, site.database, site.inserts, "", site.now)
    assert seconds_of(lambda: states(beside, una)) < here / 3
    assert seconds_of(lambda: publish(site, maze())) < here / 3
