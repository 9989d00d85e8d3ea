"""Documents on real pages: read out in order, within the page at every width, and legible in every look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from quizapp.content.documents import DocumentKind
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from tests.browser.document_files import MODULE, SCENARIO, SET, document_files
from tests.browser.playing import sign_in
from tests.browser.test_accessibility import LOOKS, axe_finds_nothing

pytestmark = pytest.mark.browser

WIDTHS = (320, 375, 1280)
START = f"/training/{MODULE}/{SCENARIO}"
PACK = f"/packs/{MODULE}/{SCENARIO}"


@pytest.fixture(scope="module")
def site(demo_site: Site) -> Site:
    done = publish(demo_site, document_files())
    assert done.publications, done.diagnostics
    return demo_site


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def begin(page: Page) -> None:
    sign_in(page)
    page.goto(START)
    page.locator("form[action$='/start'] button").first.click()
    page.wait_for_url("**/attempts/*/steps/*")


def look_at(page: Page, pictures: Path | None, name: str, kinds: int) -> None:
    """The page has so many documents, fits, and axe finds nothing in any look."""
    assert page.locator("figure.document").count() == kinds
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"the page scrolls sideways by {wide} px at {width} px"
        cut = page.evaluate(
            "[...document.querySelectorAll('.document *')].filter(e => e.scrollWidth > e.clientWidth + 1"
            " && getComputedStyle(e).display !== 'inline' && !e.matches('.govuk-visually-hidden'))"
            ".map(e => e.className + ': ' + e.textContent)"
        )
        assert cut == [], f"text is cut off at {width} px"
    for look in LOOKS:
        axe_finds_nothing(page, *look, pictures and pictures / name)


@pytest.mark.long
def test_a_page_with_every_kind_fits_and_axe_finds_nothing(page: Page, pictures: Path | None):
    begin(page)
    kinds = page.locator("figure.document").evaluate_all("all => all.map(e => e.className)")
    look_at(page, pictures, "documents", 7)  # the scene's, and the question's
    assert len(set(kinds)) == len(DocumentKind) - 1  # the notice stands in the introduction


@pytest.mark.long
def test_an_introduction_a_question_a_remembered_page_an_ending_and_the_pack_have_theirs(
    page: Page, pictures: Path | None
):
    sign_in(page, "Trainer")
    page.goto(START)
    look_at(page, pictures, "documents-introduction", 1)
    page.goto(f"/questions/{MODULE}/{SET}")
    look_at(page, pictures, "documents-set", 1)
    page.goto(PACK)
    look_at(page, pictures, "documents-pack", 10)
    page.goto(START)
    page.locator("form[action$='/start'] button").first.click()
    page.wait_for_url("**/attempts/*/steps/*")
    assert page.locator("#stem figure.document--message").count() == 1


@pytest.mark.long
def test_a_document_is_read_out_by_kind_and_title_and_then_who_and_when_and_what(page: Page):
    begin(page)
    shown = page.locator("figure.document--message").first
    assert shown.get_attribute("aria-label") is None
    order = [line.strip() for line in shown.aria_snapshot().splitlines()]
    assert order[0] == '- figure "Message Maya, on Tuesday evening":'
    said = " ".join(order[1:])
    at = 0
    for words in ("Message", "Maya, on", "On", "her own telephone", "Maya", "21:04", "are you there", "You", "21:09"):
        assert words in said[at:], f"{words} is not said, or too early"
        at = said.index(words, at) + len(words)
    assert said.count("listitem") == 2


@pytest.mark.long
def test_nothing_rests_on_a_background_in_forced_colours_or_print(page: Page):
    begin(page)
    page.emulate_media(forced_colors="active")
    bare = page.locator(".document, .document--message .document__entry").evaluate_all(
        "all => all.filter(e => getComputedStyle(e).borderTopStyle === 'none').length"
    )
    assert bare == 0
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="none", media="print", color_scheme=scheme)
        pale = page.locator(".document, .document__head, .document__kind, .document__title, .document__when")
        lightest = pale.evaluate_all(
            "all => Math.max(...all.map(e => Math.max(...getComputedStyle(e).color.match(/[0-9]+/g).map(Number))))"
        )
        assert lightest < 100, "paper is white, and backgrounds are not printed"
