"""people add, list, link, rename, move, leave and return: what they print, and the status with which they end."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command

SAM = "sam@example.org"


@pytest.fixture
def sam(quizapp: Command, published: Path) -> str:
    """Sam was added to Team A; the link that was printed."""
    said = quizapp("people", "add", "--name", " Sam  Reed", "--email", SAM, "--team", "Team A")
    assert said.status == 0, said.err
    return link_in(said.out)


def link_in(out: str) -> str:
    found = re.search(r"/set-password/\S+$", out, re.MULTILINE)
    assert found, out
    return found[0]


def test_whoever_forgot_a_password_gets_another_link(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "link", "SAM@example.org")
    assert said.status == 0, said.err
    assert link_in(said.out) != sam and "Sam Reed" in said.out and "7 days" in said.out


def test_the_list_tells_two_people_of_one_name_apart_and_who_has_left(quizapp: Command, sam: str) -> None:
    quizapp("people", "add", "--name", "Sam Reed", "--email", "other@example.org", "--manages", "Team A")
    quizapp("people", "leave", SAM)
    lines = quizapp("people", "list").out.splitlines()
    assert lines[0].split() == ["Name", "Address", "Team", "Roles"]
    assert lines[1].split("  ")[0:2] == ["Sam Reed", "other@example.org"]
    assert "manager, staff of Team A" in lines[1] and lines[1].endswith("no password yet")
    assert SAM in lines[2] and lines[2].endswith("has left")
    assert lines[-1] == "2 people."
    assert quizapp("people", "list", "REED", "other").out.splitlines()[-1] == "1 person."
    assert quizapp("people", "list", "nobody").out == "Nobody is there like that.\n"


def test_a_leaver_is_told_how_to_be_let_in_again_and_is(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "leave", SAM)
    assert said.status == 0 and "has left" in said.out
    refused = quizapp("people", "add", "--name", "Sam Reed", "--email", SAM)
    assert refused.status == 1
    command = re.search(r"quizapp (people return \S+)$", refused.err.strip())
    assert command, refused.err
    back = quizapp(*command[1].split())
    assert back.status == 0 and "Home team: Team A." in back.out and link_in(back.out)
    assert quizapp("people", "return", SAM).err == (
        f"quizapp: {SAM} has not left (a new link for them: quizapp people link {SAM})\n"
    )


def test_a_team_that_is_new_is_named_with_the_one_that_may_be_meant(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "add", "--name", "Mona", "--email", "mona@example.org", "--team", "Taem A")
    assert "A new team was made: Taem A." in said.out and "There is one called Team A, too." in said.out
    said = quizapp("people", "move", "mona@example.org", "--team", " team  a")
    assert said.status == 0 and "Home team: Team A." in said.out and "new team" not in said.out


def test_a_managers_team_that_was_mistyped_is_put_right_as_it_was_said(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "add", "--name", "Mona", "--email", "mona@example.org", "--manages", "Taem A")
    assert "quizapp people manage mona@example.org --team 'Team A'" in said.out
    said = quizapp("people", "manage", "mona@example.org", "--team", "Team A")
    assert (said.status, said.out) == (0, "Mona manages it from today.\n")
    said = quizapp("people", "manage", "mona@example.org", "--team", "Taem A", "--no-longer")
    assert (said.status, said.out) == (0, "Mona manages it no longer.\n")
    assert "manager, staff of Team A " in quizapp("people", "list", "mona").out
    assert quizapp("people", "manage", "mona@example.org", "--team", "Team Z").status == 1


def test_a_name_is_put_right_and_what_certificates_say_is_told(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "rename", SAM, "--name", "Sam Read", "--email", "read@example.org")
    assert said.status == 0 and "Sam Read" in said.out and "certificate" in said.out
    assert "read@example.org" in quizapp("people", "list").out
    assert quizapp("people", "rename", "read@example.org").status == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("link", "nobody@example.org"), "nobody has the address nobody@example.org"),
        (("leave", ""), "nobody has the address"),
        (("move", SAM, "--team", " "), "--team is empty"),
        (("move", SAM, "--team", "t" * 201), "--team has more than 200 characters"),
        (("rename", SAM, "--name", ""), "--name is empty"),
        (("rename", SAM, "--email", "nonsense"), "--email is not an e-mail address"),
        (("add", "--name", "", "--email", "a@example.org"), "--name is empty"),
        (("add", "--name", "A", "--email", "nonsense"), "--email is not an e-mail address"),
        (("add", "--name", "A", "--email", SAM), "there already"),
        (("add", "--name", "A", "--email", "a@example.org", "--team", "\u200b"), "--team is empty"),
        (("add", "--name", "A", "--email", "a@example.org", "--manages", " "), "--manages is empty"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_changes(
    quizapp: Command, sam: str, arguments: tuple[str, ...], said: str
) -> None:
    before = quizapp("people", "list").out
    refused = quizapp("people", *arguments)
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith("quizapp: ") and said in refused.err and refused.err.count("\n") == 1
    assert quizapp("people", "list").out == before
