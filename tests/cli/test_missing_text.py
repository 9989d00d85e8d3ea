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


def test_the_doctor_names_settings_without_which_the_site_takes_a_requests_word(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = quizapp("doctor")
    assert said.status == 0
    assert "QUIZAPP_TRUSTED_HOSTS is not set: " in said.out
    assert "QUIZAPP_URL is not set: certificates and links say http://127.0.0.1:8000." in said.out
    monkeypatch.setenv("QUIZAPP_TRUSTED_HOSTS", "learn.example.org")
    monkeypatch.setenv("QUIZAPP_URL", "https://learn.example.org")
    assert "is not set" not in quizapp("doctor").out


@pytest.mark.parametrize("command", ["publish", "doctor"])
def test_what_is_missing_is_named_until_it_is_filled_in(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("QUIZAPP_TRUSTED_HOSTS", "learn.example.org")
    said = quizapp(command)
    assert (said.status, LINES in said.out) == (0, True), said
    assert said.out.count("QUIZAPP_URL is not set") == 1, "they are told an address that is guessed"
    (published / "inserts.txt").write_text("safeguarding-lead: Kim, room 12\n", encoding="utf-8")
    monkeypatch.setenv("QUIZAPP_INSERTS", "inserts.txt")
    said = quizapp(command)
    assert (said.status, "Not filled in" in said.out) == (0, False), said


NO_NUMBER = (
    "The support contacts have no phone number. Somebody in danger needs a number to call. An administrator writes one"
    " under Settings, *Support contacts*: http://127.0.0.1:8000/settings/support\n"
)


@pytest.mark.parametrize("command", ["publish", "doctor"])
def test_contacts_without_a_number_to_call_are_said_and_nothing_is_refused(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    said = quizapp(command)
    assert (said.status, "phone number" in said.out) == (0, False), "those of the package have some"
    contacts = published / "support.md"
    monkeypatch.setenv("QUIZAPP_SUPPORT", str(contacts))
    for text, told in (
        ("Talk to Kim, room 204.\n", True),
        ("Talk to Kim: {{safeguarding-lead}}.\n", True),
        ("Talk to Kim, room 204, or call 0800 1111.\n", False),
    ):
        contacts.write_text(text, encoding="utf-8")
        said = quizapp(command)
        assert (said.status, NO_NUMBER in said.out) == (0, told), said
    contacts.write_text("Talk to Kim: {{safeguarding-lead}}.\n", encoding="utf-8")
    (published / "inserts.txt").write_text("safeguarding-lead: 01632 960 100\n", encoding="utf-8")
    monkeypatch.setenv("QUIZAPP_INSERTS", "inserts.txt")
    assert "phone number" not in quizapp(command).out


def test_nations_whose_part_has_no_number_are_named(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Talk.\n\n## Scotland\n\nKim\n\n## Wales\n\nJo\n\n## England\n\nCall 0800 1111\n"
    (published / "support.md").write_text(text, encoding="utf-8")
    monkeypatch.setenv("QUIZAPP_SUPPORT", "support.md")
    said = quizapp("doctor")
    assert "The support contacts have no phone number under Scotland and under Wales. Somebody in danger" in said.out
