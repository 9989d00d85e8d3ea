"""Files are read with care: no links followed, no bad names, and everything else is said."""

import os
import shutil
from pathlib import Path

import pytest

from quizapp.content.library import read_folder, read_paths, write_file
from quizapp.content.reader import MAX_BYTES
from tests.services.quiz_files import DRAWING_SET_PATH, OTHER_SET_PATH, SCENARIO_PATH, SET_PATH
from tests.services.quiz_files import FOLDER as QUIZ_SITE

BRIEFING_PATH = "scenarios/minds/briefing.md"


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
    assert read_folder(tmp_path / "none").diagnostics == ()


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
    assert found.help == "rename it to `my-module`"


@pytest.mark.parametrize(
    ("name", "said", "wanted"),
    [
        ("story.MD", "ending is to be written `.md`", "story.md"),
        ("Copy of x.md", "small letters", "copy-of-x.md"),
        ("Zoë’s day_2 (new).md", "small letters", "zoes-day-2-new.md"),
        ("a.b.Md", "small letters", "a-b.md"),
        ("Briefing.md", "small letters", "give this one another name"),
        ("日.md", "small letters", "just-a-phase"),
    ],
)
def test_a_bad_file_name_is_said_with_its_own_name_mended(site: Path, name: str, said: str, wanted: str) -> None:
    put(site, f"scenarios/minds/{name}")
    (found,) = read_folder(site).diagnostics
    assert said in found.text
    assert wanted in found.help


def test_links_to_files_and_folders_are_refused(site: Path, tmp_path: Path) -> None:
    secret = put(tmp_path, "elsewhere/secret.md", b"secret")
    (site / "scenarios/minds/linked.md").symlink_to(secret)
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


@pytest.mark.parametrize("named", [".", "scenarios", "./scenarios/", "scenarios/minds scenarios/homes"])
def test_a_site_or_its_folders_can_be_named(site: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    reading = read_paths([*map(Path, named.split()), Path("questions")])
    assert [f.path for f in reading.files] == [f.path for f in read_folder(site).files]
    assert reading.asked == {f.path for f in reading.files}
    assert reading.diagnostics == ()


def test_a_module_can_be_named_from_inside(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "scenarios" / "minds")
    for named in (Path(), Path("just-a-phase.md")):
        paths = [f.path for f in read_paths([named]).files]
        assert paths == [f"{site}/scenarios/minds/briefing.md", f"{site}/scenarios/minds/just-a-phase.md"]


def test_a_reading_knows_whether_it_has_whole_modules(site: Path) -> None:
    minds, questions = site / "scenarios" / "minds", site / "questions" / "minds"
    assert read_folder(site).whole
    assert read_paths([site]).whole
    assert read_paths([site / "scenarios", site / "questions"]).whole
    assert read_paths([minds, questions]).whole
    assert read_paths([minds / "briefing.md", minds / "just-a-phase.md", questions / "listening.md"]).whole
    assert read_paths([site / "scenarios" / "homes"]).whole
    assert not read_paths([minds]).whole
    assert not read_paths([questions]).whole
    assert not read_paths([minds / "just-a-phase.md"]).whole
    assert not read_paths([site / "scenarios" / "homes", minds / "briefing.md"]).whole


def paths(*named: Path | str) -> tuple[list[str], list[str]]:
    """Of the tests' module with question sets: the paths that are read, and those that were asked about."""
    reading = read_paths([Path(path) for path in named])
    assert reading.diagnostics == ()
    return [f.path for f in reading.files], sorted(reading.asked)


def test_a_scenario_draws_in_the_sets_whose_questions_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(QUIZ_SITE)
    assert paths(SCENARIO_PATH) == ([SET_PATH, BRIEFING_PATH, SCENARIO_PATH], [SCENARIO_PATH])


def test_a_set_draws_in_its_modules_briefing_from_the_other_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(QUIZ_SITE)
    assert paths(SET_PATH) == ([SET_PATH, BRIEFING_PATH], [SET_PATH])


def test_a_set_that_draws_from_every_set_draws_them_all_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(QUIZ_SITE)
    assert paths(DRAWING_SET_PATH)[0] == [OTHER_SET_PATH, DRAWING_SET_PATH, SET_PATH, BRIEFING_PATH]


def test_a_set_that_draws_from_some_sets_draws_in_these_where_they_are_there(tmp_path: Path) -> None:
    shutil.copytree(QUIZ_SITE, tmp_path, dirs_exist_ok=True)
    drawing = tmp_path / DRAWING_SET_PATH
    drawing.write_text(drawing.read_text().replace("from: every set", "from: acting, ../../secret"))
    put(tmp_path, "secret.md")
    assert paths(drawing)[0] == [str(tmp_path / p) for p in (OTHER_SET_PATH, DRAWING_SET_PATH, BRIEFING_PATH)]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [(SCENARIO_PATH, "listening.md", "listning.md"), (DRAWING_SET_PATH, "every set", "listning")],
)
def test_where_a_set_is_not_there_all_are_drawn_in_so_that_the_one_that_was_meant_is_told(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    shutil.copytree(QUIZ_SITE, tmp_path, dirs_exist_ok=True)
    (tmp_path / path).write_text((tmp_path / path).read_text().replace(old, new))
    read, asked = paths(tmp_path / path)
    assert {str(tmp_path / p) for p in (SET_PATH, OTHER_SET_PATH, DRAWING_SET_PATH)} <= set(read)
    assert asked == [str(tmp_path / path)]


def test_a_scenario_draws_in_nothing_from_outside_its_modules_questions(tmp_path: Path) -> None:
    shutil.copytree(QUIZ_SITE, tmp_path, dirs_exist_ok=True)
    put(tmp_path, "questions/other/far.md")
    put(tmp_path, "secret.md")
    scenario = tmp_path / SCENARIO_PATH
    links = "".join(f"\n[Q](../../questions/{way}.md#a)\n" for way in ("other/far", "../secret", "minds/../secret"))
    scenario.write_text(scenario.read_text().replace("He walks beside you.", links))
    read = paths(scenario)[0]
    assert {Path(path).parent for path in read} == {tmp_path / "scenarios/minds", tmp_path / "questions/minds"}


def test_the_questions_of_a_site_or_of_a_module_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(QUIZ_SITE)
    sets = [OTHER_SET_PATH, DRAWING_SET_PATH, SET_PATH]
    for named in ("questions", "questions/minds"):
        assert paths(named) == ([*sets, BRIEFING_PATH], sets)
    assert paths(".")[1] == paths("scenarios", "questions")[1] == [*sets, BRIEFING_PATH, SCENARIO_PATH]


def test_a_set_can_be_named_from_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = [SET_PATH, BRIEFING_PATH]
    for here, named in (
        ("questions/minds", "listening.md"),
        ("questions", "minds/listening.md"),
        ("scenarios/minds", "../../questions/minds/listening.md"),
        ("scenarios", "../questions/minds/listening.md"),
        ("questions/minds", "../minds/listening.md"),
    ):
        monkeypatch.chdir(QUIZ_SITE / here)
        found = paths(named)[0]
        assert [os.path.realpath(path) for path in found] == [str(QUIZ_SITE / path) for path in drawn], here


def test_files_of_one_site_find_each_other_however_each_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(QUIZ_SITE)
    read, asked = paths(QUIZ_SITE / SCENARIO_PATH, SET_PATH, QUIZ_SITE / SET_PATH)
    assert read == [str(QUIZ_SITE / path) for path in (SET_PATH, BRIEFING_PATH, SCENARIO_PATH)]
    assert asked == [read[0], read[2]]


def test_a_missing_file_is_an_error(site: Path) -> None:
    reading = read_paths([site / "scenarios/minds/gone.md"])
    assert [(d.code, d.text) for d in reading.diagnostics] == [
        ("nothing-read", "nothing was read: there is no such file")
    ]
    assert reading.asked == frozenset()


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
