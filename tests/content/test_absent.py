"""Nothing read is an error, with what was probably meant: never "0 errors in 0 files"."""

from pathlib import Path

import pytest

from quizapp.content.library import read_paths

FILES = (
    "scenarios/online-harm/briefing.md",
    "scenarios/online-harm/just-a-phase.md",
    "questions/online-harm/listening.md",
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "site"
    for path in FILES:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"# A\n")
    monkeypatch.chdir(root)
    return root


def help_of(*named: str) -> str:
    """The help of the one error that is said of these paths."""
    reading = read_paths([Path(path) for path in named])
    (said,) = reading.diagnostics
    assert (said.code, said.severity) == ("nothing-read", "error")
    assert (reading.files, reading.asked) == ((), frozenset())
    return said.help


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("scenarios/online-hram", "scenarios/online-harm"),
        ("scenario/online-harm", "scenarios/online-harm"),
        ("Scenarios/Online_Harm", "scenarios/online-harm"),
        ("online-harm", "scenarios/online-harm"),
        ("just-a-fase", "scenarios/online-harm/just-a-phase.md"),
        ("listening.md", "questions/online-harm/listening.md"),
        ("scenarios/online-harm/just-a-phase", "scenarios/online-harm/just-a-phase.md"),
        ("scenarios/online-harm/just-a-phase.markdown", "scenarios/online-harm/just-a-phase.md"),
        ("scenarios\\online-harm\\just-a-phase.md", "scenarios/online-harm/just-a-phase.md"),
    ],
)
def test_a_path_that_is_not_there_is_told_what_was_probably_meant(site: Path, typed: str, meant: str) -> None:
    assert help_of(typed) == f"did you mean `{meant}`?"


def test_an_absolute_path_is_mended_as_an_absolute_one(site: Path) -> None:
    assert help_of(f"{site}/scenarios/online-hram") == f"did you mean `{site}/scenarios/online-harm`?"
    assert help_of("/nowhere/xyzzy") == "look at how its name is written"


def test_a_word_that_is_near_nothing_is_told_where_somebody_stands(site: Path) -> None:
    assert help_of("xyzzy") == f"you are in {site}; name a folder or file below `scenarios` or `questions`"


@pytest.mark.parametrize("inside", ["scenarios", "scenarios/online-harm", "questions"])
def test_without_paths_in_the_wrong_folder_the_right_one_is_named(
    site: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.chdir(site / inside)
    assert help_of() == (
        f"you are in it; run this in the folder that has `scenarios` in it, such as {site}; or set QUIZAPP_FOLDER to"
        " that folder, or name files or folders"
    )


def test_the_right_folder_is_looked_for_one_below_too(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.parent)
    assert f"such as {site}; or set QUIZAPP_FOLDER" in help_of()
    assert help_of(".").endswith(f"such as {site}")


def test_without_paths_and_without_a_site_near_by_no_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert help_of().startswith(
        "you are in it; run this in the folder that has `scenarios` in it; or set QUIZAPP_FOLDER"
    )
    (said,) = read_paths([]).diagnostics
    assert said.text == f"nothing was read: there is no folder `scenarios` in {tmp_path}"


def test_the_folder_that_was_set_is_named_as_the_one_that_was_looked_in(site: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (said,) = read_paths([], wrong).diagnostics
    assert said.text == f"nothing was read: there is no folder `scenarios` in {wrong}"
    assert said.help == (
        "QUIZAPP_FOLDER says to look there; set it to the folder that has `scenarios` in it; or name files or folders"
    )
    assert "such as" not in said.help and str(site) not in said.help
    (wrong / "scenarios").mkdir()
    (said,) = read_paths([], wrong).diagnostics
    assert said.text == f"nothing was read: no scenario and no question set lies in {wrong}"
    assert "set it to the folder that has your files in it" in said.help
    assert len(read_paths([], site).files) == len(FILES)


def test_an_empty_folder_is_an_error_by_itself_and_beside_what_was_read(site: Path) -> None:
    (site / "scenarios/new").mkdir()
    assert "name a folder or file" in help_of("scenarios/new")
    beside = read_paths([Path("scenarios/online-harm"), Path("scenarios/new")])
    assert [d.code for d in beside.diagnostics] == ["nothing-read"]
    assert beside.asked == {FILES[0], FILES[1]}


def test_a_site_without_questions_or_with_none_yet_is_nothing_to_complain_about(site: Path) -> None:
    (site / FILES[2]).unlink()
    assert read_paths([]).diagnostics == read_paths([Path("scenarios"), Path("questions")]).diagnostics == ()
    (site / "questions/online-harm").rmdir()
    (site / "questions").rmdir()
    assert read_paths([]).diagnostics == ()
    assert read_paths([]).asked == {FILES[0], FILES[1]}


def test_a_site_with_empty_folders_only_is_an_error(site: Path) -> None:
    for path in FILES:
        (site / path).unlink()
    assert "you are in" in help_of()


@pytest.mark.parametrize(
    ("path", "help"),
    [
        ("scenarios/online-harm/drafts/fourth.md", "move it up into `scenarios/online-harm/`"),
        ("questions/online-harm/a/b/deep.md", "move it up into `questions/online-harm/`"),
        ("scenarios/README.md", "if it holds training, give it a name of its own"),
        ("questions/online-harm/readme.md", "if it holds training, give it a name of its own"),
        ("scenarios/loose.md", "move it to `scenarios/name-of-the-module/`"),
    ],
)
def test_a_file_that_is_named_where_nobody_reads_it_is_an_error(site: Path, path: str, help: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(b"# A\n")
    assert help_of(path) == help


def test_a_file_that_lies_in_no_site_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_bytes(b"# A\n")
    assert [f.content for f in read_paths([tmp_path / "draft.md"]).files] == [b"# A\n"]
