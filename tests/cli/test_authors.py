"""check and publish: what they print, and the status with which they end."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import SCENARIO, SET, Command, spoil


def test_check_says_nothing_of_a_clean_folder(quizapp: Command, folder: Path) -> None:
    told = (folder / SCENARIO).read_text(encoding="utf-8")
    answered = re.sub(r"(lead: (?:met|partly)\n)(    - Why:)", r"\1    - Then: She nods.\n\2", told)
    (folder / SCENARIO).write_text(answered, encoding="utf-8")
    assert quizapp("check", "--strict").status == 0


def test_check_names_the_place_and_what_was_probably_meant(quizapp: Command, folder: Path) -> None:
    spoil(folder)
    said = quizapp("check")
    assert said.status == 1
    assert f"{SCENARIO}:" in said.out
    assert "error[unknown-passage]" in said.out
    assert "help: did you mean `#five-minutes`" in said.out


def test_check_gives_the_same_as_json(quizapp: Command, folder: Path) -> None:
    spoil(folder)
    said = quizapp("check", "--format", "json")
    assert said.status == 1
    found = json.loads(said.out)
    listed = found if isinstance(found, list) else found["diagnostics"]
    codes = [diagnostic["code"] for diagnostic in listed]
    assert "unknown-passage" in codes
    first = listed[codes.index("unknown-passage")]
    assert {"severity", "code", "path", "line", "column", "text", "help"} <= first.keys()


def test_check_prints_figures_when_asked(quizapp: Command) -> None:
    plain, figures = quizapp("check"), quizapp("check", "--figures")
    assert figures.status == 0
    assert len(figures.out) > len(plain.out)


@pytest.mark.parametrize("command", ["check", "publish"])
@pytest.mark.parametrize("named", ["scenarios/child-mental-helth", "child-mental-heath"])
def test_a_word_that_matches_nothing_is_an_error_with_what_was_meant(
    quizapp: Command, published: Path, command: str, named: str
) -> None:
    said = quizapp(command, named)
    assert said.status == 1
    assert "error[nothing-read]" in said.out
    assert "help: did you mean `scenarios/child-mental-health`?" in said.out


@pytest.mark.parametrize("command", ["check", "publish", "coverage"])
def test_in_the_wrong_folder_nothing_is_done_and_the_right_one_is_named(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{published}/quizapp.db")
    monkeypatch.chdir(published / "scenarios")
    said = quizapp(command)
    assert said.status == 1
    assert f"run this in the folder that has `scenarios` in it, such as {published}" in said.out
    assert "0 published" not in said.out
    assert f"there is no folder `scenarios` in {published}/scenarios" in said.out
    assert "or set QUIZAPP_FOLDER to that folder" in said.out
    monkeypatch.setenv("QUIZAPP_FOLDER", str(published))
    assert "nothing-read" not in quizapp(command).out, "what it says to do helps"
    monkeypatch.setenv("QUIZAPP_FOLDER", str(published / "questions"))
    said = quizapp(command)
    assert f"there is no folder `scenarios` in {published}/questions" in said.out
    assert "QUIZAPP_FOLDER says to look there; set it to the folder that has `scenarios` in it" in said.out


@pytest.mark.parametrize("command", ["simulate", "preview"])
def test_a_file_that_is_not_there_is_told_which_was_meant(quizapp: Command, command: str) -> None:
    said = quizapp(command, SCENARIO.replace("phase", "fase"))
    assert said.status in (1, 2)
    assert f"did you mean `{SCENARIO}`?" in said.err


@pytest.mark.parametrize(
    ("command", "named"), [("simulate", "scenarios/child-mental-health"), ("preview", "scenarios")]
)
def test_a_folder_is_not_played_and_one_file_is_asked_for(quizapp: Command, command: str, named: str) -> None:
    said = quizapp(command, named)
    assert said.status in (1, 2)
    assert "folder" in said.err


def test_publish_names_all_mistakes_in_one_run(quizapp: Command, published: Path) -> None:
    spoil(published)
    (published / SCENARIO).with_name("Bad Name.md").write_bytes(b"# A")
    (published / SET).with_suffix(".markdown").write_bytes(b"# A")
    said = quizapp("publish")
    assert said.status == 1
    assert [code for code in re.findall(r"\[([a-z-]+)\]", said.out) if code not in ("untested-point", "no-then")] == [
        "unread-file",
        "bad-file-name",
        "unknown-passage",
    ]
    assert "Nothing was published" in said.out


def test_publish_warns_of_files_that_nobody_reads(quizapp: Command, published: Path) -> None:
    (published / SCENARIO).with_suffix(".md.txt").write_bytes(b"# A")
    said = quizapp("publish")
    assert said.status == 0
    assert f"{SCENARIO}.txt:1:1: warning[unread-file]" in said.out


def test_publish_needs_an_upgraded_database(quizapp: Command) -> None:
    said = quizapp("publish")
    assert said.status == 2
    assert "quizapp upgrade" in said.err


def test_publish_names_each_version_that_is_live_now(quizapp: Command) -> None:
    assert quizapp("upgrade").status == 0
    said = quizapp("publish")
    assert said.status == 0, said.out
    for path in (SCENARIO, SET):
        assert re.search(rf"^Published {re.escape(path)} as [0-9a-f]{{12}}$", said.out, re.MULTILINE)


def test_publishing_again_changes_nothing(quizapp: Command, published: Path) -> None:
    said = quizapp("publish")
    assert said.status == 0
    assert "0 published, 2 had not changed." in said.out


def test_a_broken_file_publishes_nothing_and_the_old_version_stays_live(quizapp: Command, published: Path) -> None:
    before = (published / SCENARIO).read_bytes()
    spoil(published)
    said = quizapp("publish")
    assert said.status == 1
    assert "error[unknown-passage]" in said.out
    assert "Nothing was published" in said.out
    assert quizapp("export", SCENARIO, "--force").status == 0
    assert (published / SCENARIO).read_bytes() == before


def test_bytes_that_are_not_utf8_publish_nothing(quizapp: Command, published: Path) -> None:
    (published / SCENARIO).write_bytes(b"---\nyou-are: \xff\xfe\n---\n# T\xc3\n")
    said = quizapp("publish")
    assert said.status == 1
    assert "Nothing was published" in said.out


def test_check_of_one_question_file_works_from_anywhere(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / SET).write_text((folder / SET).read_text().replace("Points: capacity", "Points: capasity"))
    said = quizapp("check", SET)
    assert said.status == 1
    assert said.out.startswith(f"{SET}:")
    assert "1 error, 0 warnings, 0 notes in 1 file" in said.out
    monkeypatch.chdir(folder / "scenarios")
    assert quizapp("check", f"../{SET}").out.startswith(f"../{SET}:")
    monkeypatch.chdir((folder / SET).parent)
    assert quizapp("check", "listening.md").out.startswith(f"{folder / SET}:")
    assert quizapp("check", f"{folder}/scenarios").status == 0


def test_a_question_file_published_alone_is_told_of(quizapp: Command, published: Path) -> None:
    (published / SET).write_text((published / SET).read_text().replace("Let his mother", "Let his father"))
    said = quizapp("publish", SET)
    assert said.status == 0
    assert f"Published {SET} as" in said.out
    assert "1 published, 0 had not changed." in said.out


def test_a_briefing_published_alone_publishes_what_draws_on_it(quizapp: Command, published: Path) -> None:
    briefing = published / "scenarios/child-mental-health/briefing.md"
    briefing.write_text(briefing.read_text().replace("Write down the child's own words", "Note the child's words"))
    said = quizapp("publish", str(briefing))
    assert said.status == 0
    assert f"Published {SCENARIO} as" in said.out
    assert f"Published {SET} as" in said.out


@pytest.mark.parametrize("command", ["check", "coverage", "publish"])
def test_a_setting_that_is_misspelt_is_refused_and_not_left_out(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("QUIZAPP_FOLDR", str(published))
    said = quizapp(command)
    assert (said.status, said.err) == (
        2,
        "quizapp: QUIZAPP_FOLDR: there is no such setting; did you mean QUIZAPP_FOLDER? `quizapp serve --help` lists"
        " those that there are\n",
    )
