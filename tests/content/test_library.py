"""Files are read with care: no links followed, no bad names, and everything else is said."""

import os
from pathlib import Path

import pytest

from quizapp.content.library import read_folder, read_paths, write_file
from quizapp.content.reader import MAX_BYTES


def put(root: Path, path: str, content: bytes = b"# A\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    put(tmp_path, "scenarios/README.md")
    put(tmp_path, "scenarios/minds/briefing.md", b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    put(tmp_path, "scenarios/minds/just-a-phase.md")
    put(tmp_path, "scenarios/minds/README.md")
    put(tmp_path, "scenarios/minds/notes.txt")
    put(tmp_path, "scenarios/minds/.hidden.md")
    put(tmp_path, "scenarios/homes/moving-on.md")
    put(tmp_path, "questions/minds/listening.md")
    return tmp_path


def test_a_site_is_read_sorted_and_relative_to_its_root(site: Path) -> None:
    reading = read_folder(site)
    assert [f.path for f in reading.files] == [
        "questions/minds/listening.md",
        "scenarios/homes/moving-on.md",
        "scenarios/minds/briefing.md",
        "scenarios/minds/just-a-phase.md",
    ]
    assert reading.diagnostics == ()


def test_a_byte_order_mark_and_foreign_line_ends_are_gone(site: Path) -> None:
    assert read_folder(site).files[2].content == b"one\ntwo\nthree\n"


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "none").files == ()
    assert read_paths([tmp_path / "none"]).diagnostics == ()


@pytest.mark.parametrize(
    "name", ["Phase.md", "a phase.md", "a--b.md", "-a.md", "ünder.md", "a.MD", "a\u202eb.md", "a.b.md"]
)
def test_a_bad_file_name_is_said_and_the_rest_is_read(site: Path, name: str) -> None:
    put(site, f"scenarios/minds/{name}")
    reading = read_folder(site)
    assert [(d.code, d.span.path) for d in reading.diagnostics] == [("bad-file-name", f"scenarios/minds/{name}")]
    assert len(reading.files) == 4


def test_a_bad_folder_name_is_said(site: Path) -> None:
    put(site, "scenarios/My Module/a.md")
    (found,) = read_folder(site).diagnostics
    assert (found.code, found.span.path) == ("bad-file-name", "scenarios/My Module")


def test_links_to_files_and_folders_are_refused(site: Path, tmp_path: Path) -> None:
    secret = put(tmp_path, "elsewhere/secret.md", b"secret")
    (site / "scenarios/minds/linked.md").symlink_to(secret)
    (site / "scenarios/dangling.md").symlink_to(tmp_path / "nothing")
    (site / "scenarios/outside").symlink_to(tmp_path / "elsewhere")
    reading = read_folder(site)
    assert [(d.code, d.span.path) for d in reading.diagnostics] == [
        ("not-readable", "scenarios/minds/linked.md"),
        ("not-readable", "scenarios/outside"),
    ]
    assert b"secret" not in {f.content for f in reading.files}


def test_too_large_a_file_is_said(site: Path) -> None:
    put(site, "scenarios/minds/large.md", b"x" * (MAX_BYTES + 1))
    put(site, "scenarios/minds/largest.md", b"x\r\n" * (MAX_BYTES // 2))
    reading = read_folder(site)
    assert [d.code for d in reading.diagnostics] == ["too-large"]
    assert [f.path for f in reading.files][-1] == "scenarios/minds/largest.md"


def test_a_device_is_not_a_file(site: Path) -> None:
    os.mkfifo(site / "scenarios/minds/pipe.md")
    assert [d.code for d in read_folder(site).diagnostics] == ["not-readable"]


def test_a_named_file_draws_in_its_briefing_but_is_alone_asked_about(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    reading = read_paths([Path("scenarios/minds/just-a-phase.md")])
    assert [f.path for f in reading.files] == ["scenarios/minds/briefing.md", "scenarios/minds/just-a-phase.md"]
    assert reading.asked == {"scenarios/minds/just-a-phase.md"}


@pytest.mark.parametrize("named", [".", "scenarios", "./scenarios/"])
def test_a_site_or_its_scenarios_can_be_named(site: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    reading = read_paths([Path(named), Path("questions")])
    assert [f.path for f in reading.files] == [f.path for f in read_folder(site).files]
    assert reading.asked == {f.path for f in reading.files}
    assert reading.diagnostics == ()


def test_a_module_can_be_named_from_inside(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "scenarios" / "minds")
    for named in (Path(), Path("just-a-phase.md")):
        paths = [f.path for f in read_paths([named]).files]
        assert paths == [f"{site}/scenarios/minds/briefing.md", f"{site}/scenarios/minds/just-a-phase.md"]


def test_a_reading_knows_whether_it_has_whole_modules(site: Path) -> None:
    minds = site / "scenarios" / "minds"
    assert read_folder(site).whole
    assert read_paths([site]).whole
    assert read_paths([minds]).whole
    assert read_paths([minds / "briefing.md", minds / "just-a-phase.md"]).whole
    assert not read_paths([minds / "just-a-phase.md"]).whole
    assert not read_paths([site / "scenarios" / "homes", minds / "briefing.md"]).whole


def test_a_missing_file_is_an_error(site: Path) -> None:
    reading = read_paths([site / "scenarios/minds/gone.md"])
    assert [(d.code, d.text) for d in reading.diagnostics] == [("not-readable", "there is no such file")]
    assert len(reading.asked) == 1


def test_the_same_file_named_twice_is_read_once(site: Path) -> None:
    file = site / "scenarios/minds/just-a-phase.md"
    assert len(read_paths([file, file.parent, file]).files) == 2


def test_a_file_is_written_whole_and_leaves_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "scenarios" / "minds" / "new.md"
    write_file(file, b"one")
    write_file(file, b"two")
    assert file.read_bytes() == b"two"
    assert [f.name for f in file.parent.iterdir()] == ["new.md"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "new.md").mkdir()
    with pytest.raises(OSError):
        write_file(tmp_path / "new.md", b"x")
    assert [f.name for f in tmp_path.iterdir()] == ["new.md"]
