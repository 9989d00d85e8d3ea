"""A request that was stopped or never answered: it is sent again from the same page, and the answer is stored once."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.playing import begin, sign_in

pytestmark = pytest.mark.browser

MOMENT = 400  # milliseconds in which a second click is let go here; five seconds for people


class Stopped:
    """What lies between the browser and the server, and takes a page's first answer away: the page stays as it is."""

    def __init__(self, page: Page) -> None:
        self.sent = 0
        page.route("**/steps/*", self._on)

    def _on(self, route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        self.sent += 1
        return route.fulfill(status=204) if self.sent == 1 else route.continue_()


def test_what_was_stopped_is_sent_again_after_a_moment_or_at_once_after_escape(context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, "Administrator")
    begin(page, "just-a-phase")
    for escape in (False, True):
        if page.locator("form.step label").count():
            page.locator("form.step label").first.click()
        page.evaluate("m => document.querySelector('form.step').dataset.once = m", "600000" if escape else str(MOMENT))
        between, before, button = Stopped(page), page.url, page.locator("form.step button.govuk-button").first
        with page.expect_request(lambda request: request.method == "POST"):
            button.click(no_wait_after=True)
        at = page.evaluate("() => performance.now()")
        button.click(no_wait_after=True)
        if escape:
            page.keyboard.press("Escape")
        else:
            page.wait_for_function("end => performance.now() > end", arg=at + MOMENT)
        assert between.sent == 1, "a second click at once is let go"
        button.click()
        page.wait_for_url(lambda url, before=before: url != before)
        assert between.sent == 2
        page.unroute("**/steps/*")
        expect(page.locator("h1").first).to_be_visible()
