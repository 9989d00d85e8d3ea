"""Files that are there whole or not at all, and that only their owner can read: they are about people."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNERS_ALONE = 0o600
BESIDES = ("-wal", "-shm", "-journal", ".lock")  # what a SQLite store has beside its file


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """An empty file beside the target, to be filled and then moved; removed, with what belongs to it, if not.

    Raises OSError where the folder cannot be written to.
    """
    part = target.with_name(f".{target.name[:200]}.{secrets.token_hex(6)}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNERS_ALONE))
    try:
        yield part
    finally:
        for name in ("", *BESIDES):
            part.with_name(part.name + name).unlink(missing_ok=True)


def put(part: Path, target: Path) -> None:
    """Move a filled file to its name, on disk when this returns: after a power cut the old one is there, or the new."""
    sync(part)
    part.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
