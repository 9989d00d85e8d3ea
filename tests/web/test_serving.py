"""What a server process loads as it begins."""

import gc
from pathlib import Path

import pytest

from quizapp.services.operating.readiness import warm_up
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import open_site
from quizapp.web import access, serving
from tests.databases import SqliteTemplate
from tests.services.quiz_files import quiz_files
from tests.web.growing import counted


def test_a_worker_begins_with_what_the_first_process_has_read(
    sqlite_template: SqliteTemplate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    url = sqlite_template.copy(tmp_path, quiz_files)
    first = open_site(Settings(database_url=url))
    warm_up(first)
    first.database.dispose()
    monkeypatch.setattr(serving, "_known", None)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    serving.begin_with(first.kept_live)
    try:
        with counted() as statements:
            app = serving.make_app()
        site = access.site_of(app)
        with site.database.read() as connection:
            assert site.all_live(connection)
        site.database.dispose()
    finally:
        gc.unfreeze()
    assert not [statement for statement in statements if "compiled" in statement]
