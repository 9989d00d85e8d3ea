"""What a reader is given after a choice, in which order and how near: by a screen reader, on a telephone, on paper."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.services.site.site import Site
from tests.browser.playing import SCENARIOS, begin, sign_in, story_of, take
from tests.browser.test_play import best_positions

pytestmark = pytest.mark.browser

HALF_A_TELEPHONE = 667 // 2
GAP = """() => {
  const scene = [...document.querySelectorAll(".passage-title ~ .story")].pop();
  const first = document.querySelector(".govuk-radios__item");
  return first && first.getBoundingClientRect().top - scene.lastElementChild.getBoundingClientRect().bottom;
}"""


def told(page: Page) -> str:
    """What a screen reader is given of the page's main part, a line for each thing."""
    return page.locator("main").aria_snapshot()


def in_order(told: str, *patterns: str) -> bool:
    at = 0
    for pattern in patterns:
        found = re.compile(pattern).search(told, at)
        assert found, f"{pattern} is not told, or too early:\n{told}"
        at = found.end()
    return True


@pytest.mark.long
def test_a_screen_reader_is_given_a_page_in_one_order(context: BrowserContext, demo_site: Site) -> None:
    page = context.new_page()
    sign_in(page)
    begin(page, "third-letter")
    where = r"Page \d+, about \d+ minutes left"
    take(page, 2)  # it has no `Then:`
    assert in_order(
        told(page),
        where,
        "About your choice",
        'heading "A number that shows" \\[level=1\\]',
        'button "Thursday"',
        "Reminded of a real child",
    )
    assert "Ringing Rachel from your desk" not in told(page), "the explanation is folded"
    expect(page.get_by_role("heading", name="A number that shows")).to_be_focused()
    take(page, None)
    take(page, 2)
    assert in_order(
        told(page),
        where,
        'heading "What happened" \\[level=1\\]',
        'heading "About your choice" \\[level=2\\]',
        "You chose",
        'heading "[^"]+" \\[level=2\\]',
        'group "What do you say',
        "radio",
        'button "Continue"',
        "Reminded of a real child",
    )
    assert page.locator("main").inner_text().count("What do you say") == 1
    expect(page.get_by_role("heading", name="What happened")).to_be_focused()


@pytest.mark.long
def test_an_ending_with_harm_gives_people_to_talk_to_before_any_mark(context: BrowserContext, demo_site: Site) -> None:
    page = context.new_page()
    sign_in(page, "Administrator")
    begin(page, "third-letter")
    for position in (0, 2, 0):
        take(page, position)
    assert in_order(
        told(page),
        r"Page 4, the end of the story",
        'heading "What happened" \\[level=1\\]',
        "The child comes to harm",
        'heading "Monday" \\[level=2\\]',
        "People you can talk to",
        "About your choice",
        'link "See your debrief"',
    )
    assert "Missed" not in told(page), "what is marked is folded"
    expect(page.get_by_role("heading", name="What happened")).to_be_focused()
    page.get_by_text("About your choice").click()
    assert in_order(told(page), "People you can talk to", "You chose", "Missed", 'link "See your debrief"')


@pytest.mark.long
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_choices_are_near_on_a_telephone_and_there_on_paper(
    context: BrowserContext, demo_site: Site, scenario: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 375, "height": 667})
    sign_in(page, "Manager")
    begin(page, scenario)
    gaps = []
    for position in best_positions(story_of(demo_site, scenario)):
        if position is not None:
            gaps.append(page.evaluate(GAP))
            page.emulate_media(media="print")
            expect(page.locator(".govuk-radios__label").last).to_be_visible()
            expect(page.locator("form.step button.govuk-button")).to_be_hidden()
            page.emulate_media(media="screen")
        take(page, position)
    assert len(gaps) > 5 and all(0 < gap <= HALF_A_TELEPHONE for gap in gaps), gaps
