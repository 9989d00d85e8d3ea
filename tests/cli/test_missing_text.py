"""publish and doctor name the inserts that nobody has filled in, where each is used, and where to set it."""

from pathlib import Path

import pytest

from tests.cli.conftest import SCENARIO, Command

LINES = f"""\
Not filled in yet, so that people miss it where they read:
  safeguarding-lead
    whom to tell today, on every page of a scenario and wherever else the site says so
    {SCENARIO}
An administrator fills it in under Settings, *Whom to turn to here*: https://learn.example.org/settings/inserts
"""


@pytest.mark.parametrize("command", ["publish", "doctor"])
def test_what_is_missing_is_named_until_it_is_filled_in(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("QUIZAPP_TRUSTED_HOSTS", "learn.example.org")
    said = quizapp(command)
    assert (said.status, LINES in said.out) == (0, True), said
    (published / "inserts.txt").write_text("safeguarding-lead: Kim, room 12\n", encoding="utf-8")
    monkeypatch.setenv("QUIZAPP_INSERTS", "inserts.txt")
    said = quizapp(command)
    assert (said.status, "Not filled in" in said.out) == (0, False), said
