"""What a server wrote and synced, as strace saw it, and the disk as it may be found once the power has failed.

A write is safe once an fsync of its file that began after it has returned. Of those that are not, each may be on the
disk, or not, or torn at a sector: a disk promises no order. New lengths and removed files are taken as done at once, as
a journalling file system keeps them.
"""

import random
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
CALLS = ("pwrite64", "pwritev", "pwritev2", "write", "writev", "fsync", "fdatasync", "ftruncate", "unlink", "unlinkat")
_LINE = re.compile(r"^(\d+\.\d+) (\w+)\((.*)\) = (-?\d+)(?: [A-Z].*)? <([\d.]+)>$")
_OPENED = re.compile(r"^\d+<([^>]*)>(?:, )?")
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Event:
    """One call that has succeeded: when it began and ended (seconds of the clock), its file, and what it did."""

    began: float
    ended: float
    call: str
    path: str
    content: bytes = b""
    number: int = 0  # the offset of a write, or the new length


def tracing(output: Path) -> list[str]:
    """The command before a command, to have its calls written down in `output`.PID, a file for each thread."""
    options = ["-f", "-ff", "--seccomp-bpf", "-y", "-xx", "-s", "1000000", "-T", "-qq"]
    clock = "--absolute-timestamps=format:unix,precision:ns"
    return ["strace", *options, clock, "--signal=none", "-e", f"trace={','.join(CALLS)}", "-o", str(output)]


def can_trace() -> bool:
    """Whether strace is here and may trace."""
    try:
        done = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


def events(output: Path, files: Sequence[Path]) -> list[Event]:
    """What was done to these files, in the order in which it ended. A call that this does not know is an error."""
    known = {str(path) for path in files}
    found = [
        event
        for trace in output.parent.glob(f"{output.name}.*")
        for line in trace.read_text("ascii").splitlines()
        if (event := _event(line)) is not None and event.path in known
    ]
    for event in found:
        assert event.call in ("pwrite64", "fsync", "fdatasync", "ftruncate", "unlink"), event.call
    return sorted(found, key=lambda event: event.ended)


def _event(line: str) -> Event | None:
    """A line of strace's; None for one that failed, or that the end of the server cut short."""
    match = _LINE.match(line)
    if match is None or match[4].startswith("-"):
        return None
    began, call, rest = float(match[1]), match[2], match[3]
    opened = _OPENED.match(rest)
    if opened is None:  # unlink
        quoted = _QUOTED.search(rest)
        return Event(began, began + float(match[5]), call, _bytes(quoted[1]).decode() if quoted else "")
    path, rest = _bytes(opened[1]).decode(errors="replace"), rest[opened.end() :]
    quoted, last = _QUOTED.match(rest), rest.rpartition(", ")[2]
    content = _bytes(quoted[1])[: int(match[4])] if quoted and call == "pwrite64" else b""
    return Event(
        began, began + float(match[5]), call, path, content, int(last) if call in ("pwrite64", "ftruncate") else 0
    )


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", "")) if escaped.startswith("\\x") else escaped.encode()


@dataclass
class File:
    """A file: what is surely on the disk, and what was written since the last sync."""

    safe: bytearray
    loose: list[Event] = field(default_factory=list)

    def cut(self, chance: random.Random) -> bytes:
        """The file as it may be found: of the loose writes some are there, some not, some torn."""
        kept, share = bytearray(self.safe), chance.choice((0.0, 0.0, 0.5, 0.9))
        for event in self.loose:
            if chance.random() >= share:
                continue
            torn = chance.random() < 0.2 and len(event.content) > SECTOR
            _write(kept, event, SECTOR * chance.randrange(len(event.content) // SECTOR) if torn else None)
        return bytes(kept)


def _write(content: bytearray, event: Event, only: int | None = None) -> None:
    written = event.content if only is None else event.content[:only]
    if not written:
        return
    end = event.number + len(written)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[event.number : end] = written


class Disk:
    """Files by their paths, on which events are played; `cut` at any time."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = {path: File(bytearray(content)) for path, content in files.items()}

    def play(self, event: Event) -> None:
        """One more event has ended."""
        if event.call == "unlink":
            self.files.pop(event.path, None)
            return
        file = self.files.setdefault(event.path, File(bytearray()))
        if event.call == "pwrite64":
            file.loose.append(event)
        elif event.call == "ftruncate":
            file.loose = [loose for loose in file.loose if loose.number < event.number]
            del file.safe[event.number :]
            file.safe.extend(bytes(event.number - len(file.safe)))
        else:
            for loose in file.loose:
                if loose.ended <= event.began:
                    _write(file.safe, loose)
            file.loose = [loose for loose in file.loose if loose.ended > event.began]

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files as they may be found."""
        return {path: file.cut(chance) for path, file in self.files.items()}


def cuts(
    disk: Disk, recorded: Iterable[Event], places: Sequence[int], chance: random.Random
) -> Iterator[tuple[float, dict[str, bytes]]]:
    """The power fails just after each of these events (by number): when, and what is found."""
    wanted = set(places)
    for number, event in enumerate(recorded):
        disk.play(event)
        if number in wanted:
            yield event.ended, disk.cut(chance)
