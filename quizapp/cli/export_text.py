"""What an export wrote and what it left as it was, for the terminal."""

from collections.abc import Iterator
from pathlib import Path

from quizapp.services.authoring.exporting import Exported


def export_lines(done: Exported) -> Iterator[str]:
    """A line for each file that was written or left, and one that sums up."""
    for path in done.written:
        yield f"Wrote {_shown(path)}"
    for path in done.same:
        yield f"Left {_shown(path)} as it is: it is the same as what is live."
    for path in done.besides:
        yield f"Left {_shown(path)} as it is: it is not live."
    for path in done.differ:
        yield f"Left {_shown(path)} as it is: it differs from what is live. To write over it, use --force."
    yield f"{len(done.written)} written, {len(done.same) + len(done.besides) + len(done.differ)} left as they were."


def nothing_live(asked: str, nearest: str) -> str:
    """What is said where nothing of this name is live."""
    meant = f" Did you mean {nearest}?" if nearest else " `quizapp publish` makes what is on disk live."
    return f"nothing is live at {asked}.{meant}"


def _shown(path: Path) -> Path:
    """As short as it can be written from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
