"""Whatever a command is given, it says in a sentence what is wrong: no traceback, and status 1 or 2."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.cli import authors, backups, certificates, coverage, mail, operators, people
from tests.amounts import some
from tests.cli.conftest import Command, Said

SAM = "sam@example.org"
LONG = "n" * 300
ODD = {
    "empty": "",
    "a space": " ",
    "300 characters": LONG,
    "5,000 characters": "n" * 5000,
    "control": "\x1b[31m\x07\x00",
    "right to left": "\u202e\u200f\u2067",
    "zero width": "\u200b\u200c\u200d\ufeff",
    "fillers": "\u3164\u2800\u115f",
    "an accent alone": "\u0301",
    "what grows": "\u0958" * 150,
    "no UTF-8": "\udcff\udcfe",
    "braces": "{name} {0} %s",
}
ADDRESSES = {
    **{name: f"{text}@example.org" for name, text in ODD.items()},
    "what grows small": "ß" * 150 + "@example.org",
}
FILES = {
    "not UTF-8": "## Café\n".encode("latin-1"),
    "UTF-16": "# Help\n".encode("utf-16"),
    "60,000 brackets": b"[" * 60_000,
    "deep quotes": b">" * 5000 + b" x",
    "NUL": b"Call \0 Sam\n",
    "5 MB": b"word " * 1_000_000,
    "nothing": b"",
}
OF_PEOPLE = (
    *("add", "link", "rename", "role", "staff-number", "joined", "move", "manage", "leave", "return"),
    *("forget-browsers", "copy", "erase"),
)
# A command for each that takes a file or folder; FILE stands for it.
WITH_FILES = (
    *(("check", "FILE"), ("publish", "FILE"), ("simulate", "FILE"), ("coverage", "FILE"), ("restore", "FILE")),
    *(
        ("preview", "FILE/there/is/none"),
        ("retire", "FILE", "--why", "old"),
        ("export", "FILE"),
        ("backup", "FILE/x"),
        ("export", "x", "--to", "FILE"),
        ("people", "import", "FILE"),
    ),
)
KINDS = ("not UTF-8", "nothing there", "a long name", "NUL", "a folder")  # of what FILE is
WITHOUT = {
    "demo",
    "serve",
    "upgrade",
    "doctor",
    "people",
    "certificate",
    "list",
    "outbox",
    "remind",
}  # take no file


def commands() -> Iterator[str]:
    """The name of every command, and of every one for people."""
    parser = argparse.ArgumentParser()
    found = parser.add_subparsers()
    for area in (operators, backups, people, mail, certificates, authors, coverage):
        area.add_commands(found)
    yield from found.choices
    of_people = found.choices["people"]._subparsers
    assert of_people is not None
    yield from map(str, of_people._group_actions[0].choices or ())


def sentences(said: Said) -> None:
    """It was refused, in lines of its own."""
    assert said.status in (1, 2), said
    assert "Traceback" not in said.err + said.out and (said.err or said.out).strip()


def test_every_command_is_tried_here() -> None:
    files = {word for arguments in WITH_FILES for word in arguments[:2]}
    unknown = set(commands()) - files - set(OF_PEOPLE) - WITHOUT
    assert not unknown, "a new command needs its row"


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_odd_code_is_that_of_a_certificate(quizapp: Command, published: Path, odd: str) -> None:
    sentences(quizapp("certificate", "reissue", odd, "--why", "It was misspelt"))
    sentences(quizapp("certificate", "reissue", "2222-2222-2222-2222", "--why", odd))


@pytest.mark.parametrize("odd", some(ADDRESSES, quick=6))
def test_no_odd_address_names_anybody_or_is_anybodys(quizapp: Command, published: Path, odd: str) -> None:
    more = {"rename": ("--name", "A"), "move": ("--team", "A"), "manage": ("--team", "A"), "staff-number": ("7",)}
    more["joined"] = ("2026-01-05",)
    more["copy"] = ("--to", str(published.with_name("copy.json")))
    more["erase"] = ("--reason", "They asked for it.")
    more["role"] = ("--add", "trainer")
    for action in OF_PEOPLE[1:]:
        sentences(quizapp("people", action, odd, *more.get(action, ())))
    said = quizapp("people", "add", "--name", "Sam", "--email", odd)
    assert (said.status == 0) == ("@example.org" in said.out + quizapp("people", "list").out)
    if said.status:
        sentences(said)


@pytest.mark.parametrize("odd", some(ODD, quick=6))
def test_an_odd_name_or_team_is_kept_as_it_is_seen_or_refused(quizapp: Command, published: Path, odd: str) -> None:
    assert quizapp("people", "add", "--name", "Sam", "--email", SAM, "--team", "Team A").status == 0
    for arguments in (
        ("rename", SAM, "--name", odd),
        ("move", SAM, "--team", odd),
        ("manage", SAM, "--team", odd),
        ("staff-number", SAM, odd),
        ("add", "--name", odd, "--email", "a@example.org"),
        ("add", "--name", "A", "--email", "b@example.org", "--team", odd, "--manages", odd),
        ("return", SAM, "--team", odd),
        ("list", odd),
    ):
        said = quizapp("people", *arguments)
        assert "Traceback" not in said.err and said.status in (0, 1, 2)
        assert said.status == 0 or said.err.startswith("quizapp: ")
        assert not {"\x1b", "\u202e", "\x07", "\udcff"} & set(said.out + said.err), arguments
    listed = quizapp("people", "list")
    assert listed.status == 0 and not {"\x1b", "\u202e", "\u200b"} & set(listed.out)


@pytest.mark.parametrize("setting", ["QUIZAPP_SUPPORT", "QUIZAPP_INSERTS"])
@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_bad_file_for_the_first_start_is_refused_at_once(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch, setting: str, content: bytes
) -> None:
    file = published / "start.md"
    file.write_bytes(content if setting == "QUIZAPP_SUPPORT" or not content else b"safeguarding-lead: " + content)
    monkeypatch.setenv(setting, str(file))
    said = quizapp("people", "list")
    harmless = content in (b"", FILES["NUL"])
    assert said.status == (0 if harmless else 2), said
    if not harmless:
        assert said.err.startswith(f"quizapp: {setting}: ") and said.err.count("\n") == 1 and len(said.err) < 300


@pytest.mark.parametrize(
    ("setting", "content", "said"),
    [
        ("QUIZAPP_SUPPORT", "One\nTwo Café".encode("latin-1"), "line 2: start.md is not UTF-8 here; save it as UTF-8"),
        ("QUIZAPP_SUPPORT", b"[" * 101, "start.md has more than 100 square brackets that open a link"),
        ("QUIZAPP_SUPPORT", b"x" * 5001, "start.md has more than 5,000 characters"),
        ("QUIZAPP_SUPPORT", b"x" * 70_000, "start.md is larger than 64 kB"),
        ("QUIZAPP_SUPPORT", b"[Sam](sam)", "start.md has a link without a whole address"),
        ("QUIZAPP_INSERTS", b"safeguarding-lead: " + b"x" * 301, "line 1: safeguarding-lead has more than 300 char"),
        ("QUIZAPP_INSERTS", b"escalation: a\nescalation: b", "line 2: escalation is there twice"),
    ],
)
def test_it_is_said_where_and_what_is_wrong_with_it(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch, setting: str, content: bytes, said: str
) -> None:
    (published / "start.md").write_bytes(content)
    monkeypatch.setenv(setting, "start.md")
    assert said in quizapp("people", "list").err


def test_a_mark_for_the_order_of_bytes_is_nothing_wrong(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (published / "start.txt").write_bytes(b"\xef\xbb\xbfsafeguarding-lead: Kim\r\n")
    monkeypatch.setenv("QUIZAPP_INSERTS", "start.txt")
    assert quizapp("people", "list").status == 0


@pytest.mark.parametrize("arguments", WITH_FILES, ids=" ".join)
@pytest.mark.parametrize("kind", some({kind: kind for kind in KINDS}, quick=3))
def test_a_bad_file_of_any_command_is_said_to_be_one(
    quizapp: Command, published: Path, arguments: tuple[str, ...], kind: str
) -> None:
    place = published / "bad.md"
    if kind in FILES:
        place.write_bytes(FILES[kind])
    elif kind == "a folder":
        place.mkdir()
    name = "n" * 5000 if kind == "a long name" else str(place)
    said = quizapp(*(argument.replace("FILE", name) for argument in arguments))
    assert said.status in (1, 2) or kind == "a folder", said
    if said.status:
        sentences(said)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DATABASE_URL", "sqlite:///bad.db"),
        ("DATABASE_URL", "sqlite:///."),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.db"),
        ("DATABASE_URL", "postgresql://[::1"),
        ("DATABASE_URL", "postgresql://localhost:port/x"),
        ("QUIZAPP_HOST", "nonsense"),
        ("QUIZAPP_HOST", "1.2.3.4.5"),
        ("QUIZAPP_SUPPORT", "n" * 5000),
        ("QUIZAPP_FOLDER", "n" * 5000),
    ],
)
@pytest.mark.parametrize("arguments", [("people", "list"), ("doctor",), ("upgrade",), ("serve",)], ids=" ".join)
def test_a_setting_that_cannot_be_used_is_a_sentence_for_every_command(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, arguments: list[str]
) -> None:
    (published / "bad.db").write_bytes(b"this is no database at all, only text " * 100)
    monkeypatch.setenv(setting, value)
    said = quizapp(*arguments)
    assert said.status in (1, 2) and said.err.startswith("quizapp: ") and len(said.err) < 400, said
    assert os.environ[setting] == value
