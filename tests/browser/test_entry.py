"""From *My training* to the first choice in three pages, and the button that starts is seen without scrolling."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.model.things import Thing
from quizapp.services.site.site import Site
from quizapp.services.taking import modules
from tests.browser.playing import MODULE
from tests.browser.taking import newcomer

pytestmark = pytest.mark.browser

SCREENS = ((375, 667), (1280, 720))


def start_pages(site: Site, page: Page) -> list[str]:
    """The address of every scenario's and set's start page in the module that we ship."""
    seen = modules.module_page(site, newcomer(page, site), MODULE)
    assert seen is not None
    things: list[Thing] = [task.thing for task in (*seen.scenarios, *seen.sets)]
    return [f"/{'questions' if t.is_set else 'training'}/{t.module}/{t.name}" for t in things]


def test_from_my_training_to_the_first_choice_in_three_pages(context: BrowserContext, demo_site: Site):
    page = context.new_page()
    newcomer(page, demo_site)
    page.goto("/training")
    pages = [page.url]
    for button in (page.get_by_role("link", name="Start here"), page.get_by_role("button", name="Start")):
        expect(page.locator("input[type=radio]")).to_have_count(0)
        before = page.url
        button.first.click()
        page.wait_for_url(lambda url, before=before: url != before)
        pages.append(page.url)
    expect(page.locator("input[type=radio]").first).to_be_visible()
    assert len(pages) == 3 and "/training/" in pages[1] and pages[2].endswith("/steps/0")


@pytest.mark.long
def test_the_button_that_starts_is_seen_without_scrolling_with_the_note_and_what_a_score_is_above_it(
    context: BrowserContext, demo_site: Site
):
    page = context.new_page()
    addresses = start_pages(demo_site, page)
    assert len(addresses) > 4
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        for address in addresses:
            page.goto(address)
            button = page.locator("form.start button").bounding_box()
            note = page.locator(".opening__note").bounding_box()
            assert button and note
            assert button["y"] + button["height"] <= height, (address, width)
            assert note["y"] > 0 and note["y"] + note["height"] <= button["y"], (address, width)
            expect(page.locator(".opening__note")).to_contain_text("A score is a record of choices")
