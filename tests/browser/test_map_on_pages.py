"""The map on a telephone, on paper, with the keyboard, and without JavaScript."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from quizapp.model.people import Person
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, looking_back
from tests.amounts import LONG
from tests.browser.playing import MODULE, SCENARIOS, press_until
from tests.browser.taking import best_reply, join, let_in

pytestmark = pytest.mark.browser

TELEPHONE = {"width": 375, "height": 667}
SEEN = """() => { const a = document.querySelector('.map').getBoundingClientRect();
    const b = document.querySelector('#map-here').getBoundingClientRect();
    return b.left >= a.left && b.right <= a.right && b.top >= a.top && b.bottom <= a.bottom }"""


def finished(site: Site, person: Person, scenario: str = SCENARIOS[0], turns: int = 3) -> str:
    """The address of the map of an attempt that leaves the best way after so many steps."""
    attempt = learning.start(site, person, MODULE, scenario)
    assert attempt is not None
    for number in range(100):
        try:
            best = best_reply(site, person, attempt)
        except LookupError:
            break
        reply = best if number < turns or not isinstance(best, int) else int(best == 0)
        assert learning.answer(site, person, attempt, number, reply)
    page = looking_back.map_page(site, person, attempt)
    assert page is not None and page.ways is not None and not page.ways.is_best
    return f"/attempts/{attempt}/map"


@pytest.fixture(scope="module")
def person(demo_site: Site) -> Person:
    return join(demo_site, "Robin")


@pytest.fixture(scope="module")
def the_map(demo_site: Site, person: Person) -> str:
    return finished(demo_site, person)


@pytest.fixture
def page(context: BrowserContext, demo_site: Site, person: Person, the_map: str) -> Iterator[Page]:
    """The map, open on a telephone."""
    opened = context.new_page()
    opened.set_viewport_size(TELEPHONE)
    let_in(opened, demo_site, person)
    opened.goto(the_map)
    yield opened
    opened.close()


def width(page: Page) -> float:
    return page.locator(".map svg").evaluate("svg => svg.getBoundingClientRect().width")


def scrolls_sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.long
def test_on_a_telephone_the_frame_scrolls_opens_at_the_ending_and_can_be_read(page: Page):
    assert scrolls_sideways(page) <= 0
    frame = page.locator(".map")
    assert frame.evaluate("map => map.scrollHeight > map.clientHeight && map.scrollWidth > map.clientWidth")
    assert page.evaluate(SEEN)
    shown = "text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a"
    assert page.locator(".map__box text").first.evaluate(shown) >= 12


def test_its_size_is_changed_with_buttons_and_with_keys(page: Page):
    full = width(page)
    for name, key, fits in (
        ("Larger", "+", lambda now: now > full),
        ("Smaller", "-", lambda now: now < full),
        ("Whole map", "0", lambda now: now <= TELEPHONE["width"]),
    ):
        page.get_by_role("button", name=name).click()
        if name == "Smaller":
            page.get_by_role("button", name=name).click()
        with_button, level = width(page), page.locator(".map-tools output").text_content()
        assert fits(with_button) and level == f"{round(with_button / full * 100)}%"
        page.get_by_role("button", name="Actual size").click()
        assert width(page) == full
        page.locator(".map").focus()
        page.keyboard.press(key)
        assert fits(width(page))
        page.keyboard.press("1")
        assert width(page) == full
    assert page.evaluate(SEEN), "the ending is still in sight"


@pytest.mark.long
def test_the_keyboard_comes_to_the_frame_and_moves_it(page: Page):
    press_until(page, ".map")
    top = page.locator(".map").evaluate("map => map.scrollTop")
    page.keyboard.press("ArrowUp")
    page.wait_for_function("top => document.querySelector('.map').scrollTop < top", arg=top)
    page.keyboard.press("Control+-")
    assert page.locator(".map-tools output").text_content() == "100%"


@pytest.mark.long
def test_without_javascript_it_is_there_scrolls_and_a_link_finds_the_ending(
    chromium: Browser, address: str, demo_site: Site, person: Person, the_map: str
):
    context = chromium.new_context(base_url=address, viewport=TELEPHONE, java_script_enabled=False)
    page = context.new_page()
    let_in(page, demo_site, person)
    page.goto(the_map)
    assert page.locator(".map svg").is_visible() and not page.get_by_role("button", name="Larger").is_visible()
    assert scrolls_sideways(page) <= 0
    page.get_by_role("link", name="Find your ending").click()
    page.wait_for_url("**#map-here")
    assert page.evaluate(SEEN)
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("scenario", [SCENARIOS[0], pytest.param(SCENARIOS[1], marks=LONG)])
def test_on_paper_it_is_on_one_page_with_its_key_however_large_it_was(
    page: Page, demo_site: Site, person: Person, scenario: str
):
    page.goto(finished(demo_site, person, scenario))
    for _ in range(3):
        page.get_by_role("button", name="Larger").click()
    titles = page.locator(".map__box text").all_text_contents()
    pages = [one.extract_text() for one in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
    found = [text for text in pages if "On neither way" in text]
    assert len(found) == 1, "the key stands once"
    assert [title for title in titles if squeezed(title) not in squeezed(found[0])] == []
    assert not any("Whole map" in text for text in pages)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_both_ways_stand_out_and_are_told_apart_by_more_than_colour(page: Page, scheme: str):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    stroke = "line => { const s = getComputedStyle(line); return [s.stroke, s.strokeWidth, s.strokeDasharray] }"
    taken, best, other = (
        page.locator(f".map__lines .map__line{kind}").first.evaluate(stroke)
        for kind in ("--taken", "--best", ":not(.map__line--taken, .map__line--best, .map__line--under)")
    )
    assert best[2] != "none" == taken[2] == other[2]
    assert float(taken[1][:-2]) > 2 * float(best[1][:-2]) > 2 * float(other[1][:-2])
    paper = page.evaluate("getComputedStyle(document.querySelector('.map')).backgroundColor")
    assert paper not in (taken[0], best[0], other[0])
