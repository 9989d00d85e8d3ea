"""A preview follows the file, and keeps nothing."""

import shutil
from pathlib import Path

import pytest

from quizapp.services import accounts, learning
from quizapp.services.preview import Preview, open_preview
from quizapp.services.settings import Settings
from tests.services.example_site import FOLDER, MODULE, SCENARIO


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "scenarios", tmp_path / "scenarios")
    return tmp_path / "scenarios" / MODULE / f"{SCENARIO}.md"


def played(preview: Preview, *positions: int) -> str:
    person = accounts.signed_in(preview.site, preview.token)
    assert person
    attempt = learning.start(preview.site, person, *preview.start)
    assert attempt
    for number, position in enumerate(positions):
        learning.answer(preview.site, person, attempt, number, position)
    return attempt


def page_title(preview: Preview, attempt: str) -> str:
    person = accounts.signed_in(preview.site, preview.token)
    page = person and learning.passage_page(preview.site, person, attempt, None)
    assert page
    return page.passage_title


def test_a_saved_change_keeps_the_author_where_they_were(file: Path):
    with open_preview(file, Settings()) as preview:
        assert preview.refresh() is None and not preview.broken
        played(preview, 1)
        assert preview.refresh() is None
        file.write_text(
            file.read_text().replace("## Five minutes", "## Five minutes").replace("Maya looks at", "Maya stares at")
        )
        attempt = preview.refresh()
        assert attempt and page_title(preview, attempt) == "Five minutes"


def test_a_broken_file_says_what_is_wrong_and_then_goes_on(file: Path):
    with open_preview(file, Settings()) as preview:
        preview.refresh()
        good = file.read_text()
        file.write_text(good.replace("](#her-mother)", "](#his-mother)"))
        assert preview.refresh() is None and preview.broken
        assert any(d.code == "unknown-passage" for d in preview.diagnostics)
        file.write_text(good)
        preview.refresh()
        assert not preview.broken


def test_nothing_is_kept_when_the_preview_ends(file: Path):
    with open_preview(file, Settings()) as preview:
        preview.refresh()
        folder = Path(preview.site.settings.database_url.removeprefix("sqlite:///")).parent
        assert folder.is_dir()
    assert not folder.exists()
