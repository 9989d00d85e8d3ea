"""`quizapp preview` in the browser's eyes: it plays, it follows the file, and it says what is broken."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizapp.services.authoring.preview import open_preview
from quizapp.services.site.settings import Settings
from quizapp.web.preview import create_preview_app
from tests.services.example_site import FOLDER, MODULE, SCENARIO


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "scenarios", tmp_path / "scenarios")
    return tmp_path / "scenarios" / MODULE / f"{SCENARIO}.md"


@pytest.fixture
def client(file: Path) -> Iterator[FlaskClient]:
    with open_preview(file, Settings()) as preview:
        yield create_preview_app(preview).test_client()


def token_in(html: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found
    return found.group(1)


def test_the_first_page_is_the_scenarios_start(client: FlaskClient):
    page = client.get("/", follow_redirects=True)
    assert page.status_code == 200 and "Just a phase?" in page.text


def test_it_plays_and_follows_the_file_as_it_is_saved(client: FlaskClient, file: Path):
    start = client.get("/", follow_redirects=True)
    page = client.post(
        f"/training/{MODULE}/{SCENARIO}/start", data={"csrf_token": token_in(start.text)}, follow_redirects=True
    )
    assert "Monday registration" in page.text
    answered = client.post(
        page.request.path, data={"csrf_token": token_in(page.text), "choice": "1"}, follow_redirects=True
    )
    assert "Maya looks at the floor" in answered.text
    file.write_text(file.read_text().replace("Maya looks at the floor.", "Maya looks at her shoes."))
    again = client.get(answered.request.path, follow_redirects=True)
    assert "Maya looks at her shoes" in again.text


def test_a_broken_file_is_told_with_its_lines_and_comes_back_when_mended(client: FlaskClient, file: Path):
    good = file.read_text()
    file.write_text(good.replace("](#her-mother)", "](#his-mother)"))
    broken = client.get("/", follow_redirects=True)
    assert broken.status_code == 422
    assert "#his-mother" in broken.text and "Line" in broken.text
    file.write_text(good)
    assert client.get("/", follow_redirects=True).status_code == 200
