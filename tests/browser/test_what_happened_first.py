"""After a choice that brings something: where focus goes, what is read out in which order, and what axe says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from tests.browser.playing import sign_in, sign_in_with_password, take, with_password
from tests.browser.test_accessibility import LOOKS, axe_finds_nothing
from tests.services.quiz_files import MODULE, SCENARIO, with_canaries

pytestmark = [pytest.mark.browser, pytest.mark.long]

START = f"/training/{MODULE}/{SCENARIO}"


@pytest.fixture(scope="module")
def site(demo_site: Site) -> Site:
    done = publish(demo_site, with_canaries())
    assert done.publications, done.diagnostics
    return demo_site


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def headings(page: Page) -> list[str]:
    """The page's headings as they are read out, with their levels, down to what is to be chosen."""
    told = page.locator("main :is(h1, h2)").evaluate_all("all => all.map(e => `${e.tagName} ${e.textContent}`)")
    return [heading.partition(" canary-")[0] for heading in told]


def fits_and_axe_finds_nothing(page: Page, picture: Path | None) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    for look in LOOKS:
        axe_finds_nothing(page, *look, picture)


@pytest.mark.parametrize(("choice", "scene"), [(0, "The corridor"), (1, "Waiting")])
def test_what_happened_is_read_first_and_has_the_focus(
    page: Page, site: Site, pictures: Path | None, choice: int, scene: str
):
    sign_in_with_password(page, with_password(site, "Wren"))
    page.goto(START)
    page.locator("form[action$='/start'] button").first.click()
    page.wait_for_url("**/attempts/*/steps/0")
    take(page, choice)
    assert headings(page)[:3] == ["H1 What happened", "H2 About your choice", f"H2 {scene}"]
    assert page.evaluate("document.activeElement.textContent") == "What happened"
    fits_and_axe_finds_nothing(page, pictures and pictures / f"what-happened-{choice}")


def test_a_pack_with_what_happens_fits_and_axe_finds_nothing(page: Page, pictures: Path | None):
    sign_in(page, "Trainer")
    page.goto(f"/packs/{MODULE}/{SCENARIO}")
    assert page.get_by_text("If this is chosen, read first:").count() == 4
    fits_and_axe_finds_nothing(page, pictures and pictures / "what-happened-pack")
