"""Without a connection a form stays on its page with what is in it, which only a browser can show."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.playing import begin, sign_in

pytestmark = pytest.mark.browser


def choose(page: Page) -> None:
    begin(page, "just-a-phase")
    page.locator("form.step label").nth(1).click()


@pytest.mark.long
def test_what_is_sent_offline_stays_and_goes_once_there_is_a_connection(context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, "Administrator")
    choose(page)
    here = page.url
    context.set_offline(True)
    for button in ("button.govuk-button", "button.pause"):
        page.locator(f"form.step {button}").click()
        expect(page.locator("#offline")).to_be_focused()
        expect(page.locator("#choice-1")).to_be_checked()
        assert page.url == here
    context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    page.locator("form.step button.govuk-button").click()
    page.wait_for_url("**/steps/1")


@pytest.mark.long
def test_a_device_that_says_it_is_offline_and_is_not_sends_the_form(context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, "Member of staff")
    page.goto("/training")
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'onLine', {get: () => false})")
    choose(page)
    page.locator("form.step button.govuk-button").click()
    page.wait_for_url("**/steps/1")
