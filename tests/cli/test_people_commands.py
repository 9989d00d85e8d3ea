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
    assert lines[0].split() == ["Name", "Address", "Staff", "number", "Team", "Roles"]
    assert lines[1].split("  ")[0:2] == ["Sam Reed", "other@example.org"]
    assert "staff; manager of Team A" in lines[1] and lines[1].endswith("no password yet")
    assert SAM in lines[2] and lines[2].endswith("has left")
    assert lines[-1] == "2 people."
    assert quizapp("people", "list", "REED", "other").out.splitlines()[-1] == "1 person."
    assert quizapp("people", "list", "nobody").out == "Nobody is there like that.\n"


def test_a_staff_number_is_given_listed_and_nobody_elses(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "add", "--name", "Mona", "--email", "mona@example.org", "--staff-number", " ab  007")
    assert said.status == 0, said.err
    said = quizapp("people", "staff-number", SAM, "00123")
    assert (said.status, said.out) == (0, "Sam Reed has the staff number.\n")
    assert "  00123 " in quizapp("people", "list", "sam").out and "  AB 007 " in quizapp("people", "list", "mona").out
    for arguments in (
        ("staff-number", SAM, "Ab 007"),
        ("add", "--name", "Ola", "--email", "ola@example.org", "--staff-number", "ab 007"),
    ):
        refused = quizapp("people", *arguments)
        assert refused.status == 1 and "somebody else has that staff number" in refused.err
    assert "ola" not in quizapp("people", "list").out
    assert quizapp("people", "staff-number", "mona@example.org", "AB 007").status == 0, "their own stays"
    assert quizapp("people", "staff-number", SAM, " ").err == "quizapp: the staff number is empty\n"
    assert "more than 40 characters" in quizapp("people", "staff-number", SAM, "7" * 41).err
    assert quizapp("people", "staff-number", SAM, "--none").out == "Sam Reed has no staff number.\n"
    assert "00123" not in quizapp("people", "list").out


def test_whoever_has_no_address_is_added_and_looked_after_by_their_staff_number(
    quizapp: Command, published: Path
) -> None:
    said = quizapp("people", "add", "--name", "Ola Day", "--staff-number", "k 9")
    assert said.status == 0 and link_in(said.out)
    assert link_in(quizapp("people", "link", "K 9").out)
    assert quizapp("people", "move", "k  9", "--team", "Team B").status == 0
    assert "Ola Day  -        K 9" in quizapp("people", "list").out
    assert quizapp("people", "add", "--name", "Nobody").err == "quizapp: --email is empty\n"


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
    assert (said.status, said.out) == (0, "Mona manages Team A from today.\n")
    said = quizapp("people", "manage", "mona@example.org", "--team", "Taem A", "--no-longer")
    assert (said.status, said.out) == (0, "Mona manages Taem A no longer.\n")
    assert "staff; manager of Team A " in quizapp("people", "list", "mona").out
    assert quizapp("people", "manage", "mona@example.org", "--team", "Team Z").status == 1
    assert "Did you mean Team A" in quizapp("people", "manage", "mona@example.org", "--team", "tema a").err


def test_a_name_is_put_right_and_what_certificates_say_is_told(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "rename", SAM, "--name", "Sam Read", "--email", "read@example.org")
    assert said.status == 0 and "Sam Read" in said.out and "certificate" in said.out
    assert "read@example.org" in quizapp("people", "list").out
    assert quizapp("people", "rename", "read@example.org").status == 2


def test_a_wrong_joining_day_is_put_right(quizapp: Command, sam: str) -> None:
    for day in ("2026-01-05", "5/1/2026"):
        said = quizapp("people", "joined", "SAM@example.org", day)
        assert (said.status, said.out) == (0, "Sam Reed joined on 2026-01-05.\n"), said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("link", "nobody@example.org"), "nobody has the address nobody@example.org"),
        (("leave", ""), "nobody has the address"),
        (("move", SAM, "--team", " "), "--team is empty"),
        (("move", SAM, "--team", "t" * 201), "--team has more than 200 characters"),
        (("joined", SAM, "26-01-05"), "write the day as 2026-11-23, with its year in full"),
        (("joined", SAM, "9999-01-01"), "that day is still to come"),
        (("joined", "nobody@example.org", "2026-01-05"), "nobody has the address nobody@example.org"),
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


def test_a_role_is_given_and_taken_and_what_somebody_holds_is_said(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "role", SAM, "--add", "trainer", "--add", "administrator")
    assert (said.status, said.out) == (0, "The roles of Sam Reed: administrator, staff, trainer.\n"), said.err
    assert "administrator, staff, trainer" in quizapp("people", "list").out
    quizapp("people", "add", "--name", "Una", "--email", "una@example.org", "--role", "administrator")
    said = quizapp("people", "role", SAM, "--add", "manager", "--take", "administrator")
    assert said.out == "The roles of Sam Reed: manager, staff, trainer.\n"
    assert quizapp("people", "role", SAM, "--take", "manager").out == "The roles of Sam Reed: staff, trainer.\n"
    assert "say which" in quizapp("people", "role", SAM).err
    assert "the same role" in quizapp("people", "role", SAM, "--add", "trainer", "--take", "trainer").err
    assert quizapp("doctor").status == 0


def test_the_only_administrator_stays_one_and_leaves_only_even_so(quizapp: Command, sam: str) -> None:
    quizapp("people", "role", SAM, "--add", "administrator")
    for refused in (
        quizapp("people", "role", SAM, "--take", "administrator"),
        quizapp("people", "leave", SAM),
    ):
        assert (refused.status, refused.out) == (1, "") and f"{SAM} is the only administrator" in refused.err
    assert "--even-so" in refused.err
    assert "administrator" in quizapp("people", "list").out and "has left" not in quizapp("people", "list").out
    assert quizapp("people", "leave", SAM, "--even-so").status == 0


def test_a_manager_is_one_no_more_and_the_teams_that_nobody_was_given_are_named(quizapp: Command, sam: str) -> None:
    assert quizapp("people", "manage", SAM, "--team", "Team A").status == 0
    said = quizapp("people", "role", SAM, "--take", "manager", "--add", "trainer")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines() == [
        "The roles of Sam Reed: staff, trainer.",
        "Nobody else was given what they managed: Team A. (quizapp people manage)",
    ]
    assert "manager" not in quizapp("people", "list").out and quizapp("doctor").status == 0


def test_a_team_that_is_not_there_is_told_with_how_one_is_made(quizapp: Command, sam: str) -> None:
    said = quizapp("people", "manage", SAM, "--team", "Team Z")
    assert said.status == 1 and "quizapp people move ADDRESS --team NAME" in said.err


def test_a_link_with_a_guessed_address_says_so_once(
    quizapp: Command, sam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = quizapp("people", "link", SAM)
    assert said.err.count("QUIZAPP_URL is not set") == 1 and "http://127.0.0.1:8000" in said.err
    monkeypatch.setenv("QUIZAPP_URL", "https://training.example.org")
    said = quizapp("people", "link", SAM)
    assert said.err == "" and "https://training.example.org/set-password/" in said.out


def test_an_address_that_nobody_has_is_told_whose_was_probably_meant(quizapp: Command, sam: str) -> None:
    quizapp("people", "add", "--name", "Tom Hill", "--email", "tom@example.org")
    unknown = "quizapp people list says who is there"
    for typed in ("sma@example.org", "sam@exmaple.org", "sam", "Sam Reed", "REED"):
        assert quizapp("people", "link", typed).err.endswith(f"{unknown}. Did you mean {SAM}?\n"), typed
    for typed in ("nobody@example.org", "", "x", "@", "sam@"):
        assert quizapp("people", "leave", typed).err.endswith(f"{unknown}\n"), typed
    quizapp("people", "rename", "tom@example.org", "--name", "Tom Reed")
    assert quizapp("people", "link", "reed").err.endswith(f"Did you mean {SAM} or tom@example.org?\n")


def test_a_copy_for_somebody_who_asks_is_a_file_of_its_owners_alone(quizapp: Command, sam: str, tmp_path: Path) -> None:
    file = tmp_path / "sam.json"
    said = quizapp("people", "copy", "SAM@example.org", "--to", str(file))
    assert said.status == 0, said.err
    assert file.stat().st_mode & 0o777 == 0o600 and '"about": "Sam Reed"' in file.read_text(encoding="utf-8")
    assert quizapp("people", "copy", SAM, "--to", str(file)).status == 2, "nothing is written over"
    nobody = quizapp("people", "copy", "nobody@example.org", "--to", str(tmp_path / "nobody.json"))
    assert nobody.status == 1 and "nobody has the address nobody@example.org" in nobody.err


def test_somebody_is_erased_once_their_name_is_given(quizapp: Command, sam: str) -> None:
    quizapp("people", "staff-number", SAM, "0007")
    said = quizapp("people", "erase", "0007", "--reason", "They asked for it.")
    assert said.status == 0 and "Nothing is erased yet" in said.out and "It cannot be undone" in said.out
    assert quizapp("people", "list", "sam").out.splitlines()[-1] == "1 person."
    refused = quizapp("people", "erase", "0007", "--reason", "They asked for it.", "--name", "Sam Rede")
    assert refused.status == 1 and "--name is not their name" in refused.err
    assert quizapp("people", "erase", SAM, "--reason", "-", "--name", "Sam Reed").status == 1
    said = quizapp("people", "erase", SAM, "--reason", "They asked for it.", "--name", "sam reed")
    assert said.status == 0 and said.out.startswith("They were erased."), said.err
    assert quizapp("people", "list", "sam").out == "Nobody is there like that.\n"
    assert quizapp("people", "erase", SAM, "--reason", "They asked for it.").status == 1
