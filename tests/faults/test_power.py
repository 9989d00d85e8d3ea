"""The power fails: the disk that is put together may lack what was not synced, and nothing that was confirmed."""

import os
import random
from pathlib import Path

import pytest

from tests.faults.disk import Disk, Event, can_trace, cuts, events
from tests.faults.power import power_cuts

DB = "/data/a.db"


def write(began: float, content: bytes, offset: int = 0) -> Event:
    return Event(began, began + 0.1, "pwrite64", DB, content, offset)


def sync(began: float, ended: float = 0.0) -> Event:
    return Event(began, ended or began + 0.1, "fdatasync", DB)


def found_after(*played: Event, before: bytes = b"....") -> set[bytes]:
    """All that may be found after these."""
    disk = Disk({DB: before})
    for event in played:
        disk.play(event)
    return {disk.cut(random.Random(seed))[DB] for seed in range(200)}


def test_what_was_synced_is_there_and_what_was_not_may_be() -> None:
    assert found_after(write(1, b"ab"), sync(2)) == {b"ab.."}
    assert found_after(write(1, b"ab")) == {b"....", b"ab.."}
    assert found_after(write(1, b"ab"), sync(2), write(3, b"cd", 2)) == {b"ab..", b"abcd"}
    assert b"..cd" in found_after(write(1, b"ab"), write(2, b"cd", 2))  # a disk promises no order


def test_a_sync_covers_only_what_was_written_before_it_began() -> None:
    assert found_after(write(1, b"ab"), sync(0.5, 1.5)) == {b"....", b"ab.."}


def test_a_write_may_be_torn_at_a_sector() -> None:
    torn = found_after(write(1, b"x" * 2048), before=b"")
    assert {len(content) for content in torn} >= {0, 512, 1024, 2048}


def test_new_lengths_and_removed_files_are_taken_as_done() -> None:
    disk = Disk({DB: b"...."})
    disk.play(Event(1, 1, "ftruncate", DB, number=2))
    assert disk.cut(random.Random(1)) == {DB: b".."}
    disk.play(Event(2, 2, "unlink", DB))
    assert disk.cut(random.Random(1)) == {}


def test_the_power_is_cut_where_it_was_asked_for() -> None:
    played = [write(1, b"a"), sync(2), write(3, b"b"), sync(4)]
    assert [(when, found[DB]) for when, found in cuts(Disk({DB: b"."}), played, [1, 3], random.Random(1))] == [
        (2.1, b"a"),
        (4.1, b"b"),
    ]


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def test_what_strace_wrote_down_is_read(tmp_path: Path) -> None:
    name, other = hexed(DB), hexed("/dev/null")
    lines = (
        f'10.5 pwrite64(4<{name}>, "{hexed("ab")}", 2, 4096) = 2 <0.25>',
        f"11.0 fdatasync(4<{name}>) = 0 <0.5>",
        f"12.0 ftruncate(4<{name}>, 8) = 0 <0.0>",
        f'13.0 write(2<{other}>, "{hexed("x")}", 1) = 1 <0.1>',
        f"14.0 fsync(4<{name}>) = -1 EIO (Input/output error) <0.1>",
        f'15.0 unlink("{name}") = 0 <0.5>',
        f"16.0 fdatasync(4<{name}> <unfinished ...>",
    )
    (tmp_path / "trace.7").write_text("\n".join(lines), "ascii")
    assert events(tmp_path / "trace", [Path(DB)]) == [
        Event(10.5, 10.75, "pwrite64", DB, b"ab", 4096),
        Event(11.0, 11.5, "fdatasync", DB),
        Event(12.0, 12.0, "ftruncate", DB, b"", 8),
        Event(15.0, 15.5, "unlink", DB),
    ]


@pytest.fixture
def strace() -> None:
    if not can_trace():
        why = "there is no strace here that may trace (apt-get install strace)"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)


@pytest.mark.long
@pytest.mark.usefixtures("strace")
def test_every_confirmed_answer_is_there_after_a_power_cut(tmp_path: Path) -> None:
    outcome = power_cuts(tmp_path, number=60, answers=80)
    assert outcome.problems() == [], outcome.text()
    assert outcome.syncs >= outcome.record.confirmations  # reliability A3: no answer without one


@pytest.mark.long
@pytest.mark.usefixtures("strace")
def test_a_server_without_the_pragma_that_syncs_each_answer_is_found_out(tmp_path: Path) -> None:
    outcome = power_cuts(tmp_path, number=20, answers=60, without=["synchronous"])
    assert len(outcome.lost) > 100, outcome.text()
