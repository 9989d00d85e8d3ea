"""A real site on loopback and a real Chromium: without it a local run leaves these tests out, and CI fails."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from flask import abort
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from werkzeug.serving import make_server

from quizapp.model.play import NotPossible
from quizapp.services.operating import demo
from quizapp.services.operating.demo_site import prepare
from quizapp.services.site.folders import shipped_folder
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site, StoreUnavailable, open_site
from quizapp.web import create_app
from tests.mail_server import MailServer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium")
        pytest.skip("Chromium is not installed: the browser's tests are left out")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def settings_in(folder: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder / 'demo.db'}",
        secret_key="browser tests " * 4,
        demo=True,
        secure_cookies=False,
        inserts=folder / "inserts.txt",
        folder=shipped_folder(),
        mail=MailServer.settings_at(f"folder:{folder}"),
    )


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo in it, its people and their history, made once to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    inserts = "".join(f"{name}: {text}\n" for name, text in demo.INSERTS.items())
    (folder / "inserts.txt").write_text(inserts, encoding="utf-8")
    made = prepare(settings_in(folder))
    assert made.published and made.is_filled and not made.errors, made
    return folder


@pytest.fixture(scope="module")
def demo_site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The demo with its people and history, on a database of its own."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    return open_site(settings_in(folder))


def raise_error(status: int) -> NoReturn:
    """A page that goes wrong in the way that is asked for, so that every error page can be looked at."""
    if status == 500:
        raise RuntimeError("asked for by a test")
    if status == 503:
        raise StoreUnavailable("asked for by a test")
    if status == 409:
        raise NotPossible("asked for by a test")
    abort(status)


@pytest.fixture(scope="module")
def address(demo_site: Site) -> Iterator[str]:
    """Where the demo is served, on loopback, until the module's tests are done."""
    app = create_app(demo_site)
    app.add_url_rule("/raise/<int:status>", "raise_error", raise_error)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(10)
    server.server_close()
    demo_site.database.dispose()


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh browser, signed in to nothing."""
    opened = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where to put pictures of pages, if TEST_PICTURES says so; for a person to look at."""
    folder = os.environ.get("TEST_PICTURES")
    return Path(folder) if folder else None
