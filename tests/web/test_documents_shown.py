"""A document that an author has just written is shown as one in the preview, as it will be on the site."""

import shutil
from pathlib import Path

from quizapp.services.authoring.preview import open_preview
from quizapp.services.site.settings import Settings
from quizapp.web.preview import create_preview_app
from tests.services.example_site import FOLDER, MODULE, SCENARIO


def test_the_preview_shows_a_document_of_the_file_on_disk(tmp_path: Path):
    shutil.copytree(FOLDER / "scenarios", tmp_path / "scenarios")
    file = tmp_path / "scenarios" / MODULE / f"{SCENARIO}.md"
    text = file.read_text(encoding="utf-8")
    document = "> Message: Sana\n>\n> Sana, 21:04: {{safeguarding-lead}} knows\n\n"
    opened = text.index("## ")
    file.write_text(f"{text[:opened]}{document}{text[opened:]}", encoding="utf-8")
    with open_preview(file, Settings()) as preview:
        page = create_preview_app(preview).test_client().get("/", follow_redirects=True).text
    assert '<figure class="document document--message">' in page
    assert '<span class="document__who">Sana</span> <span class="document__when">21:04</span>' in page
    assert "{{" not in page
