"""A preview follows the file, and keeps nothing."""

import shutil
from pathlib import Path

import pytest

from quizapp.model.pages import PassagePage
from quizapp.model.play import Given, Reply
from quizapp.model.quiz_pages import QuestionPage
from quizapp.model.things import question_set
from quizapp.services.authoring.preview import Preview, open_preview
from quizapp.services.site import accounts
from quizapp.services.site.settings import Settings
from quizapp.services.taking import learning, set_pages
from tests.services.example_site import FOLDER, MODULE, SCENARIO
from tests.services.quiz_files import FOLDER as QUIZ_SITE
from tests.services.quiz_files import MODULE as QUIZ_MODULE
from tests.services.quiz_files import SCENARIO_PATH, SET, SET_PATH


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "scenarios", tmp_path / "scenarios")
    return tmp_path / "scenarios" / MODULE / f"{SCENARIO}.md"


def played(preview: Preview, *positions: int) -> str:
    person = accounts.signed_in(preview.site, preview.token)
    assert person
    attempt = learning.start(preview.site, person, preview.thing.module, preview.thing.name)
    assert attempt
    for number, position in enumerate(positions):
        learning.answer(preview.site, person, attempt, number, position)
    return attempt


def page_title(preview: Preview, attempt: str) -> str:
    person = accounts.signed_in(preview.site, preview.token)
    page = person and learning.passage_page(preview.site, person, attempt, None)
    assert isinstance(page, PassagePage)
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


@pytest.fixture
def quiz_site(tmp_path: Path) -> Path:
    shutil.copytree(QUIZ_SITE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def question_title(preview: Preview, attempt: str | None) -> str:
    person = accounts.signed_in(preview.site, preview.token)
    page = person and attempt and learning.passage_page(preview.site, person, attempt, None)
    assert isinstance(page, QuestionPage)
    return page.question.title


def reply_to(preview: Preview, attempt: str, number: int, reply: Reply) -> None:
    person = accounts.signed_in(preview.site, preview.token)
    assert person and learning.answer(preview.site, person, attempt, number, reply)


def test_a_saved_change_keeps_the_answers_to_a_scenarios_questions(quiz_site: Path):
    file = quiz_site / SCENARIO_PATH
    with open_preview(file, Settings()) as preview:
        preview.refresh()
        attempt = played(preview, 0)
        assert question_title(preview, attempt) == "The register"
        reply_to(preview, attempt, 1, Given(positions=(1,)))
        file.write_text(file.read_text().replace("He walks beside you.", "He walks with you."))
        assert question_title(preview, preview.refresh()) == "Passing it on"


def test_a_changed_question_file_is_seen_where_the_scenario_asks_it(quiz_site: Path):
    with open_preview(quiz_site / SCENARIO_PATH, Settings()) as preview:
        preview.refresh()
        played(preview, 0)
        questions = quiz_site / SET_PATH
        questions.write_text(questions.read_text().replace("Ask his father", "Ring his father"))
        assert question_title(preview, preview.refresh()) == "The register"


def test_a_question_set_is_played_and_keeps_its_answers_over_a_saved_change(quiz_site: Path):
    file = quiz_site / SET_PATH
    with open_preview(file, Settings()) as preview:
        preview.refresh()
        assert preview.thing == question_set(QUIZ_MODULE, SET)
        person = accounts.signed_in(preview.site, preview.token)
        attempt = person and set_pages.start(preview.site, person, preview.thing.module, preview.thing.name)
        assert attempt and question_title(preview, attempt) == "The register"
        reply_to(preview, attempt, 0, Given(positions=(1,), certainty="sure"))
        file.write_text(file.read_text().replace("Ask his father", "Ring his father"))
        assert question_title(preview, preview.refresh()) == "Passing it on"
        file.write_text(file.read_text().replace("## The register", "## Registration"))
        assert question_title(preview, preview.refresh()) == "Registration"


def test_nothing_is_kept_when_the_preview_ends(file: Path):
    with open_preview(file, Settings()) as preview:
        preview.refresh()
        folder = Path(preview.site.settings.database_url.removeprefix("sqlite:///")).parent
        assert folder.is_dir()
    assert not folder.exists()
