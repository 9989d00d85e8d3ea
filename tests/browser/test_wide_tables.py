"""Tables: an edge is shaded while there is more beyond it; small ones stack on a telephone; paper has all of them."""

import base64
from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pypdf import PdfReader

from quizapp.model.people import Person, Role
from quizapp.services.site import organisation_settings
from quizapp.services.site.site import Site
from quizapp.store.people import people
from tests.amounts import LONG
from tests.browser.taking import let_in
from tests.browser.test_accessibility import LOOKS

pytestmark = pytest.mark.browser

EDGE = 3  # pixels in from the frame's edge, where a shade is plainest
LONG_NAME = "Trust for safe-guarding " + "Llanfairpwllgwyngyll" * 3
EDGES = [LOOKS[0], *(pytest.param(*look, marks=LONG) for look in LOOKS[1:])]  # in which the edges are looked at


@pytest.fixture(scope="module")
def site(demo_site: Site) -> Site:
    """The demo, where an administrator has changed something."""
    admin = somebody(demo_site, Role.ADMINISTRATOR)
    assert organisation_settings.change(demo_site, admin, "organisation", "", {"name": LONG_NAME}) == ()
    return demo_site


def somebody(site: Site, role: Role) -> Person:
    with site.database.read() as connection:
        return people.people_with_role(connection, role)[0]


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def colours(chromium: Browser, region: Locator) -> tuple[list[int], list[int], list[int]]:
    """The colours at the left edge, the middle and the right edge of a region, half way down what is seen of it."""
    picture = base64.b64encode(region.screenshot()).decode()
    blank = chromium.new_page()
    found: list[list[int]] = blank.evaluate(
        """([picture, edge]) => new Promise(done => { const image = new Image(); image.onload = () => {
        const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
        const paper = canvas.getContext('2d'); paper.drawImage(image, 0, 0);
        const row = [...Array(image.height).keys()].slice(20, -20);
        const most = x => { const seen = {}; row.forEach(y => { const c = [...paper.getImageData(x, y, 1, 1).data];
          seen[c] = (seen[c] || 0) + 1 });
          return Object.entries(seen).sort((a, b) => b[1] - a[1])[0][0].split(',').map(Number) };
        done([edge, Math.round(image.width / 2), image.width - 1 - edge].map(most)) };
        image.src = 'data:image/png;base64,' + picture })""",
        [picture, EDGE],
    )
    blank.close()
    left, middle, right = found
    return left, middle, right


def apart(one: list[int], other: list[int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("width", "scheme"), EDGES)
def test_an_edge_is_shaded_while_there_is_more_beyond_it(
    chromium: Browser, page: Page, site: Site, width: int, scheme: str
) -> None:
    let_in(page, site, somebody(site, Role.MANAGER))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/team")
    region = page.locator(".scroll").first
    assert region.evaluate("e => e.scrollWidth - e.clientWidth") > 100, "or there is nothing to be told"
    left, middle, right = colours(chromium, region)
    assert apart(middle, right) > 40, "there is more to the right"
    assert apart(middle, left) <= 4
    region.evaluate("e => { e.scrollLeft = e.scrollWidth }")
    left, middle, right = colours(chromium, region)
    assert apart(middle, right) <= 4, "and here it ends"


def test_the_edge_of_the_names_is_shaded_once_something_has_gone_under_them(page: Page, site: Site) -> None:
    let_in(page, site, somebody(site, Role.MANAGER))
    page.goto("/team")
    seen = "() => getComputedStyle(document.querySelector('.scroll tbody th'), '::after').opacity"
    assert page.evaluate(seen) == "0"
    page.locator(".scroll").first.evaluate("e => { e.scrollLeft = 300 }")
    page.wait_for_function(f"{seen} === '1'")  # a function: an expression would need what the page forbids
    names, frame = page.locator(".scroll tbody th").first.bounding_box(), page.locator(".scroll").first.bounding_box()
    assert names and frame and abs(names["x"] - frame["x"]) <= 1, "they stay where they were"


@pytest.mark.long
def test_in_forced_colours_the_right_edge_is_a_line_while_there_is_more(page: Page, site: Site) -> None:
    let_in(page, site, somebody(site, Role.MANAGER))
    page.emulate_media(forced_colors="active")
    page.goto("/team")
    edge = "e => [getComputedStyle(e).borderRightColor, getComputedStyle(e).borderRightWidth]"
    region = page.locator(".scroll").first
    more, wide = region.evaluate(edge)
    assert wide == "6px"
    region.evaluate("e => { e.scrollLeft = e.scrollWidth }")
    page.wait_for_function(
        "was => getComputedStyle(document.querySelector('.scroll')).borderRightColor !== was", arg=more
    )
    page.goto("/privacy")
    assert page.locator(".scroll").first.evaluate(edge)[0] != more, "nothing more there"


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.ADMINISTRATOR, "/settings"),
        pytest.param(Role.TRAINER, "/coverage", marks=LONG),
        pytest.param(Role.STAFF, "/privacy", marks=LONG),
    ],
)
def test_all_of_a_small_table_is_readable_at_320_pixels(page: Page, site: Site, role: Role, path: str) -> None:
    let_in(page, site, somebody(site, role))
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    regions = page.locator(".scroll").all()
    assert regions
    for region in regions:
        assert region.evaluate("e => e.scrollWidth - e.clientWidth") == 0
        inside = region.evaluate(
            """e => { const frame = e.getBoundingClientRect(); return [...e.querySelectorAll('tbody :is(th, td)')]
            .every(cell => { const at = cell.getBoundingClientRect(); return at.left >= frame.left
            && at.right <= frame.right && at.width > 100 && cell.scrollWidth <= cell.clientWidth }) }"""
        )
        assert inside
    row = regions[0].get_by_role("row").nth(1)
    assert row.get_by_role("rowheader").count() == 1 and row.get_by_role("cell").count() >= 2
    assert regions[0].get_by_role("columnheader").count() == row.locator("th, td").count()
    named = row.locator("td").first.evaluate("e => getComputedStyle(e, '::before').content")
    assert (row.locator("td").first.get_attribute("data-label") or "-") in named


@pytest.mark.long
@pytest.mark.parametrize("width", [320, 1280])
def test_paper_has_every_column(page: Page, site: Site, width: int) -> None:
    let_in(page, site, somebody(site, Role.MANAGER))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/team")
    heads = page.locator(".scroll").first.locator("thead th").all_inner_texts()
    assert len(heads) > 8
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets), "it lies on its side"
    assert "Person" in sheets[0].extract_text(), "and begins on the first"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1030, "height": 700})  # what is left of the paper
    table = page.locator(".govuk-table--team").first
    assert table.evaluate("e => e.scrollWidth") <= 1030
    seen = table.evaluate("e => [...e.querySelectorAll('th, td')].every(c => c.scrollWidth <= c.clientWidth + 1)")
    assert seen, "no cell is cut"
