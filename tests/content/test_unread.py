"""What lies in the folders and is read by nobody is warned of, and what is meant to lie there is not."""

from pathlib import Path

import pytest

from quizapp.content.library import read_folder, read_paths
from quizapp.model.diagnostics import Severity

SCENARIO = b"---\nyou-are: a teacher\nminutes: 5\n---\n\n# A\n"
SET = b"---\nminutes: 5\nattempts: 2\n---\n\n# A\n"
BRIEFING = b"---\nsource: A\npublisher: B\n---\n\n# A\n"
MINDS = "scenarios/minds"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path in (f"{MINDS}/briefing.md", f"{MINDS}/first.md", "questions/minds/listening.md"):
        put(tmp_path, path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, path: str, content: bytes = SCENARIO) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content)


def said_of(site: Path) -> list[tuple[str, str, str]]:
    """Path, text and help of each warning, the same whether a site is read whole or by its folders."""
    found = read_folder(site).diagnostics
    assert read_paths([Path("scenarios"), Path("questions")]).diagnostics == found
    assert read_paths([]).diagnostics == found
    assert {(d.code, d.severity) for d in found} <= {("unread-file", Severity.WARNING)}
    return [(d.span.path, d.text, d.help) for d in found]


@pytest.mark.parametrize(
    ("name", "ending", "help"),
    [
        ("second.markdown", "ends in `.markdown`", "rename it to `second.md`"),
        ("third.md.txt", "ends in `.txt`", "rename it to `third.md` (Windows hides endings"),
        ("My Notes.TXT", "ends in `.txt`", "rename it to `my-notes.md`"),
        ("fifth", "has no ending", "rename it to `fifth.md`"),
        ("sixth.docx", "ends in `.docx`", "copy its text into a plain text file `sixth.md`"),
        ("photo.PNG", "ends in `.png`", "move it into a folder `media`"),
    ],
)
@pytest.mark.parametrize("folder", [MINDS, "questions/minds", "scenarios"])
def test_another_ending_is_told_with_the_name_to_give(
    site: Path, folder: str, name: str, ending: str, help: str
) -> None:
    put(site, f"{folder}/{name}")
    ((path, text, helped),) = said_of(site)
    assert path == f"{folder}/{name}"
    assert ending in text
    assert helped.startswith(help)


def test_a_folder_in_a_modules_folder_is_told_once_with_what_lies_in_it(site: Path) -> None:
    put(site, f"{MINDS}/drafts/fourth.md")
    ((path, text, help),) = said_of(site)
    assert (path, text) == (f"{MINDS}/drafts", "nobody reads the 1 file in this folder (`drafts/fourth.md`)")
    assert f"up into `{MINDS}/`" in help
    put(site, f"{MINDS}/drafts/old/Fifth.md")
    ((_, text, _),) = said_of(site)
    assert text == "nobody reads the 2 files in this folder (`drafts/fourth.md` and others)"


def test_a_module_that_lies_too_deep_is_told_as_a_whole(site: Path) -> None:
    put(site, "scenarios/team/hearts/briefing.md", BRIEFING)
    put(site, "scenarios/team/hearts/first.md")
    ((path, _, help),) = said_of(site)
    assert (path, help) == (
        "scenarios/team/hearts",
        "a module lies directly in `scenarios`: move the whole folder there",
    )


def test_a_file_beside_the_modules_is_told_which_folder_it_belongs_in(site: Path) -> None:
    put(site, "scenarios/loose.md")
    assert said_of(site) == [
        ("scenarios/loose.md", "nobody reads this file: it lies in no module of `scenarios`", f"move it to `{MINDS}/`")
    ]


@pytest.mark.parametrize(
    ("name", "content", "called"),
    [
        ("readme.md", SCENARIO, "a scenario"),
        ("README.md", SET, "a question set"),
        ("ReadMe.MD", BRIEFING, "a briefing"),
    ],
)
@pytest.mark.parametrize("folder", [MINDS, "scenarios"])
def test_a_readme_that_holds_training_is_told(site: Path, folder: str, name: str, content: bytes, called: str) -> None:
    put(site, f"{folder}/{name}", content)
    ((path, text, help),) = said_of(site)
    assert path == f"{folder}/{name}"
    assert called in text
    assert "name of its own" in help


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.txt",
        ".hidden.md",
        ".DS_Store",
        "first.md~",
        "~$first.md",
        "~$first.docx",
        "#first.md#",
        ".#first.md",
        "first.md.bak",
        "first.md.orig",
        ".first.md.swp",
        "Thumbs.db",
        "desktop.ini",
        "media/photo.png",
        "media/old/story.md",
        "empty/.keep",
    ],
)
@pytest.mark.parametrize("folder", [MINDS, "questions/minds"])
def test_what_is_meant_to_lie_there_is_nothing_to_complain_about(site: Path, folder: str, name: str) -> None:
    put(site, f"{folder}/{name}", b"# A manual\n\n    ---\n    you-are: a teacher\n    ---\n")
    assert said_of(site) == []
    assert len(read_folder(site).files) == 3


def test_a_named_file_is_not_told_of_its_neighbours(site: Path) -> None:
    put(site, f"{MINDS}/second.markdown")
    assert read_paths([Path(f"{MINDS}/first.md")]).diagnostics == ()
    assert [d.code for d in read_paths([Path(MINDS)]).diagnostics] == ["unread-file"]


def test_a_file_of_another_ending_that_is_named_is_an_error(site: Path) -> None:
    put(site, f"{MINDS}/second.markdown")
    (said,) = read_paths([Path(f"{MINDS}/second.markdown")]).diagnostics
    assert (said.code, said.help) == ("bad-file-name", "rename it to `second.md`")


def test_links_are_not_followed_in_the_search(site: Path, tmp_path: Path) -> None:
    put(site, "elsewhere/secret.md")
    (site / MINDS / "drafts").mkdir()
    (site / MINDS / "drafts" / "in").symlink_to(site / "elsewhere")
    (site / MINDS / "drafts" / "round").symlink_to(site / MINDS)
    assert said_of(site) == []
