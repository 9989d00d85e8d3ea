"""What managers and trainers look at: short on a telephone; and a question that prints as it stands."""

import pytest
from playwright.sync_api import BrowserContext

from quizapp.services.site.site import Site
from tests.browser.playing import MODULE, sign_in
from tests.browser.taking import begin_set, newcomer

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 667}
MOST_HIGH = 4000  # px at the width of a telephone


@pytest.mark.long
def test_coverage_is_short_on_a_telephone_until_something_is_opened(context: BrowserContext, demo_site: Site):
    page = context.new_page()
    page.set_viewport_size(PHONE)
    sign_in(page, "Trainer")
    page.goto("/coverage")
    assert page.evaluate("document.documentElement.scrollHeight") < MOST_HIGH


@pytest.mark.long
def test_an_unanswered_question_prints_with_its_choices_and_a_place_to_mark_each(
    context: BrowserContext, demo_site: Site
):
    page = context.new_page()
    person = newcomer(page, demo_site)
    page.goto(f"/attempts/{begin_set(demo_site, person, MODULE, 'listening')}")
    page.emulate_media(media="print")
    labels = page.locator(".govuk-radios__label, .govuk-checkboxes__label")
    inputs = page.locator(".govuk-radios__input, .govuk-checkboxes__input")
    assert labels.count() > 1 and inputs.count() == labels.count()
    for place in range(labels.count()):
        assert labels.nth(place).is_visible() and inputs.nth(place).is_visible()
