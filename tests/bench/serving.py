"""A server of ours, run as whoever installs it would: a process group of its own, on a free port of 127.0.0.1."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.wire import Connection

ROOT = Path(__file__).parents[2]
QUIZAPP = Path(sys.executable).with_name("quizapp")
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH")  # the last so that it is this checkout that serves


class NotServing(AssertionError):
    """The server did not answer in time; says what it printed."""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on just now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """These settings and nothing of ours from outside."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**kept, "PYTHONUNBUFFERED": "1", **settings}


@dataclass
class Server:
    """A server process with its children. `start` and `kill` may be called again and again, on the same port."""

    command: Sequence[str]
    settings: Mapping[str, str]
    port: int
    folder: Path  # where it runs, and where its `server.log` goes
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """What it printed so far."""
        file = self.folder / f"server-{self.port}.log"
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""

    def start(self, ready: str = "/health", seconds: float = 30) -> float:
        """Start it; returns the seconds until it answered `ready` with 200. Raises NotServing."""
        began = time.monotonic()
        with (self.folder / f"server-{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=environment(self.settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while time.monotonic() < began + seconds and self.process.poll() is None:
            with suppress(OSError), closing(Connection(self.port, timeout=5)) as connection:
                if connection.request("GET", ready).status == 200:
                    return time.monotonic() - began
            time.sleep(0.01)
        status = self.process.poll()
        self.kill()
        raise NotServing(f"exit status {status} after {time.monotonic() - began:.1f} s:\n{self.log[-3000:]}")

    def processes(self) -> list[psutil.Process]:
        """The main process first, then its children and theirs."""
        if self.process is None:
            return []
        main = psutil.Process(self.process.pid)
        return [main, *main.children(recursive=True)]

    def workers(self) -> list[psutil.Process]:
        """The children that are no helpers of the multiprocessing module."""
        return [p for p in self.processes()[1:] if "resource_tracker" not in " ".join(p.cmdline())]

    def cpu(self) -> float:
        """CPU seconds, in user and system mode, of all processes so far; children that have ended are included."""
        return cpu_seconds(self.processes())

    def kill(self) -> None:
        """SIGKILL to the whole group at once."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            self.process = None

    def stop(self) -> None:
        """Ask it to stop; kill what is left after 5 seconds."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
            self.kill()


def cpu_seconds(processes: Sequence[psutil.Process]) -> float:
    """CPU seconds of these processes and of the children that they have waited for."""
    total = 0.0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            spent = process.cpu_times()
            total += spent.user + spent.system + spent.children_user + spent.children_system
    return total


@contextmanager
def running(server: Server, ready: str = "/health", seconds: float = 30) -> Iterator[Server]:
    """The server, started, for as long as the block lasts."""
    server.start(ready, seconds)
    try:
        yield server
    finally:
        server.stop()


def quizapp_serve(folder: Path, settings: Mapping[str, str]) -> Server:
    """`quizapp serve` on a free port, with these settings."""
    port = free_port()
    return Server([str(QUIZAPP), "serve"], {**settings, "QUIZAPP_PORT": str(port)}, port, folder)
