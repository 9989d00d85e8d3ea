"""A preview in a real browser: it follows what is saved by itself, keeps the place, and is accessible."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from quizapp.services.authoring.preview import open_preview
from quizapp.services.site.settings import Settings
from quizapp.web.preview import create_preview_app
from tests.services.example_site import FOLDER, MODULE, SCENARIO

pytestmark = pytest.mark.browser

TO = f"/preview/scenarios/{MODULE}/{SCENARIO}"
LOOKS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "scenarios", tmp_path / "scenarios")
    return tmp_path / "scenarios" / MODULE / f"{SCENARIO}.md"


@pytest.fixture
def at(file: Path) -> Iterator[str]:
    """Where a preview of the file is served, on loopback."""
    with open_preview(file, Settings()) as preview:
        server = make_server("127.0.0.1", 0, create_preview_app(preview), threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)
        server.server_close()


@pytest.fixture
def page(chromium: Browser, at: str) -> Iterator[Page]:
    opened = chromium.new_context(base_url=at, viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    yield opened.new_page()
    opened.close()


def save(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.mark.long
def test_a_save_is_seen_at_the_same_place_without_a_reload(page: Page, file: Path) -> None:
    page.goto(f"{TO}/five-minutes")
    page.evaluate("window.scrollTo({ top: 300, behavior: 'instant' })")
    save(file, "Maya looks at the floor.", "Maya looks at her shoes.")
    expect(page.get_by_text("Maya looks at her shoes.")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Five minutes")
    page.wait_for_load_state()
    assert page.evaluate("window.scrollY") == 300


@pytest.mark.long
def test_a_broken_save_says_what_is_wrong_and_a_mended_one_comes_back(page: Page, file: Path) -> None:
    page.goto(f"{TO}/five-minutes")
    save(file, "](#her-mother)", "](#his-mother)")
    expect(page.locator("h1")).to_have_text("just-a-phase.md cannot be played yet")
    expect(page.get_by_text("#his-mother").first).to_be_visible()
    save(file, "](#his-mother)", "](#her-mother)")
    expect(page.locator("h1")).to_have_text("Five minutes")


@pytest.mark.long
def test_a_page_that_was_the_answer_to_a_form_is_asked_for_anew(page: Page, file: Path) -> None:
    page.goto(f"{TO}/five-minutes")
    page.locator("form.step button.govuk-button").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    save(file, "Maya looks at the floor.", "Maya looks at her shoes.")
    expect(page.get_by_text("Maya looks at her shoes.")).to_be_visible()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


@pytest.mark.long
def test_any_page_is_reached_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Contents", exact=True).focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Five minutes")


@pytest.mark.long
def test_a_stopped_preview_says_so(page: Page) -> None:
    page.goto("/")
    page.route("**/preview/state", lambda route: route.abort())
    expect(page.get_by_text("The preview was stopped")).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, file: Path, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
    for path in ("/", f"{TO}/five-minutes", f"{TO}/ending-a-promise"):
        page.goto(path)
        look_at(page)
    save(file, "](#her-mother)", "](#his-mother)")
    expect(page.locator("h1")).to_have_text("just-a-phase.md cannot be played yet")  # it comes by itself
    page.wait_for_load_state()
    look_at(page)


def look_at(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert violations == [], [(v["id"], v["nodes"][0]["html"]) for v in violations]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
