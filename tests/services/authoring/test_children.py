"""Children are forked from a nursery that is one process's own, work for one request, and leave nothing behind."""

import base64
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import pytest

from quizapp.services.authoring.children import MOST, Children, Ended, ask_alone, surroundings
from quizapp.services.authoring.compiling import Request
from quizapp.services.authoring.nursery import GIVES_WAY
from tests.services.quiz_files import SET_PATH, quiz_files

LONG = 60.0  # seconds that something that happens at once may take on a busy machine
ASKING = """
import os, sys
from tests.services.authoring.test_children import request
from quizapp.services.authoring.children import Children
children = Children()
assert children.ask(request()).status == 0
"""


def request(wall_seconds: float = 40.0, path: str = SET_PATH) -> Request:
    return {
        "files": [(f.path, base64.b64encode(f.content).decode()) for f in quiz_files()],
        "path": path,
        "module": False,
        "whole": False,
        "walk": True,
        "today": None,
        "reading_seconds": 20.0,
        "walking_seconds": 20.0,
        "wall_seconds": wall_seconds,
        "memory": 512 * 1024 * 1024,
    }


@pytest.fixture
def children() -> Iterator[Children]:
    made = Children()
    yield made
    made.close()


def is_gone(process: int) -> bool:
    """Whether a process ends by itself: waits for that, and for no longer than LONG."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], LONG)[0])
    finally:
        os.close(watched)


def script(text: str) -> subprocess.Popen[str]:
    """Python in a process of its own, which can be forked and killed."""
    return subprocess.Popen(
        [sys.executable, "-c", text],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**surroundings(), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


def test_a_forked_child_says_what_one_that_is_started_for_it_says(children: Children) -> None:
    alone = ask_alone(json.dumps([request()]).encode(), LONG)
    forked = children.ask(request())
    assert (forked.status, forked.lines) == (0, alone.lines) == (alone.status, alone.lines)
    assert len(forked.lines) == 4
    assert forked.seconds > 0


def test_one_nursery_serves_every_request_and_nothing_of_it_is_left_after_the_end(children: Children) -> None:
    assert children.nursery is None, "it is started when it is first needed"
    children.ask(request())
    nursery = children.nursery
    children.ask(request())
    assert nursery is not None and children.nursery == nursery
    children.close()
    with pytest.raises(ProcessLookupError):
        os.kill(nursery, 0)


def test_children_give_way_to_who_answers(children: Children) -> None:
    assert children.ask(request()).status == 0
    assert children.nursery is not None
    assert os.getpriority(os.PRIO_PROCESS, children.nursery) == min(19, os.nice(0) + GIVES_WAY)


def test_a_nursery_that_was_ended_is_replaced_unnoticed(children: Children) -> None:
    children.ask(request())
    first = children.nursery
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert children.ask(request()).status == 0
    assert children.nursery != first


def test_a_child_that_nobody_waits_for_any_more_is_ended(children: Children) -> None:
    children.ask(request())
    ended = children.ask(request(wall_seconds=0.001))
    assert ended.status < 0
    until = time.monotonic() + LONG
    while children_of(children.nursery) and time.monotonic() < until:
        pass
    assert children_of(children.nursery) == []


def children_of(process: int | None) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()


def test_there_are_never_more_at_work_than_there_may_be() -> None:
    class Counted(Children):
        now = peak = 0
        counting = Lock()

        def _ask(self, request: bytes, seconds: float) -> Ended:
            with self.counting:
                self.now += 1
                self.peak = max(self.peak, self.now)
            try:
                return super()._ask(request, seconds)
            finally:
                with self.counting:
                    self.now -= 1

    children = Counted()
    with ThreadPoolExecutor(4 * MOST) as threads:
        done = list(threads.map(lambda _: children.ask(request()), range(4 * MOST)))
    children.close()
    assert {ended.status for ended in done} == {0}
    assert children.peak == MOST


@pytest.mark.long
def test_a_nursery_ends_with_its_owner_in_whatever_way_that_ends() -> None:
    with script(ASKING + "print(children.nursery, flush=True); sys.stdin.read()") as owner:
        assert owner.stdout is not None
        nursery = int(owner.stdout.readline())
        owner.kill()
    assert is_gone(nursery)


@pytest.mark.long
def test_a_process_that_was_forked_has_a_nursery_of_its_own_and_leaves_the_other_alone() -> None:
    text = ASKING + (
        "first = children.nursery\n"
        "if os.fork() == 0:\n"
        "    assert children.nursery is None\n"
        "    assert children.ask(request()).status == 0\n"
        "    print('child', children.nursery, flush=True)\n"
        "    sys.exit()\n"
        "os.wait()\n"
        "assert children.ask(request()).status == 0\n"
        "assert children.nursery == first\n"
        "print('parent', first, flush=True)\n"
    )
    with script(text) as owner:
        said = dict(line.split() for line in owner.communicate(timeout=LONG)[0].splitlines())
    assert owner.returncode == 0
    assert said["child"] != said["parent"]
    assert is_gone(int(said["child"])) and is_gone(int(said["parent"]))


@pytest.mark.long
def test_a_nursery_lives_on_in_no_process_that_was_forked_from_its_owner() -> None:
    """A worker that was forked must not keep the nursery of a master that is gone."""
    text = ASKING + (
        "if os.fork() == 0:\n    sys.stdin.read()\n    os._exit(0)\nprint(children.nursery, flush=True)\nos._exit(0)\n"
    )
    with script(text) as owner:
        assert owner.stdout is not None
        nursery = int(owner.stdout.readline())
        owner.wait(LONG)
        assert is_gone(nursery)
