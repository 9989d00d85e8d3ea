"""The debrief of a failed play and the result of a failed set: short until something is opened, and whole on paper."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from quizapp.services.site.site import Site
from tests.amounts import LONG
from tests.browser.playing import MODULE, SCENARIOS
from tests.browser.taking import let_in, never, newcomer, take_set
from tests.browser.worst import worst_play

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 667}
MOST_HIGH = 4000  # px at the width of a telephone
PARTS = [
    *(pytest.param("debrief", name, marks=LONG if number else ()) for number, name in enumerate(SCENARIOS)),
    pytest.param("result", "assessment", marks=LONG),
    pytest.param("result", "listening", marks=LONG),
    pytest.param("result", "engaging", marks=LONG),
]


@pytest.mark.parametrize(("part", "name"), PARTS)
def test_what_was_failed_is_short_until_something_is_opened_and_opens_by_keyboard(
    context: BrowserContext, demo_site: Site, part: str, name: str
):
    page = context.new_page()
    page.set_viewport_size(PHONE)
    person = newcomer(page, demo_site)
    taken = worst_play(demo_site, person, MODULE, name) if part == "debrief" else ""
    taken = taken or take_set(demo_site, person, MODULE, name, never)
    page.goto(f"/attempts/{taken}/{part}")
    expect(page.locator(".score__word")).to_have_text("Not passed this time")
    assert page.evaluate("document.documentElement.scrollHeight") < MOST_HIGH
    better = page.locator(".better").first
    expect(better).to_be_hidden()
    page.locator(".group:not(:has(> .fold)) .point__summary").first.focus()
    page.keyboard.press("Enter")
    expect(better).to_be_visible()
    page.keyboard.press("Enter")
    expect(better).to_be_hidden()


@pytest.mark.long
def test_a_folded_debrief_opens_without_javascript_and_prints_whole(
    chromium: Browser, context: BrowserContext, address: str, demo_site: Site
):
    setting = context.new_page()
    person = newcomer(setting, demo_site)
    path = f"/attempts/{worst_play(demo_site, person, MODULE, 'third-letter')}/debrief"
    plain = chromium.new_context(base_url=address, java_script_enabled=False, viewport=PHONE)
    page = plain.new_page()
    let_in(page, demo_site, person)
    page.goto(path)
    folded = page.locator("details.fold", has_text="Safe practice")
    folded.locator(".fold__summary").click()
    point = folded.locator(".point").first
    point.locator(".point__summary").click()
    expect(point.locator(".point__body")).to_be_visible()
    page.goto(path)
    page.emulate_media(media="print")
    for body in page.locator(".point__body").all():
        assert (body.bounding_box() or {"height": 0})["height"] > 0
    plain.close()
