"""The children that work through text that is not live yet, asked from here.

They are forked from a nursery that has loaded everything already, which takes a few milliseconds. It is started at the
first request, or ahead by `start`, and is this process's alone: after a fork, the new process starts one of its own.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import IO

from quizapp.services.authoring.compiling import Request
from quizapp.services.authoring.nursery import ENDED

MOST = max(2, os.cpu_count() or 2)  # children of this process that work at one time; who comes then waits
_SURROUNDINGS = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LANG", "LC_ALL")
_CAN_FORK = sys.platform != "win32"


@dataclass(frozen=True, slots=True)
class Ended:
    """What a child wrote, as whole lines, and how it ended: its status, or the negative number of a signal.

    `complaint` is what it wrote besides, and `seconds` the processor time that it used; both where they are known.
    """

    lines: tuple[bytes, ...]
    status: int
    complaint: str = ""
    seconds: float = 0.0


class _Gone(Exception):
    """The nursery ended before it said how the child did."""


class Children:
    """Children of this process, at most MOST at one time. May be asked from any thread."""

    def __init__(self, surroundings: dict[str, str] | None = None) -> None:
        self._surroundings = surroundings
        self._begin()
        if _CAN_FORK:
            _ALL.add(self)

    def _begin(self) -> None:
        self._lock = Lock()
        self._places = BoundedSemaphore(MOST)
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._complaint: IO[bytes] | None = None
        self._words = ""  # the last ones of the nursery before

    @property
    def nursery(self) -> int | None:
        """The number of the nursery's process, if one was started."""
        return self._nursery.pid if self._nursery is not None else None

    def start(self) -> None:
        """Start the nursery if it is not there; it is not waited for."""
        if _CAN_FORK:
            with self._lock:
                self._running()

    def ask(self, *requests: Request) -> Ended:
        """Let one child answer these requests, and wait for it; RuntimeError where there is none to be had.

        It is ended when the requests' seconds are over, and when the waiting is interrupted.
        """
        text, seconds = json.dumps(requests).encode(), sum(one["wall_seconds"] for one in requests)
        with self._places:
            if not _CAN_FORK:
                return ask_alone(text, seconds, self._surroundings)
            with suppress(_Gone):
                return self._ask(text, seconds)
            try:
                # The nursery was at rest, or the system ended it: the next one knows no more and no less.
                return self._ask(text, seconds)
            except _Gone:
                raise RuntimeError(f"the nursery of compiling children ended: {self._words}") from None

    def close(self) -> None:
        """End the nursery and all of its children, and wait until they are gone."""
        with self._lock:
            self._let_go()

    def _ask(self, request: bytes, seconds: float) -> Ended:
        until = time.monotonic() + seconds
        talk, its_talk = socket.socketpair()
        leash, its_leash = socket.socketpair()
        with talk, leash:
            with its_talk, its_leash, self._lock:
                control = self._running()
                with suppress(OSError):  # where it is gone, the leash has nobody at its other end
                    socket.send_fds(control, [b"+"], [its_talk.fileno(), its_leash.fileno()])
            out, ended = bytearray(), b""
            try:
                with suppress(BrokenPipeError, ConnectionResetError):  # ended before it read everything
                    talk.settimeout(seconds)
                    talk.sendall(request)
                    talk.shutdown(socket.SHUT_WR)
                with suppress(ConnectionResetError):
                    while part := _before(until, talk).recv(1 << 16):
                        out += part
                with suppress(ConnectionResetError):
                    ended = _before(until, leash).recv(ENDED.size)
            except TimeoutError:
                return Ended(_whole_lines(out), -signal.SIGKILL)  # the leash is let go, and so it is
        if len(ended) < ENDED.size:
            with self._lock:
                if self._control is control:  # nobody has seen to it yet
                    self._let_go()
            raise _Gone
        status, used = ENDED.unpack(ended)
        return Ended(_whole_lines(out), status, seconds=used)

    def _running(self) -> socket.socket:
        """The socket of a nursery that runs; a new one where there is none, or where it came to its end."""
        if self._control is not None and self._nursery is not None and self._nursery.poll() is None:
            return self._control
        self._let_go()
        self._complaint = tempfile.TemporaryFile()  # noqa: SIM115 (it is open as long as the nursery is there)
        ours, theirs = socket.socketpair()
        with theirs:
            self._nursery = subprocess.Popen(
                [sys.executable, "-P", "-m", "quizapp.services.authoring.nursery"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=self._complaint,
                env=self._surroundings if self._surroundings is not None else surroundings(),
                start_new_session=True,  # Ctrl+C is for us, and we let it go
            )
        self._control = ours
        return ours

    def _let_go(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._nursery is not None:
            try:
                self._nursery.wait(5)
            except subprocess.TimeoutExpired:
                self._nursery.kill()
                self._nursery.wait()
        if self._complaint is not None:
            self._complaint.seek(0)
            self._words = self._complaint.read()[-2000:].decode("utf-8", "replace")
            self._complaint.close()
            self._complaint = None
        self._nursery = None

    def forget(self) -> None:
        """Let go of the nursery of the process that this one was forked from, and leave it alone."""
        if self._control is not None:
            self._control.close()  # this process's copy, or the nursery would outlive its owner
        if self._nursery is not None:
            self._nursery.returncode = 0  # it is no child of this process, and is not waited for
        self._begin()


def surroundings() -> dict[str, str]:
    """What a child may see of our environment: no key, no database, no other secret."""
    return {name: os.environ[name] for name in _SURROUNDINGS if name in os.environ}


def ask_alone(request: bytes, seconds: float, surrounded: dict[str, str] | None = None) -> Ended:
    """The same from a child that is started for these requests: slow, for where nothing can be forked."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "quizapp.services.authoring.compiling"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surrounded if surrounded is not None else surroundings(),
    )
    try:
        out, complaint = child.communicate(request, timeout=seconds)
        status = child.returncode
    except BaseException as problem:
        child.kill()
        out, complaint = child.communicate()
        if not isinstance(problem, subprocess.TimeoutExpired):
            raise
        status = -9
    return Ended(_whole_lines(out), status, complaint.decode("utf-8", "replace"))


def _before(until: float, talk: socket.socket) -> socket.socket:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    talk.settimeout(left)
    return talk


def _whole_lines(out: bytes | bytearray) -> tuple[bytes, ...]:
    return tuple(bytes(out[: out.rfind(b"\n") + 1]).splitlines())


_ALL: "weakref.WeakSet[Children]" = weakref.WeakSet()


def _close_all() -> None:
    for children in list(_ALL):
        children.close()


def _forget_all() -> None:
    for children in list(_ALL):
        children.forget()


atexit.register(_close_all)
if _CAN_FORK:
    os.register_at_fork(after_in_child=_forget_all)
