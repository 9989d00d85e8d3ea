"""A process that is killed between two statements of what it does in the database."""

import multiprocessing
import os
import signal
from collections.abc import Callable

import sqlalchemy as sa


def killed_at(stop: int, act: Callable[[], object]) -> bool:
    """Do this in a process that is killed before its so-many-th statement; whether it came to so many."""

    def child() -> None:
        seen = 0

        def kill(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == stop:
                os.kill(os.getpid(), signal.SIGKILL)

        sa.event.listen(sa.Engine, "before_cursor_execute", kill)
        act()

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0
