"""Long commands say how far they are at a terminal, on the standard error, and nothing of it anywhere else."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizapp.cli import main, progress

COMMANDS = {
    "check": ("Checked", ("check",)),
    "publish": ("Checked", ("publish",)),
    "doctor": ("Attempts looked through", ("doctor",)),
    "upgrade": ("Versions recompiled", ("upgrade",)),
    "backup": ("Copied", ("backup", "a.backup")),
    "restore": ("Versions recompiled", ("restore", "a.backup", "--replace")),
}


@contextmanager
def standard_error(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool) -> Iterator[list[str]]:
    """A terminal or a pipe in place of the standard error; what was written to it, after the block."""
    ours, theirs = os.openpty() if is_terminal else os.pipe()
    written: list[str] = []
    with open(theirs, "w", encoding="utf-8") as stream:  # noqa: PTH123 (a descriptor)
        os.set_blocking(ours, False)
        monkeypatch.setattr(sys, "stderr", stream)
        yield written
        stream.flush()
        try:
            written.append(os.read(ours, 1 << 16).decode())
        except BlockingIOError:
            written.append("")
    os.close(ours)


@pytest.mark.parametrize("is_terminal", [True, False], ids=["terminal", "pipe"])
def test_a_bar_is_at_a_terminal_and_nothing_of_it_in_a_pipe(
    folder: Path, monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    monkeypatch.setattr(progress, "SOON", 0.0)
    with standard_error(monkeypatch, is_terminal=is_terminal) as written:
        assert main(["check"]) == 0
    assert ("3/3" in written[0] and written[0].endswith("\n")) if is_terminal else written == [""]


@pytest.mark.long
@pytest.mark.parametrize("is_terminal", [True, False], ids=["terminal", "pipe"])
def test_long_commands_say_how_far_they_are_at_a_terminal_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_terminal: bool
) -> None:
    monkeypatch.setattr(progress, "SOON", 0.0)
    said = {}
    assert main(["upgrade"]) == main(["publish"]) == 0
    monkeypatch.setattr("quizapp.services.operating.doctor.histories.count", lambda _: 1)
    for name in ("check", "publish", "doctor", "backup", "upgrade", "restore"):
        if name in ("upgrade", "restore"):  # something has to be compiled again
            for module in (
                "services.operating.readiness",
                "services.operating.doctor",
                "services.site.compiled",
                "services.site.live_now",
            ):
                monkeypatch.setattr(f"quizapp.{module}.COMPILER", {"upgrade": 98, "restore": 99}[name])
        capsys.readouterr()
        with standard_error(monkeypatch, is_terminal=is_terminal) as written:
            assert main(COMMANDS[name][1]) == 0
        said[name] = written[0]
        out = capsys.readouterr().out
        assert "\r" not in out and "[#" not in out
    if is_terminal:
        assert {name: label in said[name] for name, (label, _) in COMMANDS.items()} == dict.fromkeys(COMMANDS, True)
    else:
        assert not [text for text in said.values() if "\r" in text or "#" in text or "Checked" in text]


def test_what_is_done_soon_shows_no_bar_even_at_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standard_error(monkeypatch, is_terminal=True) as written:
        assert main(["check", "--format", "json"]) == 0
    assert written == [""]
    assert capsys.readouterr().out.startswith(("{", "["))
