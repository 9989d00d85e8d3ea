"""How far a long command is, for whoever waits for it at a terminal; into a pipe or a file nothing is said."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from quizapp.model.progress import Done, Work, in_silence

_WORDS = {
    Work.CHECK: "Checked",
    Work.CHECK_LIVE: "Checked of what is live",
    Work.LOOK_THROUGH: "Attempts looked through",
    Work.RECOMPILE: "Versions recompiled",
    Work.COPY: "Copied",
    Work.READ_PEOPLE: "Rows looked through",
}
SOON = 1.0  # seconds: what is done by then needs no bar


@contextmanager
def on_terminal(work: Work, number: int) -> Iterator[Done]:
    """A bar on the standard error while the block lasts, where that is a terminal and the work is not done soon.

    Of a single piece of work nothing can be told in between, so that it has begun is said at once.
    """
    if not number or not sys.stderr.isatty():
        with in_silence(work, number) as done:
            yield done
        return
    from click import progressbar

    bar = progressbar(length=number, label=_WORDS[work], file=sys.stderr, show_pos=True, show_eta=number > 1)
    with ExitStack() as shown:
        until = time.monotonic() + (SOON if number > 1 else 0.0)
        waiting = 0

        def done_more(more: int) -> None:
            nonlocal waiting
            waiting += more
            if time.monotonic() >= until:
                shown.enter_context(bar) if not bar.entered else None
                bar.update(waiting)
                waiting = 0

        if number == 1:
            done_more(0)
        yield done_more
